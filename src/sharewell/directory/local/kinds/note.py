"""Local notes: a partnership's or an agency's own words beside a national rule or a route. They change no rule."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from sharewell.directory.local.kinds.kind import Kind, NotUsable, Value
from sharewell.directory.local.kinds.number import ROUTES
from sharewell.directory.local.models import LocalChange, LocalNote
from sharewell.directory.local.notes import LEVEL, ROUTE, RULE
from sharewell.rules.packs import ALL_RULES

LONGEST = 600


class Note(Kind):
    """A note beside a rule or a route."""

    id = "note"
    title = "Local notes and protocols"
    says = (
        "Shown beside the national rule or the route they belong to, marked as local and not law. They never change "
        "what the guide recommends. The national rules themselves cannot be changed here."
    )
    model = LocalNote
    key_field = "about"
    may_end = True

    def rows(self) -> QuerySet[Any]:
        """Give every note that is not the name of a level."""
        return super().rows().exclude(about__startswith=LEVEL)

    def keys(self) -> dict[str, str]:
        """Give every route, then every rule with its statement."""
        routes = {ROUTE + route: f"Route: {said}" for route, said in ROUTES.items()}
        return routes | {RULE + rule.id: f"{rule.statement} ({rule.id})" for rule in ALL_RULES}

    def name(self, key: str, value: Value | None) -> str:  # noqa: ARG002
        """Give the rule or the route that it stands beside."""
        return self.keys().get(key, key)

    def value_of(self, row: Any) -> Value:
        """Give the note's words."""
        return {"text": row.text}

    def read(self, key: str, typed: Mapping[str, str]) -> Value:
        """Give the words."""
        text = typed.get("text", "").strip()
        wrong = {}
        if key not in self.keys():
            wrong["key"] = "Choose the rule or the route that the note belongs to"
        if not text or len(text) > LONGEST:
            wrong["text"] = f"Write the note, in no more than {LONGEST} letters"
        if wrong:
            raise NotUsable(wrong)
        return {"text": text}

    def typed(self, key: str, value: Value) -> dict[str, str]:  # noqa: ARG002
        """Give it as typed."""
        return {"text": value["text"]}

    def said(self, key: str, value: Value) -> str:  # noqa: ARG002
        """Give the words."""
        return str(value["text"])

    def _fields(self, change: LocalChange) -> dict[str, Any]:
        assert change.value is not None
        return {"about": change.key, **change.value}
