"""Which work is never shown: usual words for services that answer by getting in touch, and what an agency adds."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sharewell.directory import arrangements
from sharewell.involvement.lists.drawn import Pointer

# In the kind, the team or the role of a piece of work. An agency adds its own words as a local arrangement.
USUAL = ("refuge", "sexual health", "camhs", "child and adolescent mental health")
KEY = "involvement.sensitive"


def words(agency_id: UUID, on: date) -> tuple[str, ...]:
    """Give the words that close a piece of work of an agency on a day."""
    try:
        own = arrangements.value(agency_id, KEY, on)
    except arrangements.NotArranged:
        own = []
    return USUAL + tuple(str(one).casefold() for one in own)


def is_sensitive(told: Pointer, closing: Iterable[str]) -> bool:
    """Say whether a piece of work is of a service that is never shown."""
    said = f"{told.kind} {told.team} {told.role}".casefold()
    return any(word in said for word in closing)
