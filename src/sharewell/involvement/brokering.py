"""A sensitive service learns that somebody asks, and decides whether to get in touch; the asker is told nothing."""

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from sharewell.base import rows
from sharewell.base.actor import Actor, system
from sharewell.directory import access
from sharewell.involvement.models import BrokeredQuestion
from sharewell.ledger import entries
from sharewell.matching.closed import Closed
from sharewell.notices import post
from sharewell.notices import queries as notices
from sharewell.people.lookup.plain import from_plain
from sharewell.people.models import PersonRecord
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound

ANSWERS = {"will_call": "We will get in touch ourselves", "will_not": "We will not get in touch"}
# What a service is told of the end: the kind of purpose, never the asker's own words about the family.
PURPOSES = {
    "CHILD_PROTECTION": "To find out whether a child is suffering or likely to suffer significant harm",
    "SAFEGUARDING": "To safeguard or promote a child’s welfare",
    "EARLY_HELP": "To offer early help",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question put to a service, with the record of its own that it is about."""

    question: BrokeredQuestion
    record: PersonRecord | None


def broker(at: datetime) -> int:
    """
    Tell each service that answers only by getting in touch that somebody asks for it; gives how many were told.

    The worker does this after the asker has had the answer, so that a service's silence, its knowing the person and
    its not existing look, weigh and take the same.
    """
    with rows.acting_for(system("brokering")) as actor:
        with connection.cursor() as cursor:
            cursor.execute("SELECT question, purpose, sought::text FROM priv.who_else_waiting()")
            waiting = cursor.fetchall()
            cursor.execute("SELECT record, known::text FROM priv.who_else_closed()" if waiting else "SELECT 1 LIMIT 0")
            closed = Closed({record: from_plain(json.loads(known)) for record, known in cursor.fetchall()})
        told = [
            put
            for question, purpose, sought in waiting
            for put in _put(question, _fitting(sought, closed), PURPOSES.get(purpose, ""), at)
        ]
        for brokered, service in told:
            about, to = [brokered], [service]
            entries.append(actor=actor, event="who_else.brokered", about=about, detail={}, at=at, visible_to=to)
            post.tell(actor=actor, agency_id=service, kind="service_sought", about=brokered, at=at)
        for brokered, service in _no_longer_sought(at):
            about, to = [brokered], [service]
            entries.append(actor=actor, event="who_else.withdrawn", about=about, detail={}, at=at, visible_to=to)
            post.tell(actor=actor, agency_id=service, kind="service_no_longer_sought", about=brokered, at=at)
    return len(told)


def _no_longer_sought(at: datetime) -> list[tuple[UUID, UUID]]:
    """Give the questions whose asker had the wrong person in mind, each once, with the service that was told."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT brokered, service FROM priv.who_else_withdraw(%s)", [at])
        return cursor.fetchall()


def _fitting(sought: str, closed: Closed[UUID]) -> list[UUID]:
    people = [from_plain(one) for one in json.loads(sought)]
    return list({record for asked in people for record in closed.sought_by(asked)})


def _put(question: UUID, records: list[UUID], why: str, at: datetime) -> list[tuple[UUID, UUID]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT brokered, service FROM priv.who_else_broker(%s, %s::uuid[], %s, %s)", [question, records, why, at]
        )
        return cursor.fetchall()


def put_to_us(*, actor: Actor, at: datetime) -> list[Asked]:
    """Give the questions put to the actor's service, newest first, with its own records; reading them is an entry."""
    questions = list(waiting(actor))
    own = {
        record.id: record
        for record in PersonRecord.objects.filter(
            agency_id=actor.agency_id, id__in=[question.record_id for question in questions]
        )
    }
    if own:
        entries.append(actor=actor, event="person.viewed", about=list(own), detail={"as": "brokered"}, at=at)
    return [Asked(question, own.get(question.record_id)) for question in questions]


def waiting(actor: Actor) -> QuerySet[BrokeredQuestion]:
    """Give the questions put to the actor's service, newest first."""
    access.require(actor, Permission.ANSWER_REQUEST)
    return BrokeredQuestion.objects.filter(agency_id=actor.agency_id).order_by("-asked_at")


def answer(*, actor: Actor, question_id: UUID, choice: str, at: datetime) -> None:
    """
    Note what the service decided, once; the asker is told nothing by the system either way.

    If the service wants to, it rings.
    """
    question = waiting(actor).select_for_update().filter(id=question_id).first()
    if question is None or choice not in ANSWERS:
        raise NotFound
    if question.answered_at is None and question.withdrawn_at is None:
        question.answer, question.answered_at = choice, at
        question.save(update_fields=["answer", "answered_at"])
        entries.append(actor=actor, event="who_else.answered", about=[question.id], detail={"answer": choice}, at=at)
    notices.done(actor=actor, about=question.id, kinds=("service_sought", "service_no_longer_sought"), at=at)
