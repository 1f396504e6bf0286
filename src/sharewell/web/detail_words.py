"""What stands beside an entry of the record, as people say it: a rating, an outcome, from whom to whom, by when."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sharewell.cases import outcomes, ratings
from sharewell.sharing import decisions, openness, request_terms
from sharewell.web import wording

_NAMES = {"from": "from", "to": "to", "recipient": "to", "adviser": "to", "second_person": "to"}
_WORDS: dict[str, Mapping[str, str]] = {
    "colour": ratings.COLOURS,
    "kind": outcomes.KINDS,
    "outcome": decisions.OUTCOMES,
    "purpose": request_terms.PURPOSES,
    "basis": request_terms.BASES,
    "told": openness.TOLD,
}
_COUNTS = {
    "items": ("passage", "passages"),
    "questions": ("question", "questions"),
    "services": ("service", "services"),
}


def said(detail: Mapping[str, Any], people: Mapping[UUID, Any]) -> str:
    """Give an entry's detail in words; what has no words here is left out, and stands in the proof."""
    parts = [_part(name, value, people) for name, value in detail.items()]
    return "; ".join(part for part in parts if part)


def _part(name: str, value: Any, people: Mapping[UUID, Any]) -> str:
    if name in _NAMES and isinstance(value, str):
        return _person(_NAMES[name], value, people)
    if name in _WORDS and isinstance(value, str):
        return _WORDS[name].get(value, "")
    if name in _COUNTS and isinstance(value, int):
        return f"{value} {_COUNTS[name][value != 1]}"
    if name == "due" and isinstance(value, str):
        return _due(value)
    if name == "departs" and value is True:
        return "departs from the advice"
    if name in ("reason", "reference") and isinstance(value, str):
        return value
    return ""


def _person(word: str, value: str, people: Mapping[UUID, Any]) -> str:
    try:
        person = people.get(UUID(value))
    except ValueError:
        return ""
    return f"{word} {person.full_name}" if person else ""


def _due(value: str) -> str:
    try:
        return f"due {wording.when(datetime.fromisoformat(value))}"
    except ValueError:
        return ""
