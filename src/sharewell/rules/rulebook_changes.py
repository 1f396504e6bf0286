"""What changed between two versions of the rulebook, rule by rule and word by word."""

from dataclasses import dataclass
from typing import Any

from sharewell.rules.rulebook import PLACES, Book

# What is compared of a rule, and what it is called.
FIELDS: dict[str, str] = {
    "statement": "What it says",
    "condition": "When it is met",
    "speaks_when": "When it speaks",
    "effect": "What it does",
    "says": "The sentences of the advice",
    "gives": "What it chooses",
    "priority": "Its place in the order",
    "document": "Source",
    "paragraph": "Paragraph",
    "dated": "Date of the source",
    "address": "Address of the source",
    "verified_said": "How well it is verified",
    "since": "In force from",
    "until": "Last day",
    "status_said": "Standing",
    "place": "Use",
    "supersedes": "What it takes the place of",
    "jurisdiction": "Where it holds",
    "part": "Part of the book",
}


@dataclass(frozen=True, slots=True)
class Field:
    """One thing about a rule that is not as it was."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A rule of both versions that is not the same in both."""

    id: str
    statement: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two versions: rules of the newer one alone, of the older one alone, and of both."""

    added: tuple[dict[str, Any], ...]
    removed: tuple[dict[str, Any], ...]
    changed: tuple[Changed, ...]

    @property
    def any(self) -> bool:
        """Say whether anything differs."""
        return bool(self.added or self.removed or self.changed)


def between(older: Book, newer: Book) -> Changes:
    """Give what changed from one version to another; a version stored by an older program may lack a field."""
    before, after = _by_id(older), _by_id(newer)
    changed = [_changed(before[name], rule) for name, rule in after.items() if name in before]
    return Changes(
        added=tuple(rule for name, rule in after.items() if name not in before),
        removed=tuple(rule for name, rule in before.items() if name not in after),
        changed=tuple(one for one in changed if one.fields),
    )


def _by_id(book: Book) -> dict[str, dict[str, Any]]:
    return {rule["id"]: rule | {"part": part["title"]} for part in book["parts"] for rule in part["rules"]}


def _changed(before: dict[str, Any], after: dict[str, Any]) -> Changed:
    fields = [
        Field(title, _said(name, before.get(name)), _said(name, after.get(name)))
        for name, title in FIELDS.items()
        if before.get(name) != after.get(name)
    ]
    return Changed(after["id"], after["statement"], tuple(fields))


def _said(name: str, value: Any) -> str:
    if value in (None, "", {}):
        return "nothing"
    if name == "place":
        return PLACES.get(value, str(value))
    return " / ".join(value.values()) if isinstance(value, dict) else str(value)
