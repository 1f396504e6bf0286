"""Asking an agency for named facts: purpose, basis, questions, whom, by when; opened, taken over, withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from sharewell.base.actor import Actor
from sharewell.cases.models import Enquiry
from sharewell.directory import access, queries, references, retention
from sharewell.ledger import entries
from sharewell.notices import post
from sharewell.notices import queries as notices
from sharewell.rules.access import Permission
from sharewell.rules.pathway import ENQUIRY, INFORMATION_REQUEST, step
from sharewell.rules.refusals import NotFound, Refusal
from sharewell.sharing import leak_guard, once
from sharewell.sharing.models import Consultation, InformationRequest, RequestQuestion, RequestSubject

TRIES = 5  # a reference is drawn at random; twice the same is rare, five times is not chance


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
    is_address_protected: bool = False


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
    basis_reason: str = "",
) -> InformationRequest:
    """
    Ask one agency; the same ``key`` twice is one request. The agency's notice says only that something waits.

    Raises ``NotAsked`` without a purpose in words, a question, somebody it is about, or when section 47 is named
    although the level is lower: a request must not overstate its basis. Raises ``WouldLeak`` when the words tell where
    a protected person can be found.
    """
    access.require(actor, Permission.ASK_AGENCY)
    own_key = once.hold(actor, key)
    known = InformationRequest.objects.filter(idempotency_key=own_key).first()
    if known is not None:
        return known
    enquiry = Enquiry.objects.select_for_update().filter(id=enquiry_id, agency_id=actor.agency_id).first()
    if enquiry is None:
        raise NotFound
    asked = [question.strip() for question in questions if question.strip()]
    _refuse_a_vague_one(purpose_text, legal_basis, level, asked, subjects)
    _refuse_what_nobody_can_answer(actor, queries.agency(asked_agency_id).id, due_at, at)
    words = [purpose_text, basis_reason, family_note, handling, *asked]
    people = {one.person_id for one in subjects} | set(enquiry.people.values_list("person_id", flat=True))
    leak_guard.check(actor=actor, texts=words, record_ids=(), person_ids=[one for one in people if one])
    youngest = max((one.born_on for one in subjects if one.born_on), default=None)
    made = _kept(
        InformationRequest(
            idempotency_key=own_key,
            enquiry=enquiry,
            asking_agency_id=actor.agency_id,
            asked_agency_id=asked_agency_id,
            asked_by_id=actor.practitioner_id,
            asked_at=at,
            purpose=purpose,
            purpose_text=purpose_text.strip(),
            legal_basis=legal_basis,
            basis_reason=basis_reason.strip(),
            level=level,
            period_from=period_from,
            period_to=period_to,
            due_at=due_at,
            family_knows=family_knows,
            family_note=family_note.strip(),
            handling=handling.strip(),
            retention_class="request",
            review_on=retention.review_on(actor.agency_id, "request", made_on=localdate(at), born_on=youngest),
        )
    )
    for position, text in enumerate(asked):
        RequestQuestion.objects.create(information_request=made, position=position, text=text)
    protected = leak_guard.protected_persons(actor, [one.person_id for one in subjects if one.person_id])
    for one in subjects:
        _add_subject(made, one, is_protected=one.is_address_protected or one.person_id in protected)
    enquiry.state = step(ENQUIRY, "open" if enquiry.state == "concluded" else enquiry.state, "checking")
    enquiry.save(update_fields=["state"])
    detail = {"purpose": purpose, "basis": legal_basis, "due": due_at.isoformat(), "questions": len(asked)}
    about, to = [enquiry.id, made.id], [asked_agency_id]
    entries.append(actor=actor, event="request.asked", about=about, detail=detail, at=at, visible_to=to)
    post.tell(actor=actor, agency_id=asked_agency_id, kind="request_waits", about=made.id, at=at, due_at=due_at)
    return made


def _kept(made: InformationRequest) -> InformationRequest:
    """Keep a request under a reference that nobody has yet; others' references cannot be read, only run into."""
    for _ in range(TRIES):
        made.reference = references.new("R")
        try:
            with transaction.atomic():
                made.save(force_insert=True)
            return made
        except IntegrityError:
            continue
    raise NotAsked(next_step="Try again in a minute. If it is urgent, ring them.")


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


def _refuse_what_nobody_can_answer(actor: Actor, asked_agency_id: UUID, due_at: datetime, at: datetime) -> None:
    if asked_agency_id == actor.agency_id:
        raise NotAsked(next_step="Choose another agency: this one is your own.")
    if due_at <= at:
        raise NotAsked(next_step="Say by when you need the answer: a day and time to come.")


