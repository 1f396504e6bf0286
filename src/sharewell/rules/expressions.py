"""Conditions as data: one definition that is evaluated, rendered into English and handed to a solver.

Three-valued (Kleene): true, false, or ``None`` where an answer that matters is not known. ``And`` is false as soon as
one part is, ``Or`` true as soon as one part is; otherwise a part that is not known makes the whole not known.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sharewell.rules.fact import Answer
from sharewell.rules.facts import FACTS

Truth = bool | None
Findings = Mapping[str, Truth]


class Expression:
    """A condition; combine with ``&``, ``|`` and ``~``."""

    __slots__ = ()

    def __and__(self, other: "Expression") -> "Expression":
        return And((*_parts(self, And), *_parts(other, And)))

    def __or__(self, other: "Expression") -> "Expression":
        return Or((*_parts(self, Or), *_parts(other, Or)))

    def __invert__(self) -> "Expression":
        return Not(self)


@dataclass(frozen=True, slots=True)
class In(Expression):
    """The answer to a fact is one of these; not known when the fact is not."""

    fact: str
    values: frozenset[bool | str]

    def __post_init__(self) -> None:
        """A condition about an answer nobody can give is a slip of the pen."""
        wrong = self.values - set(FACTS[self.fact].values)
        if wrong:
            raise ValueError(f"{self.fact} is never {sorted(map(str, wrong))}")


@dataclass(frozen=True, slots=True)
class Known(Expression):
    """The fact has an answer, whatever it is; itself never unknown."""

    fact: str


@dataclass(frozen=True, slots=True)
class And(Expression):
    """Every part holds."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or(Expression):
    """At least one part holds."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Not(Expression):
    """The part does not hold."""

    part: Expression


@dataclass(frozen=True, slots=True)
class Possibly(Expression):
    """The part holds, or might as far as is known; itself never unknown."""

    part: Expression


@dataclass(frozen=True, slots=True)
class AnyMet(Expression):
    """At least one rule of this part of the advice, in force on the day, is met."""

    part: str


ALWAYS = And(())
NEVER = Or(())


def yes(fact: str) -> Expression:
    """The fact is so."""
    return In(fact, frozenset({True}))


def no(fact: str) -> Expression:
    """The fact is not so; never true of a fact not known."""
    return In(fact, frozenset({False}))


def one_of(fact: str, *values: str) -> Expression:
    """The answer is one of these."""
    return In(fact, frozenset(values))


def unknown(fact: str) -> Expression:
    """The fact has no answer yet."""
    return Not(Known(fact))


def _parts(expression: Expression, kind: type[And] | type[Or]) -> tuple[Expression, ...]:
    return expression.parts if isinstance(expression, kind) else (expression,)


def _and(truths: Iterator[Truth]) -> Truth:
    result: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            result = None
    return result


def _negated(truth: Truth) -> Truth:
    return None if truth is None else not truth


def evaluate(expression: Expression, facts: Mapping[str, Answer], findings: Findings | None = None) -> Truth:
    """Evaluate by the definition. ``compiling`` does the same faster; tests hold the two equal.

    ``findings`` gives, for each part named by ``AnyMet``, whether a rule of that part is met.
    """
    return _EVALUATE[type(expression)](expression, facts, findings or {})


_EVALUATE: dict[type, Callable[..., Truth]] = {
    In: lambda e, facts, _found: None if facts[e.fact] is None else facts[e.fact] in e.values,
    Known: lambda e, facts, _found: facts[e.fact] is not None,
    And: lambda e, facts, found: _and(evaluate(part, facts, found) for part in e.parts),
    Or: lambda e, facts, found: _negated(_and(_negated(evaluate(part, facts, found)) for part in e.parts)),
    Not: lambda e, facts, found: _negated(evaluate(e.part, facts, found)),
    Possibly: lambda e, facts, found: evaluate(e.part, facts, found) is not False,
    AnyMet: lambda e, _facts, found: found[e.part],
}


def facts_in(expression: Expression) -> tuple[str, ...]:
    """Give the facts a condition speaks of, in the order it names them."""
    return tuple(dict.fromkeys(_walk(expression)))


def _walk(expression: Expression) -> Iterator[str]:
    if isinstance(expression, In | Known):
        yield expression.fact
    elif isinstance(expression, And | Or):
        for part in expression.parts:
            yield from _walk(part)
    elif isinstance(expression, Not | Possibly):
        yield from _walk(expression.part)


def parts_in(expression: Expression) -> frozenset[str]:
    """Give the parts of the advice whose findings a condition rests on."""
    if isinstance(expression, AnyMet):
        return frozenset({expression.part})
    if isinstance(expression, And | Or):
        return frozenset().union(*map(parts_in, expression.parts))
    return parts_in(expression.part) if isinstance(expression, Not | Possibly) else frozenset()
