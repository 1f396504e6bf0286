"""A condition as an outline to read: “all of these”, “any of these”, and what stands under each."""

from dataclasses import dataclass

from sharewell.rules.english import english
from sharewell.rules.expressions import And, Expression, Not, Or

ALL, ANY = "all of these", "any of these"


@dataclass(frozen=True, slots=True)
class Outline:
    """A line of an outline: a clause by itself, or a heading with what stands under it."""

    said: str
    under: tuple["Outline", ...] = ()


def outline(expression: Expression, *, positive: bool = True) -> Outline:
    """Give a condition as an outline; says the same as ``english`` and nothing twice."""
    if isinstance(expression, Not):
        return outline(expression.part, positive=not positive)
    if not isinstance(expression, And | Or) or not expression.parts:
        return Outline(english(expression, positive=positive))
    both = isinstance(expression, And) is positive
    heading = ALL if both else ANY
    lines: dict[Outline, None] = {}
    for part in expression.parts:
        line = outline(part, positive=positive)
        lines |= dict.fromkeys(line.under if line.said == heading else (line,))
    return Outline(heading, tuple(lines)) if len(lines) > 1 else next(iter(lines))
