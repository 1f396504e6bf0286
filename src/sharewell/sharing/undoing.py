"""Undoing who somebody is: what followed becomes a list to work through, and everyone who was told hears of it."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F, QuerySet, UUIDField

from sharewell.base.actor import Actor
from sharewell.base.questions import Given
from sharewell.base.sheets import Part
from sharewell.cases import accountability, recognising, standing
from sharewell.cases.models import Enquiry
from sharewell.directory import access
from sharewell.involvement import record_watching, who_else
from sharewell.ledger import entries
from sharewell.notices import post
from sharewell.notices import queries as notices
from sharewell.people import identity
from sharewell.people.models import FollowUp, IdentityJudgement
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound, Refusal
from sharewell.sharing import conversations, following
from sharewell.sharing.following import Followed


class TellThemWhat(Refusal):
    """Agencies were asked on the strength of a judgement, and nothing was written for them."""

    title = "Nothing was undone yet"
    next_step = "Write what the agencies that were asked are told. It goes to each of them with the request."


class WhatWasDone(Refusal):
    """One thing that followed was to be ticked off without saying what was done."""

    title = "This was not ticked off"
    next_step = "Write down what was done about it, or why nothing needs to be."


@transaction.atomic
def undo(*, actor: Actor, judgement_id: UUID, reason: str, tell: str, at: datetime) -> list[FollowUp]:
    """
    Undo a judgement, and give what followed from it as a list of things to do; a second time gives the same list.

    Each agency that was asked gets ``tell`` in the conversation about its request. Everyone in the hub who was shown
    something gets a notice that names nobody. Services that were told that somebody asks are told by the worker that it
    was about somebody else, out of the asker's sight; agencies whose own watch told something hear so too. Raises
    ``TellThemWhat``, or what ``identity.undo`` raises.
    """
    judgement = identity.judgement(actor, judgement_id)
    if judgement.undone_at is not None:
        return list(of(actor, judgement_id))
    followed = following.from_judgement(actor, judgement)
    asked = [one for one in followed if one.kind == "request"]
    if asked and not tell.strip():
        raise TellThemWhat
    recognising.undo(actor=actor, judgement_id=judgement_id, reason=reason, at=at)
    who_else.withdraw(actor=actor, question_ids=[one.about for one in followed if one.kind == "who_else"], at=at)
    record_watching.take_back(actor=actor, judgement_id=judgement_id, at=at)
    for one in asked:
        key = uuid5(judgement_id, str(one.about))
        conversations.write(actor=actor, key=key, request_id=one.about, text=tell, at=at)
    made = FollowUp.objects.bulk_create(_as_row(actor, judgement, one, at) for one in followed)
    for practitioner_id in sorted(_to_tell(actor, judgement, followed), key=str):
        post.tell(
            actor=actor,
            agency_id=actor.agency_id,
            practitioner_id=practitioner_id,
            kind="identity_undone",
            about=judgement_id,
            at=at,
        )
    return made


@transaction.atomic
def tick_off(*, actor: Actor, follow_up_id: UUID, note: str, at: datetime) -> FollowUp:
    """Note what was done about one thing that followed, once; the first note stays."""
    access.require(actor, Permission.WORK_ENQUIRY)
    if not note.strip():
        raise WhatWasDone
    found = FollowUp.objects.select_for_update().filter(id=follow_up_id, agency_id=actor.agency_id).first()
    if found is None:
        raise NotFound
    if found.done_at is None:
        found.done_at, found.done_by_id, found.done_note = at, actor.practitioner_id, note.strip()
        found.save(update_fields=["done_at", "done_by_id", "done_note"])
        detail = {"judgement": str(found.judgement_id), "kind": found.kind}
        entries.append(actor=actor, event="identity.followed_up", about=[found.person_id], detail=detail, at=at)
    return found


def of(actor: Actor, judgement_id: UUID) -> QuerySet[FollowUp]:
    """Give what followed from a judgement that was undone, what is still to do first."""
    access.require(actor, Permission.WORK_ENQUIRY)
    return FollowUp.objects.filter(agency_id=actor.agency_id, judgement_id=judgement_id).order_by(
        F("done_at").desc(nulls_first=True), "kind", "words"
    )


def read(*, actor: Actor, judgement_id: UUID, at: datetime) -> list[FollowUp]:
    """Open the list of what followed; the reading is in the ledger, and its notice is dealt with."""
    found = list(of(actor, judgement_id))
    judgement = identity.judgement(actor, judgement_id)
    detail = {"judgement": str(judgement_id), "as": "what followed"}
    entries.append(actor=actor, event="person.viewed", about=[judgement.person_id], detail=detail, at=at)
    notices.read_by(actor=actor, about=judgement_id, kinds=("identity_undone",), at=at)
    return found


def _still_to_do() -> QuerySet[FollowUp]:
    hub = Given("agency", UUIDField())
    open_ones = FollowUp.objects.filter(agency_id=hub, person_id__in=standing.persons(), done_at__isnull=True)
    return open_ones.order_by("made_at")


# What is still to do about the persons of an enquiry after a judgement was undone; a part of the enquiry's sheet.
STILL_TO_DO = Part(FollowUp, _still_to_do)


def _as_row(actor: Actor, judgement: IdentityJudgement, one: Followed, at: datetime) -> FollowUp:
    return FollowUp(
        agency_id=actor.agency_id,
        judgement_id=judgement.id,
        person_id=judgement.person_id,
        kind=one.kind,
        about=one.about,
        words=one.words,
        to_do=one.to_do,
        told_agency_id=one.told_agency,
        told_practitioner_id=one.told_practitioner,
        made_at=at,
    )


def _to_tell(actor: Actor, judgement: IdentityJudgement, followed: list[Followed]) -> set[UUID]:
    """Give the hub's own people who were shown something, and who answers for an enquiry with the person in it."""
    enquiries = Enquiry.objects.filter(agency_id=actor.agency_id, people__person_id=judgement.person_id)
    answering = {accountability.now(one).practitioner_id for one in enquiries.distinct()}
    shown = {one.told_practitioner for one in followed if one.told_practitioner}
    return (shown | answering) - {actor.practitioner_id}
