"""Correcting a telephone number at once: nobody rings a dead line while a second person is sought."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from sharewell.base.actor import Actor
from sharewell.directory import access
from sharewell.directory.local import proposing
from sharewell.directory.local.kinds.kind import NotUsable
from sharewell.directory.local.models import LocalChange
from sharewell.directory.models import UrgentNumber
from sharewell.ledger import entries
from sharewell.rules.access import Permission


@transaction.atomic
def correct(
    *,
    actor: Actor,
    form_key: UUID,
    wish: proposing.Wish,
    was_rung: bool,
    seen: Collection[UUID],
    at: datetime,
) -> LocalChange:
    """
    Show a corrected number at once, the one before it beside it, and propose it to a second person.

    Only for a number that is there already, by somebody who has rung the new one and was answered. What stands in the
    directory is not changed by this: when the second person turns it down, the number before it stands as it did.
    Raises what ``proposing.propose`` raises.
    """
    access.require(actor, Permission.CORRECT_NUMBER_AT_ONCE)
    if wish.kind != "number" or wish.replaces_id is None or wish.value is None:
        raise NotUsable({"": "Only a telephone number that is there already can be corrected at once"})
    if not was_rung:
        raise NotUsable({"was_rung": "Ring the new number first, and make sure who answers"})
    tomorrow = timezone.localdate(at) + timedelta(days=1)
    change = proposing.make(
        actor=actor, form_key=form_key, wish=replace(wish, valid_from=tomorrow), seen=seen, at=at, is_urgent=True
    )
    _number, is_new = UrgentNumber.objects.get_or_create(
        id=change.id,
        defaults={
            "code": change.key,
            "phone": wish.value["phone"],
            "option": wish.value["option"],
            "hours": wish.value["hours"],
            "shown_from": at,
        },
    )
    if is_new:
        detail = {"key": change.key}
        entries.append(actor=actor, event="number.corrected_at_once", about=[change.id], detail=detail, at=at)
    return change
