"""Opening, passing on and reading an enquiry."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from sharewell.base.actor import Actor
from sharewell.cases import accountability
from sharewell.cases.decision_clock import DecisionClock
from sharewell.cases.models import Contact, Enquiry, EnquiryPerson
from sharewell.directory import access, calendars, queries, retention
from sharewell.ledger import entries
from sharewell.notices import post
from sharewell.notices import queries as notices
from sharewell.rules.access import Permission
from sharewell.rules.pathway import ENQUIRY, step
from sharewell.rules.refusals import NotFound, Refusal


class NeedsAReason(Refusal):
    """Something that others must be able to follow was done without saying why."""

    title = "That was not done"
    next_step = "Write down why, so that others can follow it later."


@transaction.atomic
def open_from(*, actor: Actor, contact_id: UUID, at: datetime) -> Enquiry:
    """
    Open an enquiry into a contact sent to the actor's hub; a second opening gives the first one.

    The one who opens it becomes the accountable person. A decision is due one working day after the contact was
    received, whatever rating follows (Working Together).
    """
    access.require(actor, Permission.WORK_ENQUIRY)
    contact = Contact.objects.filter(id=contact_id, to_agency_id=actor.agency_id).first()
    if contact is None:
        raise NotFound
    received = contact.stepped_up_at or contact.raised_at
    enquiry, is_new = Enquiry.objects.get_or_create(
        contact=contact,
        agency_id=actor.agency_id,
        defaults={
            "opened_at": at,
            "decision_due_at": DecisionClock(calendars.read(actor.agency_id), at).due(received),
            "retention_class": "enquiry",
            "review_on": retention.review_on(actor.agency_id, "enquiry", made_on=localdate(at)),
        },
    )
    if is_new:
        for person in contact.people.order_by("position"):
            EnquiryPerson.objects.create(enquiry=enquiry, contact_person=person, role=person.kind)
        accountability.begin(actor=actor, enquiry=enquiry, at=at)
        about = [enquiry.id, contact.id]
        entries.append(
            actor=actor, event="enquiry.opened", about=about, detail={}, at=at, visible_to=[contact.agency_id]
        )
        entries.append(actor=actor, event="accountability.taken", about=[enquiry.id], detail={}, at=at)
        notices.done(actor=actor, about=contact.id, kinds=("contact_arrived",), at=at)
    return enquiry


def read(*, actor: Actor, enquiry_id: UUID, at: datetime, event: str = "enquiry.viewed") -> Enquiry:
    """Open one enquiry of the actor's hub; the reading is in the ledger."""
    access.require(actor, Permission.WORK_ENQUIRY)
    enquiry = (
        Enquiry.objects.select_related("contact", "contact__raised_by", "contact__agency")
        .filter(id=enquiry_id, agency_id=actor.agency_id)
        .first()
    )
    if enquiry is None:
        raise NotFound
    note_reading(actor=actor, enquiry=enquiry, event=event, at=at)
    return enquiry


def note_reading(*, actor: Actor, enquiry: Enquiry, event: str, at: datetime) -> None:
    """Note in the ledger that an enquiry was opened, and take what told of it from the reader's list."""
    entries.append(actor=actor, event=event, about=[enquiry.id, enquiry.contact_id], detail={}, at=at)
    told = ("accountability_handed", "accountability_taken")
    notices.read_by(actor=actor, about=enquiry.id, kinds=told, at=at)


@transaction.atomic
def step_up(*, actor: Actor, contact_id: UUID, reason: str, at: datetime) -> Contact:
    """
    Pass a contact from early help to safeguarding, with the reason; its clock begins anew there.

    No agreement is asked for: the coordinators think that somebody may be at risk of harm.
    """
    access.require(actor, Permission.WORK_ENQUIRY)
    if not reason.strip():
        raise NeedsAReason
    received_here = Q(to_agency_id=actor.agency_id) | Q(first_to_agency_id=actor.agency_id)
    contact = Contact.objects.select_for_update().filter(received_here, id=contact_id).first()
    if contact is None:
        raise NotFound
    safeguarding = queries.hub("safeguarding")
    if contact.to_agency_id == safeguarding.id:
        return contact  # here already, or passed on by a first click
    contact.to_agency, contact.route = safeguarding, "safeguarding"
    contact.stepped_up_at, contact.stepped_up_by_id = at, actor.practitioner_id
    contact.stepped_up_reason = reason.strip()
    contact.save(update_fields=["to_agency", "route", "stepped_up_at", "stepped_up_by_id", "stepped_up_reason"])
    own = Enquiry.objects.filter(contact=contact, agency_id=actor.agency_id).exclude(state="concluded").first()
    if own is not None:
        own.state, own.concluded_at = step(ENQUIRY, own.state, "concluded"), at
        own.save(update_fields=["state", "concluded_at"])
        entries.append(actor=actor, event="enquiry.concluded", about=[own.id, contact.id], detail={}, at=at)
    detail, to = {"to": safeguarding.code}, [safeguarding.id]
    entries.append(actor=actor, event="contact.passed_on", about=[contact.id], detail=detail, at=at, visible_to=to)
    post.tell(actor=actor, agency_id=safeguarding.id, kind="contact_arrived", about=contact.id, at=at)
    return contact


@transaction.atomic
def reopen(*, actor: Actor, enquiry_id: UUID, reason: str, at: datetime) -> Enquiry:
    """
    Open a concluded enquiry again, with the reason; its outcomes stay, and a new decision is due in a working day.

    One that is open already is given back as it is.
    """
    access.require(actor, Permission.CONCLUDE_ENQUIRY)
    if not reason.strip():
        raise NeedsAReason
    enquiry = Enquiry.objects.select_for_update().filter(id=enquiry_id, agency_id=actor.agency_id).first()
    if enquiry is None:
        raise NotFound
    if enquiry.state != "concluded":
        return enquiry
    enquiry.state, enquiry.concluded_at = step(ENQUIRY, enquiry.state, "open"), None
    enquiry.decision_due_at = DecisionClock(calendars.read(actor.agency_id), at).due(at)
    enquiry.reopened_at, enquiry.reopened_reason = at, reason.strip()
    enquiry.save(update_fields=["state", "concluded_at", "decision_due_at", "reopened_at", "reopened_reason"])
    detail = {"due": enquiry.decision_due_at.isoformat()}
    entries.append(actor=actor, event="enquiry.reopened", about=[enquiry.id], detail=detail, at=at)
    return enquiry
