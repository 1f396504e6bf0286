"""The telephone numbers, written to a file so that they can be shown without the database."""

import json
import os
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from sharewell.directory.models import BankHoliday, ContactPoint

FILE_NAME = "contact_points.json"


def publish(at: datetime) -> Path:
    """Write today's and the coming numbers and bank holidays to the state folder, all at once; gives the file."""
    points = ContactPoint.objects.order_by("code", "valid_from")
    told = {
        "published_at": at.isoformat(),
        "bank_holidays": [day.isoformat() for day in BankHoliday.objects.values_list("day", flat=True)],
        "points": [_as_plain(point) for point in points if point.valid_to is None or point.valid_to >= at.date()],
    }
    folder = Path(settings.STATE_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    # Written beside the old file and put in its place, so that a reader never meets half of it.
    handle, name = tempfile.mkstemp(dir=folder, prefix=".contact_points")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(told, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    path = folder / FILE_NAME
    Path(name).chmod(0o644)
    Path(name).replace(path)
    return path


def _as_plain(point: ContactPoint) -> dict[str, Any]:
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
    }
