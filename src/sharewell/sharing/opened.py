"""A request as the asked agency opens it, with everything its page shows, read in one statement."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, UUIDField

from sharewell.base import sheets
from sharewell.base.actor import Actor
from sharewell.base.questions import WHOEVER, Given
from sharewell.base.sheets import Part, Sheet
from sharewell.directory import access
from sharewell.directory.models import Practitioner
from sharewell.directory.seen import SeenAgency, SeenPractitioner
from sharewell.ledger import entries
from sharewell.notices import queries as notices
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound
from sharewell.sharing import consultations, conversations, requests
from sharewell.sharing.models import (
    Decision,
    FactFinding,
    InformationRequest,
    Message,
    RequestQuestion,
    RequestSubject,
    WorkingPaper,
)

REQUEST = Given("request", UUIDField())
READ = ("request_withdrawn", "place_release_answered", "message_arrived")  # the notices that opening it deals with


@dataclass(frozen=True, slots=True)
class Asked:
    """One question."""

    text: str


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody it is about, as the asker named them."""

    given_name: str
    family_name: str
    relation: str
    born_on: date | None
    due_on: date | None
    is_address_protected: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """What the agency has written so far."""

    words: Any


@dataclass(frozen=True, slots=True)
class Finding:
    """The guide's advice as it read last."""

    advice: Any


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision about the request."""

    id: UUID
    outcome: str
    decided_at: datetime
    decided_by: SeenPractitioner


@dataclass(frozen=True, slots=True)
class WithAgency:
    """A practitioner by name, with the agency."""

    given_name: str
    family_name: str
    agency: SeenAgency

    @property
    def full_name(self) -> str:
        """Give the name as said."""
        return f"{self.given_name} {self.family_name}"


@dataclass(frozen=True, slots=True)
class Written:
    """One line of the conversation."""

    written_at: datetime
    text: str
    written_by: WithAgency


@dataclass(frozen=True, slots=True)
class Advice:
    """A question for advice, and its answer."""

    question: str
    answer: str
    due_at: datetime
    adviser: WithAgency


def _itself() -> "QuerySet[InformationRequest]":
    return InformationRequest.objects.filter(id=REQUEST, asked_agency_id=WHOEVER.agency_id)


def _decisions() -> "QuerySet[Decision]":
    found = Decision.objects.filter(agency_id=WHOEVER.agency_id, information_request__in=_itself())
    return found.order_by("-decided_at")


ITSELF = Part(InformationRequest, _itself, related=("asking_agency", "asked_by"))
QUESTIONS = Part(Asked, lambda: RequestQuestion.objects.filter(information_request__in=_itself()).order_by("position"))
SUBJECTS = Part(Subject, lambda: RequestSubject.objects.filter(information_request__in=_itself()))
ANSWERS_FOR_IT = Part(SeenPractitioner, lambda: Practitioner.objects.filter(id__in=_itself().values("accountable_id")))
PAPER = Part(Paper, lambda: WorkingPaper.objects.filter(agency_id=WHOEVER.agency_id, about=REQUEST))
FINDING = Part(
    Finding, lambda: FactFinding.objects.filter(agency_id=WHOEVER.agency_id, information_request__in=_itself())
)
DECISIONS = Part(Decided, _decisions)
CONVERSATION = Part(Written, lambda: Message.objects.filter(information_request__in=_itself()).order_by("written_at"))
ADVICE = Part(Advice, lambda: consultations.about_request(WHOEVER, REQUEST))  # type: ignore[arg-type]
PARTS = (ITSELF, QUESTIONS, SUBJECTS, ANSWERS_FOR_IT, PAPER, FINDING, DECISIONS, CONVERSATION, ADVICE)


def read(*, actor: Actor, request_id: UUID, at: datetime) -> Sheet:
    """
    Open a request put to the actor's agency; the reading is in the ledger, and what told of it is dealt with.

    The first to open it becomes the one who answers for it. Raises ``NotFound``.
    """
    access.require(actor, Permission.ANSWER_REQUEST)
    sheet = as_it_stands(actor, request_id)
    found = sheet[ITSELF][0]
    if found.opened_at is None or found.state == "advice_sought":
        requests.open_one(actor=actor, request_id=request_id, at=at)
        conversations.read(actor=actor, request_id=request_id, at=at)
        return as_it_stands(actor, request_id)
    notices.read_by(actor=actor, about=request_id, kinds=READ, at=at)
    entries.append(actor=actor, event="request.viewed", about=[request_id], detail={}, at=at)
    return sheet


def as_it_stands(actor: Actor, request_id: UUID) -> Sheet:
    """Give the same to somebody who has it open already; raises ``NotFound``."""
    sheet = sheets.read(*PARTS, agency=actor.agency_id, practitioner=actor.practitioner_id, request=request_id)
    if sheet.first(ITSELF) is None:
        raise NotFound
    return sheet
