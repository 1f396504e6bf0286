"""The conditions for special category data: Article 9 and Schedule 1, each limb of paragraph 18 by itself."""

from sharewell.rules import dates
from sharewell.rules.expressions import Expression, no, one_of, yes
from sharewell.rules.rule import Effect, Part, Rule
from sharewell.rules.terms import (
    ADULT_AT_RISK,
    AGREED,
    ALIVE,
    ASKED_AND_AGREED,
    DANGER,
    LISTED_REASON,
    NEEDED,
    PROTECTIVE_PURPOSE,
    PUBLIC,
    REFUSED,
    surely,
)

SPECIAL = (yes("special_category") | yes("health_data")) & ALIVE
PUBLIC_INTEREST = yes("substantial_public_interest")
CANNOT_CONSENT = one_of("why_no_consent", "cannot_be_given") | no("can_decide")

P18_A = NEEDED & PROTECTIVE_PURPOSE
P18_B = one_of("protected", "child") | (one_of("protected", "adult") & ADULT_AT_RISK)
P18_C = LISTED_REASON
P18_D = PUBLIC_INTEREST


def _condition(id: str, *, statement: str, when: Expression, source: str, **texts: str) -> Rule:
    return Rule(
        id=f"condition.{id}", part=Part.CONDITION, effect=Effect.PERMIT, since=dates.GDPR,
        statement=statement, when=when, applies=SPECIAL, source=source, **texts,  # type: ignore[arg-type]
    )  # fmt: skip


def _limb(id: str, *, statement: str, when: Expression, source: str, met: str, not_met: str, ask: str) -> Rule:
    return Rule(
        id=f"limb.18.{id}", part=Part.LIMB, effect=Effect.ASK, since=dates.GDPR,
        statement=statement, when=when, applies=SPECIAL, source=source, met=met, not_met=not_met, ask=ask,
    )  # fmt: skip


PARAGRAPH_18 = (
    _condition(
        "18",
        statement="Schedule 1 paragraph 18: safeguarding of children and of individuals at risk; all four limbs.",
        when=P18_A & P18_B & P18_C & P18_D,
        source="dpa.sch1.18",
        met="Safeguarding (Article 9(2)(g), Schedule 1 paragraph 18) fits: all four limbs are met.",
        not_met="Safeguarding (Schedule 1 paragraph 18) does not fit: a limb below is not met. Look at the other "
        "conditions.",
        ask="Safeguarding (Article 9(2)(g), Schedule 1 paragraph 18) may fit: answer the open limbs below.",
    ),
    _limb(
        "1a",
        statement="Limb (1)(a): necessary to protect someone from neglect or harm, or to protect well-being.",
        when=P18_A,
        source="dpa.sch1.18.1a",
        met="Limb (1)(a) is met: it is needed to protect someone.",
        not_met="Limb (1)(a) is not met: it is not needed to protect anyone.",
        ask="Limb (1)(a): is it needed to protect someone?",
    ),
    _limb(
        "1b",
        statement="Limb (1)(b): the one protected is under 18, or an adult at risk. A child not yet born is neither.",
        when=P18_B,
        source="dpa.sch1.18.1b",
        met="Limb (1)(b) is met: the one protected is a child, or an adult at risk.",
        not_met="Limb (1)(b) is not met: the one protected is not yet born, or an adult who is not “at risk” as the law "
        "means it (care and support needs, abuse or neglect, and unable to protect themselves because of those needs).",
        ask="Limb (1)(b): is the one protected a child, or an adult at risk in all three ways?",
    ),
    _limb(
        "1c",
        statement="Limb (1)(c): without the consent of the one the information is about, for one of three reasons: it "
        "cannot be given, cannot reasonably be obtained, or asking would prejudice the protection.",
        when=P18_C,
        source="dpa.sch1.18.1c",
        met="Limb (1)(c) is met: one of the three reasons for not relying on this person's consent applies.",
        not_met="Limb (1)(c) is not met: none of the three reasons applies. A refusal by itself is not one.",
        ask="Limb (1)(c): which of the three reasons applies to the person this is about (who may be the parent, not the "
        "child)?",
    ),
    _limb(
        "1d",
        statement="Limb (1)(d): necessary for reasons of substantial public interest.",
        when=P18_D,
        source="dpa.sch1.18.1d",
        met="Limb (1)(d) is met: you judge that there is a substantial public interest.",
        not_met="Limb (1)(d) is not met: you see no substantial public interest.",
        ask="Limb (1)(d): is there a substantial public interest? That is for you to judge.",
    ),
    Rule(
        id="limb.18.refusal",
        part=Part.LIMB,
        effect=Effect.WARN,
        since=dates.GDPR,
        statement="A simple refusal is not one of the three reasons of paragraph 18(2).",
        met="They were asked and refused. That alone does not meet limb (1)(c): name the reason in paragraph 18(2), or "
        "choose paragraph 6, 2 or 10, or another condition, with your information governance lead.",
        applies=SPECIAL & REFUSED,
        when=~LISTED_REASON,
        ask="They were asked and refused. That alone does not meet limb (1)(c): name the reason in paragraph 18(2), or "
        "choose another condition.",
        source="dpa.sch1.18.1c",
    ),
    Rule(
        id="limb.18.adult",
        part=Part.LIMB,
        effect=Effect.WARN,
        since=dates.GDPR,
        statement="An adult victim without care and support needs is not “at risk” under paragraph 18(3).",
        met="This adult is not “at risk” as paragraph 18(3) means it, however great the danger. Use another condition: "
        "paragraph 6, 10 or 2.",
        applies=SPECIAL,
        when=one_of("protected", "adult") & ~ADULT_AT_RISK,
        source="dpa.sch1.18.1b",
    ),
    Rule(
        id="limb.18.unborn",
        part=Part.LIMB,
        effect=Effect.WARN,
        since=dates.GDPR,
        statement="Information about an unborn child is information about the mother; paragraph 18 does not reach it.",
        met="Before birth the information is about the mother. Paragraph 18 does not fit: use paragraph 6 or 2, and "
        "protect her information.",
        applies=SPECIAL,
        when=one_of("protected", "unborn"),
        source="dpa.sch1.18.1b",
    ),
    Rule(
        id="limb.18.eighteen",
        part=Part.LIMB,
        effect=Effect.WARN,
        since=dates.GDPR,
        statement="An eighteenth birthday changes limb (1)(b) overnight.",
        met="If they turn 18 before it is shared, look again: the limb for children ends that night.",
        applies=SPECIAL,
        when=one_of("protected", "child")
        & one_of("subject_relation", "person_protected")
        & one_of("subject_age", "from_16_to_17"),
        source="dpa.sch1.18.1b",
    ),
)

