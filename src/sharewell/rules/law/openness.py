"""Being open: tell before, after or not yet, whom and how; kept apart from consent."""

from sharewell.rules import dates
from sharewell.rules.expressions import ALWAYS, Expression, no, one_of, yes
from sharewell.rules.rule import Effect, Part, Rule
from sharewell.rules.terms import (
    ADULT_IS_ASKED,
    ADULT_REFUSED,
    BELOW,
    COMPETENT,
    DANGER,
    HARM,
    IN_NEED,
    IS_ADULT,
    IS_CHILD,
    NOTHING_GOES,
    RISK,
    THE_PERSON,
    surely,
)

TELLING_IS_DANGEROUS = yes("telling_raises_risk")
CAREFUL_KINDS = one_of(
    "concern_kind", "honour_based", "fabricated_illness", "sexual_abuse", "fgm", "position_of_trust", "radicalisation"
)

# Whatever the sender thinks of the risk: carers are never the first to hear of suspected fabricated illness, nor family and
# community of honour-based abuse. The one who is to be kept safe may be spoken to.
NOBODY_FIRST = one_of("concern_kind", "fabricated_illness") | (
    one_of("concern_kind", "honour_based", "fgm") & ~surely(one_of("subject_relation", "person_protected"))
)


def _when(
    priority: int, id: str, key: str, *, statement: str, when: Expression, met: str, source: str, **dated: object
) -> Rule:
    return Rule(
        id=f"openness.{id}", part=Part.OPENNESS, effect=Effect.ASK, gives=key, priority=priority, statement=statement,
        when=when, met=met, source=source, **dated,  # type: ignore[arg-type]
    )  # fmt: skip


def _telling(id: str, *, statement: str, when: Expression, met: str, source: str, **dated: object) -> Rule:
    return Rule(
        id=f"telling.{id}", part=Part.TELLING, effect=Effect.REQUIRE, statement=statement, when=when, met=met,
        source=source, **dated,  # type: ignore[arg-type]
    )  # fmt: skip


WHEN: tuple[Rule, ...] = (
    _when(
        0,
        "after-danger",
        "after",
        statement="In an emergency telling waits until people are safe.",
        when=DANGER,
        met="Tell them afterwards, when everybody is safe, and only if telling is safe.",
        source="advice2018.when",
    ),
    _when(
        1,
        "nothing-goes",
        "not_yet",
        statement="Where nothing goes to a recipient there is nothing to tell of.",
        when=NOTHING_GOES,
        met="This does not go to this recipient, so there is nothing to tell of. Whether the family hears of the worry itself is "
        "settled with those whose part it is.",
        source="advice2018.rule6",
    ),
    _when(
        2,
        "died",
        "after",
        statement="Where the person has died, whether and by whom the family is told is thought about.",
        when=yes("subject_deceased"),
        met="The person has died. Think whether the family should hear of it, from whom and when.",
        source="practice",
    ),
    _when(
        3,
        "not-yet",
        "not_yet",
        statement="Telling waits, with a reason and a day to look again, where it could put someone at more risk.",
        when=TELLING_IS_DANGEROUS,
        met="Not yet: telling could put someone at more risk. Write down why, and a day soon to look again.",
        source="advice2018.rule2",
    ),
    _when(
        4,
        "ask-police",
        "not_yet",
        statement="During a police enquiry, and with intelligence, telling is agreed with the police or whoever gave it.",
        when=yes("ongoing_police_enquiry") | yes("handling_conditions"),
        met="Not yet: agree with the police, or whoever gave it, who is told what, and when. Note a day to look again.",
        source="practice",
    ),
    _when(
        5,
        "take-advice",
        "not_yet",
        statement="With some worries nobody in the family is told before advice has been taken.",
        when=(CAREFUL_KINDS & ~surely(no("telling_raises_risk")) | NOBODY_FIRST) & ~surely(yes("has_been_told")),
        met="Not yet: with this kind of worry telling the family first can be dangerous. Agree with the hub who is told, "
        "when and by whom.",
        source="honour-based",
    ),
    _when(
        6,
        "told",
        "told",
        statement="Whoever has been told need not be told again.",
        when=yes("has_been_told"),
        met="They have been told. Note when, by whom and what they said; tell them again if it changes.",
        source="advice2018.rule2",
    ),
    _when(
        7,
        "own-information",
        "told",
        statement="Whoever asks for their own information learns of it by receiving it, and is told what was taken out.",
        when=THE_PERSON,
        met="They learn of it by receiving it. Say what kind of thing was taken out and why, as far as that is safe.",
        source="gdpr.15",
    ),
    _when(
        8,
        "intelligence",
        "not_yet",
        statement="The one reported on in an intelligence form need not be told.",
        when=one_of("concern_kind", "exploitation") & one_of("recipient_role", "police"),
        met="You need not tell the person reported on. Think how finding out could make things worse, and plan with those "
        "you support.",
        source="york.police-form",
    ),
    _when(
        9,
        "adult",
        "before",
        statement="An adult who can decide is talked with before anything is shared, alone and where it is safe.",
        when=ADULT_REFUSED | ADULT_IS_ASKED,
        met="Talk with the adult before anything is shared, alone and where it is safe: what worries you, what you would share "
        "and with whom, and what they want.",
        source="adult-refusal",
    ),
    _when(
        10,
        "before-harm",
        "before",
        statement="At risk of harm the family is told before, where practicable and safe; it is not waited for.",
        when=HARM & no("telling_raises_risk") & ~yes("delay_raises_risk"),
        met="Tell them before you share, if you can do it today. Do not let it delay you.",
        source="advice2018.rule2",
        until=dates.LAST_DAY_OF_ADVICE_2018,
    ),
    _when(
        10,
        "before-harm-2024",
        "before",
        statement="Where practicable and safe, engage with the child and carers: who, what and why. Not where telling may "
        "raise the risk.",
        when=HARM & no("telling_raises_risk") & ~yes("delay_raises_risk"),
        met="Tell them before you share, if you can do it today: who, what and why. Do not let it delay you.",
        source="advice2024.rule2",
        since=dates.ADVICE_2024,
        supersedes="openness.before-harm",
    ),
    _when(
        11,
        "after-harm",
        "after",
        statement="At risk of harm, telling does not delay sharing; it follows when it is known to be safe.",
        when=HARM,
        met="Telling does not hold up sharing with those who can protect. Afterwards settle with the hub whether it is safe, who "
        "does it and when. Note a day to look again.",
        source="advice2018.when",
    ),
    _when(
        12,
        "before",
        "before",
        statement="Be open from the outset about why, what, how and with whom.",
        when=IN_NEED | BELOW,
        met="Tell them before anything is shared: why, what, how and with whom.",
        source="advice2018.rule2",
    ),
    _when(
        13,
        "unknown",
        "before",
        statement="Be open from the outset unless it is unsafe or inappropriate.",
        when=ALWAYS,
        met="Be open from the outset, unless telling could put someone at risk: think about that first.",
        source="advice2018.rule2",
    ),
)

