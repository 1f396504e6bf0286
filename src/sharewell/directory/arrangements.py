"""An agency's own dated values: clocks, periods, shares of time."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from sharewell.directory.models import Arrangement
from sharewell.rules.refusals import Refusal


class NotArranged(Refusal):
    """A value the agency must set has not been set for this day."""

    title = "Your agency has not set a value that this needs"
    next_step = "Ask your system administrator to set it under Local arrangements."


def value(agency_id: UUID, key: str, on: date) -> Any:
    """Give the value in force on a day, as JSON; raises ``NotArranged`` naming the key when there is none."""
    in_time = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    found = (
        Arrangement.objects.filter(in_time, agency_id=agency_id, key=key, valid_from__lte=on)
        .order_by("-valid_from")
        .first()
    )
    if found is None:
        raise not_arranged(key, on)
    return found.value


def not_arranged(key: str, on: date) -> NotArranged:
    """Give the refusal that names a value which is not set."""
    return NotArranged(f"“{key}” has not been set for {on:%d.%m.%Y}")
