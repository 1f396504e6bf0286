"""
Local notes beside the rules: what an agency or the partnership has added in its own words.

A note is never law and never changes what is recommended: the rules do not know that it exists. Pages ask for the notes
after the advice was given and show them beside the sentence they belong to, marked as local.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from sharewell.directory.local.models import LocalNote

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


def notes_for(agency_id: UUID | None, rule_ids: Iterable[str], on: date) -> dict[str, list[Note]]:
    """
    Give the notes in force on a day beside some rules, by the rule's id; a rule without a note is not in it.

    Takes the agency of whoever reads (``None`` where nobody is signed in: the partnership's notes alone). The agency's
    own come after the partnership's.
    """
    found = _notes(agency_id, [RULE + one for one in rule_ids], on)
    return {about.removeprefix(RULE): notes for about, notes in found.items()}


def notes_beside(advice: Mapping[str, Any] | None, agency_id: UUID | None, on: date) -> dict[str, list[Note]]:
    """
    Give the notes beside one piece of advice, by the rule's id; the advice is only read.

    Takes the advice as plain data (``rules.rendering.to_json``). A note about a route or a level is given under the
    rule that speaks of it there: the one that chose the route, and the one that recommends.
    """
    if not advice or "sections" not in advice:
        return {}
    speaking = [advice["reason"], advice["timing"], advice["route"], advice["openness"], advice["seek_consent"]]
    speaking += [reason for reasons in advice["sections"].values() for reason in reasons]
    speaking += advice.get("not_in_force", [])
    given = notes_for(agency_id, {reason["rule"] for reason in speaking}, on)
    places = {ROUTE + str(advice["route"]["key"]): advice["route"]["rule"]}
    level = advice.get("facts", {}).get("level_of_concern")
    if level:
        places[LEVEL + str(level)] = advice["reason"]["rule"]
    for about, notes in _notes(agency_id, list(places), on).items():
        given[places[about]] = [*given.get(places[about], []), *map(_as_name, notes)]
    return given


def level_names(agency_id: UUID | None, on: date) -> dict[str, str]:
    """Give what the levels of concern are called here, by the level; one without a name of its own is not in it."""
    notes = _in_force(agency_id, on).filter(about__startswith=LEVEL)
    return {note.about.removeprefix(LEVEL): note.text for note in notes}


def _as_name(note: Note) -> Note:
    if not note.about.startswith(LEVEL):
        return note
    return Note(note.about, f"Here this level is called “{note.text}”.", note.source, note.whose, *_dates(note))


def _dates(note: Note) -> tuple[date, date | None]:
    return note.valid_from, note.checked_on


def _notes(agency_id: UUID | None, about: list[str], on: date) -> dict[str, list[Note]]:
    found: dict[str, list[Note]] = {}
    for note in _in_force(agency_id, on).filter(about__in=about):
        whose = note.agency.name if note.agency else "The partnership"
        shown = Note(note.about, note.text, note.source, whose, note.valid_from, note.checked_on)
        found.setdefault(note.about, []).append(shown)
    return found


def _in_force(agency_id: UUID | None, on: date) -> QuerySet[LocalNote]:
    whose = Q(agency__isnull=True) | Q(agency_id=agency_id) if agency_id else Q(agency__isnull=True)
    in_time = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    # The partnership's first, so that an agency's own name for a level is the one that stays.
    order = F("agency_id").asc(nulls_first=True)
    found = LocalNote.objects.filter(whose, in_time, valid_from__lte=on).select_related("agency")
    return found.order_by(order, "valid_from", "id")
