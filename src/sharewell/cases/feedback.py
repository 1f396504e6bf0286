"""Feedback to the one who raised a concern, worded for them and not taken from the hub's own rationale."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from sharewell.base.actor import Actor
from sharewell.cases.enquiries import NeedsAReason
from sharewell.cases.models import Enquiry, Feedback
from sharewell.directory import access, retention
from sharewell.ledger import entries
from sharewell.notices import post
from sharewell.notices import queries as notices
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound


@transaction.atomic
def send(*, actor: Actor, enquiry_id: UUID, text: str, at: datetime) -> Feedback:
    """Send feedback to whoever raised the contact, once; a second send gives the first."""
    access.require(actor, Permission.CONCLUDE_ENQUIRY)
    enquiry = Enquiry.objects.select_related("contact").filter(id=enquiry_id, agency_id=actor.agency_id).first()
    if enquiry is None:
        raise NotFound
    contact = enquiry.contact
    known = Feedback.objects.filter(contact=contact).first()
    if known is not None:
        return known
    if not text.strip():
        raise NeedsAReason("The feedback was not sent", "Write what the one who raised it should know.")
    told = Feedback.objects.create(
        contact=contact,
        agency_id=actor.agency_id,
        to_agency_id=contact.agency_id,
        text=text.strip(),
        sent_by_id=actor.practitioner_id,
        sent_at=at,
        retention_class="feedback",
        review_on=retention.review_on(actor.agency_id, "feedback", made_on=at.date()),
    )
    about, to = [enquiry.id, contact.id], [contact.agency_id]
    entries.append(actor=actor, event="feedback.sent", about=about, detail={}, at=at, visible_to=to)
    post.tell(
        actor=actor,
        agency_id=contact.agency_id,
        practitioner_id=contact.raised_by_id,
        kind="feedback_arrived",
        about=contact.id,
        at=at,
    )
    return told


def for_sender(*, actor: Actor, contact_id: UUID, at: datetime) -> Feedback | None:
    """Give the feedback on a contact to the agency that raised it; the first reading is noted."""
    told = (
        Feedback.objects.select_related("sent_by").filter(contact_id=contact_id, to_agency_id=actor.agency_id).first()
    )
    if told is not None and told.read_at is None:
        told.read_at = at
        told.save(update_fields=["read_at"])
        to = [told.agency_id]
        entries.append(actor=actor, event="feedback.opened", about=[contact_id], detail={}, at=at, visible_to=to)
        notices.done(actor=actor, about=contact_id, kinds=("feedback_arrived",), at=at)
    return told


def sent_on(enquiry: Enquiry) -> Feedback | None:
    """Give the feedback sent on an enquiry's contact."""
    return Feedback.objects.select_related("sent_by").filter(contact_id=enquiry.contact_id).first()
