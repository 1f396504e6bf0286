"""Checking that a local value is still right: nothing changes but the day on which somebody last looked."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from sharewell.base.actor import Actor
from sharewell.directory import access
from sharewell.directory.local import standing, whose
from sharewell.ledger import entries
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotReady


@transaction.atomic
def confirm(*, actor: Actor, row_id: UUID, at: datetime) -> None:
    """
    Record that a value was checked at its source today and is right; a second person is not needed for what stays.

    Twice on one day is once. Raises ``NotReady`` for a value that does not hold today.
    """
    access.require(actor, Permission.EDIT_DIRECTORY)
    entry = standing.one(actor, row_id)
    whose.require(actor, entry.agency_id)
    today = timezone.localdate(at)
    if not entry.holds(today):
        raise NotReady("This does not hold today", "Open the entry again and check the value that holds now.")
    row = entry.kind.rows().select_for_update(of=("self",)).get(id=row_id)
    if row.checked_on == today:
        return
    row.checked_on = today
    row.save(update_fields=["checked_on"])
    detail = {"kind": entry.kind.id, "key": entry.key}
    entries.append(actor=actor, event="local.checked", about=[row_id], detail=detail, at=at)
