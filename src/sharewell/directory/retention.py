"""How long each class of record is kept, and when a person must look whether it is still needed."""

from datetime import date
from uuid import UUID

from django.db.models import Q

from sharewell.directory.models import RetentionPeriod

# Until an agency has set its own period, a person looks after a year: never for ever, never gone unseen.
UNSET_REVIEW_YEARS = 1


def review_on(agency_id: UUID, record_class: str, *, made_on: date, born_on: date | None = None) -> date:
    """
    Give the day on which a record must be looked at again.

    The agency's own period comes before the partnership's. A period counted from birth falls back to the day the
    record was made when no birth date is known, and the earlier look never deletes anything by itself.
    """
    in_time = Q(valid_to__isnull=True) | Q(valid_to__gte=made_on)
    periods = RetentionPeriod.objects.filter(in_time, record_class=record_class, valid_from__lte=made_on)
    period = periods.filter(agency_id=agency_id).first() or periods.filter(agency__isnull=True).first()
    if period is None:
        return _years_after(made_on, UNSET_REVIEW_YEARS)
    counted_from = born_on if period.counted_from == "birth" and born_on else made_on
    return max(_years_after(counted_from, period.years), _years_after(made_on, UNSET_REVIEW_YEARS))


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, month=3, day=1)
