"""How much: necessary, proportionate, relevant, adequate, accurate, timely and secure, on the actual item."""

from sharewell.rules import dates
from sharewell.rules.expressions import Expression, Possibly, no, one_of, yes
from sharewell.rules.rule import Effect, Part, Rule
from sharewell.rules.terms import A_REQUEST, PLACE_MAY_GO, WHEREABOUTS, surely

A_PURPOSE = ~one_of("purpose", "curiosity")
ANY_LEVEL = one_of("level_of_concern", "significant_harm", "in_need", "early_help", "welfare_only", "none")


def _test(id: str, *, statement: str, when: Expression, met: str, not_met: str, ask: str) -> Rule:
    return Rule(
        id=f"test.{id}", part=Part.TEST, effect=Effect.WARN, statement=statement, when=when,
        met=met, not_met=not_met, ask=ask, source="advice2018.rule6",
    )  # fmt: skip


def _trim(id: str, *, statement: str, when: Expression, met: str, source: str, gives: str, **dated: object) -> Rule:
    return Rule(
        id=f"trim.{id}", part=Part.TRIM, effect=Effect.WARN, statement=statement, when=when, met=met, source=source,
        gives=gives, **dated,  # type: ignore[arg-type]
    )  # fmt: skip


TESTS: tuple[Rule, ...] = (
    _test(
        "necessary",
        statement="Necessary: tied to a stated purpose.",
        when=yes("necessary") & A_PURPOSE,
        met="Necessary: it serves the purpose.",
        not_met="Not necessary: it does not serve the purpose, or none is stated.",
        ask="Necessary? Say what it is for and whether it is needed.",
    ),
    _test(
        "proportionate",
        statement="Proportionate: no more than the need and the risk call for.",
        when=no("less_would_do") & no("whole_record"),
        met="Proportionate: nothing less would do.",
        not_met="Too much: less would do, or it is a whole record.",
        ask="Proportionate? Would a summary, a shorter period or no names do?",
    ),
    _test(
        "relevant",
        statement="Relevant: about a person or event that the purpose is about.",
        when=yes("relevant"),
        met="Relevant: it bears on the matter.",
        not_met="Not relevant: it does not bear on the matter.",
        ask="Relevant? Does it bear on the worry or the question?",
    ),
    _test(
        "adequate",
        statement="Adequate: enough for the recipient to understand and rely on, with no known risk left out.",
        when=yes("gives_context") & no("leaves_out_known_risk"),
        met="Adequate: the recipient can understand and rely on it.",
        not_met="Too little: a risk you know of is left out, or it cannot be understood by itself.",
        ask="Adequate? Will they understand it, and is any risk you know of left out?",
    ),
    _test(
        "accurate",
        statement="Accurate: up to date, with fact, report, allegation and opinion told apart, dated and sourced.",
        when=yes("up_to_date") & yes("labelled") & ~yes("suspected_false"),
        met="Accurate: up to date, and labelled.",
        not_met="Not accurate enough: it is old or doubtful, or fact and opinion are not told apart. Say so beside it.",
        ask="Accurate? Is it up to date, and are fact, report, allegation and opinion told apart?",
    ),
    _test(
        "timely",
        statement="Timely: in time for the risk, and for the request.",
        when=ANY_LEVEL & ~yes("delay_raises_risk"),
        met="Timely: waiting does not raise the risk. Keep to the time below all the same.",
        not_met="Timely: waiting raises the risk. Act at once.",
        ask="Timely? Say how serious it is and whether waiting raises the risk.",
    ),
    _test(
        "secure",
        statement="Secure: the right person, by a safe way, with the least exposure.",
        when=yes("recipient_verified") & yes("channel_secure"),
        met="Secure: the recipient is known and the way is safe.",
        not_met="Not secure: check who the recipient is, or choose a safer way.",
        ask="Secure? Are you sure who they are, and is the way safe?",
    ),
)

TRIMS: tuple[Rule, ...] = (
    _trim(
        "whole-record",
        gives="summary",
        statement="It is rarely right to share a whole record.",
        when=yes("whole_record"),
        met="It is a whole record. Pick out what bears on the worry, or write down why all of it is needed.",
        source="advice2018.amount",
    ),
    _trim(
        "less-would-do",
        gives="less",
        statement="If less achieves the aim, less is shared.",
        when=yes("less_would_do"),
        met="Less would do. Share the summary, the shorter period or the version without names.",
        source="advice2018.amount",
    ),
    _trim(
        "third-parties",
        gives="third_parties",
        statement="What is not needed about other people is left out.",
        when=yes("names_third_parties") & no("third_parties_needed"),
        met="It tells things about other people that are not needed. Take them out.",
        source="advice2018.amount",
    ),
    _trim(
        "source",
        gives="source",
        statement="The identity of anyone who might suffer harm if known is protected, by sender and recipient.",
        when=yes("identifies_source") & ~surely(yes("source_agrees")),
        met="It could show who raised the worry. Take out what would, and ask the recipient to protect it too.",
        source="advice2018.others",
        until=dates.LAST_DAY_OF_ADVICE_2018,
    ),
    _trim(
        "source-2024",
        gives="source",
        statement="Sender and recipient protect the identity of anyone who might suffer harm if known to an abuser or "
        "their associates.",
        when=yes("identifies_source") & ~surely(yes("source_agrees")),
        met="It could show who raised the worry. Take out what would. A practitioner who must know is told to "
        "protect it too.",
        source="advice2024.rule5",
        since=dates.ADVICE_2024,
        supersedes="trim.source",
    ),
    _trim(
        "place",
        gives="place",
        statement="A protected place is left out unless the recipient needs it and a named person releases it.",
        when=yes("address_protected") & Possibly(WHEREABOUTS) & ~surely(PLACE_MAY_GO),
        met="Somebody's whereabouts are protected. Take out every place, telephone number, school, surgery and picture "
        "that could show them, also those of brothers and sisters.",
        source="protected-address",
    ),
)

