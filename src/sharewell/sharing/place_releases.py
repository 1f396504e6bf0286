"""A second person's judgement whether a protected place may be given: one passage, one answer, one reason."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from sharewell.base.actor import Actor
from sharewell.directory import access, queries
from sharewell.directory.models import Practitioner
from sharewell.ledger import entries
from sharewell.notices import post
from sharewell.notices import queries as notices
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound, Refusal
from sharewell.sharing import once
from sharewell.sharing.models import InformationRequest, PlaceRelease


class NotReleased(Refusal):
    """The place stays where it is."""

    title = "The place was not released"
    next_step = "Choose a colleague who answers requests too, and write why the recipient must know the place."


def who_may(actor: Actor) -> list[Practitioner]:
    """Give the colleagues who may be the second person."""
    staff = queries.practitioners_of(actor.agency_id, Permission.ANSWER_REQUEST)
    return list(staff.exclude(id=actor.practitioner_id))


@transaction.atomic
def ask(
    *, actor: Actor, key: UUID, request_id: UUID, text: str, needed_because: str, approver_id: UUID, at: datetime
) -> PlaceRelease:
    """Ask a colleague whether a passage may go with its place, once for each ``key``."""
    access.require(actor, Permission.ANSWER_REQUEST)
    own_key = once.hold(actor, key)
    known = PlaceRelease.objects.filter(id=own_key).first()
    if known is not None:
        return known
    request = InformationRequest.objects.filter(id=request_id, asked_agency_id=actor.agency_id).first()
    if request is None:
        raise NotFound
    if not text.strip() or not needed_because.strip() or approver_id not in {one.id for one in who_may(actor)}:
        raise NotReleased
    made = PlaceRelease.objects.create(
        id=own_key,
        agency_id=actor.agency_id,
        information_request=request,
        text=text.strip(),
        needed_because=needed_because.strip(),
        asked_by_id=actor.practitioner_id,
        asked_at=at,
        approver_id=approver_id,
    )
    detail = {"second_person": str(approver_id)}
    entries.append(actor=actor, event="place.release_asked", about=[request.id, made.id], detail=detail, at=at)
    post.tell(
        actor=actor,
        agency_id=actor.agency_id,
        practitioner_id=approver_id,
        kind="place_release_asked",
        about=made.id,
        at=at,
    )
    return made


def read(actor: Actor, release_id: UUID) -> PlaceRelease:
    """Give one question of the actor's agency; raises ``NotFound``."""
    found = PlaceRelease.objects.select_related("asked_by", "approver", "information_request").filter(
        id=release_id, agency_id=actor.agency_id
    )
    one = found.first()
    if one is None:
        raise NotFound
    return one


@transaction.atomic
def answer(*, actor: Actor, release_id: UUID, is_released: bool, reason: str, at: datetime) -> PlaceRelease:
    """Release the place in the passage, or keep it back, with a reason; answered once."""
    access.require(actor, Permission.ANSWER_REQUEST)
    found = (
        PlaceRelease.objects.select_for_update(of=("self",))
        .filter(id=release_id, approver_id=actor.practitioner_id)
        .first()
    )
    if found is None:
        raise NotFound
    if found.answered_at is not None:
        return found
    if not reason.strip():
        raise NotReleased("Nothing was saved yet", "Write why the place may go, or why it must stay.")
    found.is_released, found.reason, found.answered_at = is_released, reason.strip(), at
    found.save(update_fields=["is_released", "reason", "answered_at"])
    about = [found.information_request_id, found.id]
    event = "place.released" if is_released else "place.kept_back"
    entries.append(actor=actor, event=event, about=about, detail={}, at=at)
    notices.done(actor=actor, about=found.id, kinds=("place_release_asked",), at=at)
    post.tell(
        actor=actor,
        agency_id=actor.agency_id,
        practitioner_id=found.asked_by_id,
        kind="place_release_answered",
        about=found.information_request_id,
        at=at,
    )
    return found


def released_texts(actor: Actor, request_id: UUID) -> set[str]:
    """Give the passages that a second person let go with their place, for one request."""
    found = PlaceRelease.objects.filter(agency_id=actor.agency_id, information_request_id=request_id, is_released=True)
    return set(found.values_list("text", flat=True))


def about_request(actor: Actor, request_id: UUID) -> QuerySet[PlaceRelease]:
    """Give what was asked about places in the answer to a request, newest first."""
    found = PlaceRelease.objects.filter(agency_id=actor.agency_id, information_request_id=request_id)
    return found.select_related("asked_by", "approver").order_by("-asked_at")
