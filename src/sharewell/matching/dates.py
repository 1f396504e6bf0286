"""Dates of birth and due dates as people write them, with how exact they are."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTHS = {name: number for number, name in enumerate(_NAMES, start=1)}

_NUMERIC = re.compile(r"^(\d{1,2})[./\-\s](\d{1,2})[./\-\s](\d{4}|\d{2})(?:\s.*)?$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[\sT].*)?$")
_SOLID = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:\s.*)?$")
_WORDS = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?[\s\-]+([A-Za-z]{3,9})\.?,?[\s\-]+(\d{4}|\d{2})$")
_MONTH = re.compile(r"^([A-Za-z]{3,9})\.?\s+(\d{4})$")
_YEAR = re.compile(r"^(?:b\.?|born)?\s*(?:in\s+)?(\d{4})$", re.IGNORECASE)
_AGE = re.compile(
    r"^(?:aged?\s+|u)?(\d{1,2})(?:\s*-\s*(\d{1,2}))?\s*(ish|yrs?|years?(?:\s+old)?|y\.?o\.?)?$", re.IGNORECASE
)
_MONTHS_OLD = re.compile(r"^(\d{1,2})\s*(?:mths?|months?)(?:\s+old)?$", re.IGNORECASE)
_WEEKS_OLD = re.compile(r"^(\d{1,2})\s*(?:wks?|weeks?)(?:\s+old)?$", re.IGNORECASE)
_PREGNANT = re.compile(r"^(\d{1,2})\s*(wks?|weeks?|mths?|months?)\s+(?:pregnant|gestation|gone)$", re.IGNORECASE)
_ABOUT = re.compile(
    r"^(?:about|approx(?:imately)?|around|roughly|circa|c|ca|est(?:imated)?|~)[.:]?\s*(?=\S)", re.IGNORECASE
)
TERM = 280  # days from the first day by which a pregnancy is counted
_DUE = re.compile(r"^(?:e\.?d\.?d\.?|due)[:\s]+(.*)$", re.IGNORECASE)
_MONTH_AND_YEAR = re.compile(r"^(\d{1,2})/(\d{2}|\d{4})$")


@dataclass(frozen=True, slots=True)
class Reading:
    """
    What a written date says.

    ``on`` is a whole date, guessed where ``accuracy`` says so: three letters for day, month, year, each A (accurate),
    E (estimated) or U (unknown). ``others`` are readings a person may choose instead, such as day and month swapped.
    ``doubt`` is a sentence for the one who wrote it; empty when there is none.
    """

    on: date | None = None
    accuracy: str = "UUU"
    others: tuple[date, ...] = ()
    is_due_date: bool = False
    doubt: str = ""


def read(text: str, *, today: date) -> Reading:
    """
    Read a date of birth, an age or a due date in any usual English style.

    ``today`` decides the century of two-figure years and the year of an age; a birth date in the future is doubted,
    never taken. An unreadable text gives a reading without a date and says so.
    """
    written = " ".join(text.replace(" ", " ").split())
    if not written or set(written) <= {"0", "?", "-", "/"} or written.lower() in ("unknown", "not known", "n/k"):
        return Reading()
    due = _DUE.match(written)
    if due:
        return _due(due[1], today)
    pregnant = _PREGNANT.match(written)
    if pregnant:
        return _by_weeks(int(pregnant[1]), pregnant[2], today)
    about = _ABOUT.match(written)
    if about:
        return _estimated(read(written[about.end() :], today=today))
    for reader in (_exact, _in_part, _by_age):
        found = reader(written, today)
        if found is not None:
            return _not_in_the_future(found, today)
    return Reading(doubt=f"“{written}” was not understood as a date")


def read_day(text: str, *, today: date) -> date | None:
    """Give the whole date in a text of a list, such as 20-Jun-2025, 20260114 2140 or 12/25; nothing when unsure."""
    found = _exact(" ".join(text.split()), today)
    if found is not None and found.accuracy == "AAA":
        return found.on
    part = _MONTH_AND_YEAR.match(text.strip())
    return _make(_century(part[2], today), int(part[1]), 1) if part else None


def ages(born_on: date, at: date) -> int:
    """Give the age in whole years at a day."""
    return at.year - born_on.year - ((at.month, at.day) < (born_on.month, born_on.day))


def _exact(written: str, today: date) -> Reading | None:
    iso, solid = _ISO.match(written), _SOLID.match(written)
    if iso or solid:
        year, month, day = (int(part) for part in (iso or solid).groups()[:3])  # type: ignore[union-attr]
        return _with_zeros(year, month, day)
    words = _WORDS.match(written)
    if words and words[2][:3].lower() in MONTHS:
        return _whole(_century(words[3], today), MONTHS[words[2][:3].lower()], int(words[1]), written)
    numeric = _NUMERIC.match(written)
    if numeric:
        return _day_and_month(int(numeric[1]), int(numeric[2]), _century(numeric[3], today), written)
    return None


def _day_and_month(first: int, second: int, year: int, written: str) -> Reading:
    as_written, swapped = _make(year, second, first), _make(year, first, second)
    if as_written is None and swapped is not None:
        return Reading(swapped, "AAA", (), doubt=f"“{written}” has day and month the American way round")
    if as_written is None:
        return Reading(doubt=f"“{written}” is not a day in the calendar")
    others = (swapped,) if swapped is not None and swapped != as_written else ()
    return Reading(as_written, "AAA", others)


def _with_zeros(year: int, month: int, day: int) -> Reading:
    """Read a date in which 00 stands for an unknown day or month."""
    if year == 0:
        return Reading()
    accuracy = ("A" if day else "U") + ("A" if month else "U") + "A"
    found = _make(year, month or 1, day or 1)
    if found is None:
        return Reading(doubt=f"{year}-{month}-{day} is not a day in the calendar")
    return Reading(found, accuracy)


def _whole(year: int, month: int, day: int, written: str) -> Reading:
    found = _make(year, month, day)
    return Reading(found, "AAA") if found else Reading(doubt=f"“{written}” is not a day in the calendar")


def _in_part(written: str, today: date) -> Reading | None:  # noqa: ARG001 (one of three readers)
    month = _MONTH.match(written)
    if month and month[1][:3].lower() in MONTHS:
        return Reading(_make(int(month[2]), MONTHS[month[1][:3].lower()], 1), "UAA")
    year = _YEAR.match(written)
    return Reading(_make(int(year[1]), 1, 1), "UUA") if year else None


def _by_age(written: str, today: date) -> Reading | None:
    months = _MONTHS_OLD.match(written)
    if months:
        back = today.year * 12 + today.month - 1 - int(months[1])
        return Reading(_make(back // 12, back % 12 + 1, 1), "UEE")
    weeks = _WEEKS_OLD.match(written)
    if weeks:
        return Reading(today - timedelta(weeks=int(weeks[1])), "EEE")
    age = _AGE.match(written)
    if not age:
        return None
    if age[2]:
        return Reading(doubt="an age range is no date; it is kept as written")
    year = today.year - int(age[1])
    return Reading(_make(year, 1, 1), "UUE", doubt="only an age is given; the year may be one off")


def _due(text: str, today: date) -> Reading:
    found = read(text, today=today.replace(year=today.year + 1, day=1)) if text.strip() else Reading()
    return Reading(found.on, found.accuracy, found.others, is_due_date=True, doubt=found.doubt)


def _by_weeks(count: int, unit: str, today: date) -> Reading:
    days = count * 7 if unit.lower().startswith("w") else count * 30
    if days > TERM + 21:
        return Reading(doubt="a pregnancy is counted in at most 42 weeks")
    return Reading(today + timedelta(days=TERM - days), "EEE", is_due_date=True)


def _estimated(found: Reading) -> Reading:
    """Give a reading as an estimate: what was written is near it, not it; nothing is exchanged in a guess."""
    return replace(found, accuracy=found.accuracy.replace("A", "E"), others=())


def _not_in_the_future(found: Reading, today: date) -> Reading:
    if found.on is None or found.on <= today:
        return found
    if found.others and found.others[0] <= today:
        return Reading(
            found.others[0], found.accuracy, (), doubt="read with day and month swapped: else it is in the future"
        )
    return Reading(others=(found.on,), doubt="it is in the future: is it a due date?")


def _century(year: str, today: date) -> int:
    if len(year) == 4:
        return int(year)
    this = today.year // 100 * 100 + int(year)
    return this if this <= today.year else this - 100


def _make(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_moment(text: str) -> datetime | None:
    """Give the day and time in texts such as ``2026-03-03 08:55`` or ``20260114 2140``, without a zone."""
    for style in ("%Y-%m-%d %H:%M", "%Y%m%d %H%M", "%Y-%m-%dT%H:%M"):
        try:
            return datetime.strptime(text.strip(), style)  # noqa: DTZ007 (a list gives no zone; shown as written)
        except ValueError:
            continue
    return None
