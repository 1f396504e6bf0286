"""Asking a named adviser without the name, inside the system; the clock keeps running meanwhile."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from sharewell.base.actor import Actor
from sharewell.directory import access, arrangements, clocks, queries, retention
from sharewell.ledger import entries
from sharewell.notices import post
from sharewell.notices import queries as notices
from sharewell.rules.access import Permission, may
from sharewell.rules.refusals import NotFound, Refusal
from sharewell.sharing.models import Consultation

USUAL_HOURS = 4  # until the partnership has arranged its own time for advice


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
    """Ask an adviser, once for each ``key``; the question is sent as the asker left it, names taken out or not."""
    access.require(actor, Permission.ASK_ADVICE)
    known = Consultation.objects.filter(id=key).first()
    if known is not None:
        return known
    adviser = queries.practitioner(adviser_id)
    if not question.strip() or not may(adviser.role, Permission.GIVE_ADVICE) or not adviser.is_active:
        raise NotAsked
    hub = queries.hub("safeguarding")
    try:
        hours = arrangements.value(hub.id, "advice.hours", at.date())
        due_at = _due(hub.id, at, float(hours))
    except arrangements.NotArranged:
        due_at = _due(hub.id, at, USUAL_HOURS)
    made = Consultation.objects.create(
        id=key,
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
        review_on=retention.review_on(actor.agency_id, "consultation", made_on=at.date()),
    )
    about = [made.id] + ([request_id] if request_id else [])
    to = [adviser.agency_id]
    entries.append(
        actor=actor, event="advice.asked", about=about, detail={"adviser": str(adviser.id)}, at=at, visible_to=to
    )
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


def _due(hub_id: UUID, at: datetime, hours: float) -> datetime:
    return clocks.working_hours(hub_id, at.date()).after_hours(at, hours)


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
        found.answer, found.answered_at, found.state = text.strip(), at, "answered"
        found.save(update_fields=["answer", "answered_at", "state"])
        to = [found.agency_id]
        entries.append(actor=actor, event="advice.given", about=[found.id], detail={}, at=at, visible_to=to)
        notices.done(actor=actor, about=found.id, kinds=("advice_asked",), at=at)
        post.tell(
            actor=actor,
            agency_id=found.agency_id,
            practitioner_id=found.asked_by_id,
            kind="advice_given",
            about=found.information_request_id or found.id,
            at=at,
        )
    return found


def put_to(actor: Actor) -> QuerySet[Consultation]:
    """Give the questions put to the actor, unanswered first."""
    access.require(actor, Permission.GIVE_ADVICE)
    found = Consultation.objects.filter(adviser_id=actor.practitioner_id).select_related("asked_by", "asked_by__agency")
    return found.order_by("-state", "due_at")


def about_request(actor: Actor, request_id: UUID) -> QuerySet[Consultation]:
    """Give the questions the actor's agency asked about a request, with their answers."""
    return (
        Consultation.objects.filter(agency_id=actor.agency_id, information_request_id=request_id)
        .select_related("adviser")
        .order_by("asked_at")
    )
