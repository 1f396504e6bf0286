"""One chronology from many agencies: each in its own words, when it happened and when it became known, kept apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

GAP = timedelta(days=60)  # a silence of this length is shown, so that nobody reads it as peace
MONTHS_SAID = 24  # below this age a child's age is said in months


@dataclass(frozen=True, slots=True)
class Event:
    """
    Something that happened or was said, as one agency tells it.

    ``happened_on`` is the day, or the earliest day it can have been when ``happened_text`` says it less exactly.
    ``category`` is what repeats are counted by; without one, the source is.
    """

    happened_on: date | None
    happened_text: str
    known_on: date | None
    agency: str
    source: str
    kind: str
    text: str
    about: str
    born_on: date | None = None
    due_on: date | None = None
    is_strength: bool = False
    corrections: tuple[str, ...] = ()
    ref: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """
    An event in its place, with the child's age then in words, and the days of silence before it when they are many.

    ``same_before`` counts earlier events of the same kind from the same agency about the same person, so that repeated
    small things are seen to add up.
    """

    event: Event
    age_then: str
    silence_before: int | None
    same_before: int


def order(events: Iterable[Event]) -> list[Line]:
    """
    Put events in order of when they happened; what has no such day stands where it became known, and says so.

    Nothing is merged: one event told by three agencies stands three times. What has no day at all stands last, in the
    order given. Equal days keep the order given.
    """
    told = list(events)
    placed = sorted((event for event in told if place(event)), key=lambda event: place(event) or date.max)
    lines: list[Line] = []
    last: date | None = None
    counted: dict[tuple[str, str, str], int] = {}
    for event in [*placed, *(event for event in told if not place(event))]:
        repeated = (event.agency, event.category or event.source, event.about)
        lines.append(Line(event, age_then(event), _silence(last, place(event)), counted.get(repeated, 0)))
        counted[repeated] = counted.get(repeated, 0) + 1
        last = place(event) or last
    return lines


def place(event: Event) -> date | None:
    """Give the day by which an event is placed: when it happened, else when it became known."""
    return event.happened_on or event.known_on


def side_by_side(events: Sequence[Event]) -> dict[str, dict[str, list[Event]]]:
    """Give each agency's contribution, its worries and its strengths apart."""
    contributions: dict[str, dict[str, list[Event]]] = {}
    for event in events:
        sides = contributions.setdefault(event.agency, {"worries": [], "strengths": []})
        sides["strengths" if event.is_strength else "worries"].append(event)
    return contributions


def age_then(event: Event) -> str:
    """Give how old the child was, as people say it: “12”, “7 months”, “not yet born”; empty when it is not known."""
    on = event.happened_on
    if on is None:
        return ""
    if event.born_on is None:
        return "not yet born" if event.due_on and on < event.due_on else ""
    if on < event.born_on:
        return "not yet born"
    months = (on.year - event.born_on.year) * 12 + on.month - event.born_on.month - (on.day < event.born_on.day)
    if months >= MONTHS_SAID:
        return str(months // 12)
    return "1 month" if months == 1 else f"{months} months"


def _silence(last: date | None, now: date | None) -> int | None:
    if last is None or now is None or now - last < GAP:
        return None
    return (now - last).days
