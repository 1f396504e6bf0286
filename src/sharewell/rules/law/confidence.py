"""The common law duty of confidence, kept apart from data protection: the grounds on which it may be set aside."""

from sharewell.rules.expressions import AnyMet, Expression, no, one_of, yes
from sharewell.rules.rule import Effect, Part, Rule
from sharewell.rules.terms import AGREED, HARM, ORDERED, OUTWEIGHS, RISK, surely

CONFIDENTIAL = yes("given_in_confidence")


def _ground(id: str, *, statement: str, when: Expression, met: str, ask: str = "") -> Rule:
    return Rule(
        id=f"confidence.{id}", part=Part.CONFIDENCE, effect=Effect.PERMIT, statement=statement, when=when,
        applies=CONFIDENTIAL, met=met, ask=ask, source="confidence",
    )  # fmt: skip


RULES: tuple[Rule, ...] = (
    _ground(
        "agreement",
        statement="Consent lifts a confidence.",
        when=AGREED,
        met="The person agrees, so no confidence is broken.",
    ),
    _ground(
        "overwhelming-interest",
        statement="The overwhelming interest of the person themselves can lift a confidence.",
        when=yes("overwhelming_interest"),
        met="It is overwhelmingly in the person's own interest: that lifts the confidence.",
        ask="Is it overwhelmingly in the person's own interest that it is shared?",
    ),
    _ground(
        "public-interest",
        statement="An overriding public interest, such as protecting a child from serious harm, can lift a confidence.",
        when=OUTWEIGHS,
        met="You judge that the public interest outweighs the confidence: that lifts it. Note your reasons.",
        ask="Does the public interest in protecting someone outweigh the confidence? That is for you to judge.",
    ),
    _ground(
        "risk-of-harm",
        statement="To protect a child, or others, from significant harm, the public interest normally outweighs a "
        "confidence.",
        when=RISK,
        met="Protecting someone from significant harm normally outweighs a confidence. Share only what that needs, and "
        "note it.",
    ),
    _ground(
        "law",
        statement="A court order or other legal obligation lifts a confidence.",
        when=yes("order_covers_item") & ORDERED,
        met="An order or law requires it: that lifts the confidence.",
    ),
    Rule(
        id="confidence.lesser",
        part=Part.BEFORE_SENDING,
        effect=Effect.ASK,
        statement="Before a confidence is set aside, ask whether a lesser disclosure achieves the aim.",
        met="It was given in confidence: would less achieve the aim?",
        when=CONFIDENTIAL & ~surely(AGREED),
        source="confidence",
    ),
    Rule(
        id="confidence.deceased",
        part=Part.RISK_OF_SHARING,
        effect=Effect.WARN,
        statement="A confidence can outlast a life.",
        met="A confidence can outlast a life, and the family may be hurt by what is told.",
        when=yes("subject_deceased") & CONFIDENTIAL,
        source="confidence",
    ),
    Rule(
        id="confidence.never-promise",
        part=Part.MUST_NOT,
        effect=Effect.FORBID,
        statement="Absolute confidentiality is never promised.",
        met="Do not promise to keep it secret. Say that you may have to tell someone to keep people safe.",
        when=CONFIDENTIAL & ~surely(AGREED),
        source="adult-refusal",
    ),
    Rule(
        id="article8.justified",
        part=Part.ARTICLE8,
        effect=Effect.PERMIT,
        statement="Article 8: interference is justified when it is in accordance with the law, serves a legitimate aim, and "
        "is necessary and proportionate.",
        met="Article 8: lawful, with a legitimate aim, needed and no more than needed. Write the balance down.",
        ask="Article 8: is it needed, would less do, and what is it for?",
        not_met="Article 8: it is not needed, or less than this would do. Share less.",
        when=yes("necessary")
        & no("less_would_do")
        & ~surely(yes("whole_record"))
        & one_of(
            "purpose",
            "protect_from_harm",
            "promote_welfare",
            "prevent_crime",
            "care_or_treatment",
            "review",
            "court",
        ),
        source="hra.8",
    ),
    Rule(
        id="article8.record",
        part=Part.RECORD,
        effect=Effect.RECORD,
        statement="The Article 8 balance is written down for each share without consent.",
        met="Write down the balance: what speaks for sharing, what against, and why the one outweighs the other.",
        when=~surely(AGREED) & (HARM | one_of("level_of_concern", "in_need") | OUTWEIGHS | AnyMet(Part.DUTY)),
        source="hra.8",
    ),
    Rule(
        id="article8.wellbeing",
        part=Part.ARTICLE8,
        effect=Effect.WARN,
        statement="Sharing on a low trigger such as well-being, without safeguards or telling the family, fails Article 8.",
        met="The worry is below harm: sharing without telling the family, on well-being alone, can breach Article 8.",
        when=one_of("level_of_concern", "welfare_only", "none") & ~surely(RISK) & ~surely(AGREED),
        source="christian-institute",
    ),
)
