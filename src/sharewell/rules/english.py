"""A condition in English, made from the same definition that is evaluated."""

from collections.abc import Callable

from sharewell.rules.expressions import And, AnyMet, Expression, In, Known, Not, Or, Possibly
from sharewell.rules.facts import FACTS

PART_MET = {
    "duty": "a law obliges you to share it",
    "trim": "something in it is to be taken out",
    "confidence": "something lifts the confidence",
    "purpose": "the two purposes go together",
}


def english(expression: Expression, *, positive: bool = True) -> str:
    """Render a condition as a clause: “someone is in immediate danger, and …”."""
    return _RENDER[type(expression)](expression, positive)


def _in(e: In, positive: bool) -> str:
    fact = FACTS[e.fact]
    if fact.kind == "yes_no":
        return fact.claim if (True in e.values) is positive else fact.denial
    labels = " or ".join(f"“{fact.label(value)}”" for value in fact.values if value in e.values)
    return f"{fact.claim} is {'' if positive else 'not '}{labels}"


def _known(e: Known, positive: bool) -> str:
    return f"it is {'' if positive else 'not '}known: {FACTS[e.fact].question.lower().rstrip('?')}"


def _joined(e: And | Or, positive: bool) -> str:
    both = isinstance(e, And) is positive
    if not e.parts:
        return "in every case" if both else "in no case"
    parts = [english(part, positive=positive) for part in e.parts]
    nested = [
        f"({text})" if isinstance(_core(part), And | Or) and len(e.parts) > 1 else text
        for part, text in zip(e.parts, parts, strict=True)
    ]
    return (", and " if both else ", or ").join(nested)


def _core(expression: Expression) -> Expression:
    return _core(expression.part) if isinstance(expression, Not) else expression


def _possibly(e: Possibly, positive: bool) -> str:
    if isinstance(e.part, Not):
        inner = english(e.part.part)
        return f"it is not certain that {inner}" if positive else f"it is certain that {inner}"
    inner = english(e.part)
    return f"it may be, as far as is known, that {inner}" if positive else f"it is certainly not so that {inner}"


def _any_met(e: AnyMet, positive: bool) -> str:
    said = PART_MET[e.part]
    return said if positive else f"it is not so that {said}"


_RENDER: dict[type, Callable[..., str]] = {
    In: _in,
    Known: _known,
    And: _joined,
    Or: _joined,
    Not: lambda e, positive: english(e.part, positive=not positive),
    Possibly: _possibly,
    AnyMet: _any_met,
}
