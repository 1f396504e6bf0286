"""Whether information collected for one purpose may be used for another."""

from sharewell.rules import dates
from sharewell.rules.expressions import Known, no, one_of, yes
from sharewell.rules.rule import Effect, Part, Rule
from sharewell.rules.terms import ADULT_AT_RISK, AGREED, HARM, NEEDED, PROTECTIVE_PURPOSE

COLLECTED_FOR_IT = (
    (one_of("collected_for", "safeguarding") & PROTECTIVE_PURPOSE)
    | (one_of("collected_for", "help_or_support") & one_of("purpose", "promote_welfare"))
    | (one_of("collected_for", "care_or_treatment") & one_of("purpose", "care_or_treatment"))
    | (one_of("collected_for", "policing") & one_of("purpose", "prevent_crime"))
)

RULES: tuple[Rule, ...] = (
    Rule(
        id="purpose.compatible",
        part=Part.PURPOSE,
        effect=Effect.PERMIT,
        since=dates.GDPR,
        statement="Information is used for a purpose that is compatible with the one it was collected for.",
        met="The purpose goes with the one it was collected for.",
        not_met="It was collected for a purpose that does not go with this one by itself.",
        ask="Was it collected for a purpose that goes with this one?",
        when=yes("compatible_purpose"),
        source="gdpr.5",
    ),
    Rule(
        id="purpose.collected-for-it",
        part=Part.PURPOSE,
        effect=Effect.PERMIT,
        since=dates.GDPR,
        statement="Information that was collected for this very purpose needs no further one.",
        met="It was collected for this very purpose.",
        when=COLLECTED_FOR_IT,
        source="gdpr.5",
    ),
    Rule(
        id="purpose.kept-with-it",
        part=Part.RECORD,
        effect=Effect.RECORD,
        since=dates.GDPR,
        statement="What information was collected for is kept with it, and goes with it.",
        met="Keep beside it what it was first collected for, and say so to the recipient: they must judge any further use.",
        when=Known("collected_for") | no("compatible_purpose"),
        source="gdpr.5",
    ),
    Rule(
        id="purpose.agreed",
        part=Part.PURPOSE,
        effect=Effect.PERMIT,
        since=dates.GDPR,
        statement="With the person's consent information may serve a new purpose.",
        met="The person agrees to the new purpose.",
        when=AGREED,
        source="gdpr.5",
    ),
    Rule(
        id="purpose.at-risk",
        part=Part.PURPOSE,
        effect=Effect.PERMIT,
        statement="For a child in need, or at risk of significant harm, it is hard to see information law as a bar.",
        met="For a child in need or at risk of significant harm information law is hardly ever a bar to another purpose.",
        when=one_of("protected", "child", "unborn") & (HARM | one_of("level_of_concern", "in_need")),
        source="wt2018.myth3",
    ),
    Rule(
        id="purpose.safeguarding-deemed-compatible",
        part=Part.PURPOSE,
        effect=Effect.PERMIT,
        since=dates.DATA_ACT_2026,
        statement="Use necessary to safeguard someone under 18, or an adult at risk, is treated as compatible (Annex 2 "
        "paragraph 8). A lawful basis is still needed.",
        met="Safeguarding counts as a compatible purpose (UK GDPR Annex 2 paragraph 8). A lawful basis is still needed.",
        when=NEEDED & PROTECTIVE_PURPOSE & (one_of("protected", "child") | ADULT_AT_RISK),
        source="gdpr.annex2",
    ),
)
