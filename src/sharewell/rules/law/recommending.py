"""The rules that choose between the four recommendations: the first that is met, by priority, speaks.

Priority is where a conflict is settled: danger before all; then what protects a person from being found; then bars; then
purpose and need; then duties; then the level of concern. Two rules of one priority that say different things are never
both met, which the tests prove.
"""

from sharewell.rules import dates
from sharewell.rules.expressions import ALWAYS, AnyMet, Possibly, no, one_of, unknown, yes
from sharewell.rules.rule import Effect, Part, Recommendation, Rule
from sharewell.rules.terms import (
    ADULTS_OWN_CHOICE,
    AGREED,
    BELOW,
    DANGER,
    FOR_A_CHILD,
    HARM,
    HAS_A_PART,
    IN_NEED,
    LISTED_REASON,
    LOW,
    NO_CONCERN,
    NOT_ASKED,
    OUTWEIGHS,
    PRIVATE_RECIPIENT,
    PUBLIC_AT_LARGE,
    REASON_AGAINST_ADULTS_CHOICE,
    REFUSED,
    THE_PERSON,
    surely,
)

NOW, TRIMMED, SEEK, NOT = Recommendation


def _recommend(
    recommendation: Recommendation, priority: int, id: str, *, statement: str, says: str, source: str, **rest: object
) -> Rule:
    effect = {NOW: Effect.REQUIRE, TRIMMED: Effect.PERMIT, SEEK: Effect.ASK, NOT: Effect.FORBID}[recommendation]
    return Rule(
        id=f"recommend.{id}",
        part=Part.RECOMMENDATION,
        effect=effect,
        gives=recommendation,
        priority=priority,
        statement=statement,
        met=says,
        source=source,
        **rest,  # type: ignore[arg-type]  # the rest of a rule's fields
    )


DANGER_AND_PROTECTION = (
    _recommend(
        NOW,
        0,
        "danger",
        statement="Immediate danger: call 999 before anything else; nothing else is needed to act.",
        says="Someone is in immediate danger. Call 999 now and tell them what they need to keep people safe. "
        "Write it down afterwards.",
        source="york.emergency",
        when=DANGER,
    ),
    _recommend(
        NOT,
        10,
        "never-to-the-one",
        statement="Where someone can be found never goes to the one they are protected from, nor to anyone who may tell.",
        says="The recipient is the one somebody is protected from, or could tell them, and this may show where that "
        "person can be found. Do not share it, whatever else holds. An order that seems to require it goes to a lawyer "
        "today.",
        source="protected-address",
        when=yes("recipient_is_protected_from") & Possibly(yes("reveals_whereabouts")),
    ),
    _recommend(
        SEEK,
        12,
        "one-protected-from",
        statement="Before anything goes to the one somebody is protected from, take advice.",
        says="The recipient is someone a person is protected from. Take advice before you tell them anything.",
        source="advice2024.rule5",
        when=yes("recipient_is_protected_from") & no("reveals_whereabouts"),
    ),
    _recommend(
        SEEK,
        14,
        "perhaps-the-one",
        statement="A protected place does not go to a private person before it is known whether they are the danger.",
        says="Someone's whereabouts are protected and this may show them. Find out first whether the recipient is the "
        "one they are protected from, or could tell that person.",
        source="protected-address",
        when=yes("address_protected")
        & Possibly(yes("reveals_whereabouts"))
        & unknown("recipient_is_protected_from")
        & ~HAS_A_PART,
    ),
)

