"""Opening a sentence of advice: the answers that led to it, and the answers that would change it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sharewell.rules.expressions import (
    And,
    AnyMet,
    Expression,
    In,
    Known,
    Not,
    Or,
    Possibly,
    Truth,
    evaluate,
    facts_in,
    parts_in,
)
from sharewell.rules.fact import Answer
from sharewell.rules.facts import FACTS, Facts
from sharewell.rules.packs import Pack
from sharewell.rules.rule import FINDING, Finding, Part, Rule


@dataclass(frozen=True, slots=True)
class Change:
    """If this fact had this answer, this is what would be said instead."""

    fact: str
    answer: bool | str
    becomes: str


def supporting(expression: Expression, facts: Facts, pack: Pack) -> tuple[str, ...]:
    """Give the facts that make a condition true, false or not known, and no others."""
    return tuple(dict.fromkeys(_support(expression, facts, pack, pack.found(facts))))


def _support(e: Expression, facts: Facts, pack: Pack, found: Mapping[str, Truth]) -> Iterator[str]:
    if isinstance(e, In | Known):
        yield e.fact
    elif isinstance(e, Not | Possibly):
        yield from _support(e.part, facts, pack, found)
    elif isinstance(e, AnyMet):
        yield from _support_of_part(e, facts, pack, found)
    elif isinstance(e, And | Or):
        yield from _support_of_parts(e, facts, pack, found)


def _support_of_parts(e: And | Or, facts: Facts, pack: Pack, found: Mapping[str, Truth]) -> Iterator[str]:
    truth = evaluate(e, facts, found)
    deciding = truth is (not isinstance(e, And))  # one part settles it: a false one of And, a true one of Or
    for part in e.parts:
        if truth is None or deciding:
            if evaluate(part, facts, found) is truth:
                yield from _support(part, facts, pack, found)
                if deciding:
                    return
        else:
            yield from _support(part, facts, pack, found)


def _support_of_part(e: AnyMet, facts: Facts, pack: Pack, found: Mapping[str, Truth]) -> Iterator[str]:
    for rule in pack.in_force:
        if rule.part == e.part and evaluate(rule.applies & rule.when, facts, found) is found[e.part]:
            yield from _support(rule.applies & rule.when, facts, pack, found)
            if found[e.part] is True:
                return


def because(rule: Rule, facts: Facts, pack: Pack) -> tuple[str, ...]:
    """Give the facts that led to what a rule says."""
    return supporting(rule.applies & rule.when, facts, pack)


def changes(rule: Rule, facts: Facts, pack: Pack) -> tuple[Change, ...]:
    """Give the single answers that would change a rule's finding, each with the finding it would become."""
    if rule.part is Part.RECOMMENDATION:
        return changes_of_recommendation(facts, pack)
    condition = rule.applies & rule.when
    found = pack.found(facts)
    now = evaluate(condition, facts, found)
    rests_on = parts_in(condition)
    result = []
    for name in _named(condition, pack):
        for answer in FACTS[name].values:
            if answer == facts[name]:
                continue
            changed = _Changed(facts, name, answer)
            if rests_on:  # the answer may change what the condition rests on, too
                found = pack.found(facts.but(**{name: answer}))
            then = evaluate(condition, changed, found)
            if then is not now:
                result.append(Change(name, answer, FINDING[then]))
    return tuple(result)


def _named(condition: Expression, pack: Pack) -> tuple[str, ...]:
    """Give the facts a condition turns on, also through the findings it rests on."""
    names = dict.fromkeys(facts_in(condition))
    for part in sorted(parts_in(condition)):
        for rule in pack.in_force:
            if rule.part == part:
                names.update(dict.fromkeys(facts_in(rule.applies & rule.when)))
    return tuple(names)


def changes_of_recommendation(facts: Facts, pack: Pack) -> tuple[Change, ...]:
    """Give the single answers that would change the recommendation, each with what it would become."""
    now = pack.recommend(facts).gives
    result = []
    for name in recommending_facts(pack):
        for answer in FACTS[name].values:
            if answer != facts[name]:
                then = pack.recommend(facts.but(**{name: answer})).gives
                if then != now:
                    result.append(Change(name, answer, then))
    return tuple(result)


def recommending_facts(pack: Pack) -> tuple[str, ...]:
    """Give every fact a recommendation may turn on, in the order of the guide."""
    names = {name for rule in pack.in_force if rule.part is Part.RECOMMENDATION for name in facts_in(rule.when)}
    for rule in pack.in_force:
        if rule.part in (Part.DUTY, Part.TRIM, Part.CONFIDENCE, Part.PURPOSE):
            names |= set(facts_in(rule.applies & rule.when))
    return tuple(name for name in FACTS if name in names)


class _Changed(Mapping[str, Answer]):
    """Facts with one answer changed, without building them anew."""

    def __init__(self, facts: Facts, name: str, answer: Answer) -> None:
        self._facts, self._name, self._answer = facts, name, answer

    def __getitem__(self, name: str) -> Answer:
        return self._answer if name == self._name else self._facts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)


__all__ = ["Change", "Finding", "because", "changes", "changes_of_recommendation", "supporting"]
