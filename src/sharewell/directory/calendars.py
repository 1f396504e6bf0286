"""An agency's working time as its dated values say, read once for a whole page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, UUIDField

from sharewell.base import sheets
from sharewell.base.questions import Given
from sharewell.base.sheets import Part, Sheet
from sharewell.directory import arrangements, clocks
from sharewell.directory.models import Arrangement, BankHoliday

HOURS, DAYS = "working.hours", "decision.working_days"


@dataclass(frozen=True, slots=True)
class Dated:
    """A value, and from when until when it holds."""

    key: str
    value: Any
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Holiday:
    """A bank holiday of England."""

    day: date


def _dated() -> QuerySet[Arrangement]:
    found = Arrangement.objects.filter(agency_id=Given("agency", UUIDField()), key__in=[HOURS, DAYS])
    return found.order_by("-valid_from")


DATED = Part(Dated, _dated)
HOLIDAYS = Part(Holiday, BankHoliday.objects.all)
PARTS = (DATED, HOLIDAYS)  # of any sheet whose ``agency`` is the one whose time is counted


class Calendar:
    """The working hours of one agency, and in how many working days it decides, on any day."""

    def __init__(self, dated: Sequence[Dated], holidays: Sequence[Holiday]) -> None:
        """Take the agency's dated values, newest first, and the days that do not count."""
        self._dated, self._holidays = dated, frozenset(holiday.day for holiday in holidays)

    @classmethod
    def of(cls, sheet: Sheet) -> "Calendar":
        """Give the calendar that a sheet with ``PARTS`` was read with."""
        return cls(sheet[DATED], sheet[HOLIDAYS])

    def working_hours(self, on: date) -> clocks.WorkingHours:
        """Give the working hours as arranged on a day; raises ``NotArranged``."""
        return clocks.hours_of(self._value(HOURS, on), self._holidays)

    def decision_days(self, on: date) -> int:
        """Give in how many working days a decision is due by the value of a day; raises ``NotArranged``."""
        days: int = self._value(DAYS, on)
        return days

    def _value(self, key: str, on: date) -> Any:
        for one in self._dated:
            if one.key == key and one.valid_from <= on and (one.valid_to is None or one.valid_to >= on):
                return one.value
        raise arrangements.not_arranged(key, on)


def read(agency_id: UUID) -> Calendar:
    """Give an agency's calendar."""
    return Calendar.of(sheets.read(*PARTS, agency=agency_id))
