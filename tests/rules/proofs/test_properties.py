"""The promises of the rulebook, proved over every input on every day the rules changed."""

# covers: W13, W16, W20, W24, Y7, Y10, Y11

from datetime import date, timedelta

import pytest

from sharewell.rules.opening import recommending_facts
from sharewell.rules.packs import ALL_RULES, pack_on

from proving import (
    DAYS,
    FACTS,
    PROPERTIES,
    Model,
    Property,
    advice,
    read_as_permission,
)


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("held", PROPERTIES, ids=lambda held: held.name)
def test_it_holds_of_every_input(held: Property, day: date) -> None:
    pack = pack_on(day)
    found = held.counterexample(pack)
    assert found is None, [(facts.known(), advice(pack, facts).reason.rule.id) for facts in found]


@pytest.mark.parametrize("day", [DAYS[0], DAYS[-1]], ids=str)
@pytest.mark.parametrize("part", range(4))
def test_what_is_not_known_is_never_read_as_permission(day: date, part: int) -> None:
    model = Model(pack_on(day))
    for fact in recommending_facts(model.pack)[part::4]:
        found = read_as_permission(model, fact)
        assert found is None, (fact, found)


def test_the_days_proved_are_all_the_days_on_which_a_rule_begins_or_ends() -> None:
    day = DAYS[0]
    days = {DAYS[0] + timedelta(days=30 * n) for n in range(110)} | {
        d + timedelta(days=n) for d in DAYS for n in (-1, 1)
    }
    for day in sorted(days):
        if day >= DAYS[0]:
            assert {r.id for r in pack_on(day).in_force} == {r.id for r in ALL_RULES if r.in_force(day)}, day


def test_no_fact_is_left_out_of_a_proof() -> None:
    model = Model(pack_on(DAYS[-1]))
    for fact in FACTS.values():
        assert all(model.answer(fact.id, value) is not None for value in fact.values)
    assert [fact.id for fact in FACTS.values() if not fact.values] == ["subject_born_on"]  # it becomes an age before
