"""What obliges you to share, and what only allows it."""

from sharewell.rules import dates
from sharewell.rules.expressions import no, one_of, yes
from sharewell.rules.rule import Effect, Part, Rule
from sharewell.rules.terms import (
    A_REQUEST,
    ADULT_AT_RISK,
    FOR_A_CHILD,
    HARM,
    IN_NEED,
    PUBLIC,
    SECTION_11_BODIES,
)

S45 = one_of("request_basis", "s45")
BOUND_BY_16LA = SECTION_11_BODIES | (~SECTION_11_BODIES & yes("sender_commissioned"))
TO_16LA_BODY = one_of(
    "recipient_role", "hub_social_worker", "hub_early_help", "police", "health", "safeguarding_partners"
)
RELEVANT_AND_HELPS = yes("considered_relevant") & yes("may_help_recipient")
TOLD_OF_CSA = one_of("concern_kind", "sexual_abuse") & FOR_A_CHILD

DUTIES: tuple[Rule, ...] = (
    Rule(
        id="duty.order",
        part=Part.DUTY,
        effect=Effect.REQUIRE,
        statement="A court order, or a law that requires this very information, obliges you to give what it covers.",
        met="You are obliged: an order or law requires this very information. Keep a copy of it with your record.",
        ask="Read the order or law: does it require this very information?",
        not_met="The order or law does not require this information. Give nothing beyond what it covers on its account.",
        applies=one_of("prompted_by", "legal_requirement") | one_of("request_basis", "court_order"),
        when=yes("order_covers_item"),
        source="gdpr.6.c",
    ),
    Rule(
        id="duty.s47",
        part=Part.DUTY,
        effect=Effect.REQUIRE,
        since=dates.CHILDREN_ACT_1989,
        statement="Councils and NHS bodies must help a section 47 enquiry when asked, unless that would be unreasonable "
        "(section 47(9) to (11)).",
        met="You are obliged to help this section 47 enquiry unless it would be unreasonable in all the circumstances.",
        ask="You may be obliged to help this section 47 enquiry: does the request give its reasons, and is yours a body the "
        "section names?",
        not_met="Section 47(9) does not oblige you here: the request gives no reasons, or your body is not named in it. You "
        "may still share.",
        applies=A_REQUEST & one_of("request_basis", "s47"),
        when=one_of("sender_body", "local_authority", "nhs_body")
        & yes("request_gives_cause")
        & one_of("recipient_role", "hub_social_worker"),
        source="ca1989.47.9",
    ),
    Rule(
        id="duty.s27",
        part=Part.DUTY,
        effect=Effect.REQUIRE,
        since=dates.CHILDREN_ACT_1989,
        statement="Another council, housing authority or NHS body asked for help under section 27 complies if compatible "
        "with its own duties.",
        met="You are obliged to help if that is compatible with your own duties and does not unduly hinder them.",
        ask="You may be obliged to help under section 27: is the request specific, and is yours a body the section names?",
        applies=A_REQUEST & one_of("request_basis", "s27"),
        when=one_of("sender_body", "local_authority", "nhs_body")
        & yes("request_is_specific")
        & yes("request_gives_cause")
        & one_of("recipient_role", "hub_social_worker", "hub_early_help"),
        source="ca1989.27",
    ),
    Rule(
        id="duty.s45",
        part=Part.DUTY,
        effect=Effect.REQUIRE,
        since=dates.CARE_ACT,
        statement="A safeguarding adults board's request must be met if conditions 1 and 2, and 3 or 4, are met; the board "
        "may use it only for its functions.",
        met="You are obliged: the conditions of section 45 are met. The board may use it only to carry out its functions.",
        ask="Section 45 obliges you if the request helps the board's functions, you are likely to have the information, and "
        "it is about you, your work or someone you serve, or came from an earlier section 45 request.",
        not_met="Section 45 does not oblige you: a condition is not met. Say which, and talk with the board.",
        applies=S45,
        when=S45
        & one_of("recipient_role", "adults_board")
        & yes("s45_for_board")
        & yes("s45_likely_to_hold")
        & (yes("s45_relates_to_you") | yes("s45_from_earlier_request")),
        source="care.45",
    ),
    Rule(
        id="duty.s16h",
        part=Part.DUTY,
        effect=Effect.REQUIRE,
        statement="Safeguarding partners may require information for their functions, and must be given it (section 16H).",
        met="You are obliged: the safeguarding partners require it for their functions.",
        ask="Section 16H obliges you if the safeguarding partners ask for specific information for their own functions.",
        applies=one_of("request_basis", "s16H"),
        when=one_of("request_basis", "s16H")
        & one_of("recipient_role", "safeguarding_partners")
        & yes("request_is_specific"),
        source="ca2004.16h",
    ),
    Rule(
        id="duty.fgm",
        part=Part.DUTY,
        effect=Effect.REQUIRE,
        since=dates.FGM_DUTY,
        statement="Teachers and regulated health and social care professionals report known female genital mutilation of a "
        "girl under 18 to the police, normally by the close of the next working day.",
        met="You yourself are obliged to report this to the police (101), normally by the close of the next working day. "
        "Nobody can do it for you.",
        ask="If you are a teacher or a regulated health or social care professional you may be obliged to report this to "
        "the police yourself.",
        not_met="The personal duty to report is not yours, but the worry is: tell the hub today.",
        applies=yes("fgm_known"),
        when=yes("fgm_known") & yes("sender_regulated_profession") & one_of("recipient_role", "police"),
        source="fgm.5b",
    ),
    Rule(
        id="duty.s16la",
        part=Part.DUTY,
        effect=Effect.REQUIRE,
        since=dates.DUTY_TO_SHARE,
        instrument="s16LA",
        statement="A bound body that considers information relevant to safeguarding or promoting a child's welfare must "
        "share it with another such body so far as it considers that this may help that body's functions, unless it "
        "considers that sharing would do the child more harm (section 16LA).",
        met="You are obliged: you consider it relevant to the child and helpful to the recipient's functions, and sharing "
        "would not do the child more harm.",
        ask="Section 16LA may oblige you: do you consider it relevant to the child, may it help the recipient, and would "
        "sharing do the child more harm?",
        not_met="Section 16LA does not oblige you on your answers. Write down what you considered.",
        applies=FOR_A_CHILD & BOUND_BY_16LA,
        when=FOR_A_CHILD
        & BOUND_BY_16LA
        & TO_16LA_BODY
        & RELEVANT_AND_HELPS
        & no("more_detrimental")
        & ~one_of("protected", "unborn"),
        source="ca2004.16la",
    ),
    Rule(
        id="duty.csa",
        part=Part.DUTY,
        effect=Effect.REQUIRE,
        since=dates.DUTY_TO_SHARE,
        instrument="csa-reporting",
        statement="Adults in certain work with children will have to report suspected child sexual abuse to the police or "
        "the council. Passed in 2026; its final text and commencement were not seen.",
        met="A duty to report child sexual abuse has been passed and is not known to be in force. Report it anyway: the "
        "guidance of today asks you to.",
        applies=TOLD_OF_CSA,
        when=TOLD_OF_CSA,
        source="csa-reporting",
    ),
    Rule(
        id="duty.s16lc",
        part=Part.RECORD,
        effect=Effect.REQUIRE,
        since=dates.DUTY_TO_SHARE,
        instrument="s16LC",
        statement="Regulations may require a consistent identifier for children; none were seen.",
        met="A consistent identifier for children may be required one day. No regulations were seen.",
        when=FOR_A_CHILD,
        source="ca2004.16lc",
    ),
)

POWERS: tuple[Rule, ...] = (
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
        applies=one_of("protected", "adult"),
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
        when=one_of("request_basis", "s42"),
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
        when=one_of("request_basis", "s115")
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
)

RULES: tuple[Rule, ...] = DUTIES + POWERS
