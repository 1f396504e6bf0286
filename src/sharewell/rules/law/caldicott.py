"""The Caldicott principles, where health and care information is shared."""

from sharewell.rules import dates
from sharewell.rules.expressions import ALWAYS, Expression, no, one_of, yes
from sharewell.rules.rule import Effect, Part, Rule
from sharewell.rules.terms import HARM

HEALTH = yes("health_data")


def _principle(number: int, *, statement: str, when: Expression, met: str, not_met: str = "", ask: str = "") -> Rule:
    return Rule(
        id=f"caldicott.{number}", part=Part.CALDICOTT, effect=Effect.REQUIRE, statement=statement, when=when,
        applies=HEALTH, met=met, not_met=not_met, ask=ask, source="caldicott.7",
    )  # fmt: skip


RULES: tuple[Rule, ...] = (
    _principle(
        1,
        statement="Caldicott 1: justify the purpose.",
        when=~one_of("purpose", "curiosity"),
        met="Caldicott 1: there is a purpose. Say it in one sentence.",
        not_met="Caldicott 1: there is no purpose for using it.",
        ask="Caldicott 1: what is the purpose?",
    ),
    _principle(
        2,
        statement="Caldicott 2: use it only when it is necessary.",
        when=yes("necessary"),
        met="Caldicott 2: it is needed.",
        not_met="Caldicott 2: it is not needed.",
        ask="Caldicott 2: is it needed?",
    ),
    _principle(
        3,
        statement="Caldicott 3: use the minimum necessary.",
        when=no("less_would_do") & ~yes("whole_record"),
        met="Caldicott 3: nothing less would do.",
        not_met="Caldicott 3: less would do. Share less.",
        ask="Caldicott 3: would less do?",
    ),
    _principle(
        4,
        statement="Caldicott 4: strict need to know.",
        when=yes("recipient_needs_it"),
        met="Caldicott 4: this recipient needs to know.",
        not_met="Caldicott 4: this recipient does not need to know.",
        ask="Caldicott 4: does this recipient need to know?",
    ),
    _principle(
        5,
        statement="Caldicott 5: everyone with access knows their responsibilities.",
        when=ALWAYS,
        met="Caldicott 5: you answer for what you share, and the recipient for what they do with it. Tell them so.",
    ),
    _principle(
        6,
        statement="Caldicott 6: comply with the law.",
        when=ALWAYS,
        met="Caldicott 6: the lawful basis, the condition and the duty of confidence each need an answer; they are shown here.",
    ),
    _principle(
        7,
        statement="Caldicott 7: the duty to share for care can matter as much as the duty to keep confidence.",
        when=HARM | one_of("level_of_concern", "in_need"),
        met="Caldicott 7: the duty to share can matter as much as the duty of confidence, and it does here.",
    ),
    Rule(
        id="caldicott.8",
        part=Part.CALDICOTT,
        effect=Effect.REQUIRE,
        since=dates.CALDICOTT_EIGHT,
        statement="Caldicott 8: inform people about how their information is used; no surprises.",
        met="Caldicott 8: no surprises. They have been told.",
        not_met="Caldicott 8: no surprises. They have not been told: tell them, or note why not now.",
        ask="Caldicott 8: no surprises. Do they know?",
        applies=HEALTH,
        when=yes("has_been_told"),
        source="caldicott",
    ),
    Rule(
        id="caldicott.guardian",
        part=Part.CALDICOTT,
        effect=Effect.ASK,
        statement="In doubt the Caldicott guardian advises.",
        met="In doubt ask your Caldicott guardian, without naming the person.",
        applies=HEALTH,
        when=yes("in_doubt"),
        source="caldicott.7",
    ),
)