OTHERS = (
    _condition(
        "6",
        statement="Schedule 1 paragraph 6: statutory and government purposes, with substantial public interest.",
        when=PUBLIC & NEEDED & PUBLIC_INTEREST,
        source="dpa.sch1.6",
        met="Statutory purposes (Article 9(2)(g), Schedule 1 paragraph 6) fits: a law gives your body this function.",
        not_met="Statutory purposes (Schedule 1 paragraph 6) does not fit on your answers.",
        ask="Statutory purposes (Article 9(2)(g), Schedule 1 paragraph 6) may fit a body acting under a law.",
    ),
    _condition(
        "2",
        statement="Schedule 1 paragraph 2: health or social care, under a professional bound to secrecy.",
        when=NEEDED
        & yes("under_secrecy_duty")
        & one_of("purpose", "protect_from_harm", "promote_welfare", "care_or_treatment"),
        source="dpa.sch1.2",
        met="Health or social care (Article 9(2)(h), Schedule 1 paragraph 2) fits: it is for care, by people bound to keep "
        "it confidential.",
        not_met="Health or social care (Schedule 1 paragraph 2) does not fit on your answers.",
        ask="Health or social care (Article 9(2)(h), Schedule 1 paragraph 2) may fit: are those who use it bound to keep it "
        "confidential?",
    ),
    _condition(
        "1",
        statement="Schedule 1 paragraph 1: duties and rights under employment, social security or social protection law.",
        when=one_of("sender_body", "local_authority") & one_of("purpose", "promote_welfare") & NEEDED,
        source="dpa.sch1.1",
        met="Social protection law (Article 9(2)(b), Schedule 1 paragraph 1) may fit too: ask your information governance "
        "lead.",
    ),
    _condition(
        "7",
        statement="Schedule 1 paragraph 7: the administration of justice.",
        when=one_of("purpose", "court") & PUBLIC & NEEDED & PUBLIC_INTEREST,
        source="dpa.sch1.7",
        met="Administration of justice (Article 9(2)(g), Schedule 1 paragraph 7) fits: it is for a court's work.",
    ),
    _condition(
        "10",
        statement="Schedule 1 paragraph 10: preventing or detecting unlawful acts, where asking consent would prejudice it.",
        when=NEEDED
        & one_of("purpose", "prevent_crime", "protect_from_harm")
        & (one_of("recipient_role", "police") | yes("serious_crime"))
        & (one_of("why_no_consent", "would_prejudice") | yes("telling_raises_risk"))
        & PUBLIC_INTEREST,
        source="dpa.sch1.10",
        met="Unlawful acts (Article 9(2)(g), Schedule 1 paragraph 10) fits: asking would prejudice preventing or detecting "
        "a crime.",
        ask="Unlawful acts (Schedule 1 paragraph 10) may fit if asking for consent would prejudice preventing a crime.",
    ),
    _condition(
        "11",
        statement="Schedule 1 paragraph 11: protecting the public against malpractice, unfitness or dishonesty.",
        when=one_of("concern_kind", "position_of_trust") & NEEDED & PUBLIC_INTEREST,
        source="dpa.sch1.11",
        met="Protecting the public (Article 9(2)(g), Schedule 1 paragraph 11) fits: it is about someone in a position of "
        "trust.",
    ),
    _condition(
        "17",
        statement="Schedule 1 paragraph 17: confidential counselling, advice or support, for the same three reasons.",
        when=one_of("sender_body", "charity")
        & yes("given_in_confidence")
        & LISTED_REASON
        & NEEDED
        & PUBLIC_INTEREST
        & one_of("purpose", "promote_welfare"),
        source="dpa.sch1.17",
        met="Confidential counselling or support (Schedule 1 paragraph 17) may fit too.",
    ),
    _condition(
        "explicit-consent",
        statement="Explicit consent, Article 9(2)(a).",
        when=AGREED,
        source="gdpr.9.a",
        met="Explicit consent (Article 9(2)(a)) fits, if a refusal would have been respected.",
    ),
    _condition(
        "vital-interests",
        statement="Vital interests, Article 9(2)(c): only where the person is physically or legally unable to consent.",
        when=DANGER & CANNOT_CONSENT,
        source="gdpr.9.c",
        met="Vital interests (Article 9(2)(c)) fits: a life is in danger and the person cannot consent.",
    ),
    _condition(
        "legal-claims",
        statement="Legal claims and courts, Article 9(2)(f).",
        when=one_of("purpose", "court") & NEEDED,
        source="gdpr.9.f",
        met="Legal claims (Article 9(2)(f)) fits: it is for court proceedings or legal advice.",
    ),
)

