"""Changing a telephone number: the old one keeps its dates, the new one begins on a day."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from sharewell.base.actor import Actor
from sharewell.directory import access, opening_hours
from sharewell.directory.models import ContactPoint
from sharewell.ledger import entries
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound, Refusal, SomeoneWasFirst


class NumberNotChanged(Refusal):
    """A change that would leave people with a wrong number."""

    title = "The number was not changed"


@transaction.atomic
def change(
    *,
    actor: Actor,
    contact_point_id: UUID,
    phone: str,
    option: str,
    hours: str,
    valid_from: date,
    reason: str,
    at: datetime,
) -> ContactPoint:
    """
    Give a contact point a new number, option or hours from a day on.

    The old row ends the day before and stays readable. Raises ``NumberNotChanged`` without a reason, or when the new
    one would begin no later than the old one did: one day must not have two numbers.
    """
    access.require(actor, Permission.EDIT_DIRECTORY)
    if not reason.strip():
        raise NumberNotChanged(next_step="Write down why the number changes and who confirmed it.")
    old = ContactPoint.objects.select_for_update().filter(id=contact_point_id).first()
    if old is None:
        raise NotFound
    if old.valid_to is not None:
        raise SomeoneWasFirst(next_step="Someone changed this number a moment ago. Open the list again to see it.")
    if valid_from <= old.valid_from:
        raise NumberNotChanged(next_step=f"Choose a day after {old.valid_from:%d.%m.%Y}, when the present one began.")
    old.valid_to = valid_from - timedelta(days=1)
    old.save(update_fields=["valid_to"])
    new = ContactPoint.objects.create(
        code=old.code,
        route=old.route,
        who_for=old.who_for,
        phone=phone.strip(),
        option=option.strip(),
        hours=hours.strip(),
        opening=opening_hours.parse(hours),
        area=old.area,
        owner_team=old.owner_team,
        valid_from=valid_from,
        checked_on=at.date(),
    )
    detail = {"contact_point": old.code, "from": valid_from.isoformat(), "reason": reason.strip()}
    entries.append(actor=actor, event="directory.changed", about=[old.id, new.id], detail=detail, at=at)
    return new
