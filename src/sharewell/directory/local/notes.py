"""
Local notes beside the rules: what an agency or the partnership has added in its own words.

A note is never law and never changes what is recommended: the rules do not know that it exists. Pages ask for the notes
after the advice was given and show them beside the sentence they belong to, marked as local. Where there is no
database, the partnership's own are read from a file (``published_notes``).
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from sharewell.directory.local.models import LocalNote
from sharewell.directory.local.note import LEVEL, ROUTE, RULE, Note, beside, places

__all__ = ["LEVEL", "ROUTE", "RULE", "Note", "level_names", "notes_beside", "notes_for"]
PARTNERSHIP = "The partnership"


def notes_for(agency_id: UUID | None, rule_ids: Iterable[str], on: date) -> dict[str, list[Note]]:
    """
    Give the notes in force on a day beside some rules, by the rule's id; a rule without a note is not in it.

    Takes the agency of whoever reads (``None`` where nobody is signed in: the partnership's notes alone). The agency's
    own come after the partnership's.
    """
    where = {RULE + one: one for one in rule_ids}
    return beside(where, _notes(agency_id, where, on))


def notes_beside(advice: Mapping[str, Any] | None, agency_id: UUID | None, on: date) -> dict[str, list[Note]]:
    """Give the notes beside one piece of advice, by the rule's id; the advice is only read."""
    where = places(advice)
    return beside(where, _notes(agency_id, where, on)) if where else {}


def level_names(agency_id: UUID | None, on: date) -> dict[str, str]:
    """Give what the levels of concern are called here, by the level; one without a name of its own is not in it."""
    notes = _in_force(agency_id, on).filter(about__startswith=LEVEL)
    return {note.about.removeprefix(LEVEL): note.text for note in notes}


def _notes(agency_id: UUID | None, about: Iterable[str], on: date) -> list[Note]:
    return [
        Note(
            note.about,
            note.text,
            note.source,
            note.agency.name if note.agency else PARTNERSHIP,
            note.valid_from,
            note.checked_on,
        )
        for note in _in_force(agency_id, on).filter(about__in=list(about))
    ]


def _in_force(agency_id: UUID | None, on: date) -> QuerySet[LocalNote]:
    whose = Q(agency__isnull=True) | Q(agency_id=agency_id) if agency_id else Q(agency__isnull=True)
    in_time = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    # The partnership's first, so that an agency's own name for a level is the one that stays.
    order = F("agency_id").asc(nulls_first=True)
    found = LocalNote.objects.filter(whose, in_time, valid_from__lte=on).select_related("agency")
    return found.order_by(order, "valid_from", "id")
