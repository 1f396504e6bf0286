"""An enquiry as it stands, with what its pages show of it, read in one statement."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, UUIDField
from django.utils.timezone import localdate

from sharewell.base import sheets
from sharewell.base.actor import Actor
from sharewell.base.questions import Given
from sharewell.base.sheets import Part, Sheet
from sharewell.cases import enquiries, repeats
from sharewell.cases.deadlines import Clock, clock
from sharewell.cases.models import (
    Accountability,
    Contact,
    Enquiry,
    EnquiryPerson,
    Outcome,
    OutcomeService,
    Rating,
)
from sharewell.directory import access, calendars
from sharewell.directory.calendars import Calendar
from sharewell.people import kinship, shields
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound

AGENCY, ENQUIRY = Given("agency", UUIDField()), Given("enquiry", UUIDField())


def enquiry() -> "QuerySet[Enquiry]":
    """Give the question for the enquiry itself: ``enquiry`` by its id, of the hub that is ``agency``."""
    return Enquiry.objects.filter(id=ENQUIRY, agency_id=AGENCY)


def persons() -> "QuerySet[EnquiryPerson, Any]":
    """Give the question for the hub's persons who were identified in the enquiry."""
    return EnquiryPerson.objects.filter(enquiry__in=enquiry(), person__isnull=False).values("person_id")


def _people() -> "QuerySet[EnquiryPerson]":
    return EnquiryPerson.objects.filter(enquiry__in=enquiry()).order_by("contact_person__position")


def _accountable() -> "QuerySet[Accountability]":
    return Accountability.objects.filter(enquiry__in=enquiry(), until_at__isnull=True)


ITSELF = Part(Enquiry, enquiry, related=("contact", "contact__raised_by", "contact__agency"))
PEOPLE = Part(EnquiryPerson, _people, related=("contact_person", "person"))
ACCOUNTABLE = Part(Accountability, _accountable, related=("practitioner",))
RATING = Part(
    Rating, lambda: Rating.objects.filter(enquiry__in=enquiry()).order_by("-rated_at")[:1], related=("rated_by",)
)
OUTCOMES = Part(
    Outcome, lambda: Outcome.objects.filter(enquiry__in=enquiry()).order_by("-decided_at"), related=("decided_by",)
)
SERVICES = Part(OutcomeService, lambda: OutcomeService.objects.filter(outcome__enquiry__in=enquiry()))
OTHERS = repeats.part(lambda: Contact.objects.filter(enquiries__in=enquiry()))
NEVER = shields.never_told(persons)
KIN = kinship.part(persons)


@dataclass(frozen=True, slots=True)
class Standing:
    """An enquiry that was opened, and the sheet with what was asked for beside it."""

    enquiry: Enquiry
    people: list[EnquiryPerson]
    sheet: Sheet

    @property
    def person_ids(self) -> list[UUID]:
        """Give whom the hub has identified in it."""
        return [one.person_id for one in self.people if one.person_id]

    @property
    def others(self) -> list[repeats.Other]:
        """Give the other contacts that look to be about the same family, newest first; needs ``OTHERS``."""
        contact = self.enquiry.contact
        return repeats.of([(contact.id, contact.raised_at)], self.sheet[OTHERS])[contact.id]

    def clocks(self, at: datetime) -> tuple[Clock, Clock | None]:
        """Give its two clocks, kept apart: the decision's, and the rating's if it has one; needs ``CLOCKS``."""
        hours = Calendar.of(self.sheet).working_hours(localdate(at))
        rating = self.sheet.first(RATING)
        rating_clock = clock(rating.due_at, hours, at) if rating and rating.due_at else None
        return clock(self.enquiry.decision_due_at, hours, at), rating_clock


CLOCKS = (RATING, *calendars.PARTS)


def read(
    *, actor: Actor, enquiry_id: UUID, at: datetime, parts: tuple[Part[Any], ...], event: str = "enquiry.viewed"
) -> Standing:
    """
    Open one enquiry of the actor's hub with other parts of a sheet beside it; the reading is in the ledger.

    The parts may name ``agency``, ``enquiry`` and ``at``. Raises ``NotFound``.
    """
    access.require(actor, Permission.WORK_ENQUIRY)
    sheet = sheets.read(ITSELF, PEOPLE, *parts, agency=actor.agency_id, enquiry=enquiry_id, at=at)
    found = sheet.first(ITSELF)
    if found is None:
        raise NotFound
    enquiries.note_reading(actor=actor, enquiry=found, event=event, at=at)
    return Standing(found, sheet[PEOPLE], sheet)
