"""Reminding of proposed changes to local values that wait too long for a second person."""

import logging
from datetime import datetime
from uuid import UUID

from sharewell.base import rows
from sharewell.base.actor import NOBODY, Actor, system
from sharewell.directory import queries as directory
from sharewell.directory.local import waiting
from sharewell.directory.local.models import LocalChange
from sharewell.notices import post, queries

log = logging.getLogger("sharewell.notices")


def remind(at: datetime) -> int:
    """
    Remind everyone who may decide on a late proposal, and tell who proposed it; gives how many reminders were left.

    Each proposal once. Nothing is decided by it, and nothing changes: a number shown at once stays shown.
    """
    with rows.acting_for(system("reminding")):
        agencies = [agency.id for agency in directory.agencies()]
    return sum(_of(agency_id, at) for agency_id in agencies)


def _of(agency_id: UUID, at: datetime) -> int:
    """Remind of what the people of one agency proposed, in its name and in a transaction of its own."""
    actor = Actor(NOBODY, agency_id, "system", "Sharewell", "Sharewell", "reminding")
    try:
        with rows.acting_for(actor):
            return sum(_one(actor, change, at) for change in waiting.late(actor, at))
    except Exception as fault:  # noqa: BLE001 (one bad row must not keep every other agency waiting)
        log.error("reminding failed: %s", type(fault).__name__)  # noqa: TRY400 (a trace could quote a record)
        return 0


def _one(actor: Actor, change: LocalChange, at: datetime) -> int:
    if queries.was_told(actor=actor, about=change.id, kind="local_change_overdue"):
        return 0
    readers = [(actor.agency_id, change.proposed_by_id, "local_change_overdue")]
    readers += [(person.agency_id, person.id, "local_change_waits") for person in waiting.second_people(change)]
    for agency_id, practitioner_id, kind in readers:
        post.tell(actor=actor, agency_id=agency_id, practitioner_id=practitioner_id, kind=kind, about=change.id, at=at)
    return len(readers)
