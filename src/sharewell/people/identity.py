"""A practitioner's judgement that a record is, or is not, about a person; it can be undone."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet, UUIDField

from sharewell.base.actor import Actor
from sharewell.base.questions import Given
from sharewell.base.sheets import Part
from sharewell.directory import access
from sharewell.jobs import queue
from sharewell.ledger import entries
from sharewell.people.models import IdentityJudgement, Person
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound, Refusal


class JudgementNeedsAReason(Refusal):
    """Whether two records are one person was said without saying why."""

    title = "Your judgement was not saved"
    next_step = "Write down why you think so. A wrong link can put a child at risk."


@transaction.atomic
def judge(
    *,
    actor: Actor,
    person_id: UUID,
    record_id: UUID,
    record_agency_id: UUID,
    is_same: bool,
    reason: str,
    evidence: Mapping[str, object],
    at: datetime,
    of: str = "record",
) -> IdentityJudgement:
    """
    Keep that a record is, or is not, about a person; a standing judgement of the same kind is given back.

    ``of`` is ``record`` for a record of an agency's list, ``contact`` for someone as a sender wrote of them.

    A contrary judgement must first be undone, so that its consequences are looked at. Nothing is merged: the agency's
    record stays as it is.
    """
    access.require(actor, Permission.IDENTIFY_PERSON)
    if not reason.strip():
        raise JudgementNeedsAReason
    person = Person.objects.select_for_update().filter(id=person_id, agency_id=actor.agency_id).first()
    if person is None:
        raise NotFound
    standing = IdentityJudgement.objects.filter(person=person, record_id=record_id, undone_at__isnull=True).first()
    if standing is not None:
        if standing.is_same != is_same:
            raise JudgementNeedsAReason(
                next_step="Undo the earlier judgement first, and look at what followed from it."
            )
        return standing
    judgement = IdentityJudgement.objects.create(
        agency_id=actor.agency_id,
        person=person,
        of=of,
        record_id=record_id,
        record_agency_id=record_agency_id,
        is_same=is_same,
        reason=reason.strip(),
        evidence=dict(evidence),
        decided_by_id=actor.practitioner_id,
        decided_at=at,
    )
    event = "identity.confirmed" if is_same else "identity.rejected"
    detail = {"of": of, "record": str(record_id)}
    entries.append(actor=actor, event=event, about=[person.id], detail=detail, at=at)
    queue.later(queue.TELL_WATCHERS)
    return judgement


@transaction.atomic
def undo(*, actor: Actor, judgement_id: UUID, reason: str, at: datetime) -> IdentityJudgement:
    """Undo a judgement with a reason; it stays on record beside its undoing."""
    access.require(actor, Permission.IDENTIFY_PERSON)
    if not reason.strip():
        raise JudgementNeedsAReason
    judgement = IdentityJudgement.objects.select_for_update().filter(id=judgement_id, agency_id=actor.agency_id).first()
    if judgement is None:
        raise NotFound
    if judgement.undone_at is None:
        judgement.undone_at, judgement.undone_by_id = at, actor.practitioner_id
        judgement.undone_reason = reason.strip()
        judgement.save(update_fields=["undone_at", "undone_by_id", "undone_reason"])
        detail = {"record": str(judgement.record_id), "judgement": str(judgement.id)}
        entries.append(actor=actor, event="identity.undone", about=[judgement.person_id], detail=detail, at=at)
    return judgement


def judgements(actor: Actor, person_id: UUID) -> QuerySet[IdentityJudgement]:
    """Give every judgement about a person, undone ones too, newest first."""
    return IdentityJudgement.objects.filter(agency_id=actor.agency_id, person_id=person_id).order_by("-decided_at")


def judgement(actor: Actor, judgement_id: UUID) -> IdentityJudgement:
    """Give one judgement with its person; raises ``NotFound``."""
    found = (
        IdentityJudgement.objects.select_related("person").filter(id=judgement_id, agency_id=actor.agency_id).first()
    )
    if found is None:
        raise NotFound
    return found


def judged(persons: "Callable[[], QuerySet[Any, Any]]") -> Part[IdentityJudgement]:
    """Give the part of a sheet with every judgement about some persons of the hub, newest first."""
    hub = Given("agency", UUIDField())
    return Part(
        IdentityJudgement,
        lambda: IdentityJudgement.objects.filter(agency_id=hub, person_id__in=persons()).order_by("-decided_at"),
    )


def judged_as_written(contact_people: "Callable[[], QuerySet[Any, Any]]") -> Part[IdentityJudgement]:
    """Give the part with the standing judgements about people as a sender wrote of them, newest first."""

    def question() -> QuerySet[IdentityJudgement]:
        found = IdentityJudgement.objects.filter(
            agency_id=Given("agency", UUIDField()), of="contact", undone_at__isnull=True
        )
        return found.filter(record_id__in=contact_people()).order_by("-decided_at")

    return Part(IdentityJudgement, question, related=("person",))


def confirmed_records(actor: Actor, person_id: UUID) -> list[tuple[UUID, UUID]]:
    """Give (record, agency) for each record of an agency's list judged to be about the person."""
    standing = judgements(actor, person_id).filter(of="record", is_same=True, undone_at__isnull=True)
    return [(one.record_id, one.record_agency_id) for one in standing]
