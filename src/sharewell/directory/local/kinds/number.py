"""Telephone numbers and the routes they serve."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from sharewell.directory import opening_hours, references
from sharewell.directory.local.kinds.kind import Kind, NotUsable, Value
from sharewell.directory.local.models import LocalChange
from sharewell.directory.models import ContactPoint

ROUTES: dict[str, str] = {
    "safeguarding": "A child may be at risk of harm",
    "early-help": "A family needs early help",
    "adult-safeguarding": "An adult may be at risk",
    "out-of-hours": "When the hub is closed",
    "local-area-team": "Local Area Team",
    "police-non-emergency": "The police, when it is not an emergency",
    "intelligence": "Information for the police",
    "refuge": "Domestic abuse",
    "advice": "Advice on sharing information",
    "neighbour-mash": "A neighbouring area’s hub",
}
AREAS: dict[str, str] = {"LAT-N": "north", "LAT-W": "west", "LAT-E": "east", "LAT-S": "south"}
EMERGENCY = "emergency"
_DIALLED = re.compile(r"[0-9+()\-\s]*")


class Number(Kind):
    """A telephone number of a route; the national emergency number is not among those that can be changed."""

    id = "number"
    title = "Telephone numbers and routes"
    says = "Shown at the top of every page and on the page for danger. 999 is always shown, whatever stands here."
    model = ContactPoint
    key_field = "code"
    may_end = True
    is_partnerships = True

    def rows(self) -> QuerySet[Any]:
        """Give every number."""
        return ContactPoint.objects.select_related("owner_team").order_by("code", "valid_from")

    def series(self, agency_id: UUID | None, key: str) -> QuerySet[Any]:  # noqa: ARG002 (all are the partnership's)
        """Give the rows of one contact point."""
        return self.rows().filter(code=key)

    def of_row(self, row: Any) -> tuple[UUID | None, str]:
        """Give the code; a number is the whole partnership's."""
        return None, row.code

    def keys(self) -> dict[str, str]:
        """A new number makes a code of its own."""
        return {}

    def name(self, key: str, value: Value | None) -> str:
        """Give whom the number is for."""
        if not value or not value["who_for"]:
            return key
        area = "" if value["area"] == "all" else f", {AREAS.get(value['area'], value['area'])}"
        return value["who_for"][:1].upper() + value["who_for"][1:] + area

    def value_of(self, row: Any) -> Value:
        """Give the number."""
        return {name: getattr(row, name) for name in ("route", "area", "who_for", "phone", "option", "hours")}

    def read(self, key: str, typed: Mapping[str, str]) -> Value:  # noqa: ARG002
        """Give the number as it is to be."""
        value = {
            name: " ".join(typed.get(name, "").split()) for name in ("route", "area", "who_for", "option", "hours")
        }
        value["phone"] = " ".join(typed.get("phone", "").split())
        value["area"] = value["area"] or "all"
        wrong = {}
        digits = sum(sign.isdigit() for sign in value["phone"])
        if value["route"] not in ROUTES:
            wrong["route"] = "Choose what the number is for"
        if not value["who_for"]:
            wrong["who_for"] = "Enter whom or what the number is for"
        if digits < 3 or not _DIALLED.fullmatch(value["phone"]):
            wrong["phone"] = "Enter the telephone number as people dial it, for example 01632 960700"
        elif value["phone"] in ("999", "112"):
            wrong["phone"] = "999 is shown on every page already. Enter the number of the service itself"
        if not value["hours"]:
            wrong["hours"] = "Enter when it is answered, or “always”"
        elif not opening_hours.are_sound(opening_hours.parse(value["hours"])):
            wrong["hours"] = "Enter times of the day, the earlier one first, for example Mon-Fri 08:30-17:00"
        if wrong:
            raise NotUsable(wrong)
        return value

    def typed(self, key: str, value: Value) -> dict[str, str]:  # noqa: ARG002
        """Give it as typed."""
        return {name: str(text) for name, text in value.items()}

    def said(self, key: str, value: Value) -> str:  # noqa: ARG002
        """Give the number as it is said, and when it is answered."""
        option = f", option {value['option']}" if value["option"] else ""
        return f"{value['phone'] or 'no number'}{option} ({value['hours']})"

    def refuse_change(self, rows: QuerySet[Any]) -> None:
        """999 is the nation's, not an agency's."""
        if rows.filter(route=EMERGENCY).exists():
            raise NotUsable(
                {"": "999 is the national emergency number. It is not local, and it cannot be changed here."}
            )

    def _whose(self, change: LocalChange) -> dict[str, Any]:  # noqa: ARG002 (a number is the team's that answers it)
        return {}

    def _fields(self, change: LocalChange) -> dict[str, Any]:
        """Give the columns; the team that answers stays the one it was."""
        assert change.value is not None
        before = ContactPoint.objects.filter(code=change.key).order_by("-valid_from").first()
        return change.value | {
            "code": change.key,
            "opening": opening_hours.parse(change.value["hours"]),
            "owner_team": before.owner_team if before else None,
        }


def new_code() -> str:
    """Give a code for a number that is new."""
    return references.new("CP")
