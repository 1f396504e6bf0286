"""Agreement: who may give it, whether to ask for it, and what a refusal means and does not mean."""

from sharewell.rules import dates
from sharewell.rules.expressions import ALWAYS, AnyMet, Expression, no, one_of, yes
from sharewell.rules.rule import Effect, Part, Rule
from sharewell.rules.terms import (
    ADULTS_OWN_CHOICE,
    AGREED,
    ASKED_AND_AGREED,
    BELOW,
    COMPETENT,
    DANGER,
    FOR_A_CHILD,
    HARM,
    IN_NEED,
    IS_ADULT,
    IS_CHILD,
    LISTED_REASON,
    NOT_ASKED,
    REASON_AGAINST_ADULTS_CHOICE,
    REFUSED,
    RISK,
    WRONG_GIVER,
    surely,
)

UNDER_16 = one_of("subject_age", "under_13", "from_13_to_15")
SIXTEEN_OR_MORE = one_of("subject_age", "from_16_to_17", "adult")


def _who(id: str, *, statement: str, when: Expression, met: str, source: str, gives: str) -> Rule:
    return Rule(
        id=f"consent.who.{id}", part=Part.CONSENT_WHO, effect=Effect.PERMIT, gives=gives, statement=statement, when=when,
        met=met, source=source,
    )  # fmt: skip


def _seek(
    priority: int, id: str, key: str, *, statement: str, when: Expression, met: str, source: str, **dated: object
) -> Rule:
    return Rule(
        id=f"consent.seek.{id}", part=Part.CONSENT_SEEK, effect=Effect.ASK, gives=key, priority=priority,
        statement=statement, when=when, met=met, source=source, **dated,  # type: ignore[arg-type]
    )  # fmt: skip


def _refusal(id: str, *, statement: str, when: Expression, met: str, source: str) -> Rule:
    return Rule(
        id=f"consent.refusal.{id}", part=Part.CONSENT, effect=Effect.WARN, statement=statement, when=when, met=met,
        source=source,
    )  # fmt: skip


WHO: tuple[Rule, ...] = (
    _who(
        "gillick",
        gives="young_person",
        statement="Under 16, a child with enough understanding of this decision decides.",
        when=UNDER_16 & COMPETENT,
        met="The young person understands this decision: their own agreement or objection counts. A parent's agreement "
        "does not replace it.",
        source="gillick",
    ),
    _who(
        "parent",
        gives="parent",
        statement="For a child who does not understand the decision, a person with parental responsibility decides.",
        when=UNDER_16 & no("can_decide"),
        met="The child does not understand this decision: a person with parental responsibility may agree. Hear what the "
        "child thinks all the same.",
        source="gillick",
    ),
    _who(
        "sixteen",
        gives="the_person",
        statement="At 16 and 17 a young person is presumed able to decide.",
        when=one_of("subject_age", "from_16_to_17") & ~surely(no("can_decide")),
        met="At 16 or 17 they are presumed able to decide for themselves.",
        source="mca.1",
    ),
    _who(
        "adult",
        gives="the_person",
        statement="An adult is presumed able to decide; an unwise choice is no lack of capacity.",
        when=IS_ADULT & ~surely(no("can_decide")),
        met="An adult is presumed able to decide, also unwisely. Nobody else can agree for them.",
        source="mca.1",
    ),
    _who(
        "lacks-capacity",
        gives="attorney",
        statement="For a person of 16 or over who lacks capacity for this decision, an attorney or deputy with authority "
        "decides; otherwise it is decided in their best interests. Relatives cannot sign for them.",
        when=SIXTEEN_OR_MORE & no("can_decide"),
        met="They cannot make this decision now. An attorney or deputy with authority may; otherwise decide in their best "
        "interests, the least restrictive way, and note how you tested it. A relative cannot sign for an adult.",
        source="mca.2",
    ),
    _who(
        "unborn",
        gives="mother",
        statement="Before birth it is the mother's information, and hers to agree to.",
        when=one_of("protected", "unborn") & one_of("subject_relation", "parent", "person_protected"),
        met="Before birth it is the mother's information: hers to agree or object to.",
        source="practice",
    ),
    _who(
        "wrong-giver",
        gives="not_valid",
        statement="Agreement counts only from the one who may give it.",
        when=WRONG_GIVER & ASKED_AND_AGREED,
        met="The agreement was given by someone who may not give it here. It does not count as consent.",
        source="mca.2",
    ),
    _who(
        "parents-disagree",
        gives="disputed",
        statement="One person with parental responsibility suffices in law; a disagreement is recorded and weighed.",
        when=yes("parents_disagree"),
        met="Two people with parental responsibility disagree. One agreement is enough in law: note both views, and weigh "
        "what the dispute means for the child.",
        source="practice",
    ),
    _who(
        "duress",
        gives="not_free",
        statement="A choice made under coercion is not a free choice.",
        when=yes("under_duress"),
        met="Pressure takes the freedom out of a choice, to agree as well as to refuse. Talk to them alone.",
        source="adult-refusal",
    ),
)

