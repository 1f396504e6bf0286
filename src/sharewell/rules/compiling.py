"""Conditions compiled for speed: the rules of a day become one table of bits per fact.

Each condition is brought into a disjunction of conjunctions of literals; each conjunction is one bit. A fact's answer picks
two integers, the conjunctions it leaves true and those it leaves possible; ANDing them over all facts answers every rule at
once. Three-valued logic distributes, so this equals ``expressions.evaluate``; tests hold them equal on random inputs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from sharewell.rules.expressions import And, AnyMet, Expression, In, Known, Not, Or, Possibly, Truth
from sharewell.rules.fact import Answer
from sharewell.rules.facts import FACTS, PLACE

TOO_MANY = 400


@dataclass(frozen=True, slots=True)
class Literal:
    """True for these answers; ``unknown`` is its truth while the fact is not known."""

    values: frozenset[bool | str]
    unknown: Truth


Conjunction = dict[str, Literal]
Masks = dict[Answer, tuple[int, int]]


def _all(fact: str) -> frozenset[bool | str]:
    return frozenset(FACTS[fact].values) if fact in FACTS else frozenset({True, False})


def _literal(fact: str, values: frozenset[bool | str], positive: bool, leaning: Truth) -> list[Conjunction]:
    return [{fact: Literal(values if positive else _all(fact) - values, leaning)}]


def normal_form(expression: Expression, *, positive: bool = True, leaning: Truth = None) -> list[Conjunction]:
    """Bring a condition into conjunctions; ``leaning`` is the truth an unknown literal takes (``Possibly``: true)."""
    if isinstance(expression, In):
        return _literal(expression.fact, expression.values, positive, leaning)
    if isinstance(expression, AnyMet):
        return _literal(f"any:{expression.part}", frozenset({True}), positive, leaning)
    if isinstance(expression, Known):
        return _literal(expression.fact, _all(expression.fact), positive, not positive)
    if isinstance(expression, Not):
        return normal_form(expression.part, positive=not positive, leaning=leaning)
    if isinstance(expression, Possibly):
        return normal_form(expression.part, positive=positive, leaning=positive)
    assert isinstance(expression, And | Or)
    forms = [normal_form(part, positive=positive, leaning=leaning) for part in expression.parts]
    return (
        _conjoined(forms) if isinstance(expression, And) is positive else _distinct(c for form in forms for c in form)
    )


def _conjoined(forms: list[list[Conjunction]]) -> list[Conjunction]:
    result: list[Conjunction] = [{}]
    for form in forms:
        result = _distinct(_merged(left, right) for left, right in product(result, form))
        if len(result) > TOO_MANY:
            raise ValueError(f"a condition has more than {TOO_MANY} ways to be true: split the rule")
    return result


def _merged(left: Conjunction, right: Conjunction) -> Conjunction:
    merged = dict(left)
    for fact, literal in right.items():
        known = merged.get(fact)
        merged[fact] = literal if known is None else Literal(known.values & literal.values, _both(known, literal))
    return merged


def _both(one: Literal, other: Literal) -> Truth:
    if one.unknown is False or other.unknown is False:
        return False
    return True if one.unknown and other.unknown else None


def _distinct(conjunctions: Iterable[Conjunction]) -> list[Conjunction]:
    kept: dict[frozenset[tuple[str, Literal]], Conjunction] = {}
    for conjunction in conjunctions:
        if any(not literal.values and literal.unknown is False for literal in conjunction.values()):
            continue
        kept.setdefault(frozenset(conjunction.items()), conjunction)
    return list(kept.values())


class Table:
    """Many conditions at once: ask for all their truths with one row of answers."""

    __slots__ = ("_could", "_everything", "_now", "masks", "parts")

    def __init__(self, conditions: Sequence[Expression], parts: Sequence[str]) -> None:
        """Compile conditions; ``parts`` are those whose findings (``AnyMet``) they may rest on, in this order."""
        self.parts = tuple(parts)
        conjunctions: list[Conjunction] = []
        self.masks: list[int] = []
        for condition in conditions:
            form = normal_form(condition)
            self.masks.append(((1 << len(form)) - 1) << len(conjunctions))
            conjunctions += form
        self._everything = (1 << len(conjunctions)) - 1
        self._now = self._tables(conjunctions, settled=True)
        self._could = self._tables(conjunctions, settled=False)

    def _tables(self, conjunctions: list[Conjunction], *, settled: bool) -> list[tuple[int, Masks]]:
        names = {fact for conjunction in conjunctions for fact in conjunction}
        places = {**PLACE, **{f"any:{part}": len(PLACE) + n for n, part in enumerate(self.parts)}}
        return [(places[name], self._masks_of(name, conjunctions, settled)) for name in sorted(names, key=places.get)]  # type: ignore[arg-type]

    def _masks_of(self, name: str, conjunctions: list[Conjunction], settled: bool) -> Masks:
        named = [(1 << place, c[name]) for place, c in enumerate(conjunctions) if name in c]
        silent = self._everything & ~sum(bit for bit, _ in named)  # what does not speak of the fact stays as it is
        return {
            answer: (
                silent | self._bits(named, answer, settled, frozenset({True})),
                silent | self._bits(named, answer, settled, frozenset({True, None})),
            )
            for answer in (*_all(name), None)
        }

    @staticmethod
    def _bits(named: list[tuple[int, Literal]], answer: Answer, settled: bool, wanted: frozenset[Truth]) -> int:
        bits = 0
        for bit, literal in named:
            if answer is not None:
                truth: Truth = answer in literal.values
            else:
                truth = literal.unknown if settled else None
            if truth in wanted:
                bits |= bit
        return bits

    def weigh(self, row: Sequence[Answer], *, settled: bool = True) -> tuple[int, int]:
        """Give the conjunctions that are true, and those that are true or not yet known.

        ``settled=False`` treats what is not known as open in every respect, also for ``Known`` and ``Possibly``: what is
        then true or false stays so, whatever is answered later.
        """
        true = possible = self._everything
        for place, masks in self._now if settled else self._could:
            masks_true, masks_possible = masks[row[place]]
            true &= masks_true
            possible &= masks_possible
        return true, possible
