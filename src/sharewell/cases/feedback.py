"""Feedback to the one who raised a concern, worded for them and not taken from the hub's own rationale."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from sharewell.base.actor import Actor
from sharewell.cases import contact_queries
from sharewell.cases.enquiries import NeedsAReason
from sharewell.cases.models import Contact, Enquiry, EnquiryPerson, Feedback
from sharewell.directory import access, retention
from sharewell.ledger import entries
from sharewell.notices import post
from sharewell.notices import queries as notices
from sharewell.people import protection
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound, SomeoneWasFirst


class ToldMeanwhile(SomeoneWasFirst):
    """Other feedback was sent after the page was opened: a second text is not sent over the first."""

    title = "Feedback was sent while you were writing"

    def __init__(self, *, theirs: Feedback) -> None:
        """Carry the feedback that was sent."""
        super().__init__(next_step="It was read or will be read as it is. If something is missing, ring the sender.")
        self.theirs = theirs


@transaction.atomic
def send(*, actor: Actor, enquiry_id: UUID, text: str, at: datetime) -> Feedback:
    """
    Send feedback to whoever raised the contact, once; the same text again gives the first.

    Raises ``ToldMeanwhile`` when another text was sent, and ``TellsWhere`` when it holds a protected place.
    """
    access.require(actor, Permission.CONCLUDE_ENQUIRY)
    enquiry = Enquiry.objects.select_for_update().filter(id=enquiry_id, agency_id=actor.agency_id).first()
    if enquiry is None:
        raise NotFound
    contact = enquiry.contact
    known = Feedback.objects.select_related("sent_by").filter(contact=contact).first()
    if known is not None:
        if known.text != text.strip():
            raise ToldMeanwhile(theirs=known)
        return known
    if not text.strip():
        raise NeedsAReason("The feedback was not sent", "Write what the one who raised it should know.")
    protection.refuse_if_it_tells(text, _secrets(actor, enquiry, contact))
    told = Feedback.objects.create(
        contact=contact,
        agency_id=actor.agency_id,
        to_agency_id=contact.agency_id,
        text=text.strip(),
        sent_by_id=actor.practitioner_id,
        sent_at=at,
        retention_class="feedback",
        review_on=retention.review_on(actor.agency_id, "feedback", made_on=localdate(at)),
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


def _secrets(actor: Actor, enquiry: Enquiry, contact: Contact) -> list[protection.Secret]:
    """Give the protected places of everyone the enquiry is about, as the hub and as the sender wrote them."""
    people = EnquiryPerson.objects.filter(enquiry=enquiry, person__isnull=False)
    secrets = protection.what_must_not_reach(actor, person_ids=[one.person_id for one in people if one.person_id])
    for meant in contact.people.filter(is_address_protected=True):
        secrets += protection.places(meant.address, meant.postcode)
    return secrets


def for_sender(*, actor: Actor, contact_id: UUID, at: datetime) -> Feedback | None:
    """Give feedback to the one who raised a contact, or reads what colleagues raised; the first reading is noted."""
    told = (
        Feedback.objects.select_related("sent_by", "contact")
        .filter(contact_id=contact_id, to_agency_id=actor.agency_id)
        .first()
    )
    if told is None or not contact_queries.is_sender(actor, told.contact):
        return None
    if told.read_at is None:
        told.read_at = at
        told.save(update_fields=["read_at"])
        to = [told.agency_id]
        entries.append(actor=actor, event="feedback.opened", about=[contact_id], detail={}, at=at, visible_to=to)
        notices.done(actor=actor, about=contact_id, kinds=("feedback_arrived",), at=at)
    return told


def sent_on(enquiry: Enquiry) -> Feedback | None:
    """Give the feedback sent on an enquiry's contact."""
    return Feedback.objects.select_related("sent_by").filter(contact_id=enquiry.contact_id).first()