TELLING: tuple[Rule, ...] = (
    _telling(
        "young-person",
        statement="A young person who understands is told themselves.",
        when=IS_CHILD & COMPETENT,
        met="When it is safe to tell, tell the young person yourself, in words they use, before their parents if they wish.",
        source="gillick",
    ),
    _telling(
        "parents-apart",
        statement="Parents are each told by themselves, and neither learns through you where the other lives.",
        when=one_of("subject_relation", "parent") & (yes("parents_disagree") | yes("address_protected")),
        met="When you tell them, tell each parent alone. Neither must learn through you where the other, or the child, can be found.",
        source="protected-address",
    ),
    _telling(
        "lacks-capacity",
        statement="An adult who cannot decide is told what they can take in, and so is an attorney or deputy.",
        when=IS_ADULT & no("can_decide"),
        met="When it is safe to tell, tell them as much as they can take in, and an attorney or deputy if there "
        "is one and the worry is not about them.",
        source="mca.2",
    ),
    _telling(
        "child",
        statement="A child who cannot decide is still told what they can understand.",
        when=IS_CHILD & no("can_decide"),
        met="When it is safe to tell, tell the parents, and the child as far as they can understand.",
        source="advice2018.rule2",
    ),
    _telling(
        "adult",
        statement="An adult is told themselves, alone, in a safe place.",
        when=IS_ADULT,
        met="When you tell them, do it alone and in a safe place; never by letter, message or answering machine that another may see.",
        source="practice",
    ),
    _telling(
        "domestic-abuse",
        statement="In domestic abuse the one who abuses is not told, directly or by accident.",
        when=one_of("concern_kind", "domestic_abuse"),
        met="Speak only to the one who is abused, alone, by the contact they call safe. Nothing reaches the other: no "
        "letter, no portal, no acknowledgement.",
        source="practice",
    ),
    _telling(
        "honour",
        statement="In honour-based abuse there may be one chance; family and community are not told and do not interpret.",
        when=one_of("concern_kind", "honour_based", "fgm"),
        met="You may have one chance only. Do not tell or ask anyone in the family or community, and do not let them "
        "interpret.",
        source="honour-based",
    ),
    _telling(
        "fabricated-illness",
        statement="In fabricated or induced illness carers are not told before the agencies have agreed.",
        when=one_of("concern_kind", "fabricated_illness"),
        met="Do not tell the carers of this suspicion, and do not write it where they can read it, before health, police and "
        "social care have agreed.",
        source="fii",
    ),
    _telling(
        "fair-notice",
        since=dates.GDPR,
        statement="People are told who has their information, what for, on what basis, for how long, and their rights.",
        when=~surely(RISK) & (IN_NEED | BELOW),
        met="When you tell them, say why, what, how, with whom, how long it is kept and how to complain.",
        source="gdpr.13",
    ),
)

RULES: tuple[Rule, ...] = (
    *WHEN,
    *TELLING,
    Rule(
        id="telling.never-automatic",
        part=Part.MUST_NOT,
        effect=Effect.FORBID,
        statement="No letter, portal message, receipt or acknowledgement tells a parent or alleged abuser by itself.",
        met="Do not let anything go out by itself: no letter, portal message, receipt or copy to a parent or to the one "
        "alleged.",
        when=TELLING_IS_DANGEROUS | CAREFUL_KINDS | one_of("concern_kind", "domestic_abuse"),
        source="advice2018.rule2",
    ),
    Rule(
        id="telling.record",
        part=Part.RECORD,
        effect=Effect.RECORD,
        statement="Told before, after or not yet is recorded with the reason and, if not yet, the day to look again.",
        met="Note who was told, when and how; or why not yet, and the day you will look again.",
        source="advice2018.rule2",
    ),
)