RULES: tuple[Rule, ...] = (
    *PARAGRAPH_18,
    *OTHERS,
    Rule(
        id="condition.economic",
        part=Part.CONDITION,
        effect=Effect.WARN,
        since=dates.GDPR,
        statement="Schedule 1 paragraph 19, economic well-being, covers only health data about adults at economic risk.",
        met="Paragraph 19 (economic well-being) covers health data of adults at economic risk only; it seldom fits here.",
        applies=SPECIAL,
        when=one_of("protected", "adult") & one_of("concern_kind", "parenting_support") & yes("health_data"),
        source="dpa.sch1.19",
    ),
    Rule(
        id="condition.vital-interests-not-if-able",
        part=Part.MUST_NOT,
        effect=Effect.FORBID,
        since=dates.GDPR,
        statement="Vital interests is not the condition where the person can consent.",
        met="Do not give vital interests as the condition: the person can decide, so Article 9(2)(c) does not apply.",
        applies=SPECIAL,
        when=yes("can_decide") & ~surely(one_of("why_no_consent", "cannot_be_given")) & DANGER,
        source="gdpr.9.c",
    ),
    Rule(
        id="condition.policy-document",
        part=Part.RECORD,
        effect=Effect.REQUIRE,
        since=dates.GDPR,
        statement="Most Schedule 1 conditions need an appropriate policy document, kept with the record of processing.",
        met="Most conditions of Schedule 1 need an appropriate policy document. Yours is missing: tell your information "
        "governance lead. It does not stop urgent sharing.",
        ask="Most conditions of Schedule 1 need an appropriate policy document: ask your information governance lead.",
        applies=SPECIAL & ~surely(AGREED),
        when=no("policy_document"),
        source="dpa.sch1.part4",
    ),
    Rule(
        id="condition.consent-noted",
        part=Part.RECORD,
        effect=Effect.RECORD,
        statement="Consent that is relied on is noted: who, for what, with whom, how, when, until when.",
        met="Note the agreement: who gave it, for what, with whom, how, when, and that it can be withdrawn.",
        when=ASKED_AND_AGREED,
        source="gdpr.6.a",
    ),
)
