"""Exactly one accountable person for an enquiry at every moment, with each hand-over recorded."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from sharewell.base.actor import Actor
from sharewell.cases.models import Accountability, Enquiry
from sharewell.directory import access, queries
from sharewell.ledger import entries
from sharewell.notices import post
from sharewell.rules.access import Permission, may
from sharewell.rules.refusals import NotFound, Refusal, SomeoneWasFirst


class NotHandedOver(Refusal):
    """The accountable person did not change."""

    title = "The enquiry was not handed over"
    next_step = "Choose a colleague of the hub and write down why."


class HandedOverMeanwhile(SomeoneWasFirst):
    """The accountable person changed after the page was opened; the second hand-over does not undo the first."""

    title = "The accountable person changed while you were writing"

    def __init__(self, *, now_is: Accountability, reason: str) -> None:
        """Carry who is accountable now, and what the second one wrote."""
        name = now_is.practitioner.full_name
        super().__init__(next_step=f"{name} has become the accountable person since you opened the page.")
        self.now_is, self.reason = now_is, reason


def begin(*, actor: Actor, enquiry: Enquiry, at: datetime) -> Accountability:
    """Make the one who opens an enquiry its first accountable person."""
    access.require(actor, Permission.TAKE_ACCOUNTABILITY)
    return Accountability.objects.create(
        enquiry=enquiry, agency_id=actor.agency_id, practitioner_id=actor.practitioner_id, since_at=at
    )


def now(enquiry: Enquiry) -> Accountability:
    """Give who is accountable at this moment."""
    return enquiry.accountabilities.select_related("practitioner").get(until_at__isnull=True)


def history(enquiry: Enquiry) -> QuerySet[Accountability]:
    """Give everyone who was accountable, newest first."""
    return enquiry.accountabilities.select_related("practitioner").order_by("-since_at")


def may_move(actor: Actor, current: Accountability) -> bool:
    """
    Say whether the actor may hand the enquiry over or take it.

    The accountable person may, and a manager; where an agency of the hub has no manager, any colleague may, so that an
    enquiry is never stuck with somebody who is ill.
    """
    if actor.practitioner_id == current.practitioner_id or may(actor.role, Permission.REASSIGN_ENQUIRY):
        return True
    return not queries.practitioners_of(actor.agency_id, Permission.REASSIGN_ENQUIRY).exists()


@transaction.atomic
def hand_over(
    *, actor: Actor, enquiry_id: UUID, expected_id: UUID, to_id: UUID, reason: str, at: datetime
) -> Accountability:
    """
    Hand an enquiry to a colleague of the same hub, or take it over.

    ``expected_id`` is who was accountable when the page was opened: if it is somebody else by now, the second hand-over
    is refused with ``HandedOverMeanwhile`` instead of undoing the first. The new person is told, and the former one
    when it was taken from them.
    """
    access.require(actor, Permission.TAKE_ACCOUNTABILITY)
    enquiry = Enquiry.objects.select_for_update().filter(id=enquiry_id, agency_id=actor.agency_id).first()
    if enquiry is None:
        raise NotFound
    to = queries.practitioner(to_id)
    fits = to in queries.practitioners_of(actor.agency_id, Permission.TAKE_ACCOUNTABILITY)
    if not reason.strip() or not fits:
        raise NotHandedOver
    current = now(enquiry)
    if current.practitioner_id == to.id:
        return current
    if current.practitioner_id != expected_id:
        raise HandedOverMeanwhile(now_is=current, reason=reason.strip())
    if not may_move(actor, current):
        raise NotHandedOver(next_step=f"Only {current.practitioner.full_name} or a manager of the hub can do this.")
    current.until_at = at
    current.save(update_fields=["until_at"])
    following = Accountability.objects.create(
        enquiry=enquiry,
        agency_id=actor.agency_id,
        practitioner=to,
        since_at=at,
        handed_by_id=actor.practitioner_id,
        reason=reason.strip(),
    )
    detail = {"from": str(current.practitioner_id), "to": str(to.id)}
    entries.append(actor=actor, event="accountability.handed_over", about=[enquiry.id], detail=detail, at=at)
    _tell(actor, enquiry.id, current, following, at)
    return following


def _tell(actor: Actor, enquiry_id: UUID, before: Accountability, after: Accountability, at: datetime) -> None:
    changes = ((after.practitioner_id, "accountability_handed"), (before.practitioner_id, "accountability_taken"))
    for practitioner_id, kind in changes:
        if practitioner_id != actor.practitioner_id:
            post.tell(
                actor=actor,
                agency_id=actor.agency_id,
                practitioner_id=practitioner_id,
                kind=kind,
                about=enquiry_id,
                at=at,
            )
