"""Asking an agency for named facts: purpose, basis, questions, whom, by when; opened, withdrawn, escalated."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from sharewell.base.actor import Actor
from sharewell.cases.models import Enquiry
from sharewell.directory import access, queries, references, retention
from sharewell.ledger import entries
from sharewell.notices import post
from sharewell.notices import queries as notices
from sharewell.rules.access import Permission
from sharewell.rules.pathway import ENQUIRY, INFORMATION_REQUEST, step
from sharewell.rules.refusals import NotFound, Refusal
from sharewell.sharing.models import InformationRequest, RequestQuestion, RequestSubject

PURPOSES: dict[str, str] = {
    "CHILD_PROTECTION": "To find out whether a child is suffering, or likely to suffer, significant harm",
    "SAFEGUARDING": "To safeguard or promote a child’s welfare",
    "EARLY_HELP": "To offer a family early help",
    "ADULT_SAFEGUARDING": "To protect an adult at risk",
}
# The basis of a request, with what it honestly means for the one who is asked.
BASES: dict[str, str] = {
    "s47": "Section 47 Children Act 1989: there is reasonable cause to suspect significant harm, and we make enquiries",
    "s17": "Section 17 Children Act 1989: the child may be in need; the threshold of section 47 is not reached",
    "s27": "Section 27 Children Act 1989: we ask another authority to help us",
    "s10": "Section 10 Children Act 2004: co-operation to improve a child’s well-being",
    "s42": "Section 42 Care Act 2014: an enquiry about an adult at risk",
    "agreement": "The family agreed to our asking you",
}
LEVELS: dict[str, str] = {
    "significant_harm": "A child may be suffering significant harm",
    "in_need": "A child may be in need",
    "early_help": "A family may need early help",
}
FAMILY: dict[str, str] = {
    "yes": "Yes, they know that we ask you",
    "partly": "Some of them know",
    "no": "No: do not contact them about this",
    "not_known": "We do not know",
}


class NotAsked(Refusal):
    """A request that an agency could not answer well was not sent."""

    title = "The request was not sent"


@dataclass(frozen=True, slots=True)
class Subject:
    """Someone a request is about, by the fewest identifiers with which the asked agency can find its record."""

    given_name: str
    family_name: str
    relation: str
    born_on: date | None = None
    birth_accuracy: str = ""
    due_on: date | None = None
    person_id: UUID | None = None
    record_ids: Sequence[UUID] = field(default_factory=tuple)


@transaction.atomic
def ask(
    *,
    actor: Actor,
    key: UUID,
    enquiry_id: UUID,
    asked_agency_id: UUID,
    purpose: str,
    purpose_text: str,
    legal_basis: str,
    level: str,
    questions: Sequence[str],
    subjects: Sequence[Subject],
    period_from: date | None,
    period_to: date | None,
    due_at: datetime,
    family_knows: str,
    family_note: str,
    handling: str,
    at: datetime,
) -> InformationRequest:
    """
    Ask one agency; the same ``key`` twice is one request. The agency's notice says only that something waits.

    Raises ``NotAsked`` without a purpose in words, a question, somebody it is about, or when section 47 is named
    although the level is lower: a request must not overstate its basis.
    """
    access.require(actor, Permission.ASK_AGENCY)
    known = InformationRequest.objects.filter(idempotency_key=key).first()
    if known is not None:
        return known
    enquiry = Enquiry.objects.select_for_update().filter(id=enquiry_id, agency_id=actor.agency_id).first()
    if enquiry is None:
        raise NotFound
    asked = [question.strip() for question in questions if question.strip()]
    _refuse_a_vague_one(purpose_text, legal_basis, level, asked, subjects)
    youngest = max((one.born_on for one in subjects if one.born_on), default=None)
    made = InformationRequest.objects.create(
        reference=references.new("R"),
        idempotency_key=key,
        enquiry=enquiry,
        asking_agency_id=actor.agency_id,
        asked_agency_id=asked_agency_id,
        asked_by_id=actor.practitioner_id,
        asked_at=at,
        purpose=purpose,
        purpose_text=purpose_text.strip(),
        legal_basis=legal_basis,
        level=level,
        period_from=period_from,
        period_to=period_to,
        due_at=due_at,
        family_knows=family_knows,
        family_note=family_note.strip(),
        handling=handling.strip(),
        retention_class="request",
        review_on=retention.review_on(actor.agency_id, "request", made_on=at.date(), born_on=youngest),
    )
    for position, text in enumerate(asked):
        RequestQuestion.objects.create(information_request=made, position=position, text=text)
    for one in subjects:
        _add_subject(made, one)
    enquiry.state = step(ENQUIRY, "open" if enquiry.state == "concluded" else enquiry.state, "checking")
    enquiry.save(update_fields=["state"])
    detail = {"purpose": purpose, "basis": legal_basis, "due": due_at.isoformat(), "questions": len(asked)}
    about, to = [enquiry.id, made.id], [asked_agency_id]
    entries.append(actor=actor, event="request.asked", about=about, detail=detail, at=at, visible_to=to)
    post.tell(actor=actor, agency_id=asked_agency_id, kind="request_waits", about=made.id, at=at, due_at=due_at)
    return made


def _refuse_a_vague_one(
    purpose_text: str, legal_basis: str, level: str, questions: Sequence[str], subjects: Sequence[Subject]
) -> None:
    if not purpose_text.strip():
        raise NotAsked(next_step="Say in a sentence what the answer is needed for.")
    if not questions:
        raise NotAsked(next_step="Ask at least one question. “Send everything” cannot be answered well.")
    if not subjects:
        raise NotAsked(next_step="Choose at least one person it is about.")
    if legal_basis == "s47" and level != "significant_harm":
        raise NotAsked(
            next_step="Section 47 needs reasonable cause to suspect significant harm. Choose section 17 or another "
            "basis, or change the level if it has been reached."
        )


def _add_subject(made: InformationRequest, one: Subject) -> None:
    RequestSubject.objects.create(
        information_request=made,
        person_id=one.person_id,
        given_name=one.given_name,
        family_name=one.family_name,
        born_on=one.born_on,
        birth_accuracy=one.birth_accuracy,
        due_on=one.due_on,
        relation=one.relation[:40],
        record_ids=[str(record) for record in one.record_ids],
    )


def asks_for_everything(question: str) -> bool:
    """Say whether a question reads like “send everything”; it is answered with a hint, never refused."""
    plain = question.casefold()
    return any(
        words in plain for words in ("everything", "all records", "whole file", "full record", "any information")
    )


@transaction.atomic
def open_one(*, actor: Actor, request_id: UUID, at: datetime) -> InformationRequest:
    """Open a request put to the actor's agency; the first to open it becomes the one who answers for it."""
    access.require(actor, Permission.ANSWER_REQUEST)
    found = InformationRequest.objects.select_for_update().filter(id=request_id).first()
    if found is None or found.asked_agency_id != actor.agency_id:
        raise NotFound
    about, to = [found.id], [found.asking_agency_id]
    if found.opened_at is None:
        found.opened_at, found.opened_by_id, found.accountable_id = at, actor.practitioner_id, actor.practitioner_id
        found.state = step(INFORMATION_REQUEST, found.state, "opened")
        found.save(update_fields=["opened_at", "opened_by_id", "accountable_id", "state"])
        entries.append(actor=actor, event="request.opened", about=about, detail={}, at=at, visible_to=to)
    else:
        entries.append(actor=actor, event="request.viewed", about=about, detail={}, at=at)
    return found


