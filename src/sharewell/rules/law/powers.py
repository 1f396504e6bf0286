"""What allows you to share without obliging you, and what is often taken for more than it is."""

from sharewell.rules import dates
from sharewell.rules.expressions import no, one_of, yes
from sharewell.rules.rule import Effect, Part, Rule
from sharewell.rules.terms import (
    ADULT_AT_RISK,
    AGREED,
    ALIVE,
    FOR_A_CHILD,
    HARM,
    IN_NEED,
    LOW,
    PUBLIC,
    SECTION_11_BODIES,
    ground,
    surely,
)

S45 = ground("s45")

RULES: tuple[Rule, ...] = (
    Rule(
        id="power.s10",
        part=Part.POWER,
        effect=Effect.PERMIT,
        since=dates.CHILDREN_ACT_2004,
        statement="Section 10 Children Act 2004: councils and their partners co-operate to improve children's well-being.",
        met="The duty to co-operate (Children Act 2004 section 10) is a basis in law for sharing among partners.",
        when=FOR_A_CHILD & PUBLIC,
        source="ca2004.10",
    ),
    Rule(
        id="power.s11",
        part=Part.POWER,
        effect=Effect.PERMIT,
        since=dates.CHILDREN_ACT_2004,
        statement="Section 11 Children Act 2004 binds a closed list of bodies to arrangements that safeguard children. "
        "Schools have section 175 or 157 of the Education Act 2002; charities, faith bodies and clubs are expected to do "
        "likewise by guidance.",
        met="Your body must have arrangements to safeguard children (Children Act 2004 section 11): sharing is part of them.",
        when=FOR_A_CHILD & SECTION_11_BODIES,
        source="ca2004.11",
    ),
    Rule(
        id="power.education",
        part=Part.POWER,
        effect=Effect.PERMIT,
        since=dates.CHILDREN_ACT_2004,
        statement="Schools and colleges safeguard children under sections 157 and 175 of the Education Act 2002, not under "
        "section 11.",
        met="Your school or college must safeguard its pupils (Education Act 2002 section 175 or 157): sharing is part of "
        "it. Section 11 is not your section.",
        when=FOR_A_CHILD & one_of("sender_body", "state_school", "independent_school"),
        source="education.175",
    ),
    Rule(
        id="power.s17",
        part=Part.POWER,
        effect=Effect.PERMIT,
        since=dates.CHILDREN_ACT_1989,
        statement="Section 17 Children Act 1989: councils safeguard and promote the welfare of children in need.",
        met="It serves the council's duty to children in need (Children Act 1989 section 17).",
        when=IN_NEED & FOR_A_CHILD,
        source="ca1989.17",
    ),
    Rule(
        id="power.s47",
        part=Part.POWER,
        effect=Effect.PERMIT,
        since=dates.CHILDREN_ACT_1989,
        statement="Section 47 Children Act 1989: the council enquires where there is reasonable cause to suspect significant "
        "harm. It is a threshold with reasons, not a label.",
        met="It serves the council's duty to enquire into significant harm (Children Act 1989 section 47).",
        when=HARM & FOR_A_CHILD,
        source="ca1989.47",
    ),
    Rule(
        id="power.s42",
        part=Part.POWER,
        effect=Effect.PERMIT,
        since=dates.CARE_ACT,
        statement="Section 42 Care Act 2014: the council enquires about an adult with care needs, at risk, who cannot "
        "protect themselves.",
        met="It serves the council's duty to enquire about an adult at risk (Care Act 2014 section 42).",
        not_met="Section 42 does not reach this adult: one of its three conditions is not met. Other help and other powers "
        "may.",
        ask="Section 42: does the adult have care needs, is there abuse or neglect, and can they not protect themselves?",
        applies=one_of("protected", "adult") & ALIVE,
        when=one_of("protected", "adult") & ADULT_AT_RISK,
        source="care.42",
    ),
    Rule(
        id="power.s42-is-not-s45",
        part=Part.POWER,
        effect=Effect.WARN,
        since=dates.CARE_ACT,
        statement="A social worker's request under section 42 is not a section 45 request; co-operation under sections 6 and "
        "7 applies.",
        met="This is a section 42 enquiry, not a request by the board under section 45. Co-operate (sections 6 and 7); it "
        "does not oblige you as section 45 would.",
        when=ground("s42"),
        source="care.6",
    ),
    Rule(
        id="power.s45-only-the-board",
        part=Part.POWER,
        effect=Effect.WARN,
        since=dates.CARE_ACT,
        statement="Only a safeguarding adults board asks under section 45.",
        met="Only a safeguarding adults board can ask under section 45, and this recipient is not the board. Ask them which "
        "ground they mean.",
        when=S45 & ~one_of("recipient_role", "adults_board"),
        source="care.45",
    ),
    Rule(
        id="power.s115",
        part=Part.POWER,
        effect=Effect.PERMIT,
        since=dates.CRIME_AND_DISORDER,
        statement="Section 115 Crime and Disorder Act 1998 gives a power to disclose to a relevant authority. It obliges "
        "nobody and does not set data protection law aside.",
        met="Section 115 allows you to share this. It does not oblige you, and the other tests still apply.",
        when=ground("s115")
        | (one_of("purpose", "prevent_crime") & one_of("recipient_role", "police", "hub_social_worker")),
        source="cda.115",
    ),
    Rule(
        id="power.private-fostering",
        part=Part.POWER,
        effect=Effect.WARN,
        statement="The council must be told of a child under 16 (18 if disabled) cared for by someone who is not a close "
        "relative for 28 days or more.",
        met="Private fostering must be notified to the council. Tell the carers and parents of that, and tell the hub if "
        "they do not.",
        when=one_of("concern_kind", "private_fostering"),
        source="private-fostering",
    ),
    Rule(
        id="power.position-of-trust",
        part=Part.POWER,
        effect=Effect.WARN,
        statement="An allegation against someone who works with children goes to the council's designated officer within "
        "one working day.",
        met="It is about someone who works with children or adults. Tell the designated officer within one working day, "
        "and do not question or tell the person first.",
        when=one_of("concern_kind", "position_of_trust"),
        source="lado",
    ),
    Rule(
        id="power.not-section-11",
        part=Part.POWER,
        effect=Effect.WARN,
        since=dates.CHILDREN_ACT_2004,
        statement="Section 11 Children Act 2004 does not name charities, faith bodies, clubs, landlords or private providers. "
        "Guidance expects the same of them, and nothing stops them telling the hub.",
        met="Section 11 does not name your kind of organisation. Guidance expects you to safeguard children all the same, "
        "and nothing stops you telling those who can protect.",
        when=FOR_A_CHILD
        & one_of("sender_body", "charity", "faith_or_club", "private_provider", "housing_association", "early_years"),
        source="ca2004.11",
    ),
    Rule(
        id="power.unborn",
        part=Part.POWER,
        effect=Effect.PERMIT,
        since=dates.WORKING_TOGETHER_2026,
        statement="Working Together 2026 reaches children not yet born where there are concerns. The information is still the "
        "mother's.",
        met="Working Together covers a child not yet born where there is a concern. The information is about the mother: "
        "share the part that bears on the child.",
        when=one_of("protected", "unborn"),
        source="wt2026",
    ),
    Rule(
        id="power.below-threshold",
        part=Part.POWER,
        effect=Effect.WARN,
        since=dates.ADVICE_2024,
        statement="Agreement to a service is one thing, the lawful basis for sharing another. Sharing can be needed although "
        "the threshold for a service is not reached, or a service is declined.",
        met="Agreeing to a service is one thing, the basis for sharing another. If there is a reason to share although they "
        "decline a service, name it.",
        when=(IN_NEED | LOW) & FOR_A_CHILD & ~surely(AGREED),
        source="advice2024.threshold",
    ),
    Rule(
        id="power.good-faith",
        part=Part.POWER,
        effect=Effect.PERMIT,
        since=dates.TEN_STEPS,
        statement="The Information Commissioner will not penalise those who share in good faith to protect a child from harm.",
        met="The Information Commissioner has said that sharing in good faith to protect a child is not penalised.",
        when=(HARM | IN_NEED) & FOR_A_CHILD & (yes("in_doubt") | no("agreement_in_place") | no("policy_document")),
        source="ico.ten-steps",
    ),
)
