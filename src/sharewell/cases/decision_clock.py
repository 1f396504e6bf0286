"""When a decision on a concern is due: by the clock as it stood on the day on which the concern was received."""

from datetime import date, datetime

from django.utils import timezone

from sharewell.directory import arrangements, clocks
from sharewell.directory.calendars import Calendar


class DecisionClock:
    """The decision clocks of one agency; a clock that has started keeps the time it started with."""

    def __init__(self, calendar: Calendar, at: datetime) -> None:
        """Take the agency's calendar, and the moment whose clock is used where none was set on the day of receipt."""
        self._calendar, self._today = calendar, timezone.localdate(at)
        self._found: dict[date, tuple[clocks.WorkingHours, int]] = {}

    def due(self, received: datetime) -> datetime:
        """Give by when a decision is due on what was received then; raises ``NotArranged`` where no clock is set."""
        hours, days = self._on(timezone.localdate(received))
        return hours.after_working_days(received, days)

    def _on(self, day: date) -> tuple[clocks.WorkingHours, int]:
        if day not in self._found:
            try:
                self._found[day] = self._set_on(day)
            except arrangements.NotArranged:
                self._found[day] = self._set_on(self._today)
        return self._found[day]

    def _set_on(self, day: date) -> tuple[clocks.WorkingHours, int]:
        days = self._calendar.decision_days(day)
        return self._calendar.working_hours(day), days
