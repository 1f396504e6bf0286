"""A known person as plain data for the store, and back."""

from dataclasses import fields
from datetime import date
from typing import Any

from sharewell.matching.comparing import Known

DATES = ("born_on", "due_on", "died_on")
KEPT = tuple(field.name for field in fields(Known) if field.name not in ("extra", "other_births", "address"))


def to_plain(known: Known) -> dict[str, Any]:
    """Give only what is known, dates as text."""
    return {
        name: value.isoformat() if isinstance(value, date) else list(value) if isinstance(value, tuple) else value
        for name in KEPT
        if (value := getattr(known, name)) not in ("", None, ())
    }


def from_plain(plain: dict[str, Any], **extra: object) -> Known:
    """Give a known person from the store, with what else the caller wants to carry along."""
    read: dict[str, Any] = {
        name: date.fromisoformat(value) if name in DATES else tuple(value) if isinstance(value, list) else value
        for name, value in plain.items()
        if name in KEPT
    }
    return Known(**read, extra=extra)
