"""What could go wrong by sharing, what by not sharing, and what is written down either way."""

from sharewell.rules import dates
from sharewell.rules.expressions import AnyMet, Expression, no, one_of, yes
from sharewell.rules.rule import Effect, Part, Rule
from sharewell.rules.terms import (
    A_REQUEST,
    AGREED,
    BELOW,
    DANGER,
    FOR_A_CHILD,
    HARM,
    IN_NEED,
    PRIVATE_RECIPIENT,
    REFUSED,
    RISK,
    surely,
)


def _risk(part: Part, id: str, *, statement: str, when: Expression, source: str) -> Rule:
    name = "sharing" if part is Part.RISK_OF_SHARING else "not-sharing"
    return Rule(
        id=f"risk.{name}.{id}", part=part, effect=Effect.WARN, statement=statement, met=statement, when=when,
        source=source,
    )  # fmt: skip


def _record(id: str, *, statement: str, source: str, when: Expression = ~surely(DANGER), **dated: object) -> Rule:
    return Rule(
        id=f"record.{id}", part=Part.RECORD, effect=Effect.RECORD, statement=statement, met=statement, when=when,
        source=source, **dated,  # type: ignore[arg-type]
    )  # fmt: skip


SHARING, NOT_SHARING = Part.RISK_OF_SHARING, Part.RISK_OF_NOT_SHARING

RISKS: tuple[Rule, ...] = (
    _risk(
        NOT_SHARING,
        "death",
        statement="Someone could come to serious harm that others could have prevented, had they known.",
        when=RISK,
        source="advice2018.when",
    ),
    _risk(
        NOT_SHARING,
        "nobody-else",
        statement="Nobody else may pass it on: everybody may think somebody else has.",
        when=RISK | IN_NEED,
        source="advice2018.recording",
    ),
    _risk(
        NOT_SHARING,
        "picture",
        statement="A small piece can complete the picture others already have.",
        when=RISK | IN_NEED | A_REQUEST,
        source="advice2018.when",
    ),
    _risk(
        NOT_SHARING,
        "later",
        statement="A need that could be met now may become acute and harder to meet.",
        when=BELOW | IN_NEED,
        source="advice2018.when",
    ),
    _risk(
        NOT_SHARING,
        "others",
        statement="Others who may be at risk would not be protected.",
        when=yes("others_at_risk"),
        source="advice2018.rule5",
    ),
    _risk(
        NOT_SHARING,
        "crime",
        statement="A serious crime might not be prevented.",
        when=yes("serious_crime"),
        source="hra.8",
    ),
    _risk(
        SHARING,
        "trust",
        statement="The family may lose trust and turn away from help.",
        when=(BELOW | IN_NEED) & ~surely(AGREED),
        source="christian-institute",
    ),
    _risk(
        SHARING,
        "young-person",
        statement="A young person who was promised a hearing may not speak again.",
        when=yes("can_decide") & one_of("subject_age", "under_13", "from_13_to_15", "from_16_to_17") & REFUSED,
        source="gillick",
    ),
    _risk(
        SHARING,
        "escalation",
        statement="Someone may react with violence, pressure or flight if they learn of it.",
        when=yes("telling_raises_risk") | one_of("concern_kind", "domestic_abuse", "honour_based", "exploitation"),
        source="advice2018.when",
    ),
    _risk(
        SHARING,
        "found",
        statement="Someone could be found by the one they are protected from.",
        when=yes("address_protected") | yes("recipient_is_protected_from"),
        source="protected-address",
    ),
    _risk(
        SHARING,
        "source",
        statement="The one who raised the worry could come to harm, and others would be afraid to speak.",
        when=yes("identifies_source"),
        source="advice2018.others",
    ),
    _risk(
        SHARING,
        "innocent",
        statement="A mistake, or an old or malicious report, can follow an innocent person for years.",
        when=yes("suspected_false") | no("up_to_date") | one_of("item_kind", "allegation"),
        source="haringey",
    ),
    _risk(
        SHARING,
        "private",
        statement="Once with a private person it cannot be called back.",
        when=PRIVATE_RECIPIENT,
        source="advice2018.rule6",
    ),
    _risk(
        SHARING,
        "privacy",
        statement="Private life is touched, of the person and of others; that needs a reason every time.",
        when=~surely(AGREED),
        source="hra.8",
    ),
)

