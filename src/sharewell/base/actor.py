"""The person, or the part of the system, in whose name something is done."""

from dataclasses import dataclass
from uuid import UUID

NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, for which agency and to what end; given first to every deed and query."""

    practitioner_id: UUID
    agency_id: UUID
    role: str
    name: str
    agency_name: str
    purpose: str = "work"
    team_id: UUID | None = None
    agency_kind: str = ""


def system(purpose: str) -> Actor:
    """Give the actor for work no practitioner does, such as placing ledger leaves; it belongs to no agency."""
    return Actor(NOBODY, NOBODY, "system", "Sharewell", "Sharewell", purpose)
