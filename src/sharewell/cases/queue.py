"""What waits in the hub: contacts not opened and enquiries not concluded, read in one statement."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, UUIDField
from django.utils.timezone import localdate

from sharewell.base import sheets
from sharewell.base.actor import Actor
from sharewell.base.questions import Given
from sharewell.base.sheets import Part, Sheet
from sharewell.cases import repeats
from sharewell.cases.deadlines import Clock, clock
from sharewell.cases.decision_clock import DecisionClock
from sharewell.cases.models import Accountability, Contact, ContactPerson, Enquiry, Rating
from sharewell.directory import access, calendars
from sharewell.directory.calendars import Calendar
from sharewell.directory.clocks import WorkingHours
from sharewell.directory.seen import SeenAgency, SeenPractitioner
from sharewell.ledger import entries
from sharewell.rules.access import Permission

MOST_NAMED = 1000  # contacts that one entry of the ledger can be about
AGENCY = Given("agency", UUIDField())


@dataclass(frozen=True, slots=True)
class SeenContact:
    """A contact as the queue shows it."""

    id: UUID
    reference: str
    raised_at: datetime
    stepped_up_at: datetime | None
    is_danger_now: bool | None
    agency: SeenAgency


@dataclass(frozen=True, slots=True)
class SeenPerson:
    """A child or adult at risk of a contact, as the sender named them."""

    contact_id: UUID
    kind: str
    given_name: str
    family_name: str
    known_as: str
    note: str


@dataclass(frozen=True, slots=True)
class SeenEnquiry:
    """The enquiry that was opened into a contact."""

    id: UUID
    contact_id: UUID
    decision_due_at: datetime
    reopened_at: datetime | None


@dataclass(frozen=True, slots=True)
class SeenRating:
    """The rating that holds now."""

    enquiry_id: UUID
    colour: str
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Accountable:
    """Who answers for an enquiry now."""

    enquiry_id: UUID
    practitioner: SeenPractitioner


@dataclass(frozen=True, slots=True)
class Waiting:
    """A contact or enquiry in the hub's queue; ``others`` are contacts about the same family within a year."""

    contact: SeenContact
    people: tuple[SeenPerson, ...]
    enquiry: SeenEnquiry | None
    rating: SeenRating | None
    accountable: SeenPractitioner | None
    decision_clock: Clock
    rating_clock: Clock | None
    others: tuple[repeats.Other, ...]

    @property
    def is_overdue(self) -> bool:
        """Say whether either clock has run out."""
        return self.decision_clock.is_over or (self.rating_clock is not None and self.rating_clock.is_over)


def _contacts() -> "QuerySet[Contact]":
    concluded = Enquiry.objects.filter(contact=OuterRef("pk"), agency_id=AGENCY, state="concluded")
    return Contact.objects.filter(~Exists(concluded), to_agency_id=AGENCY)


def _open_enquiries() -> "QuerySet[Enquiry]":
    return Enquiry.objects.filter(agency_id=AGENCY).exclude(state="concluded")


def _people() -> "QuerySet[ContactPerson]":
    found = ContactPerson.objects.filter(contact__in=_contacts(), kind__in=repeats.SUBJECTS)
    return found.order_by("contact_id", "position")


def _ratings() -> "QuerySet[Rating]":
    newest_first = Rating.objects.filter(enquiry__in=_open_enquiries()).order_by("enquiry_id", "-rated_at")
    return newest_first.distinct("enquiry_id")


def _accountable() -> "QuerySet[Accountability]":
    return Accountability.objects.filter(enquiry__in=_open_enquiries(), until_at__isnull=True)


CONTACTS = Part(SeenContact, lambda: _contacts().order_by("raised_at", "reference"))
PEOPLE = Part(SeenPerson, _people)
ENQUIRIES = Part(SeenEnquiry, _open_enquiries)
RATINGS = Part(SeenRating, _ratings)
ACCOUNTABLE = Part(Accountable, _accountable)
ALIKE = repeats.part(_contacts)


def read(actor: Actor, at: datetime) -> list[Waiting]:
    """
    Give what waits in the actor's hub: contacts not opened and enquiries not concluded, the most pressing first.

    First what was sent with somebody in danger and nobody has opened, then what is overdue, then by the next deadline.
    The reading is in the ledger, about each contact, since the list names children.
    """
    access.require(actor, Permission.SEE_HUB_QUEUE)
    sheet = sheets.read(
        CONTACTS, PEOPLE, ENQUIRIES, RATINGS, ACCOUNTABLE, ALIKE, *calendars.PARTS, agency=actor.agency_id
    )
    waiting = _waiting(sheet, at) if sheet[CONTACTS] else []
    waiting.sort(key=_pressing)
    about = [one.contact.id for one in waiting][:MOST_NAMED]
    entries.append(actor=actor, event="queue.viewed", about=about, detail={"shown": len(waiting)}, at=at)
    return waiting


def _waiting(sheet: Sheet, at: datetime) -> list[Waiting]:
    calendar = Calendar.of(sheet)
    hours, decision = calendar.working_hours(localdate(at)), DecisionClock(calendar, at)
    people: dict[UUID, list[SeenPerson]] = {}
    for person in sheet[PEOPLE]:
        people.setdefault(person.contact_id, []).append(person)
    enquiries = {enquiry.contact_id: enquiry for enquiry in sheet[ENQUIRIES]}
    ratings = {rating.enquiry_id: rating for rating in sheet[RATINGS]}
    accountable = {one.enquiry_id: one.practitioner for one in sheet[ACCOUNTABLE]}
    others = repeats.of([(contact.id, contact.raised_at) for contact in sheet[CONTACTS]], sheet[ALIKE])
    waiting = []
    for contact in sheet[CONTACTS]:
        enquiry = enquiries.get(contact.id)
        rating = ratings.get(enquiry.id) if enquiry else None
        waiting.append(
            Waiting(
                contact=contact,
                people=tuple(people.get(contact.id, ())),
                enquiry=enquiry,
                rating=rating,
                accountable=accountable.get(enquiry.id) if enquiry else None,
                decision_clock=_decision_clock(contact, enquiry, decision, hours, at),
                rating_clock=clock(rating.due_at, hours, at) if rating and rating.due_at else None,
                others=tuple(others[contact.id]),
            )
        )
    return waiting


def _decision_clock(
    contact: SeenContact, enquiry: SeenEnquiry | None, decision: DecisionClock, hours: WorkingHours, at: datetime
) -> Clock:
    received = contact.stepped_up_at or contact.raised_at
    return clock(enquiry.decision_due_at if enquiry else decision.due(received), hours, at)


def _pressing(waiting: Waiting) -> tuple[bool, bool, datetime]:
    dues = [clock.due_at for clock in (waiting.decision_clock, waiting.rating_clock) if clock]
    danger_unopened = bool(waiting.contact.is_danger_now) and waiting.enquiry is None
    return (not danger_unopened, not waiting.is_overdue, min(dues))
