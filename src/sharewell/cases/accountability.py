"""Exactly one accountable person for an enquiry at every moment, with each hand-over recorded."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from sharewell.base.actor import Actor
from sharewell.cases.models import Accountability, Enquiry
from sharewell.directory import access, queries
from sharewell.ledger import entries
from sharewell.notices import post
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound, Refusal, SomeoneWasFirst


class NotHandedOver(Refusal):
    """The accountable person did not change."""

    title = "The enquiry was not handed over"
    next_step = "Choose a colleague of the hub and write down why."


def begin(*, actor: Actor, enquiry: Enquiry, at: datetime) -> Accountability:
    """Make the one who opens an enquiry its first accountable person."""
    access.require(actor, Permission.TAKE_ACCOUNTABILITY)
    return Accountability.objects.create(
        enquiry=enquiry, agency_id=actor.agency_id, practitioner_id=actor.practitioner_id, since_at=at
    )


def now(enquiry: Enquiry) -> Accountability:
    """Give who is accountable at this moment."""
    return enquiry.accountabilities.select_related("practitioner").get(until_at__isnull=True)


@transaction.atomic
def hand_over(
    *, actor: Actor, enquiry_id: UUID, expected_id: UUID, to_id: UUID, reason: str, at: datetime
) -> Accountability:
    """
    Hand an enquiry to a colleague of the same hub, or take it over.

    ``expected_id`` is who was accountable when the page was opened: if it is somebody else by now, the second hand-over
    is refused with ``SomeoneWasFirst`` instead of undoing the first.
    """
    access.require(actor, Permission.TAKE_ACCOUNTABILITY)
    enquiry = Enquiry.objects.select_for_update().filter(id=enquiry_id, agency_id=actor.agency_id).first()
    if enquiry is None:
        raise NotFound
    to = queries.practitioner(to_id)
    if not reason.strip() or to.agency_id != actor.agency_id or not to.is_active:
        raise NotHandedOver
    current = now(enquiry)
    if current.practitioner_id == to.id:
        return current
    if current.practitioner_id != expected_id:
        name = current.practitioner.full_name
        raise SomeoneWasFirst(next_step=f"{name} has become the accountable person since you opened the page.")
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
    detail = {"from": str(current.practitioner_id), "to": str(to.id), "reason": reason.strip()}
    entries.append(actor=actor, event="accountability.handed_over", about=[enquiry.id], detail=detail, at=at)
    if to.id != actor.practitioner_id:
        post.tell(
            actor=actor,
            agency_id=to.agency_id,
            practitioner_id=to.id,
            kind="accountability_handed",
            about=enquiry.id,
            at=at,
        )
    return following
