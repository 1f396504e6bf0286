"""Chasing what waits: requests at half time and when due, and what was sent and not opened; run by the worker."""

from datetime import datetime, timedelta
from uuid import UUID

from sharewell.base import rows
from sharewell.base.actor import NOBODY, Actor, system
from sharewell.directory import arrangements
from sharewell.notices import post
from sharewell.notices.models import Notice
from sharewell.sharing.models import InformationRequest
from sharewell.sharing.queries import OPEN_STATES


def chase(at: datetime) -> int:
    """
    Remind agencies of requests at the shares of their time that the hub has arranged; gives how many reminders.

    Each share is chased once. At the end of the time the hub is told as well: a missed request cannot disappear.
    """
    with rows.acting_for(system("chasing")):
        waiting = InformationRequest.objects.filter(state__in=OPEN_STATES).select_for_update(of=("self",))
        chased = [(request, kind) for request in waiting if (kind := _kind(request, at))]
        for request, _ in chased:
            request.chased_at = at
            request.save(update_fields=["chased_at"])
    for request, kind in chased:
        _tell(request.asked_agency_id, None, kind, request.id, at)
        if kind == "request_overdue":
            _tell(request.asking_agency_id, request.asked_by_id, "request_unanswered", request.id, at)
    return len(chased)


def _kind(request: InformationRequest, at: datetime) -> str | None:
    """Say which reminder is due now and was not given yet."""
    shares = sorted(arrangements.value(request.asking_agency_id, "request.chase.share", at.date()))
    whole = request.due_at - request.asked_at
    passed = [request.asked_at + timedelta(seconds=whole.total_seconds() * share) for share in shares]
    reached = [moment for moment in passed if moment <= at]
    if not reached or (request.chased_at is not None and request.chased_at >= reached[-1]):
        return None
    return "request_overdue" if at >= request.due_at else "request_due"


def _tell(agency_id: UUID, practitioner_id: UUID | None, kind: str, request_id: UUID, at: datetime) -> None:
    """Leave the notice in the agency's own name: notices are made by somebody who is signed for."""
    actor = Actor(NOBODY, agency_id, "system", "Sharewell", "Sharewell", "chasing")
    with rows.acting_for(actor):
        already = Notice.objects.filter(agency_id=agency_id, kind=kind, about=request_id, done_at__isnull=True)
        if not already.exists():
            post.tell(
                actor=actor, agency_id=agency_id, practitioner_id=practitioner_id, kind=kind, about=request_id, at=at
            )
