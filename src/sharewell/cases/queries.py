"""What may be asked about the hub's work; actor first."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from sharewell.base.actor import Actor
from sharewell.cases import accountability, ratings
from sharewell.cases.models import Contact, ContactPerson, Enquiry, EnquiryPerson, Outcome, Rating
from sharewell.directory import access, clocks
from sharewell.directory.models import Practitioner
from sharewell.rules.access import Permission

A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Clock:
    """A deadline and the working time left until it; nothing left means that it has passed."""

    due_at: datetime
    left: timedelta

    @property
    def is_over(self) -> bool:
        """Say whether the deadline has passed."""
        return self.left <= timedelta(0)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A contact or enquiry in the hub's queue."""

    contact: Contact
    enquiry: Enquiry | None
    rating: Rating | None
    accountable: Practitioner | None
    decision_clock: Clock | None
    rating_clock: Clock | None
    earlier: int


def queue(actor: Actor, at: datetime) -> list[Waiting]:
    """
    Give what waits in the actor's hub: contacts not opened and enquiries not concluded, the most pressing first.

    ``earlier`` counts other contacts of the last year that name the same child; they are shown, never merged.
    """
    access.require(actor, Permission.SEE_HUB_QUEUE)
    contacts = (
        Contact.objects.filter(to_agency_id=actor.agency_id)
        .select_related("agency", "raised_by")
        .prefetch_related("people")
        .order_by("raised_at")
    )
    enquiries = {
        enquiry.contact_id: enquiry
        for enquiry in Enquiry.objects.filter(agency_id=actor.agency_id).prefetch_related("ratings", "accountabilities")
    }
    hours = clocks.working_hours(actor.agency_id, at.date())
    waiting = [
        _waiting(contact, enquiries.get(contact.id), hours, at, actor)
        for contact in contacts
        if enquiries.get(contact.id) is None or enquiries[contact.id].state != "concluded"
    ]
    return sorted(waiting, key=_pressing)


def _waiting(
    contact: Contact, enquiry: Enquiry | None, hours: clocks.WorkingHours, at: datetime, actor: Actor
) -> Waiting:
    rating = ratings.latest(enquiry) if enquiry else None
    received = contact.stepped_up_at or contact.raised_at
    due_at = enquiry.decision_due_at if enquiry else hours.after_working_days(received, 1)
    return Waiting(
        contact=contact,
        enquiry=enquiry,
        rating=rating,
        accountable=accountability.now(enquiry).practitioner if enquiry else None,
        decision_clock=_clock(due_at, hours, at),
        rating_clock=_clock(rating.due_at, hours, at) if rating and rating.due_at else None,
        earlier=earlier_contacts(actor, contact).count(),
    )


def _clock(due_at: datetime, hours: clocks.WorkingHours, at: datetime) -> Clock:
    left = hours.working_time_between(at, due_at) if due_at > at else timedelta(0)
    return Clock(due_at, left)


def _pressing(waiting: Waiting) -> tuple[bool, datetime]:
    dues = [clock.due_at for clock in (waiting.decision_clock, waiting.rating_clock) if clock]
    return (not waiting.contact.is_danger_now, min(dues) if dues else waiting.contact.raised_at)


def clocks_of(enquiry: Enquiry, at: datetime) -> tuple[Clock, Clock | None]:
    """Give an enquiry's two clocks, kept apart: the decision's, and the rating's when it has one."""
    hours = clocks.working_hours(enquiry.agency_id, at.date())
    rating = ratings.latest(enquiry)
    rating_clock = _clock(rating.due_at, hours, at) if rating and rating.due_at else None
    return _clock(enquiry.decision_due_at, hours, at), rating_clock


def earlier_contacts(actor: Actor, contact: Contact) -> QuerySet[Contact]:
    """Give other contacts to this hub in the last year that name a child of the same family name and birth date."""
    same = Q()
    for person in contact.people.all():
        if person.family_name and person.kind in ("child", "unborn"):
            same |= Q(family_name__iexact=person.family_name, born_on=person.born_on)
    if not same:
        return Contact.objects.none()
    people = ContactPerson.objects.filter(same).exclude(contact_id=contact.id).values("contact_id")
    since = contact.raised_at - A_YEAR
    return Contact.objects.filter(id__in=people, to_agency_id=actor.agency_id, raised_at__gte=since).order_by(
        "-raised_at"
    )


def people_of(enquiry: Enquiry) -> QuerySet[EnquiryPerson]:
    """Give the people of an enquiry, with whom the hub has identified."""
    return enquiry.people.select_related("contact_person", "person").order_by("contact_person__position")


def enquiry_person(actor: Actor, enquiry_id: UUID, ref: UUID) -> EnquiryPerson | None:
    """Give one person of an enquiry."""
    return (
        EnquiryPerson.objects.select_related("contact_person", "person", "enquiry")
        .filter(id=ref, enquiry_id=enquiry_id, enquiry__agency_id=actor.agency_id)
        .first()
    )


def outcomes_of(enquiry: Enquiry) -> QuerySet[Outcome]:
    """Give an enquiry's outcomes with their services, newest first."""
    return enquiry.outcomes.select_related("decided_by").prefetch_related("services").order_by("-decided_at")


def ratings_of(enquiry: Enquiry) -> QuerySet[Rating]:
    """Give every rating an enquiry has had, newest first."""
    return enquiry.ratings.select_related("rated_by").order_by("-rated_at")


def note_person(*, actor: Actor, enquiry_person: EnquiryPerson, person_id: UUID) -> None:
    """Say which of the hub's persons someone in an enquiry is; a practitioner has judged it."""
    access.require(actor, Permission.IDENTIFY_PERSON)
    enquiry_person.person_id = person_id
    enquiry_person.save(update_fields=["person_id"])
