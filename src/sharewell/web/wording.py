"""Dates and times as people say them, in local time."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from sharewell.directory.clocks import LONDON

# How people write a day, and a moment, in every form; a year of two figures is not among them: whose would be guessed.
TYPED_DAYS = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y")
TYPED_MOMENTS = tuple(f"{style} %H:%M" for style in TYPED_DAYS)


def day(value: date | None) -> str:
    """Give a date as “Tuesday 3 March 2026”; unknown is said."""
    if value is None:
        return "date not known"
    return f"{value:%A} {value.day} {value:%B %Y}"


def how_old(value: date | None, at: datetime) -> str:
    """Give how old a list is, as “drawn today”, “5 days old” or “3 months old”; unknown is said."""
    if value is None:
        return "age not known"
    days = (timezone.localdate(at) - value).days
    if days < 1:
        return "drawn today"
    if days < 60:
        return f"{days} day{'s' if days != 1 else ''} old"
    return f"{days // 30} months old" if days < 730 else f"{days // 365} years old"


def iso_day(text: str) -> str:
    """Give a date written as 2026-03-03 as “3 March 2026”; what is no date stays as it is."""
    try:
        value = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{value.day} {value:%B %Y}"


def clock(value: datetime) -> str:
    """Give the time of day in local time, as “10:50”."""
    return f"{value.astimezone(LONDON):%H:%M}"


def when(value: datetime | None) -> str:
    """Give a moment as “Tuesday 3 March 2026, 10:50”, in local time; unknown is said."""
    if value is None:
        return "time not known"
    local = value.astimezone(LONDON)
    return f"{day(local)}, {local:%H:%M}"


def spaced(number: str) -> str:
    """Give an NHS number in threes and four, as it is read aloud."""
    return f"{number[:3]} {number[3:6]} {number[6:]}" if len(number) == 10 else number


def working_time(left: timedelta) -> str:
    """Give a span of working time as “2 h 5 min”."""
    minutes = int(left.total_seconds() // 60)
    hours = minutes // 60
    return f"{hours} h {minutes % 60} min" if hours else f"{minutes} min"