BARS = (
    _recommend(
        NOT,
        20,
        "barred",
        statement="Legal advice, court papers without leave, and what the originator holds back are not shared.",
        says="This item is not yours to share: see the bar below. Share what you know yourself, without it.",
        source="fpr",
        when=yes("privileged")
        | (yes("court_papers") & no("court_allows"))
        | (yes("handling_conditions") & no("originator_agrees")),
    ),
    _recommend(
        SEEK,
        22,
        "bar-to-clear",
        statement="A bar that can be lifted is cleared first, with the court, the originator or a lawyer.",
        says="This item may be restricted: clear that first. What you know yourself can go meanwhile.",
        source="handling",
        when=(yes("court_papers") & unknown("court_allows"))
        | (yes("handling_conditions") & unknown("originator_agrees"))
        | yes("adoption_record")
        | yes("special_secrecy"),
    ),
    _recommend(
        TRIMMED,
        25,
        "nobody-recognised",
        statement="What identifies nobody may be shared.",
        says="Nobody can be recognised from it, so it can be shared. Check that no detail gives a person away.",
        source="advice2018.flowchart",
        when=no("identifies_someone"),
    ),
    _recommend(
        TRIMMED,
        30,
        "order",
        statement="What an order or law requires is given, and nothing more.",
        says="An order or law requires this. Give what it covers, and nothing more.",
        source="gdpr.6.c",
        when=yes("order_covers_item")
        & (one_of("prompted_by", "legal_requirement") | one_of("request_basis", "court_order")),
    ),
)

PURPOSE_AND_NEED = (
    _recommend(
        SEEK,
        33,
        "the-person-with-risk",
        statement="A person's own information is theirs, but not where giving it could put someone at risk unprepared.",
        says="It is about them and they may ask for it, but telling could put someone at risk. Take advice on what to "
        "give, when and how.",
        source="gdpr.15",
        when=THE_PERSON & Possibly(yes("telling_raises_risk")),
    ),
    _recommend(
        TRIMMED,
        34,
        "the-person",
        statement="A person's own information is given, with only what must be held back taken out.",
        says="It is about them. Give it, with what is about others or could harm taken out: never refuse the whole for a "
        "part.",
        source="gdpr.15",
        when=THE_PERSON & no("telling_raises_risk"),
    ),
    _recommend(
        NOT,
        35,
        "no-need",
        statement="Information goes only to those with a role who need it, and for a purpose.",
        says="This recipient does not need it, or there is no purpose. Do not share it with them. If you are worried "
        "about someone, tell those whose part it is to act.",
        source="advice2018.rule6",
        when=one_of("purpose", "curiosity") | PUBLIC_AT_LARGE | (no("recipient_needs_it") & ~surely(THE_PERSON)),
    ),
    _recommend(
        NOT,
        38,
        "not-needed",
        statement="What is not needed for the purpose, or does not bear on it, is left out.",
        says="This item is not needed for the purpose. Leave this one out; share what is needed.",
        source="advice2018.rule6",
        when=no("necessary") | no("relevant"),
    ),
    _recommend(
        SEEK,
        40,
        "more-harm",
        statement="Where sharing may do more harm than not sharing, take advice first.",
        says="You think sharing would do more harm than not sharing. Take advice now on a safer way to act; doing "
        "nothing is also a decision.",
        source="advice2018.rule5",
        when=yes("more_detrimental"),
    ),
)

PRIVATE = (
    _recommend(
        SEEK,
        44,
        "research",
        statement="Research is served by information from which nobody can be recognised.",
        says="Research does not need names. Offer information from which nobody can be recognised; anything else needs "
        "your information governance lead.",
        source="advice2018.amount",
        when=one_of("recipient_role", "researcher"),
    ),
    _recommend(
        TRIMMED,
        45,
        "private-agreed",
        statement="A private person may receive what the one it is about truly agrees to.",
        says="The person it is about agrees, freely and clearly. Share what they agreed to, with this recipient only.",
        source="gdpr.6.a",
        when=PRIVATE_RECIPIENT & AGREED & yes("recipient_needs_it"),
    ),
    _recommend(
        SEEK,
        46,
        "private",
        statement="Relatives, lawyers for one side, councillors and employers have no right to another's information as such.",
        says="This recipient has no part in protecting the person as such. Take advice: a request for someone's records, "
        "a court or a complaint has its own route.",
        source="advice2024.rule6",
        when=PRIVATE_RECIPIENT,
    ),
)