RECORDS: tuple[Rule, ...] = (
    Rule(
        id="record.later",
        part=Part.RECORD,
        effect=Effect.RECORD,
        statement="In an emergency the record is written afterwards.",
        met="Afterwards write down what you told whom, when and why.",
        when=yes("immediate_danger"),
        source="advice2018.rule7",
    ),
    _record(
        "decision",
        statement="Write down your decision and your reasons, whether you share or not.",
        source="advice2018.rule7",
    ),
    _record(
        "what-with-whom",
        statement="If you share: what, with whom, for what purpose, on which basis, when and how.",
        source="advice2018.rule7",
    ),
    _record(
        "not-sharing",
        statement="If you do not share: why not, and that you discussed it with whoever asked.",
        source="advice2018.recording",
    ),
    _record(
        "without-agreement",
        statement="If it was shared without agreement, write down that it was, and on which ground.",
        when=~surely(AGREED) & (HARM | IN_NEED | BELOW),
        source="advice2018.recording",
    ),
    _record(
        "refusal",
        statement="Write down the refusal, the reasons given for it, and why you did or did not go against it.",
        when=REFUSED,
        source="advice2018.rule4",
    ),
    _record(
        "request-form",
        statement="Keep the request with the decision: who asked and in which post, what for, on which basis, and the answer.",
        when=A_REQUEST,
        since=dates.SHARING_CODE,
        source="ico.request",
    ),
    _record(
        "threshold",
        statement="If you decide that there is reasonable cause to enquire under section 47, write down the cause, the reasons, "
        "who decided and when.",
        when=HARM & FOR_A_CHILD & one_of("sender_body", "local_authority"),
        source="haringey",
    ),
    _record(
        "reconsider",
        statement="If you refuse a request be ready to explain, and look again when they bring something new.",
        when=A_REQUEST,
        since=dates.ADVICE_2024,
        source="advice2024.rule7",
    ),
    _record(
        "adult-refusal",
        statement="Note the adult's refusal, how you judged capacity and pressure, and the support you offered.",
        when=one_of("protected", "adult") & REFUSED,
        source="adult-refusal",
    ),
    _record(
        "considered",
        statement="Note what you considered: its relevance to the child, which function it may help, and whether sharing "
        "would do more harm.",
        when=yes("considered_relevant") & FOR_A_CHILD,
        source="advice2018.rule7",
    ),
    _record(
        "corrections",
        statement="Keep the list of recipients: a correction must reach every one of them.",
        source="gdpr.19",
        since=dates.GDPR,
    ),
    _record(
        "retention",
        statement="Keep it no longer than your retention schedule says; if for ever, with a day to review it. Destroy nothing that is held "
        "for an inquiry or a court.",
        source="advice2018.recording",
    ),
    _record(
        "complaints",
        statement="Tell people how to complain about the use of their data; a complaint is acknowledged within 30 days.",
        when=IN_NEED | BELOW | HARM,
        since=dates.COMPLAINTS,
        source="dpa.164a",
    ),
    _record(
        "duty",
        statement="Name the law that obliges you, and keep the request or order.",
        when=AnyMet(Part.DUTY),
        source="advice2018.rule7",
    ),
)

RULES: tuple[Rule, ...] = (
    *RISKS,
    *RECORDS,
    Rule(
        id="human.no-machine-decides",
        part=Part.MUST_NOT,
        effect=Effect.FORBID,
        statement="Nothing is sent, refused, closed, merged or deleted by a machine alone; no score replaces reasons.",
        met="Do not let this advice decide for you: it can be wrong, and the decision and the reasons are yours.",
        source="gdpr.22",
    ),
    Rule(
        id="human.silence-is-no-reassurance",
        part=Part.MUST_NOT,
        effect=Effect.FORBID,
        statement="No answer, no flag and no match are not reassurance.",
        met="Do not take no answer, no flag or no match for reassurance.",
        when=RISK | IN_NEED | yes("rests_on_system"),
        source="practice",
    ),
    Rule(
        id="human.a-system-only-prompts",
        part=Part.BEFORE_SENDING,
        effect=Effect.WARN,
        statement="A flag, a match or a score prompts a question; a person looks, and says how sure they are.",
        met="It rests on a flag, a match or a score. Look yourself, say where it comes from and how sure you are, and never pass "
        "on the figure without the reasons.",
        when=yes("rests_on_system"),
        source="wt2018.myth5",
    ),
)
