"""Which telephone line is right now, read from a file: no session, no database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sharewell.directory import state_file

LONDON = ZoneInfo("Europe/London")
FILE_NAME = "contact_points.json"

# The national emergency number is in the package; every other number is the partnership's data.
ONLY_999: dict[str, Any] = {
    "bank_holidays": [],
    "points": [
        {"route": "emergency", "who_for": "anyone in danger now", "phone": "999", "option": "", "hours": "always"}
    ],
}


@dataclass(frozen=True, slots=True)
class Line:
    """A number, whom it is for, when it is answered, and whether it is answered now (None: its hours are in words)."""

    route: str
    who_for: str
    phone: str
    option: str
    hours: str
    is_open: bool | None
    area: str = "all"
    before: str = ""  # the number before a correction that no second person has looked at yet

    @property
    def said(self) -> str:
        """Give the number with its option, as it is said."""
        return _said({"phone": self.phone, "option": self.option})

    @property
    def dialled(self) -> str:
        """Give the number as a telephone takes it; the option is chosen when somebody answers."""
        return _dialled(self.phone)

    @property
    def before_dialled(self) -> str:
        """Give the number before the correction, as a telephone takes it."""
        return _dialled(self.before.partition(",")[0])

    @property
    def who(self) -> str:
        """Give whom the number is for, as a sentence begins."""
        return self.who_for[:1].upper() + self.who_for[1:]


def _dialled(phone: str) -> str:
    return "".join(sign for sign in phone if sign in "+0123456789")


# What a file written by hand, or half by an older version, may be wrong in.
_BROKEN = (OSError, LookupError, ValueError, TypeError, AttributeError)


def lines(at: datetime | None = None) -> list[Line]:
    """Give every line valid at a moment (now, when none is given), in the file's order."""
    moment = (at or datetime.now(UTC)).astimezone(LONDON)
    try:
        return _lines(_told(), moment)
    except _BROKEN:
        # A missing or broken file must never hide 999.
        return _lines(ONLY_999, moment)


def _lines(told: dict[str, Any], moment: datetime) -> list[Line]:
    holidays = set(told["bank_holidays"])
    return [_line(point, moment, holidays) for point in told["points"] if _is_valid(point, moment.date())]


def right_now(route: str, at: datetime | None = None) -> Line | None:
    """Give the line to ring for a route at this hour: its own when open, the out-of-hours team's when not."""
    return ringing(route, lines(at))


def ringing(route: str, everything: Sequence[Line]) -> Line | None:
    """Give the same out of lines that were read already."""
    own = next((line for line in everything if line.route == route and line.phone), None)
    if own is not None and own.is_open is not False:
        return own
    out_of_hours = next((line for line in everything if line.route == "out-of-hours" and line.phone), None)
    return out_of_hours or own


def bank_holidays(at: datetime | None = None) -> list[date]:
    """Give the bank holidays from a moment on (now, when none is given), in order."""
    today = (at or datetime.now(UTC)).astimezone(LONDON).date()
    try:
        return [day for day in sorted(map(date.fromisoformat, _told()["bank_holidays"])) if day >= today]
    except _BROKEN:
        return []


def _told() -> dict[str, Any]:
    return state_file.read(FILE_NAME)


def _is_valid(point: dict[str, Any], on: date) -> bool:
    day = on.isoformat()
    return point.get("valid_from", "") <= day and (not point.get("valid_to") or point["valid_to"] >= day)


def _line(point: dict[str, Any], moment: datetime, holidays: set[str]) -> Line:
    now = _corrected(point, moment.date())
    return Line(
        route=point["route"],
        who_for=point["who_for"],
        phone=now["phone"],
        option=now["option"],
        hours=now["hours"],
        is_open=_is_open_or_unknown(now, moment, holidays),
        area=point.get("area", "all"),
        before="" if now is point or now["is_confirmed"] else _said(point),
    )


def _corrected(point: dict[str, Any], on: date) -> dict[str, Any]:
    """Give the number to show: one that was corrected at once, while that holds; else the point's own."""
    at_once = point.get("at_once")
    if at_once and (not at_once["last_day"] or on.isoformat() <= at_once["last_day"]):
        corrected: dict[str, Any] = at_once
        return corrected
    return point


def _said(point: dict[str, Any]) -> str:
    return f"{point['phone']}, option {point['option']}" if point["option"] else str(point["phone"])


def _is_open_or_unknown(point: dict[str, Any], moment: datetime, holidays: set[str]) -> bool | None:
    """A point whose hours cannot be read is shown with its own words; it must not hide the others."""
    try:
        return _is_open(point, moment, holidays)
    except (ValueError, TypeError, LookupError):
        return None


def _is_open(point: dict[str, Any], moment: datetime, holidays: set[str]) -> bool | None:
    if point["hours"] == "always":
        return True
    opening = point.get("opening") or []
    if not opening:
        return None
    if moment.date().isoformat() in holidays:
        return False
    now = moment.time()
    return any(
        moment.weekday() in span["days"] and time.fromisoformat(span["from"]) <= now < time.fromisoformat(span["to"])
        for span in opening
    )
