"""What may be asked about contacts, by those who raised them and by the hub they were sent to."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from sharewell.base.actor import Actor
from sharewell.cases.models import Contact, ContactDraft
from sharewell.directory import access, arrangements, clocks
from sharewell.ledger import entries
from sharewell.rules.access import Permission, may
from sharewell.rules.refusals import NotFound


def raised_by_my_agency(actor: Actor) -> QuerySet[Contact]:
    """Give the contacts the actor raised, or may read of the agency's, newest first, with people and feedback."""
    access.require(actor, Permission.RAISE_CONCERN)
    found = Contact.objects.filter(agency_id=actor.agency_id)
    if not may(actor.role, Permission.READ_OWN_CONTACTS):
        found = found.filter(raised_by_id=actor.practitioner_id)
    return found.select_related("raised_by", "to_agency", "feedback").prefetch_related("people").order_by("-raised_at")


def is_sender(actor: Actor, contact: Contact) -> bool:
    """Say whether the actor raised a contact, or may read those that colleagues raised."""
    if contact.raised_by_id == actor.practitioner_id:
        return True
    return contact.agency_id == actor.agency_id and may(actor.role, Permission.READ_OWN_CONTACTS)


def read(*, actor: Actor, contact_id: UUID, at: datetime) -> Contact:
    """Open a contact as its sender or as the hub it came to; the reading is in the ledger. Raises ``NotFound``."""
    found = (
        Contact.objects.select_related("raised_by", "to_agency", "agency")
        .prefetch_related("people")
        .filter(id=contact_id)
        .first()
    )
    if found is None or not (is_sender(actor, found) or _came_to(actor, found)):
        raise NotFound
    entries.append(actor=actor, event="contact.viewed", about=[found.id], detail={}, at=at)
    return found


def _came_to(actor: Actor, contact: Contact) -> bool:
    is_theirs = actor.agency_id in (contact.to_agency_id, contact.first_to_agency_id)
    return is_theirs and may(actor.role, Permission.SEE_HUB_QUEUE)


def made_from(draft: ContactDraft) -> Contact | None:
    """Give the contact that a draft became, if it was sent."""
    return Contact.objects.filter(draft_id=draft.id).first()


def decision_due_at(contact: Contact) -> datetime | None:
    """Give when the hub's decision is due, by the hub's own working days; ``None`` while it has set none."""
    received = contact.stepped_up_at or contact.raised_at
    try:
        hours = clocks.working_hours(contact.to_agency_id, localdate(received))
        days = arrangements.value(contact.to_agency_id, "decision.working_days", localdate(received))
    except arrangements.NotArranged:
        return None
    return hours.after_working_days(received, days)
