"""What is not yours to pass on: privilege, court papers, originators' conditions, adoption, special secrecy."""

from sharewell.rules.expressions import Possibly, one_of, yes
from sharewell.rules.rule import Effect, Part, Rule
from sharewell.rules.terms import FOR_A_CHILD, HARM, ground, surely

MARKS = (
    yes("privileged")
    | yes("court_papers")
    | yes("handling_conditions")
    | yes("adoption_record")
    | yes("special_secrecy")
)

RULES: tuple[Rule, ...] = (
    Rule(
        id="bar.check",
        part=Part.BAR,
        effect=Effect.ASK,
        statement="Whether it is legal advice, court papers, intelligence, an adoption record or specially secret is asked.",
        met="Check that it is not legal advice, family court papers, intelligence or anything given under conditions, an "
        "adoption record, or covered by a special secrecy law.",
        not_met="It is none of the kinds of information that are barred.",
        when=Possibly(MARKS) & Possibly(~MARKS),
        applies=~MARKS | (Possibly(MARKS) & Possibly(~MARKS)),
        source="fpr",
    ),
    Rule(
        id="bar.privilege",
        part=Part.BAR,
        effect=Effect.FORBID,
        statement="Legal advice is privileged and is not shared; the facts behind it can be.",
        met="It is legal advice. Do not share the advice. The facts behind it can be shared from your own record.",
        when=yes("privileged"),
        source="privilege",
    ),
    Rule(
        id="bar.court-papers",
        part=Part.BAR,
        effect=Effect.FORBID,
        statement="Family court papers go only to those the rules of court name, for the purposes they name, or with leave.",
        met="It is from family court papers. Without the court's leave, or a rule that allows this recipient and purpose, "
        "it may not be passed on.",
        ask="It is from family court papers: do the rules, or leave of the court, allow this recipient to have it?",
        not_met="The court or its rules allow this recipient to have it. Note the rule or the order.",
        applies=yes("court_papers"),
        when=~yes("court_allows"),
        source="fpr",
    ),
    Rule(
        id="bar.originator",
        part=Part.BAR,
        effect=Effect.FORBID,
        statement="Intelligence and information given under conditions goes on only as its originator allows; its source is "
        "never shown.",
        met="Whoever gave it set conditions and does not agree. It may not go on: share the risk you know of, not its "
        "origin.",
        ask="Whoever gave it set conditions: ask them before it goes on.",
        not_met="The originator agrees. Keep to their conditions, and never show the source.",
        applies=yes("handling_conditions"),
        when=~yes("originator_agrees"),
        source="handling",
    ),
    Rule(
        id="bar.adoption",
        part=Part.BAR,
        effect=Effect.FORBID,
        statement="Adoption records are restricted; the old and the new identity are not linked.",
        met="It is from an adoption record. Take advice from the adoption agency or a lawyer, and never link the old "
        "identity with the new.",
        when=yes("adoption_record"),
        source="adoption",
    ),
    Rule(
        id="bar.special-secrecy",
        part=Part.BAR,
        effect=Effect.FORBID,
        statement="A few matters have their own secrecy law, and passing them on can be an offence.",
        met="A special secrecy law covers it. Take legal advice before you say anything about it.",
        when=yes("special_secrecy"),
        source="special-secrecy",
    ),
    Rule(
        id="bar.share-what-you-know",
        part=Part.BEFORE_SENDING,
        effect=Effect.REQUIRE,
        statement="A bar covers the item, not the worry: what one knows oneself can be shared.",
        met="The bar covers this item, not the worry. Tell those who can protect what you know yourself, now.",
        when=HARM & (yes("privileged") | yes("court_papers") | yes("handling_conditions")),
        source="practice",
    ),
    Rule(
        id="bar.ask-the-court",
        part=Part.BEFORE_SENDING,
        effect=Effect.REQUIRE,
        statement="Leave of the court can be asked for, quickly if need be.",
        met="Ask a lawyer today to obtain leave of the court.",
        when=yes("court_papers") & ~surely(yes("court_allows")) & FOR_A_CHILD,
        source="fpr",
    ),
    Rule(
        id="bar.no-tipping-off",
        part=Part.MUST_NOT,
        effect=Effect.FORBID,
        statement="Nobody is told of a police enquiry before the police agree.",
        met="Do not tell anyone about the police enquiry, and do not question anybody about it. Agree the timing with the "
        "police.",
        when=yes("ongoing_police_enquiry"),
        source="practice",
    ),
    Rule(
        id="bar.source-of-intelligence",
        part=Part.MUST_NOT,
        effect=Effect.FORBID,
        statement="Intelligence is never shown to the family, and its source never to anybody.",
        met="Do not show intelligence or its source in anything the person or family may see, and do not present it as "
        "fact.",
        when=yes("handling_conditions"),
        source="handling",
    ),
    Rule(
        id="bar.anonymity",
        part=Part.MUST_NOT,
        effect=Effect.FORBID,
        statement="A complainant of a sexual offence, and a child in court proceedings, are never made recognisable in public.",
        met="Do not say anything by which a victim of a sexual offence, or a child in proceedings, could be recognised.",
        when=one_of("recipient_role", "journalist", "member_of_public", "councillor", "researcher"),
        source="anonymity",
    ),
    Rule(
        id="bar.solicitor",
        part=Part.MUST_NOT,
        effect=Effect.FORBID,
        statement="A solicitor's letter is not an order.",
        met="Do not answer a solicitor's letter as if it were an order. It is dealt with as a request for access, or in the "
        "proceedings, with your own lawyer's advice.",
        when=one_of("recipient_role", "solicitor") & ~surely(ground("court_order")),
        source="practice",
    ),
)