SEEK: tuple[Rule, ...] = (
    _seek(
        0,
        "no-danger",
        "no",
        statement="In immediate danger agreement is not sought.",
        when=DANGER,
        met="Do not ask for agreement. Call 999.",
        source="york.emergency",
    ),
    _seek(
        1,
        "no-unsafe",
        "no",
        statement="Agreement is not sought where asking would raise the risk, or the delay would.",
        when=(yes("telling_raises_risk") | one_of("why_no_consent", "would_prejudice"))
        | (RISK & yes("delay_raises_risk")),
        met="Do not ask for agreement: asking, or the wait, could put someone at more risk.",
        source="advice2018.when",
    ),
    _seek(
        2,
        "have",
        "have_it",
        statement="Agreement that is explicit, free and given by the right person need not be asked for twice.",
        when=AGREED,
        met="You have their agreement. Keep to what they agreed to.",
        source="gdpr.6.a",
    ),
    _seek(
        3,
        "adult",
        "ask",
        statement="An adult who can decide is asked what they want, where that is safe.",
        when=HARM & ADULTS_OWN_CHOICE & NOT_ASKED & ~surely(REASON_AGAINST_ADULTS_CHOICE) & ~surely(LISTED_REASON),
        met="Ask the adult what they want to happen, if that is safe and there is time.",
        source="adult-refusal",
    ),
    _seek(
        4,
        "would-anyway",
        "tell",
        statement="Where it will be shared anyway, asking “do you consent?” misleads.",
        when=HARM | AnyMet(Part.DUTY) | yes("would_share_anyway"),
        met="Do not ask “do you consent?”: it would be shared anyway, and asking would mislead. Tell them instead, if that "
        "is safe.",
        source="ico.consent",
    ),
    _seek(
        5,
        "refused",
        "asked_already",
        statement="A refusal below risk of harm is respected where possible.",
        when=REFUSED,
        met="They were asked and refused. Do not ask again to wear them down; ask again if something has changed.",
        source="advice2018.rule4",
    ),
    _seek(
        6,
        "in-need-2018",
        "ask",
        statement="Seek agreement unless it is unsafe or inappropriate.",
        when=IN_NEED,
        until=dates.LAST_DAY_OF_CONSENT_FIRST,
        met="Seek their agreement first, unless that is unsafe or inappropriate.",
        source="advice2018.rule2",
    ),
    _seek(
        6,
        "in-need",
        "tell",
        statement="For a child in need agreement is not required to refer; it is needed for services.",
        when=IN_NEED & FOR_A_CHILD,
        since=dates.CONSENT_NOT_NEEDED,
        supersedes="consent.seek.in-need-2018",
        met="Agreement is not required to pass this on. Tell them first, if that is safe, and ask whether they want the "
        "services that may follow.",
        source="wt2018.consent2020",
    ),
    _seek(
        7,
        "below",
        "ask",
        statement="Below risk of harm agreement is sought, or another reason stated.",
        when=BELOW | (IN_NEED & one_of("protected", "adult")),
        met="Ask for their agreement first. Say what you would share, why, with whom, and that they can say no.",
        source="york.consent",
    ),
    _seek(
        9,
        "unknown",
        "ask_first",
        statement="Whether to ask for agreement depends on how serious the worry is.",
        when=ALWAYS,
        met="Say how serious the worry is: that decides whether agreement is needed.",
        source="advice2018.rule4",
    ),
)

