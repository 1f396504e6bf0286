"""A deadline as it stands at a moment: the working time left until it, or passed since."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sharewell.directory.clocks import WorkingHours


@dataclass(frozen=True, slots=True)
class Clock:
    """A deadline, the working time left until it, and the working time since it has passed."""

    due_at: datetime
    left: timedelta
    over: timedelta
    is_over: bool


def clock(due_at: datetime, hours: WorkingHours, at: datetime) -> Clock:
    """Give how a deadline stands, in the hub's working time."""
    nothing = timedelta(0)
    if at < due_at:
        return Clock(due_at, hours.working_time_between(at, due_at), nothing, is_over=False)
    return Clock(due_at, nothing, hours.working_time_between(due_at, at), is_over=True)
