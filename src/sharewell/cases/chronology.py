"""One chronology from many agencies: each in its own words, when it happened and when it became known, kept apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sharewell.matching.dates import ages

GAP = timedelta(days=60)  # a silence of this length is shown, so that nobody reads it as peace


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened or was said, as one agency tells it."""

    happened_on: date | None
    happened_text: str
    known_on: date | None
    agency: str
    source: str
    kind: str
    text: str
    about: str
    born_on: date | None = None
    is_strength: bool = False
    corrections: tuple[str, ...] = ()
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """An event in its place, with the child's age then, and the days of silence before it when they are many."""

    event: Event
    age_then: int | None
    silence_before: int | None
    same_before: int


def order(events: Iterable[Event]) -> list[Line]:
    """
    Put events in order of when they happened; what has no date stands last, in the order given.

    Nothing is merged: one event told by three agencies stands three times. ``same_before`` counts earlier events of
    the same kind and agency, so that repeated small things are seen to add up.
    """
    dated = sorted((event for event in events if event.happened_on), key=lambda event: event.happened_on or date.max)
    undated = [event for event in events if not event.happened_on]
    lines: list[Line] = []
    last: date | None = None
    counted: dict[tuple[str, str], int] = {}
    for event in [*dated, *undated]:
        repeated = (event.agency, event.source)
        lines.append(Line(event, _age(event), _silence(last, event.happened_on), counted.get(repeated, 0)))
        counted[repeated] = counted.get(repeated, 0) + 1
        last = event.happened_on or last
    return lines


def side_by_side(events: Sequence[Event]) -> dict[str, dict[str, list[Event]]]:
    """Give each agency's contribution, its worries and its strengths apart."""
    contributions: dict[str, dict[str, list[Event]]] = {}
    for event in events:
        sides = contributions.setdefault(event.agency, {"worries": [], "strengths": []})
        sides["strengths" if event.is_strength else "worries"].append(event)
    return contributions


def _age(event: Event) -> int | None:
    if event.born_on is None or event.happened_on is None or event.happened_on < event.born_on:
        return None
    return ages(event.born_on, event.happened_on)


def _silence(last: date | None, now: date | None) -> int | None:
    if last is None or now is None or now - last < GAP:
        return None
    return (now - last).days
