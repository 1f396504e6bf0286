"""What may be asked about the hub's work; actor first."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.timezone import localdate

from sharewell.base.actor import Actor
from sharewell.cases import ratings, repeats
from sharewell.cases.decision_clock import DecisionClock
from sharewell.cases.models import Accountability, Contact, Enquiry, EnquiryPerson, Outcome, Rating
from sharewell.directory import access, clocks
from sharewell.directory.models import Practitioner
from sharewell.ledger import entries
from sharewell.rules.access import Permission

MOST_NAMED = 1000  # contacts that one entry of the ledger can be about


@dataclass(frozen=True, slots=True)
class Clock:
    """A deadline, the working time left until it, and the working time since it has passed."""

    due_at: datetime
    left: timedelta
    over: timedelta
    is_over: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A contact or enquiry in the hub's queue; ``others`` are contacts about the same family within a year."""

    contact: Contact
    enquiry: Enquiry | None
    rating: Rating | None
    accountable: Practitioner | None
    decision_clock: Clock
    rating_clock: Clock | None
    others: tuple[Contact, ...]

    @property
    def is_overdue(self) -> bool:
        """Say whether either clock has run out."""
        return self.decision_clock.is_over or (self.rating_clock is not None and self.rating_clock.is_over)


def queue(actor: Actor, at: datetime) -> list[Waiting]:
    """
    Give what waits in the actor's hub: contacts not opened and enquiries not concluded, the most pressing first.

    First what was sent with somebody in danger and nobody has opened, then what is overdue, then by the next deadline.
    The reading is in the ledger, about each contact, since the list names children.
    """
    access.require(actor, Permission.SEE_HUB_QUEUE)
    concluded = Enquiry.objects.filter(contact=OuterRef("pk"), agency_id=actor.agency_id, state="concluded")
    contacts = list(
        Contact.objects.filter(~Exists(concluded), to_agency_id=actor.agency_id)
        .select_related("agency", "raised_by")
        .prefetch_related("people")
        .order_by("raised_at")
    )
    enquiries = {enquiry.contact_id: enquiry for enquiry in _open_enquiries(actor)}
    others = repeats.of(actor, contacts)
    hours = clocks.working_hours(actor.agency_id, localdate(at))
    decision = DecisionClock(actor.agency_id, at)
    waiting = [
        _waiting(contact, enquiries.get(contact.id), tuple(others[contact.id]), hours=hours, decision=decision, at=at)
        for contact in contacts
    ]
    waiting.sort(key=_pressing)
    about = [one.contact.id for one in waiting][:MOST_NAMED]
    entries.append(actor=actor, event="queue.viewed", about=about, detail={"shown": len(waiting)}, at=at)
    return waiting


def _open_enquiries(actor: Actor) -> QuerySet[Enquiry]:
    standing = Accountability.objects.filter(until_at__isnull=True).select_related("practitioner")
    return (
        Enquiry.objects.filter(agency_id=actor.agency_id)
        .exclude(state="concluded")
        .prefetch_related("ratings", Prefetch("accountabilities", queryset=standing))
    )


def _waiting(
    contact: Contact,
    enquiry: Enquiry | None,
    others: tuple[Contact, ...],
    *,
    hours: clocks.WorkingHours,
    decision: DecisionClock,
    at: datetime,
) -> Waiting:
    given = enquiry.ratings.all() if enquiry else ()
    rating = max(given, key=lambda one: one.rated_at, default=None)
    received = contact.stepped_up_at or contact.raised_at
    due_at = enquiry.decision_due_at if enquiry else decision.due(received)
    standing = next(iter(enquiry.accountabilities.all()), None) if enquiry else None
    return Waiting(
        contact=contact,
        enquiry=enquiry,
        rating=rating,
        accountable=standing.practitioner if standing else None,
        decision_clock=_clock(due_at, hours, at),
        rating_clock=_clock(rating.due_at, hours, at) if rating and rating.due_at else None,
        others=others,
    )


def _clock(due_at: datetime, hours: clocks.WorkingHours, at: datetime) -> Clock:
    nothing = timedelta(0)
    if at < due_at:
        return Clock(due_at, hours.working_time_between(at, due_at), nothing, is_over=False)
    return Clock(due_at, nothing, hours.working_time_between(due_at, at), is_over=True)


def _pressing(waiting: Waiting) -> tuple[bool, bool, datetime]:
    dues = [clock.due_at for clock in (waiting.decision_clock, waiting.rating_clock) if clock]
    danger_unopened = bool(waiting.contact.is_danger_now) and waiting.enquiry is None
    return (not danger_unopened, not waiting.is_overdue, min(dues))


def clocks_of(enquiry: Enquiry, at: datetime) -> tuple[Clock, Clock | None]:
    """Give an enquiry's two clocks, kept apart: the decision's, and the rating's when it has one."""
    hours = clocks.working_hours(enquiry.agency_id, localdate(at))
    rating = ratings.latest(enquiry)
    rating_clock = _clock(rating.due_at, hours, at) if rating and rating.due_at else None
    return _clock(enquiry.decision_due_at, hours, at), rating_clock


def other_contacts(actor: Actor, contact: Contact) -> list[Contact]:
    """Give the other contacts to the actor's hub that look to be about the same family, newest first."""
    return repeats.of(actor, [contact])[contact.id]


def enquiry_into(actor: Actor, contact_id: UUID) -> Enquiry | None:
    """Give the actor's hub's enquiry into a contact, if one was opened."""
    return Enquiry.objects.filter(contact_id=contact_id, agency_id=actor.agency_id).first()


def enquiries_about(actor: Actor, person_id: UUID) -> QuerySet[Enquiry]:
    """Give the hub's enquiries in which one of its persons was identified, newest first."""
    found = Enquiry.objects.filter(agency_id=actor.agency_id, people__person_id=person_id)
    return found.select_related("contact").distinct().order_by("-opened_at")


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
