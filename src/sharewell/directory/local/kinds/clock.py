"""Clocks: how long a rating gives, when a decision is due, when to chase, and the hours in which clocks run."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from sharewell.directory import opening_hours
from sharewell.directory.local.kinds.kind import Kind, NotUsable, Value
from sharewell.directory.local.models import LocalChange
from sharewell.directory.models import Arrangement
from sharewell.rules.timescales import HINTS, KEYS

LONGEST_HOURS, LONGEST_DAYS, LONGEST_WATCH = 500.0, 60, 730
SHORTEST_WORD = 4  # a shorter word would be found in too many names


class Clock(Kind):
    """An agency's clocks; a change never moves one that is already running."""

    id = "clock"
    title = "Clocks and working hours"
    says = "The hub’s own times, never law. A clock that is already running keeps the time it started with."
    model = Arrangement
    key_field = "key"

    def keys(self) -> dict[str, str]:
        """Give every clock there is."""
        return {key: clock.label for key, clock in KEYS.items()}

    def name(self, key: str, value: Value | None) -> str:  # noqa: ARG002
        """Give the clock's name."""
        return KEYS[key].label if key in KEYS else key

    def value_of(self, row: Any) -> Value:
        """Give the arranged value."""
        return {"amount": row.value}

    def read(self, key: str, typed: Mapping[str, str]) -> Value:
        """Give what the clock is to be."""
        if key not in KEYS:
            raise NotUsable({"key": "Choose which clock it is"})
        unit = KEYS[key].unit
        try:
            return {"amount": _READ[unit](typed.get("amount", "").strip().casefold())}
        except (ValueError, LookupError):
            raise NotUsable({"amount": f"Enter {HINTS[unit]}"}) from None

    def typed(self, key: str, value: Value) -> dict[str, str]:
        """Give it as typed."""
        unit = KEYS[key].unit if key in KEYS else "hours"
        return {"amount": _TYPED[unit](value["amount"])}

    def said(self, key: str, value: Value) -> str:
        """Give it in words."""
        unit = KEYS[key].unit if key in KEYS else "hours"
        amount = value["amount"]
        if unit in ("hours", "hours or none"):
            return "no clock" if amount == "none" else f"{amount:g} working {'hour' if amount == 1 else 'hours'}"
        if unit == "days":
            return f"{amount} working {'day' if amount == 1 else 'days'}"
        if unit == "calendar days":
            return f"{amount} {'day' if amount == 1 else 'days'}"
        if unit == "shares":
            return "after " + " and ".join(f"{share:.0%}" for share in amount) + " of the time given"
        return _TYPED[unit](amount)

    def _fields(self, change: LocalChange) -> dict[str, Any]:
        assert change.value is not None
        return {"key": change.key, "value": change.value["amount"]}


def _hours(text: str) -> float:
    hours = float(text)
    if not 0 < hours <= LONGEST_HOURS:
        raise ValueError(text)
    return int(hours) if hours == int(hours) else hours


def _hours_or_none(text: str) -> float | str:
    return "none" if text in ("none", "no clock") else _hours(text)


def _days(text: str) -> int:
    days = int(text)
    if not 1 <= days <= LONGEST_DAYS:
        raise ValueError(text)
    return days


def _calendar_days(text: str) -> int:
    days = int(text)
    if not 1 <= days <= LONGEST_WATCH:
        raise ValueError(text)
    return days


def _words(text: str) -> list[str]:
    words = [word for part in text.split(",") if (word := " ".join(part.split()))]
    if not words or any(len(word) < SHORTEST_WORD for word in words):
        raise ValueError(text)
    return words


def _shares(text: str) -> list[float]:
    shares = sorted({float(part.strip(" %")) / 100 for part in text.replace("and", ",").split(",")})
    if not all(0 < share <= 2 for share in shares):
        raise ValueError(text)
    return shares


def _week(text: str) -> dict[str, list[str]]:
    spans = opening_hours.parse(re.sub(r"[A-Za-z]+", lambda word: word[0].capitalize(), text))
    if not spans or not opening_hours.are_sound(spans):
        raise ValueError(text)
    week = {str(day): [span["from"], span["to"]] for span in spans for day in span["days"]}
    return dict(sorted(week.items()))


def _week_typed(week: dict[str, list[str]]) -> str:
    return "; ".join(f"{opening_hours.DAYS[int(day)]} {opens}-{closes}" for day, (opens, closes) in week.items())


_READ: dict[str, Callable[[str], Any]] = {
    "hours": _hours,
    "hours or none": _hours_or_none,
    "days": _days,
    "calendar days": _calendar_days,
    "words": _words,
    "shares": _shares,
    "week": _week,
}
_TYPED: dict[str, Callable[[Any], str]] = {
    "hours": str,
    "hours or none": str,
    "days": str,
    "calendar days": str,
    "words": ", ".join,
    "shares": lambda shares: ", ".join(f"{share * 100:g}" for share in shares),
    "week": _week_typed,
}