REMARKS: tuple[Rule, ...] = (
    Rule(
        id="adequate.known-risk",
        part=Part.MUST_NOT,
        effect=Effect.FORBID,
        statement="The critical piece is not minimised away.",
        met="Do not leave out the risk you know of, such as earlier violence: too little is as wrong as too much.",
        when=yes("leaves_out_known_risk"),
        source="advice2018.when",
    ),
    Rule(
        id="accurate.doubtful",
        part=Part.BEFORE_SENDING,
        effect=Effect.REQUIRE,
        statement="A suspicion that information is false or malicious goes with it.",
        met="Say beside it that it may be false or malicious, and why you think so.",
        when=yes("suspected_false"),
        source="practice",
    ),
    Rule(
        id="accurate.old",
        part=Part.BEFORE_SENDING,
        effect=Effect.REQUIRE,
        statement="Old or doubtful information says so.",
        met="Say beside it how old it is and what you have not checked.",
        when=no("up_to_date"),
        source="advice2018.rule6",
    ),
    Rule(
        id="accurate.label",
        part=Part.BEFORE_SENDING,
        effect=Effect.REQUIRE,
        statement="Fact, report, allegation and opinion are told apart.",
        met="Mark each statement as fact, report, allegation or opinion, with its date and source.",
        when=no("labelled") | one_of("item_kind", "allegation", "opinion", "report"),
        source="advice2018.rule6",
    ),
    Rule(
        id="adequate.context",
        part=Part.BEFORE_SENDING,
        effect=Effect.REQUIRE,
        statement="The recipient can understand what was shared.",
        met="Add what the recipient needs to understand it: who, when, from whom, what has been done.",
        when=no("gives_context"),
        source="advice2018.rule6",
    ),
    Rule(
        id="secure.call-back",
        part=Part.BEFORE_SENDING,
        effect=Effect.REQUIRE,
        statement="A recipient not known is rung back on a published number.",
        met="You are not sure who the recipient is: ring back on a number you looked up yourself before you send.",
        when=no("recipient_verified"),
        source="advice2018.rule6",
    ),
    Rule(
        id="secure.channel",
        part=Part.BEFORE_SENDING,
        effect=Effect.REQUIRE,
        statement="The way of sending is safe.",
        met="Choose a safer way before you send; by telephone to a person you know is better than not at all.",
        when=no("channel_secure"),
        source="advice2018.rule6",
    ),
    Rule(
        id="request.specific",
        part=Part.BEFORE_SENDING,
        effect=Effect.ASK,
        statement="A request states its purpose, basis, questions and time, and never overstates.",
        met="The request is not specific: ask what exactly they need, what for and by when, and answer that.",
        when=A_REQUEST & no("request_is_specific"),
        source="advice2018.rule4",
    ),
    Rule(
        id="agreement.not-needed",
        part=Part.MUST_NOT,
        effect=Effect.FORBID,
        statement="The lack of a sharing agreement does not stop sharing in one case.",
        met="Do not hold it back because there is no sharing agreement: none is needed to share in one case.",
        when=no("agreement_in_place"),
        source="no-agreement",
    ),
    Rule(
        id="cross-border",
        part=Part.BEFORE_SENDING,
        effect=Effect.WARN,
        statement="The duties and guidance here are England's; other nations have their own.",
        met="The recipient works outside England: the duties and guidance named here are England's. You may still share to "
        "protect someone; ask what theirs require.",
        when=one_of("recipient_country", "wales", "scotland", "northern_ireland", "elsewhere"),
        source="cross-border",
    ),
    Rule(
        id="cross-border.abroad",
        part=Part.BEFORE_SENDING,
        effect=Effect.WARN,
        since=dates.GDPR,
        statement="Sending personal data out of the United Kingdom has its own rules.",
        met="Sending it out of the United Kingdom has its own rules: ask your information governance lead, unless a life "
        "is at stake.",
        when=one_of("recipient_country", "elsewhere"),
        source="gdpr.5",
    ),
)

RULES: tuple[Rule, ...] = TESTS + TRIMS + REMARKS
