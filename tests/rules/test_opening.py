"""What a sentence of advice opens to is true: these answers led to it, and this answer would change it."""

# covers: W10, W16

import random

import pytest

from sharewell.rules.facts import FACTS, Facts
from sharewell.rules.opening import because, changes, changes_of_recommendation
from sharewell.rules.packs import pack_on
from sharewell.rules.rule import FINDING, Part

from proving import DAYS, random_facts

PACK = pack_on(DAYS[-1])


def inputs(count: int, seed: str) -> list[Facts]:
    chance = random.Random(seed)
    return [random_facts(chance, PACK) for _ in range(count)]


def truths(facts: Facts) -> dict:
    return {rule.id: truth for rule, truth in PACK.weigh(facts)}


def test_the_answers_that_led_to_it_are_enough() -> None:
    # With nothing known but these answers it is still so: so no other answer was needed.
    chance = random.Random("which")
    for facts in inputs(20, "because"):
        for rule, truth in PACK.weigh(facts):
            if rule.id not in PACK.shown_ids and chance.random() < 0.25:
                told = because(rule, facts, PACK)
                alone = Facts(**{name: facts[name] for name in told})
                assert truths(alone)[rule.id] is truth, (rule.id, told, facts)


def test_only_facts_the_condition_or_its_findings_speak_of_are_named() -> None:
    for facts in inputs(3, "named"):
        for rule in PACK.in_force:
            assert set(because(rule, facts, PACK)) <= set(FACTS)
            assert len(set(because(rule, facts, PACK))) == len(because(rule, facts, PACK))


def test_the_answer_that_would_change_it_does_change_it() -> None:
    chance = random.Random("change")
    seen = 0
    for facts in inputs(12, "changes"):
        for rule in chance.sample(PACK.in_force, 40):
            if rule.part is Part.RECOMMENDATION:
                continue
            now = truths(facts)[rule.id]
            for change in changes(rule, facts, PACK):
                then = truths(facts.but(**{change.fact: change.answer}))[rule.id]
                assert FINDING[then] == change.becomes, (rule.id, change)
                assert then is not now
                seen += 1
    assert seen > 250


def test_the_answer_that_would_change_the_recommendation_does_and_none_is_left_out() -> None:
    for facts in inputs(6, "recommendation"):
        now = PACK.recommend(facts).gives
        named = {(c.fact, c.answer): c.becomes for c in changes_of_recommendation(facts, PACK)}
        for fact in FACTS.values():
            for value in fact.values:
                then = PACK.recommend(facts.but(**{fact.id: value})).gives
                assert named.get((fact.id, value), now) == then, (fact.id, value)


@pytest.mark.parametrize("rule_id", ["record.duty", "basis.legal-obligation", "confidence.law"])
def test_a_rule_that_rests_on_a_finding_opens_to_what_the_finding_rests_on(rule_id: str) -> None:
    facts = Facts(
        prompted_by="legal_requirement", order_covers_item=True, immediate_danger=False, given_in_confidence=True
    )
    rule = PACK.by_id[rule_id]
    named = because(rule, facts, PACK)
    assert truths(facts)[rule.id] is True
    assert {"prompted_by", "order_covers_item"} <= set(named)
    assert "order_covers_item" in {change.fact for change in changes(rule, facts, PACK)}
