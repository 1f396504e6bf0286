"""What obliges you to share: orders, requests under a section, and the duties of 2015 and 2026."""

from sharewell.rules import dates
from sharewell.rules.expressions import no, one_of, yes
from sharewell.rules.rule import Effect, Part, Rule
from sharewell.rules.terms import FOR_A_CHILD, NOT_SURELY_ABROAD, ORDERED, SECTION_11_BODIES, ground, surely

S45 = ground("s45")
BOUND_BY_16LA = SECTION_11_BODIES | (~SECTION_11_BODIES & (yes("sender_commissioned") | yes("sender_designated")))
A_COUNCIL_OF_ENGLAND_OR_WALES = ~surely(one_of("recipient_country", "scotland", "northern_ireland", "elsewhere"))
TO_16LA_BODY = one_of(
    "recipient_role", "hub_social_worker", "hub_early_help", "police", "health", "safeguarding_partners"
)
RELEVANT_AND_HELPS = yes("considered_relevant") & yes("may_help_recipient")
TOLD_OF_CSA = one_of("concern_kind", "sexual_abuse") & FOR_A_CHILD

RULES: tuple[Rule, ...] = (
    Rule(
        id="duty.order",
        part=Part.DUTY,
        effect=Effect.REQUIRE,
        statement="A court order, or a law that requires this very information, obliges you to give what it covers.",
        met="You are obliged: an order or law requires this very information. Keep a copy of it with your record.",
        ask="Read the order or law: does it require this very information?",
        not_met="The order or law does not require this information. Give nothing beyond what it covers on its account.",
        applies=ORDERED,
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
        applies=ground("s47"),
        when=one_of("sender_body", "local_authority", "nhs_body")
        & yes("request_gives_cause")
        & one_of("recipient_role", "hub_social_worker")
        & A_COUNCIL_OF_ENGLAND_OR_WALES,
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
        applies=ground("s27"),
        when=one_of("sender_body", "local_authority", "nhs_body")
        & yes("request_is_specific")
        & yes("request_gives_cause")
        & one_of("recipient_role", "hub_social_worker", "hub_early_help")
        & NOT_SURELY_ABROAD,
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
        & (yes("s45_relates_to_you") | yes("s45_from_earlier_request"))
        & NOT_SURELY_ABROAD,
        source="care.45",
    ),
    Rule(
        id="duty.s16h",
        part=Part.DUTY,
        effect=Effect.REQUIRE,
        statement="Safeguarding partners may require information for their functions, and must be given it (section 16H).",
        met="You are obliged: the safeguarding partners require it for their functions.",
        ask="Section 16H obliges you if the safeguarding partners ask for specific information for their own functions.",
        applies=ground("s16H"),
        when=ground("s16H")
        & one_of("recipient_role", "safeguarding_partners")
        & yes("request_is_specific")
        & NOT_SURELY_ABROAD,
        source="ca2004.16h",
    ),
    Rule(
        id="duty.fgm",
        part=Part.DUTY,
        effect=Effect.REQUIRE,
        since=dates.FGM_DUTY,
        statement="Teachers and regulated health and social care professionals report known female genital mutilation of a "
        "girl under 18 to the police, normally by the close of the next working day.",
        met="You are obliged to report this to the police yourself, on the non-emergency line, normally by the close of the next working day. "
        "Nobody can do it for you.",
        ask="If you are a teacher or a regulated health or social care professional you may be obliged to report this to "
        "the police yourself.",
        not_met="The personal duty to report is not yours, but the worry is: tell the hub today.",
        applies=yes("fgm_known") & (one_of("recipient_role", "police") | no("sender_regulated_profession")),
        when=yes("fgm_known") & yes("sender_regulated_profession") & one_of("recipient_role", "police"),
        source="fgm.5b",
    ),
    Rule(
        id="duty.fgm-in-person",
        part=Part.MUST_NOT,
        effect=Effect.FORBID,
        since=dates.FGM_DUTY,
        statement="Telling the hub or a manager does not discharge the personal duty to report known female genital "
        "mutilation to the police.",
        met="Do not leave it at telling the hub or your manager: you must report it to the police yourself as well, normally "
        "by the close of the next working day.",
        when=yes("fgm_known") & yes("sender_regulated_profession") & ~surely(one_of("recipient_role", "police")),
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
        "would not do the child more harm. Whether this lifts a duty of confidence was not seen: weigh that by itself.",
        ask="Section 16LA may oblige you: do you consider it relevant to the child, may it help the recipient, and would "
        "sharing do the child more harm?",
        not_met="Section 16LA does not oblige you on your answers. Write down what you considered.",
        applies=FOR_A_CHILD & BOUND_BY_16LA,
        when=FOR_A_CHILD
        & BOUND_BY_16LA
        & TO_16LA_BODY
        & NOT_SURELY_ABROAD
        & RELEVANT_AND_HELPS
        & no("more_detrimental")
        & ~one_of("protected", "unborn"),
        source="ca2004.16la",
    ),
    Rule(
        id="duty.s16la-guidance",
        part=Part.RECORD,
        effect=Effect.REQUIRE,
        since=dates.DUTY_TO_SHARE,
        instrument="s16LA-guidance",
        statement="Draft guidance on section 16LA asks for fact and opinion to be told apart, for context with the request "
        "and with the answer, and for bounds to what is told about connected adults. It is a draft.",
        met="Draft guidance asks you to tell fact from opinion, and to give context in the request and in the answer.",
        when=FOR_A_CHILD & BOUND_BY_16LA,
        source="ca2004.16la.draft",
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
