"""Asking a named adviser without the name, inside the system; the clock keeps running meanwhile."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.timezone import localdate

from sharewell.base.actor import Actor
from sharewell.directory import access, arrangements, clocks, queries, retention
from sharewell.ledger import entries
from sharewell.notices import post
from sharewell.notices import queries as notices
from sharewell.rules.access import Permission, may
from sharewell.rules.pathway import CONSULTATION, INFORMATION_REQUEST, step
from sharewell.rules.refusals import NotFound, Refusal
from sharewell.sharing import leak_guard, once
from sharewell.sharing.models import Consultation, InformationRequest

USUAL_HOURS = 4.0  # until the partnership has arranged its own time for advice


class NotAsked(Refusal):
    """A question for advice that could not be answered was not sent."""

    title = "Your question was not sent"
    next_step = "Choose an adviser and write your question. If it is urgent, ring; do not wait for an answer here."


@transaction.atomic
def ask(
    *,
    actor: Actor,
    key: UUID,
    adviser_id: UUID,
    question: str,
    request_id: UUID | None,
    draft_id: UUID | None,
    at: datetime,
) -> Consultation:
    """
    Ask an adviser, once for each ``key``; the question is sent as the asker left it, names taken out or not.

    Raises ``WouldLeak`` when it tells where a protected person can be found: advice never needs that.
    """
    access.require(actor, Permission.ASK_ADVICE)
    own_key = once.hold(actor, key)
    known = Consultation.objects.filter(id=own_key).first()
    if known is not None:
        return known
    adviser = queries.practitioner(adviser_id)
    if not question.strip() or not may(adviser.role, Permission.GIVE_ADVICE) or not adviser.is_active:
        raise NotAsked
    leak_guard.check(actor=actor, texts=[question])
    due_at = due_by(at)
    made = Consultation.objects.create(
        id=own_key,
        agency_id=actor.agency_id,
        adviser_agency_id=adviser.agency_id,
        asked_by_id=actor.practitioner_id,
        adviser=adviser,
        information_request_id=request_id,
        draft_id=draft_id,
        question=question.strip(),
        asked_at=at,
        due_at=due_at,
        retention_class="consultation",
        review_on=retention.review_on(actor.agency_id, "consultation", made_on=localdate(at)),
    )
    if request_id:
        _note_on_request(actor, request_id)
    # To the adviser's agency the entry names no request: what it was about is the asker's.
    detail, to = {"adviser": str(adviser.id)}, [adviser.agency_id]
    entries.append(actor=actor, event="advice.asked", about=[made.id], detail=detail, at=at, visible_to=to)
    if request_id or draft_id:
        about = [one for one in (made.id, request_id, draft_id) if one]
        entries.append(actor=actor, event="advice.asked", about=about, detail=detail, at=at)
    post.tell(
        actor=actor,
        agency_id=adviser.agency_id,
        practitioner_id=adviser.id,
        kind="advice_asked",
        about=made.id,
        at=at,
        due_at=due_at,
    )
    return made


def due_by(at: datetime) -> datetime:
    """Give by when advice asked now is to be given, in the safeguarding hub's working time."""
    hub = queries.hub("safeguarding")
    try:
        hours = float(arrangements.value(hub.id, "advice.hours", localdate(at)))
    except arrangements.NotArranged:
        hours = USUAL_HOURS
    return clocks.working_hours(hub.id, localdate(at)).after_hours(at, hours)


def _note_on_request(actor: Actor, request_id: UUID) -> None:
    request = InformationRequest.objects.select_for_update().filter(id=request_id).first()
    if request is None or request.asked_agency_id != actor.agency_id:
        raise NotFound
    if request.state == "opened":
        request.state = step(INFORMATION_REQUEST, request.state, "advice_sought")
        request.save(update_fields=["state"])


@transaction.atomic
def answer(*, actor: Actor, consultation_id: UUID, text: str, at: datetime) -> Consultation:
    """Answer a question put to the actor; an answer is given once and stands."""
    access.require(actor, Permission.GIVE_ADVICE)
    found = (
        Consultation.objects.select_for_update().filter(id=consultation_id, adviser_id=actor.practitioner_id).first()
    )
    if found is None:
        raise NotFound
    if found.answered_at is None:
        if not text.strip():
            raise NotAsked("Your advice was not sent", "Write your advice first.")
        found.state = step(CONSULTATION, found.state, "answered")
        found.answer, found.answered_at = text.strip(), at
        found.save(update_fields=["answer", "answered_at", "state"])
        to = [found.agency_id]
        entries.append(actor=actor, event="advice.given", about=[found.id], detail={}, at=at, visible_to=to)
        notices.done(actor=actor, about=found.id, kinds=("advice_asked",), at=at)
        post.tell(
            actor=actor,
            agency_id=found.agency_id,
            practitioner_id=found.asked_by_id,
            kind="advice_given",
            about=found.id,
            at=at,
        )
    return found


def put_to(actor: Actor) -> QuerySet[Consultation]:
    """Give the questions put to the actor, unanswered first, the most pressing before the others."""
    access.require(actor, Permission.GIVE_ADVICE)
    found = Consultation.objects.filter(adviser_id=actor.practitioner_id).select_related("asked_by", "asked_by__agency")
    return found.order_by(F("answered_at").desc(nulls_first=True), "due_at")


def asked_by_us(actor: Actor) -> QuerySet[Consultation]:
    """Give the questions the actor asked, newest first."""
    found = Consultation.objects.filter(agency_id=actor.agency_id, asked_by_id=actor.practitioner_id)
    return found.select_related("adviser", "adviser__agency").order_by("-asked_at")


@transaction.atomic
def read(*, actor: Actor, consultation_id: UUID, at: datetime) -> Consultation:
    """Give one question the actor's agency asked, with its answer; the notice about it is done."""
    found = (
        Consultation.objects.select_related("adviser", "adviser__agency", "asked_by")
        .filter(id=consultation_id, agency_id=actor.agency_id)
        .first()
    )
    if found is None:
        raise NotFound
    notices.read_by(actor=actor, about=found.id, kinds=("advice_given", "advice_overdue"), at=at)
    return found


def about_request(actor: Actor, request_id: UUID) -> QuerySet[Consultation]:
    """Give the questions the actor's agency asked about a request, with their answers."""
    return (
        Consultation.objects.filter(agency_id=actor.agency_id, information_request_id=request_id)
        .select_related("adviser", "adviser__agency")
        .order_by("asked_at")
    )


def about_draft(actor: Actor, draft_id: UUID) -> QuerySet[Consultation]:
    """Give the questions the actor's agency asked about a concern being written, with their answers."""
    found = Consultation.objects.filter(agency_id=actor.agency_id, draft_id=draft_id)
    return found.select_related("adviser", "adviser__agency").order_by("asked_at")
