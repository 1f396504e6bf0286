"""Taking a refused, partly answered or unanswered request to a named manager of the hub, and back to the agency."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from sharewell.base.actor import Actor
from sharewell.directory import access, queries
from sharewell.directory.models import Practitioner
from sharewell.ledger import entries
from sharewell.notices import post
from sharewell.rules.access import Permission
from sharewell.rules.pathway import INFORMATION_REQUEST
from sharewell.rules.refusals import NotFound, Refusal
from sharewell.sharing.models import InformationRequest

# Silence is a reason as good as a refusal.
MAY_BE_ESCALATED = tuple(state for state, following in INFORMATION_REQUEST.items() if "escalated" in following)
MANAGER = "R05"


class NotEscalated(Refusal):
    """An escalation nobody could act on."""

    title = "It was not escalated"


def managers(agency_id: UUID) -> list[Practitioner]:
    """Give the managers of a hub, by name, the next persons when practitioners disagree; without any, its staff."""
    staff = list(queries.practitioners_of(agency_id, Permission.ASK_AGENCY))
    return [one for one in staff if one.role == MANAGER] or staff


@transaction.atomic
def escalate(
    *, actor: Actor, request_id: UUID, reason: str, at: datetime, to_id: UUID | None = None
) -> InformationRequest:
    """
    Take a request to a named manager of the hub and tell the agency, with the reason; again when refused again.

    Without ``to_id`` it goes to the first manager by name. Raises ``NotEscalated`` without a reason or a manager, or
    when nothing is owed any more.
    """
    access.require(actor, Permission.ASK_AGENCY)
    found = InformationRequest.objects.select_for_update().filter(id=request_id).first()
    if found is None or found.asking_agency_id != actor.agency_id:
        raise NotFound
    if not reason.strip():
        raise NotEscalated(next_step="Write down why the answer is needed in spite of what was said.")
    if found.state == "escalated" and found.escalated_reason == reason.strip():
        return found  # the same click twice
    if found.state not in (*MAY_BE_ESCALATED, "escalated"):
        raise NotEscalated(next_step="This request was answered or withdrawn. Ask again if you need more.")
    manager = _manager(found, to_id)
    found.state, found.escalated_at, found.escalated_reason = "escalated", at, reason.strip()
    found.escalated_to_id = manager.id
    found.save(update_fields=["state", "escalated_at", "escalated_reason", "escalated_to_id"])
    about, to = [found.id, found.enquiry_id], [found.asked_agency_id]
    detail = {"to": str(manager.id)}
    entries.append(actor=actor, event="request.escalated", about=about, detail=detail, at=at, visible_to=to)
    for agency_id, practitioner_id in ((manager.agency_id, manager.id), (found.asked_agency_id, found.accountable_id)):
        post.tell(
            actor=actor,
            agency_id=agency_id,
            practitioner_id=practitioner_id,
            kind="request_escalated",
            about=found.id,
            at=at,
        )
    return found


def _manager(found: InformationRequest, to_id: UUID | None) -> Practitioner:
    able = managers(found.asking_agency_id)
    chosen = next((one for one in able if one.id == to_id), None) if to_id else next(iter(able), None)
    if chosen is None:
        raise NotEscalated(next_step="Choose a manager of your hub. If nobody is there and it is urgent, ring.")
    return chosen
