"""The partnership's own notes in a file: the guide without a case has them with neither session nor database."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sharewell.directory import state_file
from sharewell.directory.local.models import LocalNote
from sharewell.directory.local.note import RULE, Note, beside, names_of_levels, places
from sharewell.directory.local.notes import PARTNERSHIP

FILE_NAME = "local_notes.json"
_BROKEN = (OSError, LookupError, ValueError, TypeError, AttributeError)


def publish(at: datetime) -> Path:
    """Write the partnership's notes of every day to the state folder, all at once; gives the file."""
    notes = LocalNote.objects.filter(agency__isnull=True).order_by("valid_from", "id")
    return state_file.write(FILE_NAME, {"published_at": at.isoformat(), "notes": [_as_plain(note) for note in notes]})


def notes_beside(advice: Mapping[str, Any] | None, on: date) -> dict[str, list[Note]]:
    """Give the partnership's notes beside one piece of advice, by the rule's id; none where the file cannot be read."""
    return beside(places(advice), _read(on))


def notes_of(rule_id: str, on: date) -> list[Note]:
    """Give the partnership's notes about one rule; none where the file cannot be read."""
    return [note for note in _read(on) if note.about == RULE + rule_id]


def level_names(on: date) -> dict[str, str]:
    """Give what the levels of concern are called in this partnership; none where the file cannot be read."""
    return names_of_levels(_read(on))


def _read(on: date) -> list[Note]:
    try:
        told = state_file.read(FILE_NAME)["notes"]
        return [_note(one) for one in told if _holds(one, on.isoformat())]
    except _BROKEN:
        return []  # advice without a local note is still advice


def _as_plain(note: LocalNote) -> dict[str, Any]:
    days = {name: getattr(note, name) for name in ("valid_from", "valid_to", "checked_on")}
    plain = {name: day.isoformat() if day else None for name, day in days.items()}
    return plain | {"about": note.about, "text": note.text, "source": note.source}


def _holds(one: dict[str, Any], on: str) -> bool:
    return bool(one["valid_from"] <= on and (one["valid_to"] is None or one["valid_to"] >= on))


def _note(one: dict[str, Any]) -> Note:
    checked = date.fromisoformat(one["checked_on"]) if one["checked_on"] else None
    since = date.fromisoformat(one["valid_from"])
    return Note(one["about"], one["text"], one["source"], PARTNERSHIP, since, checked)
