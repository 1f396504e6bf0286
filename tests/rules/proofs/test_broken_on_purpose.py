"""A proof that cannot fail proves nothing: each promise is broken on purpose, and the solver must find it out.

What it finds is then given to the rules as they are used, which must go wrong in the same way.
"""

# covers: W13, W24, Y10

from dataclasses import dataclass
from typing import Any

import pytest

from sharewell.rules.expressions import no, one_of, unknown, yes
from sharewell.rules.rule import Rule
from sharewell.rules.terms import HARM, HAS_A_PART, IN_NEED, NEEDED, NOT_ASKED, REFUSED, THE_PROTECTED_ONE

from proving import (
    ALWAYS_ADVISES,
    ALWAYS_RECORDED,
    CHILD_NEVER_WAITS_FOR_AGREEMENT,
    DANGER_FIRST,
    DAYS,
    NEVER_TO_THE_ONE,
    NO_RECOGNISED_INTEREST_FOR_PUBLIC_TASKS,
    NOT,
    ONLY_WHAT_IS_IN_FORCE,
    PRIORITY_IS_STATED,
    PROPERTIES,
    PUBLIC_BODIES,
    RAISING_NEVER_RESTRICTS,
    RAISING_NEVER_SLOWS,
    REFUSAL_NEVER_FORBIDS,
    TRIMMED,
    UNKNOWN_LIFTS_NOTHING,
    Model,
    Property,
    pack_of,
    read_as_permission,
    rule_called,
    with_rule,
    without,
)


@dataclass(frozen=True)
class Break:
    """A rule changed, or taken out, so that a promise no longer holds."""

    promise: Property
    rule: str
    changes: dict[str, Any] | None

    def rules(self) -> tuple[Rule, ...]:
        return without(self.rule) if self.changes is None else with_rule(self.rule, **self.changes)


OUT = None
BREAKS = (
    Break(ALWAYS_ADVISES, "recommend.not-enough-known", OUT),
    Break(ALWAYS_ADVISES, "openness.unknown", OUT),
    Break(ALWAYS_ADVISES, "route.advice", OUT),
    Break(ALWAYS_ADVISES, "speed.unknown", OUT),
    Break(ALWAYS_ADVISES, "consent.seek.unknown", OUT),
    Break(DANGER_FIRST, "recommend.danger", {"priority": 11}),
    Break(DANGER_FIRST, "recommend.danger", {"when": yes("immediate_danger") & ~REFUSED}),
    Break(DANGER_FIRST, "route.emergency", {"priority": 5}),
    Break(DANGER_FIRST, "speed.now", OUT),
    Break(REFUSAL_NEVER_FORBIDS, "recommend.refused", {"when": REFUSED & no("public_interest_outweighs")}),
    Break(REFUSAL_NEVER_FORBIDS, "recommend.adult-refused", {"gives": NOT}),
    Break(REFUSAL_NEVER_FORBIDS, "recommend.no-concern", {"when": HARM & NOT_ASKED, "priority": 5}),
    Break(CHILD_NEVER_WAITS_FOR_AGREEMENT, "recommend.harm", {"when": HARM & HAS_A_PART & ~REFUSED}),
    Break(CHILD_NEVER_WAITS_FOR_AGREEMENT, "recommend.seek-agreement", {"when": NOT_ASKED, "priority": 53}),
    Break(ONLY_WHAT_IS_IN_FORCE, "duty.s16la", {"instrument": None}),
    Break(ONLY_WHAT_IS_IN_FORCE, "duty.csa", {"instrument": "children-act-1989"}),
    Break(ONLY_WHAT_IS_IN_FORCE, "golden.2018.3", {"until": None}),
    Break(ONLY_WHAT_IS_IN_FORCE, "consent.seek.in-need-2018", {"until": None}),
    Break(
        NO_RECOGNISED_INTEREST_FOR_PUBLIC_TASKS,
        "basis.recognised-legitimate-interest",
        {"when": NEEDED, "applies": ~one_of("sender_body", "local_authority")},
    ),
    Break(
        NO_RECOGNISED_INTEREST_FOR_PUBLIC_TASKS,
        "basis.recognised-legitimate-interest",
        {"applies": ~one_of("sender_body", *PUBLIC_BODIES), "when": ~one_of("sender_body", *PUBLIC_BODIES) & NEEDED},
    ),
    Break(RAISING_NEVER_RESTRICTS, "recommend.adult-refused", {"when": HARM & THE_PROTECTED_ONE & REFUSED}),
    Break(RAISING_NEVER_RESTRICTS, "recommend.in-doubt", {"when": yes("others_at_risk"), "priority": 1}),
    Break(RAISING_NEVER_RESTRICTS, "recommend.no-time-to-ask", {"gives": NOT}),
    Break(RAISING_NEVER_SLOWS, "speed.no-hurry", {"when": IN_NEED, "priority": 2}),
    Break(RAISING_NEVER_SLOWS, "speed.today", {"when": yes("fgm_known") | no("serious_crime")}),
    Break(NEVER_TO_THE_ONE, "held.never-to-the-one", OUT),
    Break(NEVER_TO_THE_ONE, "held.never-to-the-one-unknown", OUT),
    Break(NEVER_TO_THE_ONE, "recommend.never-to-the-one", {"priority": 31}),  # behind the court order
    Break(UNKNOWN_LIFTS_NOTHING, "held.source", {"when": yes("identifies_source") & ~yes("source_agrees")}),
    Break(UNKNOWN_LIFTS_NOTHING, "held.barred", {"when": yes("court_papers") & ~yes("court_allows")}),
    Break(
        UNKNOWN_LIFTS_NOTHING,
        "held.protected-place",
        {"when": yes("address_protected") & yes("reveals_whereabouts") & no("place_released")},
    ),
    Break(ALWAYS_RECORDED, "record.decision", {"when": ~yes("immediate_danger")}),
    Break(PRIORITY_IS_STATED, "recommend.in-doubt", {"priority": 66}),
    Break(PRIORITY_IS_STATED, "recommend.adult-refused", {"gives": TRIMMED, "when": HARM}),
    Break(PRIORITY_IS_STATED, "openness.told", {"priority": 1}),
)  # fmt: skip


@pytest.mark.parametrize("broken", BREAKS, ids=lambda b: f"{b.promise.name}: {b.rule}")
def test_a_broken_rule_is_found_out(broken: Break) -> None:
    pack = pack_of(DAYS[-1], broken.rules())
    found = broken.promise.counterexample(pack)
    assert found is not None, "the proof did not notice"
    assert broken.promise.is_broken_by(pack, found), [facts.known() for facts in found]


def test_a_rule_that_shares_what_is_not_known_is_found_out() -> None:
    shares = {"gives": TRIMMED, "when": IN_NEED & unknown("consent"), "priority": 61}
    pack = pack_of(DAYS[-1], with_rule("recommend.seek-agreement", **shares))
    found = read_as_permission(Model(pack), "consent")
    assert found is not None
    assert pack.recommend(found[0]).gives == TRIMMED
    answered = {pack.recommend(found[0].but(consent=answer)).gives for answer in ("not_sought", "given", "refused")}
    assert TRIMMED not in answered


def test_every_promise_is_broken_by_something() -> None:
    assert {broken.promise.name for broken in BREAKS} == {held.name for held in PROPERTIES}
    assert all(rule_called(broken.rule) for broken in BREAKS)
