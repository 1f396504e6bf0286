"""What may be asked about the hub's work; actor first."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet, UUIDField
from django.utils.timezone import localdate

from sharewell.base import sheets
from sharewell.base.actor import Actor
from sharewell.base.questions import Given
from sharewell.base.sheets import Part, Sheet
from sharewell.cases import ratings, repeats
from sharewell.cases.deadlines import Clock, clock
from sharewell.cases.models import Contact, Enquiry, EnquiryPerson, Outcome, Rating
from sharewell.directory import access, clocks
from sharewell.people import identity
from sharewell.rules.access import Permission

ONE_CONTACT = repeats.part(lambda: Contact.objects.filter(id=Given("contact", UUIDField())))


def clocks_of(enquiry: Enquiry, at: datetime) -> tuple[Clock, Clock | None]:
    """Give an enquiry's two clocks, kept apart: the decision's, and the rating's when it has one."""
    hours = clocks.working_hours(enquiry.agency_id, localdate(at))
    rating = ratings.latest(enquiry)
    rating_clock = clock(rating.due_at, hours, at) if rating and rating.due_at else None
    return clock(enquiry.decision_due_at, hours, at), rating_clock


def other_contacts(actor: Actor, contact: Contact) -> list[repeats.Other]:
    """Give the other contacts to the actor's hub that look to be about the same family, newest first."""
    sheet = sheets.read(ONE_CONTACT, agency=actor.agency_id, contact=contact.id)
    return repeats.of([(contact.id, contact.raised_at)], sheet[ONE_CONTACT])[contact.id]


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


def one_person() -> "QuerySet[EnquiryPerson]":
    """Give the question for one person of an enquiry: ``ref`` by id, of the hub that is ``agency``."""
    ref, enquiry, hub = Given("ref", UUIDField()), Given("enquiry", UUIDField()), Given("agency", UUIDField())
    return EnquiryPerson.objects.filter(id=ref, enquiry_id=enquiry, enquiry__agency_id=hub)


ONE_PERSON = Part(EnquiryPerson, one_person, related=("contact_person", "person", "enquiry"))
JUDGED = identity.judged(lambda: one_person().values("person_id"))
JUDGED_AS_WRITTEN = identity.judged_as_written(lambda: one_person().values("contact_person_id"))


def enquiry_person(actor: Actor, enquiry_id: UUID, ref: UUID) -> EnquiryPerson | None:
    """Give one person of an enquiry."""
    return sheets.read(ONE_PERSON, agency=actor.agency_id, enquiry=enquiry_id, ref=ref).first(ONE_PERSON)


def judged_person(actor: Actor, enquiry_id: UUID, ref: UUID) -> Sheet:
    """Give the same with what was judged about them: ``ONE_PERSON``, ``JUDGED`` and ``JUDGED_AS_WRITTEN``."""
    return sheets.read(ONE_PERSON, JUDGED, JUDGED_AS_WRITTEN, agency=actor.agency_id, enquiry=enquiry_id, ref=ref)


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
