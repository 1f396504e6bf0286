"""A sensitive service learns that somebody asks, and decides whether to get in touch."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from sharewell.base.actor import Actor
from sharewell.directory import access
from sharewell.involvement.models import BrokeredQuestion
from sharewell.ledger import entries
from sharewell.notices import queries as notices
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound

ANSWERS = {"will_call": "We will get in touch ourselves", "will_not": "We will not get in touch"}


def waiting(actor: Actor) -> QuerySet[BrokeredQuestion]:
    """Give the questions put to the actor's service, newest first."""
    access.require(actor, Permission.ANSWER_REQUEST)
    return BrokeredQuestion.objects.filter(agency_id=actor.agency_id).order_by("-asked_at")


def answer(*, actor: Actor, question_id: UUID, choice: str, at: datetime) -> None:
    """
    Note what the service decided. The asker is told nothing by the system either way: if the service wants to, it
    rings.
    """
    access.require(actor, Permission.ANSWER_REQUEST)
    question = waiting(actor).filter(id=question_id).first()
    if question is None or choice not in ANSWERS:
        raise NotFound
    if question.answered_at is None:
        question.answer, question.answered_at = choice, at
        question.save(update_fields=["answer", "answered_at"])
        entries.append(actor=actor, event="who_else.answered", about=[question.id], detail={"answer": choice}, at=at)
    notices.done(actor=actor, about=question.record_id, kinds=("service_sought",), at=at)
