"""Stopping an agreement: from then on nobody may rely on it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from sharewell.base.actor import Actor
from sharewell.directory import access
from sharewell.directory.models import Agreement
from sharewell.ledger import entries
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound, Refusal

STATUSES: dict[str, str] = {
    "in_force": "In force",
    "draft": "Draft: not relied on",
    "ended": "Ended: not relied on",
    "suspended": "Stopped: not relied on",
}


class StopNeedsAReason(Refusal):
    """An agreement was to be stopped without saying why."""

    title = "Nothing was stopped"
    next_step = "Write down why, and who decided it."


def everything() -> QuerySet[Agreement]:
    """Give every agreement, also drafts and ended ones."""
    return Agreement.objects.prefetch_related("parties").order_by("code")


@transaction.atomic
def suspend(*, actor: Actor, agreement_id: UUID, reason: str, at: datetime) -> Agreement:
    """Take an agreement out of force, with the reason; one that is not in force stays as it is."""
    access.require(actor, Permission.EDIT_DIRECTORY)
    if not reason.strip():
        raise StopNeedsAReason
    found = Agreement.objects.select_for_update().filter(id=agreement_id).first()
    if found is None:
        raise NotFound
    if found.status == "in_force":
        found.status = "suspended"
        found.save(update_fields=["status"])
        detail = {"agreement": found.code, "status": found.status, "reason": reason.strip()}
        entries.append(actor=actor, event="directory.changed", about=[found.id], detail=detail, at=at)
    return found
