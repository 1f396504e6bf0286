"""What agreement and refusal mean, and what they do not mean."""

from sharewell.rules import dates
from sharewell.rules.expressions import AnyMet, Expression, no, one_of, yes
from sharewell.rules.rule import Effect, Part, Rule
from sharewell.rules.terms import (
    ADULT_HAS_A_SAY,
    ADULTS_OWN_CHOICE,
    AGREED,
    BELOW,
    COMPETENT,
    DANGER,
    FOR_A_CHILD,
    HARM,
    IN_NEED,
    IS_CHILD,
    REASON_AGAINST_ADULTS_CHOICE,
    REFUSED,
    RISK,
    THE_PERSON,
    surely,
)


def _refusal(id: str, *, statement: str, when: Expression, met: str, source: str) -> Rule:
    return Rule(
        id=f"consent.refusal.{id}", part=Part.CONSENT, effect=Effect.WARN, statement=statement, when=when, met=met,
        source=source,
    )  # fmt: skip


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
    *REFUSAL,
    Rule(
        id="consent.unexpected",
        part=Part.CONSENT,
        effect=Effect.WARN,
        statement="Agreement is sought especially where somebody would not expect the sharing.",
        met="They would not expect this: ask, or at least tell them beforehand, unless that is unsafe.",
        when=no("expects_sharing") & ~surely(RISK),
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
        when=DANGER | ((HARM | yes("would_share_anyway")) & ~surely(ADULT_HAS_A_SAY)) | AnyMet(Part.DUTY),
        source="honest-asking",
    ),
    Rule(
        id="consent.no-need-is-not-anything-goes",
        part=Part.MUST_NOT,
        effect=Effect.FORBID,
        statement="“No consent needed” is not “anything may be shared”, nor does it hold below the threshold by itself.",
        met="Do not share out of curiosity or to be on the safe side: below risk of harm there must be agreement or another "
        "reason that you can name.",
        when=BELOW & ~surely(AGREED) & ~surely(THE_PERSON),
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
        id="consent.referral-mechanism",
        part=Part.CONSENT,
        effect=Effect.WARN,
        statement="An adult is referred as a victim of trafficking or slavery only with their consent; a child without it.",
        met="Referring somebody as a victim of trafficking or slavery is a question of its own: an adult must agree to that "
        "referral, a child need not. Protecting them does not wait for it.",
        when=one_of("concern_kind", "exploitation"),
        source="referral-mechanism",
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