def _add_subject(made: InformationRequest, one: Subject, *, is_protected: bool) -> None:
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
        is_address_protected=is_protected,
    )


@transaction.atomic
def open_one(*, actor: Actor, request_id: UUID, at: datetime) -> InformationRequest:
    """Open a request put to the actor's agency; the first to open it becomes the one who answers for it."""
    access.require(actor, Permission.ANSWER_REQUEST)
    found = _put_to(actor, request_id)
    notices.read_by(actor=actor, about=found.id, kinds=("request_withdrawn", "place_release_answered"), at=at)
    about, to = [found.id], [found.asking_agency_id]
    if found.opened_at is None:
        found.opened_at, found.opened_by_id, found.accountable_id = at, actor.practitioner_id, actor.practitioner_id
        if found.state == "asked":
            found.state = step(INFORMATION_REQUEST, found.state, "opened")
        found.save(update_fields=["opened_at", "opened_by_id", "accountable_id", "state"])
        entries.append(actor=actor, event="request.opened", about=about, detail={}, at=at, visible_to=to)
    else:
        _note_that_advice_came(actor, found)
        entries.append(actor=actor, event="request.viewed", about=about, detail={}, at=at)
    return found


@transaction.atomic
def look_at(*, actor: Actor, request_id: UUID, at: datetime) -> InformationRequest:
    """Read a request as the agency that made it; the reading is in the ledger, and what it was told of is seen."""
    access.require(actor, Permission.ASK_AGENCY)
    found = InformationRequest.objects.filter(id=request_id, asking_agency_id=actor.agency_id).first()
    if found is None:
        raise NotFound
    entries.append(actor=actor, event="request.viewed", about=[found.id], detail={}, at=at)
    notices.read_by(
        actor=actor, about=found.id, kinds=("request_answered", "request_unanswered", "request_escalated"), at=at
    )
    return found


def _note_that_advice_came(actor: Actor, found: InformationRequest) -> None:
    if found.state != "advice_sought":
        return
    waiting = Consultation.objects.filter(
        agency_id=actor.agency_id, information_request_id=found.id, answered_at__isnull=True
    )
    if not waiting.exists():
        found.state = step(INFORMATION_REQUEST, found.state, "opened")
        found.save(update_fields=["state"])


@transaction.atomic
def take_over(*, actor: Actor, request_id: UUID, expected_id: UUID | None, at: datetime) -> InformationRequest:
    """
    Become the one who answers for a request, in the place of a colleague; the hand-over is in the ledger.

    ``expected_id`` is who answered for it when the page was opened: somebody else by now stays.
    """
    access.require(actor, Permission.ANSWER_REQUEST)
    found = _put_to(actor, request_id)
    if found.accountable_id == actor.practitioner_id or found.accountable_id != expected_id:
        return found
    detail = {"from": str(found.accountable_id), "to": str(actor.practitioner_id)}
    found.accountable_id = actor.practitioner_id
    found.save(update_fields=["accountable_id"])
    to = [found.asking_agency_id]
    entries.append(actor=actor, event="accountability.taken", about=[found.id], detail=detail, at=at, visible_to=to)
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
def withdraw(*, actor: Actor, request_id: UUID, at: datetime) -> InformationRequest:
    """Take a request back, and tell the agency; what was already shared stays shared."""
    access.require(actor, Permission.ASK_AGENCY)
    found = InformationRequest.objects.select_for_update().filter(id=request_id).first()
    if found is None or found.asking_agency_id != actor.agency_id:
        raise NotFound
    if found.state == "withdrawn":
        return found
    found.state = step(INFORMATION_REQUEST, found.state, "withdrawn")
    found.save(update_fields=["state"])
    to = [found.asked_agency_id]
    entries.append(actor=actor, event="request.withdrawn", about=[found.id], detail={}, at=at, visible_to=to)
    notices.done(actor=actor, about=found.id, kinds=("request_unanswered",), at=at)
    post.tell(actor=actor, agency_id=found.asked_agency_id, kind="request_withdrawn", about=found.id, at=at)
    return found


def _put_to(actor: Actor, request_id: UUID) -> InformationRequest:
    found = InformationRequest.objects.select_for_update().filter(id=request_id).first()
    if found is None or found.asked_agency_id != actor.agency_id:
        raise NotFound
    return found