DUTY_AND_RISK = (
    _recommend(
        SEEK,
        50,
        "adult-refused",
        statement="An adult who can decide and refuses is normally respected, unless others, crime or coercion say otherwise.",
        says="The adult can decide and has refused. Normally that is respected. Take advice today, without naming them, "
        "on whether others are at risk, a crime or pressure is involved; offer support and leave the door open.",
        source="adult-refusal",
        when=HARM & ADULTS_OWN_CHOICE & REFUSED & ~surely(REASON_AGAINST_ADULTS_CHOICE) & ~surely(AnyMet(Part.DUTY)),
    ),
    _recommend(
        SEEK,
        50,
        "adult-not-asked",
        statement="An adult who can decide is asked first, where that is safe and there is time.",
        says="Nothing stands against asking the adult first. Ask what they want to happen, then decide.",
        source="adult-refusal",
        when=HARM
        & ADULTS_OWN_CHOICE
        & NOT_ASKED
        & no("delay_raises_risk")
        & no("telling_raises_risk")
        & ~surely(REASON_AGAINST_ADULTS_CHOICE)
        & ~surely(LISTED_REASON)
        & ~surely(AnyMet(Part.DUTY)),
    ),
    _recommend(
        TRIMMED,
        54,
        "harm-trimmed",
        statement="At risk of significant harm, share what is needed with those who can protect, without waiting.",
        says="Someone may be suffering or likely to suffer significant harm. Share what is needed without waiting, and "
        "take out what is not: see below.",
        source="advice2024.rule3",
        when=HARM & HAS_A_PART & AnyMet(Part.TRIM),
    ),
    _recommend(
        NOW,
        55,
        "harm",
        statement="At risk of significant harm, share what is needed with those who can protect, without waiting.",
        says="Someone may be suffering or likely to suffer significant harm. Share what is needed now with those who can "
        "protect them. Agreement is not needed.",
        source="advice2018.when",
        when=HARM & HAS_A_PART,
    ),
    _recommend(
        TRIMMED,
        56,
        "duty",
        statement="Where a law obliges you to share, share what it covers.",
        says="A law obliges you to share this: see below. Give what it covers, and nothing more.",
        source="gdpr.6.c",
        when=AnyMet(Part.DUTY),
    ),
)

