"""No rule is there for nothing: each can be met, each chooser can be the one that speaks, each sentence can be said."""

# covers: W10, Y7

from collections.abc import Iterable

import pytest
import z3

from sharewell.rules.expressions import ALWAYS, no, yes
from sharewell.rules.facts import Facts
from sharewell.rules.packs import ALL_RULES, Pack, pack_on
from sharewell.rules.rule import CHOOSERS, Finding, Part, Rule
from sharewell.rules.solving import Formula

from proving import DAYS, Model, any_of, counterexample, is_not, pack_of, with_rule


def never_said(pack: Pack, rules: Iterable[Rule]) -> set[tuple[str, Finding]]:
    """The sentences no input leads to. One input found says many sentences, so few have to be looked for."""
    model = Model(pack)
    solver = z3.SolverFor("QF_FD")
    solver.add(model.possible)
    left, dead = sayings(model, rules), set()
    while left:
        key, formula = left.popitem()
        if solver.check(formula) == z3.sat:
            found = solver.model()
            left = {k: f for k, f in left.items() if not z3.is_true(found.eval(f, model_completion=True))}
        else:
            dead.add(key)
    return dead


def sayings(model: Model, rules: Iterable[Rule]) -> dict[tuple[str, Finding], Formula]:
    """When each sentence of each rule is said; a rule that says nothing when met must be met all the same."""
    said = {}
    for rule in rules:
        for finding in Finding:
            if finding is Finding.MET and rule.part in CHOOSERS:
                said[rule.id, finding] = model.speaks(rule)
            elif finding is Finding.MET or rule.says(finding):
                said[rule.id, finding] = model.finds(rule, finding)
    return said


def of_part(pack: Pack, part: Part) -> list[Rule]:
    return [rule for rule in pack.in_force if rule.part is part]


def all_rules(pack: Pack) -> tuple[Rule, ...]:
    return (*pack.in_force, *pack.shown_only)


@pytest.mark.parametrize("n", range(len(DAYS)), ids=[str(day) for day in DAYS])
def test_no_rule_of_a_day_is_dead(n: int) -> None:
    # What only says something by itself cannot die by a change elsewhere. What chooses can be hidden by a neighbour: so
    # all of its part are looked at again when one of them changed.
    pack = pack_on(DAYS[n])
    proved = all_rules(pack_on(DAYS[n - 1])) if 0 < n < len(DAYS) - 1 else ()
    changed = {rule.part for rule in {*all_rules(pack)} ^ {*proved}}
    old = {rule.id for rule in proved if rule.part not in CHOOSERS or rule.part not in changed}
    assert never_said(pack, [rule for rule in all_rules(pack) if rule.id not in old]) == set()


def test_every_rule_there_is_is_in_force_or_shown_on_some_day() -> None:
    packs = [pack_on(day) for day in DAYS]
    assert {rule.id for rule in ALL_RULES} == {rule.id for pack in packs for rule in (*pack.in_force, *pack.shown_only)}


def test_a_rule_that_chooses_says_one_thing_and_only_when_met() -> None:
    for rule in ALL_RULES:
        if rule.part in CHOOSERS:
            assert rule.gives, rule.id
            assert rule.applies == ALWAYS, rule.id
            assert (bool(rule.met), rule.ask, rule.not_met) == (True, "", ""), rule.id


def test_a_rule_whose_condition_cannot_be_met_is_found_out() -> None:
    pack = pack_of(DAYS[-1], with_rule("danger.999", when=yes("immediate_danger") & no("immediate_danger")))
    assert never_said(pack, of_part(pack, Part.MUST_NOT)) == {("danger.999", Finding.MET)}


def test_a_rule_that_waits_for_an_answer_it_rules_out_is_found_out() -> None:
    # As the rule on careful telling once did: with “yes” an earlier rule spoke, with no answer this one stayed silent.
    careful = yes("ongoing_police_enquiry") & ~no("telling_raises_risk")
    pack = pack_of(DAYS[-1], with_rule("openness.take-advice", when=careful))
    assert never_said(pack, of_part(pack, Part.OPENNESS)) == {("openness.take-advice", Finding.MET)}


def test_a_rule_hidden_behind_another_is_found_out() -> None:
    pack = pack_of(DAYS[-1], with_rule("recommend.duty", priority=100))
    assert never_said(pack, of_part(pack, Part.RECOMMENDATION)) == {("recommend.duty", Finding.MET)}


def met_rules(pack: Pack, facts: Facts) -> set[str]:
    return {rule.id for rule, truth in pack.weigh(facts) if truth}


@pytest.mark.parametrize("rule", [r for r in pack_on(DAYS[-1]).in_force if r.supersedes], ids=lambda rule: rule.id)
def test_what_supersedes_a_rule_begins_the_day_after_it_ends(rule: Rule) -> None:
    before = next(r for r in ALL_RULES if r.id == rule.supersedes)
    assert before.until is not None
    assert (rule.since - before.until).days == 1


def test_the_search_itself_is_true() -> None:
    model = Model(pack_on(DAYS[-1]))
    rule = model.pack.by_id["duty.fgm"]
    found = counterexample((model,), model.met(rule))
    assert found is not None
    assert rule.id in met_rules(model.pack, found[0])
    other = counterexample((model,), is_not(any_of(model.met(rule))))
    assert other is not None
    assert rule.id not in met_rules(model.pack, other[0])
