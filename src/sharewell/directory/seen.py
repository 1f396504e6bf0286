"""Who is named on a page: agencies and practitioners as rows of a sheet, with no more than is shown of them."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SeenAgency:
    """An agency by name."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class SeenPractitioner:
    """A practitioner by name."""

    id: UUID
    given_name: str
    family_name: str

    @property
    def full_name(self) -> str:
        """Give the name as said."""
        return f"{self.given_name} {self.family_name}"
