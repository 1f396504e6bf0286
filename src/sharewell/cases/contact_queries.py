"""What may be asked about contacts, by those who raised them and by the hub they were sent to."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localdate

from sharewell.base.actor import Actor
from sharewell.cases.models import Contact, ContactDraft
from sharewell.directory import access, arrangements, clocks
from sharewell.ledger import entries
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound


def raised_by_my_agency(actor: Actor) -> QuerySet[Contact]:
    """Give the contacts the actor's agency raised, newest first, with the people and the feedback."""
    access.require(actor, Permission.READ_OWN_CONTACTS)
    return (
        Contact.objects.filter(agency_id=actor.agency_id)
        .select_related("raised_by", "to_agency", "feedback")
        .prefetch_related("people")
        .order_by("-raised_at")
    )


def read(*, actor: Actor, contact_id: UUID, at: datetime) -> Contact:
    """Open one contact that the actor's agency raised or received; the reading is in the ledger."""
    found = (
        Contact.objects.select_related("raised_by", "to_agency", "agency")
        .prefetch_related("people")
        .filter(id=contact_id)
        .first()
    )
    if found is None or actor.agency_id not in (found.agency_id, found.to_agency_id, found.first_to_agency_id):
        raise NotFound
    entries.append(actor=actor, event="contact.viewed", about=[found.id], detail={}, at=at)
    return found


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
