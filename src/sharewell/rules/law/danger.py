"""Danger, speed and route: how fast, and whom to ring."""

from sharewell.rules import dates
from sharewell.rules.expressions import ALWAYS, AnyMet, Expression, no, one_of, yes
from sharewell.rules.rule import Effect, Part, Rule
from sharewell.rules.terms import (
    A_REQUEST,
    ADULT_HAS_FIRST_SAY,
    ADULT_REFUSED,
    DANGER,
    FOR_A_CHILD,
    HARM,
    IN_NEED,
    LOW,
    NO_CONCERN,
    THE_PERSON,
    surely,
)

ADULT = one_of("protected", "adult")
ACCESS = THE_PERSON & A_REQUEST
EXPLOITATION_TO_POLICE = one_of("concern_kind", "exploitation") & one_of("recipient_role", "police")


def _speed(
    priority: int, key: str, *, statement: str, when: Expression, source: str, suffix: str = "", **dated: object
) -> Rule:
    return Rule(
        id=f"speed.{key}{suffix}", part=Part.SPEED, effect=Effect.REQUIRE, gives=key, priority=priority,
        statement=statement, met=statement, when=when, source=source, **dated,  # type: ignore[arg-type]
    )  # fmt: skip


def _route(priority: int, key: str, *, statement: str, when: Expression, source: str, suffix: str = "") -> Rule:
    return Rule(
        id=f"route.{key}{suffix}", part=Part.ROUTE, effect=Effect.REQUIRE, gives=key, priority=priority,
        statement=statement, met=statement, when=when, source=source,
    )  # fmt: skip


SPEEDS = (
    _speed(0, "now", statement="Now: within minutes, by telephone.", when=DANGER, source="york.emergency"),
    _speed(
        1,
        "today",
        statement="Today. At night or at a weekend ring the out-of-hours team; do not wait for the next working day.",
        when=HARM | yes("fgm_known"),
        source="advice2018.when",
    ),
    _speed(
        2,
        "by-the-request",
        suffix=".access-2018",
        until=dates.LAST_DAY_BEFORE_DATA_ACT,
        statement="Within one month of the request for one's own information; two more if it is complex.",
        when=ACCESS,
        source="gdpr.15",
    ),
    _speed(
        2,
        "by-the-request",
        suffix=".access",
        since=dates.DATA_ACT_2026,
        supersedes="speed.by-the-request.access-2018",
        statement="Within one month of the request for one's own information; two more if it is complex. The time stands still "
        "while you wait to know who asks or what for.",
        when=ACCESS,
        source="gdpr.12a",
    ),
    _speed(
        3,
        "by-the-request",
        statement="By the time the request names; if you cannot, say so at once and give what you have.",
        when=A_REQUEST & (yes("request_gives_cause") | AnyMet(Part.DUTY)),
        source="advice2018.rule6",
    ),
    _speed(
        4,
        "soon",
        statement="Within one working day: need grows while it waits.",
        when=IN_NEED | (LOW & yes("delay_raises_risk")),
        source="wt2018.one-day",
    ),
    _speed(
        5,
        "when-agreed",
        statement="As soon as they agree. Do not let it rest: agree a day to ask again.",
        when=LOW,
        source="york.consent",
    ),
    _speed(
        6,
        "no-hurry",
        statement="There is no time pressure.",
        when=NO_CONCERN & ~surely(yes("delay_raises_risk")),
        source="advice2018.rule6",
    ),
    _speed(
        9,
        "unknown",
        statement="Say how serious the worry is, and the time follows. In doubt treat it as today.",
        when=ALWAYS,
        source="advice2018.when",
    ),
)

