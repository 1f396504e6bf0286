"""What the levels of concern are called here: “In this area early help is called Family Help”."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from sharewell.directory.local.kinds.kind import Kind, NotUsable, Value
from sharewell.directory.local.models import LocalChange, LocalNote
from sharewell.directory.local.notes import LEVEL
from sharewell.rules.facts import FACTS

LONGEST = 60


class Name(Kind):
    """A local name of a level."""

    id = "name"
    title = "Names of levels"
    says = "What a level of concern is called here. The law’s own words stay beside it."
    model = LocalNote
    key_field = "about"
    may_end = True

    def rows(self) -> QuerySet[Any]:
        """Give the notes that are names of levels."""
        return super().rows().filter(about__startswith=LEVEL)

    def keys(self) -> dict[str, str]:
        """Give every level, in the guide's own words."""
        return {LEVEL + option.id: option.label for option in FACTS["level_of_concern"].options}

    def name(self, key: str, value: Value | None) -> str:  # noqa: ARG002
        """Give the level in the guide's words."""
        return self.keys().get(key, key)

    def value_of(self, row: Any) -> Value:
        """Give the local name."""
        return {"text": row.text}

    def read(self, key: str, typed: Mapping[str, str]) -> Value:
        """Give the name."""
        text = " ".join(typed.get("text", "").split())
        wrong = {}
        if key not in self.keys():
            wrong["key"] = "Choose the level"
        if not text or len(text) > LONGEST:
            wrong["text"] = f"Enter the name, in no more than {LONGEST} letters"
        if wrong:
            raise NotUsable(wrong)
        return {"text": text}

    def typed(self, key: str, value: Value) -> dict[str, str]:  # noqa: ARG002
        """Give it as typed."""
        return {"text": value["text"]}

    def said(self, key: str, value: Value) -> str:  # noqa: ARG002
        """Give the name."""
        return f"called “{value['text']}” here"

    def _fields(self, change: LocalChange) -> dict[str, Any]:
        assert change.value is not None
        return {"about": change.key, **change.value}