@transaction.atomic
def move(*, actor: Actor, request_id: UUID, state: str) -> InformationRequest:
    """Move a request along its pathway; called by the deeds that answer it, in their transaction."""
    found = InformationRequest.objects.select_for_update().filter(id=request_id).first()
    if found is None or actor.agency_id not in (found.asked_agency_id, found.asking_agency_id):
        raise NotFound
    found.state = step(INFORMATION_REQUEST, found.state, state)
    found.save(update_fields=["state"])
    return found


@transaction.atomic
def escalate(*, actor: Actor, request_id: UUID, reason: str, at: datetime) -> InformationRequest:
    """Take a refused or unanswered request to a manager of the hub and back to the agency, with the reason."""
    access.require(actor, Permission.ASK_AGENCY)
    found = InformationRequest.objects.select_for_update().filter(id=request_id).first()
    if found is None or found.asking_agency_id != actor.agency_id:
        raise NotFound
    if not reason.strip():
        raise NotAsked("It was not escalated", "Write down why the answer is needed in spite of what was said.")
    if found.escalated_at is None or found.state == "refused":
        found.state = step(INFORMATION_REQUEST, found.state, "escalated")  # silence is a reason as good as a refusal
        found.escalated_at, found.escalated_reason = at, reason.strip()
        found.save(update_fields=["state", "escalated_at", "escalated_reason"])
        about, to = [found.id, found.enquiry_id], [found.asked_agency_id]
        detail = {"reason": reason.strip()}
        entries.append(actor=actor, event="request.escalated", about=about, detail=detail, at=at, visible_to=to)
        for manager in queries.practitioners_of(actor.agency_id).filter(role="R05"):
            post.tell(
                actor=actor,
                agency_id=actor.agency_id,
                practitioner_id=manager.id,
                kind="request_escalated",
                about=found.id,
                at=at,
            )
        post.tell(actor=actor, agency_id=found.asked_agency_id, kind="request_escalated", about=found.id, at=at)
    return found


@transaction.atomic
def withdraw(*, actor: Actor, request_id: UUID, at: datetime) -> InformationRequest:
    """Take a request back; what was already shared stays shared."""
    access.require(actor, Permission.ASK_AGENCY)
    found = move(actor=actor, request_id=request_id, state="withdrawn")
    if found.asking_agency_id != actor.agency_id:
        raise NotFound
    to = [found.asked_agency_id]
    entries.append(actor=actor, event="request.withdrawn", about=[found.id], detail={}, at=at, visible_to=to)
    notices.done(actor=actor, about=found.id, kinds=("request_unanswered",), at=at)
    return found