ROUTES = (
    _route(0, "emergency", statement="Call 999.", when=DANGER, source="york.emergency"),
    _route(
        1,
        "adult-safeguarding",
        statement="Ring adult safeguarding; out of hours, the emergency duty team.",
        when=HARM & ADULT,
        source="care.42",
    ),
    _route(
        2,
        "safeguarding",
        statement="Ring a social worker at the hub; out of hours, the emergency duty team.",
        when=HARM,
        source="york.social-worker",
    ),
    _route(
        3,
        "police-non-emergency",
        statement="Use the police partnership form or the non-emergency line. It is not a way to report a crime or an "
        "emergency, and the worry itself still goes to the hub.",
        when=EXPLOITATION_TO_POLICE,
        source="york.police-form",
    ),
    _route(
        4,
        "safeguarding",
        suffix=".in-need",
        statement="Send it to the hub, or ring a social worker there.",
        when=IN_NEED & FOR_A_CHILD,
        source="ca1989.17",
    ),
    _route(
        5,
        "adult-safeguarding",
        suffix=".in-need",
        statement="Contact adult social care.",
        when=IN_NEED & ADULT,
        source="care.42",
    ),
    _route(
        6,
        "early-help",
        statement="Talk to the hub's early help coordinators.",
        when=one_of("level_of_concern", "early_help"),
        source="york.contacts",
    ),
    _route(
        7,
        "local-area-team",
        statement="Ask the local area team who already works with the family, and what else is on offer.",
        when=one_of("level_of_concern", "welfare_only", "none"),
        source="york.contacts",
    ),
    _route(
        9,
        "advice",
        statement="Ask your safeguarding lead, or ring the hub for advice without naming the person.",
        when=ALWAYS,
        source="advice2018.rule3",
    ),
)

RULES: tuple[Rule, ...] = (
    *SPEEDS,
    *ROUTES,
    Rule(
        id="danger.999",
        part=Part.MUST_NOT,
        effect=Effect.FORBID,
        statement="Nothing delays a 999 call: no form, no agreement, no check of identity or basis.",
        met="Do not wait for a form, an agreement or a manager before you call 999.",
        when=DANGER,
        source="york.emergency",
    ),
    Rule(
        id="danger.no-waiting-for-consent",
        part=Part.MUST_NOT,
        effect=Effect.FORBID,
        statement="Agreement is not waited for where delay raises the risk of harm.",
        met="Do not wait for agreement while someone may come to harm.",
        when=DANGER | yes("delay_raises_risk") & ~surely(ADULT_REFUSED) | HARM & ~surely(ADULT_HAS_FIRST_SAY),
        source="advice2018.when",
    ),
    Rule(
        id="danger.out-of-hours",
        part=Part.MUST_NOT,
        effect=Effect.FORBID,
        statement="Out of hours the emergency duty team is rung; the next working day is not waited for.",
        met="Do not leave it until the next working day: the out-of-hours team answers at night and at weekends.",
        when=HARM & ~surely(DANGER),
        source="out-of-hours",
    ),
    Rule(
        id="danger.social-worker",
        part=Part.MUST_NOT,
        effect=Effect.FORBID,
        statement="Nothing delays advice from a social worker where a child may be at risk of harm.",
        met="Do not let anything delay speaking to a social worker.",
        when=HARM & FOR_A_CHILD,
        source="york.social-worker",
    ),
    Rule(
        id="danger.police-form-is-no-referral",
        part=Part.MUST_NOT,
        effect=Effect.FORBID,
        statement="The police partnership form is not a referral, a crime report or an emergency route.",
        met="Do not use the police partnership form instead of telling the hub, reporting a crime or calling 999.",
        when=EXPLOITATION_TO_POLICE,
        source="york.police-form",
    ),
    Rule(
        id="danger.one-working-day",
        part=Part.RECORD,
        effect=Effect.RECORD,
        statement="The hub decides the next step within one working day; its rating clock is another clock.",
        met="Note the day and hour you told the hub. It decides the next step within one working day; if you hear "
        "nothing, ring and ask.",
        when=(HARM | IN_NEED) & one_of("recipient_role", "hub_social_worker", "hub_early_help"),
        source="wt2018.one-day",
    ),
    Rule(
        id="danger.fgm-999",
        part=Part.BEFORE_SENDING,
        effect=Effect.WARN,
        since=dates.FGM_DUTY,
        statement="Female genital mutilation that is about to happen is an emergency.",
        met="If it is about to happen, or she may be taken abroad, call 999: that is an emergency.",
        when=one_of("concern_kind", "fgm") & no("fgm_known"),
        source="fgm.5b",
    ),
)