REFUSAL: tuple[Rule, ...] = (
    _refusal(
        "harm",
        statement="A refusal does not stop sharing to protect a child from significant harm; objections are considered.",
        when=RISK & REFUSED & FOR_A_CHILD,
        met="Their refusal does not stop you: a child may be at risk. Consider why they object, and note it.",
        source="advice2018.rule4",
    ),
    _refusal(
        "competent-young-person",
        statement="A competent young person's objection is heard and weighed; it does not bar protecting them from "
        "significant harm.",
        when=IS_CHILD & COMPETENT & REFUSED & (HARM | IN_NEED),
        met="The young person can decide and objects. Hear why, tell them what you will do and why, and let them choose "
        "how where you can. It does not bar protecting them.",
        source="gillick",
    ),
    _refusal(
        "adult",
        statement="A capable adult's refusal is normally respected; others' safety, serious crime, coercion or the public "
        "interest can justify sharing.",
        when=ADULTS_OWN_CHOICE & REFUSED & ~surely(REASON_AGAINST_ADULTS_CHOICE),
        met="A capable adult's refusal is normally respected. It can be set aside only if others are at risk, a serious "
        "crime is suspected, they are coerced, staff are involved or the public interest demands it.",
        source="adult-refusal",
    ),
    _refusal(
        "adult-reason",
        statement="Where others are at risk, a serious crime is suspected or the person is coerced, a capable adult's refusal "
        "can be set aside, openly.",
        when=ADULTS_OWN_CHOICE & REFUSED & REASON_AGAINST_ADULTS_CHOICE,
        met="There is a reason to share against this adult's wish. Tell them so, unless that is unsafe; explain, note the "
        "reason, and offer support.",
        source="adult-refusal",
    ),
    _refusal(
        "below",
        statement="Below risk of harm a refusal is respected where possible.",
        when=BELOW & REFUSED,
        met="They are free to refuse early help. A refusal is not itself a sign of harm; note it, keep the door open, and "
        "look again if the worry grows.",
        source="york.consent",
    ),
    _refusal(
        "withdrawn",
        statement="Consent can be withdrawn; from then on it carries no further sharing.",
        when=one_of("consent", "withdrawn"),
        met="They withdrew their agreement. From now on it carries nothing: stop what rests on it, and tell recipients if "
        "that matters.",
        source="gdpr.6.a",
    ),
)

RULES: tuple[Rule, ...] = (
    *WHO,
    *SEEK,
    *REFUSAL,
    Rule(
        id="consent.unexpected",
        part=Part.CONSENT,
        effect=Effect.WARN,
        statement="Agreement is sought especially where somebody would not expect the sharing.",
        met="They would not expect this: ask, or at least tell them beforehand, unless that is unsafe.",
        when=no("expects_sharing") & ~RISK,
        source="wt2018.myth2",
    ),
    Rule(
        id="consent.perceived-risk",
        part=Part.CONSENT,
        effect=Effect.PERMIT,
        since=dates.ADVICE_2024,
        statement="Consent is not needed where a child is at risk, or there is a perceived risk. A lawful basis is.",
        met="Consent is not needed: a perceived risk to the child is enough. A lawful basis is needed, and named here.",
        when=RISK & FOR_A_CHILD,
        source="advice2024.rule3",
    ),
    Rule(
        id="consent.not-misleading",
        part=Part.MUST_NOT,
        effect=Effect.FORBID,
        since=dates.GDPR,
        statement="Consent is not asked for when sharing will happen regardless.",
        met="Do not ask “do you consent?” when you will share whatever the answer.",
        when=RISK | yes("would_share_anyway") | AnyMet(Part.DUTY),
        source="ico.consent",
    ),
    Rule(
        id="consent.no-need-is-not-anything-goes",
        part=Part.MUST_NOT,
        effect=Effect.FORBID,
        statement="“No consent needed” is not “anything may be shared”, nor does it hold below the threshold by itself.",
        met="Do not share out of curiosity or to be on the safe side: below risk of harm there must be agreement or another "
        "reason that you can name.",
        when=BELOW & ~AGREED,
        source="haringey",
    ),
    Rule(
        id="consent.under-13",
        part=Part.CONSENT,
        effect=Effect.REQUIRE,
        statement="A child under 13 cannot consent to sexual activity: it is always referred.",
        met="A child under 13 cannot consent to sexual activity. Refer it today, whoever asked you to keep it secret.",
        when=one_of("concern_kind", "sexual_activity") & one_of("subject_age", "under_13"),
        source="under-13",
    ),
    Rule(
        id="consent.13-to-15",
        part=Part.CONSENT,
        effect=Effect.ASK,
        statement="At 13 to 15 exploitation, power and age gap, coercion and trust are weighed; otherwise a confidential "
        "service stays confidential.",
        met="At 13 to 15 weigh the age gap, power, coercion and trust. Without signs of exploitation a confidential health "
        "service stays confidential.",
        when=one_of("concern_kind", "sexual_activity") & one_of("subject_age", "from_13_to_15"),
        source="under-13",
    ),
    Rule(
        id="consent.limb-per-person",
        part=Part.CONSENT,
        effect=Effect.WARN,
        since=dates.GDPR,
        statement="The consent that counts is that of the one the information is about, who may not be the one protected.",
        met="It is about somebody other than the one to be kept safe: the agreement that counts is theirs, for their part.",
        when=one_of("subject_relation", "parent", "alleged_perpetrator", "other_child", "other_family", "third_party"),
        source="dpa.sch1.18.1c",
    ),
)
