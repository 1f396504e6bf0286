"""Working time: the hub's hours, weekends and England's bank holidays, in London time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sharewell.directory import arrangements
from sharewell.directory.models import BankHoliday

LONDON = ZoneInfo("Europe/London")
HORIZON = 400  # days; a clock that finds no working hour in more than a year is set up wrongly


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """Opening and closing time for each weekday (0 = Monday), and the days that do not count; local time."""

    hours: dict[int, tuple[time, time]]
    holidays: frozenset[date]

    def spans(self, after: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Give the open spans from a moment on, in order; aware datetimes in London time."""
        local = after.astimezone(LONDON)
        for offset in range(HORIZON):
            today = local.date() + timedelta(days=offset)
            span = self._span(today)
            if span is not None and span[1] > local:
                yield max(span[0], local), span[1]

    def is_open(self, at: datetime) -> bool:
        """Say whether the hub works at a moment."""
        local = at.astimezone(LONDON)
        span = self._span(local.date())
        return span is not None and span[0] <= local < span[1]

    def is_working_day(self, on: date) -> bool:
        """Say whether a day counts as a working day."""
        return self._span(on) is not None

    def _span(self, on: date) -> tuple[datetime, datetime] | None:
        if on in self.holidays or on.weekday() not in self.hours:
            return None
        opens, closes = self.hours[on.weekday()]
        return datetime.combine(on, opens, LONDON), datetime.combine(on, closes, LONDON)

    def after_hours(self, start: datetime, hours: float) -> datetime:
        """Give the moment when ``hours`` of working time have passed since ``start``."""
        left = timedelta(hours=hours)
        for opens, closes in self.spans(start):
            # Elapsed time is counted in UTC, so that a change of the clocks inside a span neither adds nor takes.
            length = closes.timestamp() - opens.timestamp()
            if left.total_seconds() <= length:
                return datetime.fromtimestamp(opens.timestamp() + left.total_seconds(), LONDON)
            left -= timedelta(seconds=length)
        raise arrangements.NotArranged("The hub's working hours leave no time to work in")

    def after_working_days(self, start: datetime, days: int) -> datetime:
        """
        Give the end of the time of ``days`` working days: the same time of day, so many working days later.

        What arrives outside working time counts from the next opening.
        """
        begin = next(self.spans(start), None)
        if begin is None:
            raise arrangements.NotArranged("The hub's working hours leave no time to work in")
        moment, today, left = begin[0], begin[0].date(), days
        while left:
            today += timedelta(days=1)
            left -= self.is_working_day(today)
        span = self._span(today)
        assert span is not None  # the loop ends on a working day
        wanted = datetime.combine(today, moment.timetz().replace(tzinfo=None), LONDON)
        return min(max(wanted, span[0]), span[1])

    def working_time_between(self, start: datetime, end: datetime) -> timedelta:
        """Give the working time from ``start`` to ``end``; nothing when it has passed."""
        total = 0.0
        for opens, closes in self.spans(start):
            if opens >= end:
                break
            total += min(closes, end).timestamp() - opens.timestamp()
        return timedelta(seconds=max(total, 0))


def working_hours(agency_id: UUID, on: date) -> WorkingHours:
    """Give an agency's working hours as arranged on a day, with England's bank holidays."""
    arranged = arrangements.value(agency_id, "working.hours", on)
    return hours_of(arranged, frozenset(BankHoliday.objects.values_list("day", flat=True)))


def hours_of(arranged: Mapping[str, Sequence[str]], holidays: frozenset[date]) -> WorkingHours:
    """Give working hours as an arrangement says them: opening and closing for each weekday's number."""
    hours = {
        int(weekday): (time.fromisoformat(opens), time.fromisoformat(closes))
        for weekday, (opens, closes) in arranged.items()
    }
    return WorkingHours(hours, holidays)
