"""A condition has one definition; however it is worked out, it comes to the same, and unknown is its own value."""

# covers: W10

import random
import re
import subprocess
import sys
from datetime import date

import pytest
import z3
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sharewell.rules.compiling import Table
from sharewell.rules.english import english
from sharewell.rules.expressions import ALWAYS, NEVER, Expression, In, Known, Not, Possibly, evaluate, facts_in, no, yes
from sharewell.rules.facts import FACTS, Facts
from sharewell.rules.open_facts import Still
from sharewell.rules.packs import ALL_RULES, FOUND_PARTS, Pack, pack_on
from sharewell.rules.solving import Formula

from proving import DAYS, Model, random_facts

PACK = pack_on(DAYS[-1])
MODEL = Model(PACK)
FEW = ("in_doubt", "privileged", "consent", "level_of_concern")
VALUES = {name: FACTS[name].values for name in FEW}

literals = st.sampled_from(FEW).flatmap(
    lambda name: st.sets(st.sampled_from(VALUES[name]), min_size=1).map(lambda values: In(name, frozenset(values)))
)
plain = st.recursive(
    literals | st.sampled_from([ALWAYS, NEVER]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: two[0] & two[1]),
        st.tuples(inner, inner).map(lambda two: two[0] | two[1]),
        inner.map(Not),
    ),
    max_leaves=8,
)
any_condition = st.recursive(
    literals | st.sampled_from(FEW).map(Known),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map(lambda two: two[0] & two[1]),
        st.tuples(inner, inner).map(lambda two: two[0] | two[1]),
        inner.map(Not),
        inner.map(Possibly),
    ),
    max_leaves=8,
)
answers = st.fixed_dictionaries({name: st.sampled_from([*values, None]) for name, values in VALUES.items()})
everything_known = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in VALUES.items()})


def compiled(condition: Expression, facts: Facts, *, settled: bool = True) -> bool | None:
    table = Table([condition], FOUND_PARTS)
    true, possible = table.weigh((*facts.values_by_place, *(None for _ in FOUND_PARTS)), settled=settled)
    return True if true & table.masks[0] else None if possible & table.masks[0] else False


def holds(formula: Formula, facts: Facts) -> bool:
    atoms = [(MODEL.answer(name, v), z3.BoolVal(facts[name] == v)) for name, values in VALUES.items() for v in values]
    return z3.is_true(z3.simplify(z3.substitute(formula, *atoms)))


@settings(deadline=None, max_examples=100)
@given(any_condition, answers)
def test_compiled_is_as_evaluated(condition: Expression, answers: dict) -> None:
    facts = Facts(**answers)
    assert compiled(condition, facts) is evaluate(condition, facts)


@settings(deadline=None, max_examples=100)
@given(any_condition, answers)
def test_translated_is_as_evaluated(condition: Expression, answers: dict) -> None:
    facts = Facts(**answers)
    truth = evaluate(condition, facts)
    assert holds(MODEL.true(condition), facts) is (truth is True)
    assert holds(MODEL.false(condition), facts) is (truth is False)
    assert holds(MODEL.not_known(condition), facts) is (truth is None)


@settings(deadline=None, max_examples=100)
@given(plain, answers, everything_known)
def test_an_answer_never_turns_what_was_settled(condition: Expression, answers: dict, rest: dict) -> None:
    facts = Facts(**answers)
    before = evaluate(condition, facts)
    assume(before is not None)
    more = Facts(**{name: rest[name] if answer is None else answer for name, answer in answers.items()})
    assert evaluate(condition, more) is before


@settings(deadline=None, max_examples=100)
@given(any_condition, answers, everything_known)
def test_what_is_no_longer_open_is_never_turned(condition: Expression, answers: dict, rest: dict) -> None:
    facts = Facts(**answers)
    still = Still(facts, PACK)
    settled, in_the_table = still.truth(condition), compiled(condition, facts, settled=False)
    assert (settled is not None) == (still.open_in(condition) == ())
    more = Facts(**{name: rest[name] if answer is None else answer for name, answer in answers.items()})
    for truth in {settled, in_the_table} - {None}:
        assert evaluate(condition, facts) is evaluate(condition, more) is truth
    # The table also sees that two parts about one fact exclude each other, so it settles no later.
    assert settled is None or in_the_table is settled


@settings(deadline=None, max_examples=100)
@given(any_condition, answers)
def test_with_every_answer_known_nothing_is_unknown(condition: Expression, answers: dict) -> None:
    assume(None not in answers.values())
    assert evaluate(condition, Facts(**answers)) is not None


def test_not_known_is_neither_yes_nor_no() -> None:
    for name, fact in FACTS.items():
        if fact.kind == "yes_no":
            unanswered = [evaluate(e, Facts()) for e in (yes(name), no(name), ~yes(name), ~no(name))]
            assert unanswered == [None] * 4, name
            assert evaluate(yes(name) | no(name), Facts()) is None
        for value in fact.values:
            assert evaluate(In(name, frozenset({value})), Facts()) is None


def test_a_condition_about_an_answer_nobody_can_give_is_refused() -> None:
    with pytest.raises(ValueError, match="consent is never"):
        In("consent", frozenset({"perhaps"}))


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_rule_is_weighed_as_it_is_defined(day: date) -> None:
    pack, chance = pack_on(day), random.Random(f"defined {day}")
    for facts in (random_facts(chance, pack) for _ in range(15)):
        found = pack.found(facts)
        for part in FOUND_PARTS:
            truths = [evaluate(r.applies & r.when, facts) for r in pack.in_force if r.part is part]
            assert found[part] is (True if True in truths else None if None in truths else False)
        for rule, truth in pack.weigh(facts):
            assert truth is evaluate(rule.applies & rule.when, facts, found), rule.id


def test_giving_advice_needs_no_solver() -> None:
    code = "import sharewell.rules.rendering, sharewell.rules.questions, sys; sys.exit('z3' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_every_rule_is_put_into_english(rule) -> None:
    condition = rule.applies & rule.when
    said = english(condition)
    assert said
    assert "  " not in said
    assert said.count("(") == said.count(")")
    assert not re.search(r"[a-z]_[a-z]|\bNone\b|\bTrue\b|\bFalse\b", said), said
    for name in facts_in(condition):
        fact = FACTS[name]
        words = (fact.claim, fact.denial or fact.claim, fact.question.lower().rstrip("?"))
        assert any(word in said for word in words), (name, said)
    if condition != ALWAYS:
        assert english(~condition) != said


def test_a_pack_is_made_of_the_rules_given_to_it() -> None:
    rules = [rule for rule in ALL_RULES if rule.in_force(DAYS[-1])]
    assert {rule.id for rule in Pack(DAYS[-1], rules).in_force} == {rule.id for rule in rules}
