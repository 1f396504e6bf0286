"""Retention periods: how long a class of record is kept before a person looks whether it is still needed."""

from collections.abc import Mapping
from typing import Any

from sharewell.directory.local.kinds.kind import Kind, NotUsable, Value
from sharewell.directory.local.models import LocalChange
from sharewell.directory.models import RetentionPeriod

CLASSES: dict[str, str] = {
    "contact": "Concerns",
    "draft": "Words never sent",
    "enquiry": "Enquiries",
    "person": "The index of persons",
    "request": "Requests for information",
    "decision": "Decisions to share or not",
    "disclosure": "What was shared",
    "consultation": "Advice without names",
    "outcome": "Outcomes",
    "feedback": "Feedback",
    "openness": "What families were told",
    "intelligence": "Information for the police",
}
COUNTED_FROM: dict[str, str] = {"made": "the day the record was made", "birth": "the birth of the child it is about"}
LONGEST = 100


class Period(Kind):
    """A retention period; a record keeps the period of the day on which it was made."""

    id = "period"
    title = "Retention periods"
    says = (
        "After this time a person looks whether the record is still needed. Nothing is deleted by itself. A record "
        "keeps the period of the day on which it was made."
    )
    model = RetentionPeriod
    key_field = "record_class"

    def keys(self) -> dict[str, str]:
        """Give every class of record."""
        return CLASSES

    def name(self, key: str, value: Value | None) -> str:  # noqa: ARG002
        """Give the class of record."""
        return CLASSES.get(key, key)

    def value_of(self, row: Any) -> Value:
        """Give the period."""
        return {"years": row.years, "counted_from": row.counted_from}

    def read(self, key: str, typed: Mapping[str, str]) -> Value:
        """Give the period as it is to be."""
        wrong = {}
        if key not in CLASSES:
            wrong["key"] = "Choose which records it is about"
        years = typed.get("years", "").strip()
        if not years.isdecimal() or not 1 <= int(years) <= LONGEST:
            wrong["years"] = f"Enter a whole number of years from 1 to {LONGEST}"
        if typed.get("counted_from") not in COUNTED_FROM:
            wrong["counted_from"] = "Choose from when it is counted"
        if wrong:
            raise NotUsable(wrong)
        return {"years": int(years), "counted_from": typed["counted_from"]}

    def typed(self, key: str, value: Value) -> dict[str, str]:  # noqa: ARG002
        """Give it as typed."""
        return {"years": str(value["years"]), "counted_from": value["counted_from"]}

    def said(self, key: str, value: Value) -> str:  # noqa: ARG002
        """Give it in words."""
        counted = COUNTED_FROM.get(value["counted_from"], value["counted_from"])
        return f"looked at again {value['years']} {'year' if value['years'] == 1 else 'years'} after {counted}"

    def _fields(self, change: LocalChange) -> dict[str, Any]:
        assert change.value is not None
        return {"record_class": change.key, **change.value}