BELOW_HARM = (
    _recommend(
        NOT,
        60,
        "no-concern",
        statement="Without a concern, a duty or an agreement there is nothing to share for.",
        says="There is no concern, nobody has agreed and nothing else calls for it. Do not share. If you want to help, "
        "offer the family advice or a service.",
        source="haringey",
        when=NO_CONCERN & ~Possibly(AGREED) & ~Possibly(OUTWEIGHS) & ~Possibly(one_of("purpose", "care_or_treatment")),
    ),
    _recommend(
        SEEK,
        62,
        "in-doubt",
        statement="In doubt, ask, without naming the person.",
        says="You are in doubt, and there is time. Ask for advice without naming the person, and set a time for the answer.",
        source="advice2018.rule3",
        when=(IN_NEED | BELOW) & yes("in_doubt"),
    ),
    _recommend(
        SEEK,
        63,
        "confidence-not-lifted",
        statement="Below risk of harm a confidence is kept unless agreement, interest or law lifts it.",
        says="It was given in confidence and nothing yet lifts that. Ask the person, or take advice on whether the "
        "public interest outweighs it.",
        source="confidence",
        when=(IN_NEED | BELOW) & yes("given_in_confidence") & ~surely(AnyMet(Part.CONFIDENCE)),
    ),
    _recommend(
        SEEK,
        64,
        "other-purpose",
        statement="Information is not used for a purpose that does not go with the one it was collected for.",
        says="It was collected for something else, and nothing yet makes the two purposes go together. Take advice from "
        "your information governance lead.",
        source="wt2018.myth3",
        when=(IN_NEED | BELOW) & no("compatible_purpose") & ~surely(AnyMet(Part.PURPOSE)),
    ),
    _recommend(
        TRIMMED,
        66,
        "outweighs",
        statement="You may share without agreement where, in your judgement on the facts, there is a lawful basis.",
        says="You judge that protecting someone outweighs privacy here. Share what is needed, and write down why.",
        source="advice2018.rule4",
        when=HAS_A_PART & OUTWEIGHS,
    ),
    _recommend(
        SEEK,
        68,
        "reasons-first",
        statement="A request is clear about its purpose, basis and questions; a section is a threshold, not a label.",
        says="The request does not say enough. Ask for its reasons, its questions and its time before you answer. If you "
        "are worried yourself, say so now.",
        source="haringey",
        when=(IN_NEED | BELOW) & (no("request_is_specific") | (no("request_gives_cause") & ~Possibly(AGREED))),
    ),
    _recommend(
        TRIMMED,
        70,
        "agreed",
        statement="What the person truly agrees to is shared.",
        says="The person agrees, freely and clearly. Share what they agreed to.",
        source="advice2018.rule4",
        when=(IN_NEED | BELOW) & HAS_A_PART & AGREED,
    ),
    _recommend(
        NOT,
        72,
        "refused",
        statement="Below risk of harm a refusal is respected unless there is another reason.",
        says="They refused, the worry is below risk of harm and you see no other reason. Respect it: do not share. Keep "
        "offering help, and look again if anything changes.",
        source="york.consent",
        when=BELOW & REFUSED & no("public_interest_outweighs"),
    ),
    _recommend(
        SEEK,
        73,
        "refused-weigh",
        statement="After a refusal, sharing needs another reason that outweighs it.",
        says="They refused. Weigh whether anything outweighs that, take advice without naming them, and talk with them "
        "again.",
        source="advice2018.rule4",
        when=(IN_NEED | BELOW) & REFUSED,
    ),
    _recommend(
        TRIMMED,
        74,
        "in-need-2018",
        until=dates.LAST_DAY_OF_CONSENT_FIRST,
        statement="Share with agreement where appropriate; without it where asking is unsafe or cannot be done.",
        says="A child is in need, and there is a reason not to wait for agreement. Share what is needed.",
        source="advice2018.rule4",
        when=IN_NEED
        & FOR_A_CHILD
        & HAS_A_PART
        & NOT_ASKED
        & (yes("delay_raises_risk") | yes("telling_raises_risk") | LISTED_REASON),
    ),
    _recommend(
        TRIMMED,
        74,
        "in-need",
        since=dates.CONSENT_NOT_NEEDED,
        supersedes="recommend.in-need-2018",
        statement="For a child in need, agreement is not required to refer; be open about it.",
        says="A child is in need. Share what is needed. Agreement is not required for this, but tell the family first "
        "unless that is unsafe; services will need their agreement.",
        source="wt2018.consent2020",
        when=IN_NEED & FOR_A_CHILD & HAS_A_PART & NOT_ASKED,
    ),
    _recommend(
        SEEK,
        76,
        "seek-agreement",
        statement="Below risk of harm, seek agreement first.",
        says="There is no sign of risk of harm. Ask the person, or the parents, for their agreement first, and say what "
        "you would share, why and with whom.",
        source="york.consent",
        when=(IN_NEED | LOW) & NOT_ASKED,
    ),
    _recommend(
        SEEK,
        99,
        "not-enough-known",
        statement="Unknown is asked about, and never read as no.",
        says="Not enough is known yet to advise sharing. Answer the questions below, or ask for advice without naming "
        "the person. If you think someone may be at risk of harm, speak to a social worker now.",
        source="york.social-worker",
        when=ALWAYS,
    ),
)

RULES: tuple[Rule, ...] = (
    *DANGER_AND_PROTECTION,
    *BARS,
    *PURPOSE_AND_NEED,
    *PRIVATE,
    *DUTY_AND_RISK,
    *BELOW_HARM,
)
