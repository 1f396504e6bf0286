"""What a local note is, and beside which rule of an advice it stands; needs no database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

RULE, ROUTE, LEVEL = "rule:", "route:", "level:"


@dataclass(frozen=True, slots=True)
class Note:
    """One note as it is shown: whose it is, what it says, and where it comes from."""

    about: str
    text: str
    source: str
    whose: str
    valid_from: date
    checked_on: date | None


def places(advice: Mapping[str, Any] | None) -> dict[str, str]:
    """
    Give what a note can be about in one advice, with the id of the rule beside which it then stands.

    A note about a route or a level stands beside the rule that speaks of it there: the one that chose the route, and
    the one that recommends. The advice, as plain data (``rules.rendering.to_json``), is only read.
    """
    if not advice or "reason" not in advice:  # where the guide is not working there is nothing to stand beside
        return {}
    speaking = [advice["reason"], advice["timing"], advice["route"], advice["openness"], advice["seek_consent"]]
    speaking += [reason for reasons in advice["sections"].values() for reason in reasons]
    speaking += advice.get("not_in_force", [])
    found = {RULE + reason["rule"]: str(reason["rule"]) for reason in speaking}
    found[ROUTE + str(advice["route"]["key"])] = str(advice["route"]["rule"])
    level = advice.get("facts", {}).get("level_of_concern")
    if level:
        found[LEVEL + str(level)] = str(advice["reason"]["rule"])
    return found


def beside(where: Mapping[str, str], notes: Iterable[Note]) -> dict[str, list[Note]]:
    """Give notes by the rule beside which they stand; the name of a level becomes a sentence."""
    found: dict[str, list[Note]] = {}
    for note in notes:
        if note.about in where:
            found.setdefault(where[note.about], []).append(_as_sentence(note))
    return found


def names_of_levels(notes: Iterable[Note]) -> dict[str, str]:
    """Give what the levels are called, by the level; of two names for one, the later in order stays."""
    return {note.about.removeprefix(LEVEL): note.text for note in notes if note.about.startswith(LEVEL)}


def _as_sentence(note: Note) -> Note:
    if note.about.startswith(LEVEL):
        return replace(note, text=f"Here this level is called “{note.text}”.")
    return note
