"""What agencies told the hub in one enquiry: who was asked, what came, what nobody has opened yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from sharewell.base import sheets
from sharewell.base.actor import Actor
from sharewell.base.sheets import Part, Sheet
from sharewell.cases import standing
from sharewell.cases.chronology import Event
from sharewell.cases.standing import AGENCY, ENQUIRY, Standing
from sharewell.directory import access
from sharewell.directory.seen import SeenAgency
from sharewell.rules.access import Permission
from sharewell.sharing.models import Correction, DisclosedItem, Disclosure, InformationRequest


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that was made in the enquiry, and where it stands."""

    id: UUID
    state: str
    due_at: datetime
    asked_agency: SeenAgency


@dataclass(frozen=True, slots=True)
class Unopened:
    """Something that came and that nobody has opened."""

    id: UUID
    sending_agency: SeenAgency


@dataclass(frozen=True, slots=True)
class Sent:
    """By whom a passage was sent."""

    id: UUID
    sending_agency: SeenAgency


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage of what an agency shared."""

    id: UUID
    disclosure: Sent
    happened_on: date | None
    happened_text: str
    known_on: date | None
    source: str
    kind: str
    text: str
    subject_name: str
    subject_person_id: UUID | None
    is_strength: bool


@dataclass(frozen=True, slots=True)
class Corrected:
    """What was put right about a passage."""

    item_id: UUID
    text: str
    reason: str


def _asked() -> "QuerySet[InformationRequest]":
    return InformationRequest.objects.filter(enquiry_id=ENQUIRY, asking_agency_id=AGENCY).order_by("due_at")


def _unopened() -> "QuerySet[Disclosure]":
    found = Disclosure.objects.filter(receiving_agency_id=AGENCY, information_request__enquiry_id=ENQUIRY)
    return found.filter(received_at__isnull=True, recalled_at__isnull=True).order_by("-sent_at")


def _passages() -> "QuerySet[DisclosedItem]":
    found = DisclosedItem.objects.filter(
        receiving_agency_id=AGENCY, disclosure__information_request__enquiry_id=ENQUIRY
    )
    return found.order_by("disclosure__sent_at", "position")


def _corrections() -> "QuerySet[Correction]":
    found = Correction.objects.filter(
        item__receiving_agency_id=AGENCY, item__disclosure__information_request__enquiry_id=ENQUIRY
    )
    return found.order_by("corrected_at")


ASKED, UNOPENED = Part(Asked, _asked), Part(Unopened, _unopened)
PASSAGES, CORRECTIONS = Part(Passage, _passages), Part(Corrected, _corrections)
PARTS: tuple[Part[Any], ...] = (ASKED, UNOPENED, PASSAGES, CORRECTIONS)


def read(*, actor: Actor, enquiry_id: UUID, at: datetime) -> Standing:
    """
    Open the picture of one of the hub's enquiries: its people and their kin, and ``PARTS``; it is in the ledger.

    Raises ``NotFound``.
    """
    access.require(actor, Permission.RECEIVE_DISCLOSURE)
    parts: tuple[Part[Any], ...] = (standing.ACCOUNTABLE, standing.NEVER, standing.KIN, *PARTS)
    return standing.read(actor=actor, enquiry_id=enquiry_id, at=at, parts=parts, event="picture.viewed")


def told_in(actor: Actor, enquiry_id: UUID) -> list[Event]:
    """Give what agencies shared in an enquiry as events of one chronology, without anybody's age."""
    sheet = sheets.read(PASSAGES, CORRECTIONS, agency=actor.agency_id, enquiry=enquiry_id)
    return events(sheet, {})


def events(sheet: Sheet, births: Mapping[UUID, date | None]) -> list[Event]:
    """Give the passages of a sheet as events of one chronology; ``births`` by the hub's person."""
    corrections: dict[UUID, list[str]] = {}
    for one in sheet[CORRECTIONS]:
        corrections.setdefault(one.item_id, []).append(f"{one.text} ({one.reason})")
    return [
        Event(
            happened_on=passage.happened_on,
            happened_text=passage.happened_text,
            known_on=passage.known_on,
            agency=passage.disclosure.sending_agency.name,
            source=passage.source,
            kind=passage.kind,
            text=passage.text,
            about=passage.subject_name,
            born_on=births.get(passage.subject_person_id) if passage.subject_person_id else None,
            is_strength=passage.is_strength,
            corrections=tuple(corrections.get(passage.id, ())),
            ref=str(passage.disclosure.id),
        )
        for passage in sheet[PASSAGES]
    ]
