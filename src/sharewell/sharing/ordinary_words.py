"""Words that begin sentences, or stand in capitals, without being anybody: what the search for names passes over."""

_WORDS = """
monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
october november december christmas easter spring summer autumn winter today yesterday tomorrow
mash gp dsl edd epds dash asb nsp bsl vw camhs cin cp icpc lac marac mappa lado eha fgm cse cce ae ed nhs dna dob asap
na ok pcso sgt ref re tv pe uk england english british polish
school police hospital house council church housing court nursery college surgery clinic office probation refuge
mum dad mother father nan gran grandma grandad grandmother grandfather parent parents carer carers brother brothers
sister sisters sibling siblings son daughter child children baby boy boys girl girls twin twins uncle aunt aunty cousin
partner husband wife boyfriend girlfriend family families friend friends neighbour neighbours pupil patient tenant
victim suspect caller teacher teachers nurse doctor officer officers worker staff driver man men woman women male female
person people somebody someone nobody everybody everyone host landlord midwife health visitor social
the a an in on at he she they i it we you who his her him them us our their its my your this that these those there here
where when then than what which how why no not yes and or but if so as of off to for from with without by about after
before during since through until while although because again also only very too more most much many few some any all
both each every other another same such own one two three four five six seven eight nine ten first second third last
next once twice several
am is are was were be been being has have had having do does did done will would can could may might must shall should
said says say saying seen see sees saw told tells tell telling asked asks ask rang rung ring called calls call came come
comes went go goes gone got get gets gave give given gives took take takes taken left leave leaves made make makes met
kept keep keeps felt feel feels found find finds knew know knows known heard hear hears held hold hit hits hurt hurts
ran run runs put puts sat sit sleeps sleep slept spoke speak speaks spoken stood stand thought think thinks wrote write
written wore wears fell fall falls brought bring brings bought cut eat eats ate drove drive drives drinks drank drunk
let lives live owes owe paid pay pays reads read sent send sends set showed show shows shut stays stay swore wants want
wanted won woke works work
absent attended attendance admin agreed agreement anxious anxiety appearance appointment asthma audiology aware
behaviour booking bruise bruises burn calm calmed cars cat child’s clean clothes cold concern concerns confidential
contact court crying dementia denied detail details disclosure door drugs eggs electric emergency father’s fence fine
fracture good growth hand happy headaches home hungry immunisation injury late letter letters loan low meeting missing
name names new night noise normal note notes old overcrowding parents’ picked plan play please pleased pupil’s quiet
record records referral refused report reported reward rent restricted review safe school’s shouting sleep smelled
strangulation strength strong support tearful tidy tired transfer trip unable unknown unwell update urgent verbal visit
visits voice warm weekly well wellbeing white window words yelling
better blood im ive ill id hes shes dont didnt wasnt isnt cant couldnt entry
mr mrs ms miss mstr dr st sir
"""
ORDINARY = frozenset(word for word in _WORDS.split() if word.isascii())
_ENDINGS = (
    "ing",
    "ed",
    "ly",
    "tion",
    "sion",
    "ment",
    "ness",
    "ity",
    "ance",
    "ence",
    "ful",
    "less",
    "ous",
    "able",
    "ible",
)


def is_ordinary(plain: str) -> bool:
    """Say whether a word, in small letters, is one that stands in capitals without naming anybody."""
    return plain in ORDINARY or (len(plain) > 5 and plain.endswith(_ENDINGS))
