"""The telephone numbers, written to a file so that they can be shown without the database."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.timezone import localdate

from sharewell.directory import opening_hours, state_file
from sharewell.directory.models import BankHoliday, ContactPoint, UrgentNumber

FILE_NAME = "contact_points.json"


def publish(at: datetime) -> Path:
    """Write today's and the coming numbers and bank holidays to the state folder, all at once; gives the file."""
    points = ContactPoint.objects.order_by("code", "valid_from")
    at_once = _shown_at_once()
    told = {
        "published_at": at.isoformat(),
        "bank_holidays": [day.isoformat() for day in BankHoliday.objects.values_list("day", flat=True)],
        "points": [
            _as_plain(point, at_once.get(point.code))
            for point in points
            if point.valid_to is None or point.valid_to >= localdate(at)
        ],
    }
    return state_file.write(FILE_NAME, told)


def _shown_at_once() -> dict[str, UrgentNumber]:
    """Give the numbers that were corrected at once, by code; of two for one code, the later."""
    return {one.code: one for one in UrgentNumber.objects.filter(ended_at__isnull=True).order_by("shown_from")}


def _as_plain(point: ContactPoint, at_once: UrgentNumber | None) -> dict[str, Any]:
    return {
        "code": point.code,
        "route": point.route,
        "who_for": point.who_for,
        "phone": point.phone,
        "option": point.option,
        "hours": point.hours,
        "opening": point.opening,
        "area": point.area,
        "valid_from": point.valid_from.isoformat(),
        "valid_to": point.valid_to.isoformat() if point.valid_to else None,
        "at_once": _at_once_as_plain(at_once) if at_once else None,
    }


def _at_once_as_plain(number: UrgentNumber) -> dict[str, Any]:
    return {
        "phone": number.phone,
        "option": number.option,
        "hours": number.hours,
        "opening": opening_hours.parse(number.hours),
        "is_confirmed": number.confirmed_at is not None,
        "last_day": number.last_day.isoformat() if number.last_day else None,
    }
