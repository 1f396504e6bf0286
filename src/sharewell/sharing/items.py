"""A passage to be released, and what kind of statement it can be."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

KINDS: dict[str, str] = {
    "fact": "Fact: we saw, heard or did it ourselves",
    "report": "Report: somebody told us",
    "allegation": "Allegation: somebody is accused; it is not established",
    "opinion": "Opinion: a professional judgement",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One passage to be released, exactly as the recipient will see it."""

    text: str
    kind: str
    source: str
    subject_name: str
    subject_person_id: UUID | None = None
    entry_id: UUID | None = None
    happened_on: date | None = None
    happened_text: str = ""
    known_on: date | None = None
    is_strength: bool = False
    purpose_served: str = ""
