"""Deadlines as people say them: the day, the time, and the working time left or passed; never a colour alone."""

from datetime import date, datetime

from sharewell.cases.deadlines import Clock
from sharewell.directory.clocks import LONDON
from sharewell.web import wording


def said(clock: Clock, at: datetime) -> str:
    """Give “Due today 16:10; 2 h 5 min of working time left”, or “Overdue by 40 min of working time, since …”."""
    moment = _moment(clock.due_at, at)
    if not clock.is_over:
        return f"Due {moment}; {wording.working_time(clock.left)} of working time left"
    if not clock.over:
        return f"Overdue since {moment}"
    return f"Overdue by {wording.working_time(clock.over)} of working time, since {moment}"


def _moment(due_at: datetime, at: datetime) -> str:
    day, today = due_at.astimezone(LONDON).date(), at.astimezone(LONDON).date()
    return f"{_day(day, today)} {wording.clock(due_at)}"


def _day(day: date, today: date) -> str:
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((day - today).days)
    if near:
        return near
    written = f"{day:%A} {day.day} {day:%B}"
    return written if day.year == today.year else f"{written} {day.year}"
