"""A passage to be released, what kind of statement it can be, and what it can have been collected for."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sharewell.rules.facts import FACTS

KINDS: dict[str, str] = {
    "fact": "Fact: we saw, heard or did it ourselves",
    "report": "Report: somebody told us",
    "allegation": "Allegation: somebody is accused; it is not established",
    "opinion": "Opinion: a professional judgement",
}
# The purposes the rules know, in words; what is not known stays empty.
COLLECTED_FOR: dict[str, str] = {str(one): FACTS["collected_for"].label(one) for one in FACTS["collected_for"].values}


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
    subject_id: UUID | None = None  # whom of the request it is about, where that is known
    collected_for: str = ""
