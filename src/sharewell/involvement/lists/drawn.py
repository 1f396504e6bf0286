"""What a row of a list says, before it is checked: people, pointers, entries, doubts; all text as written."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Pointer:
    """That the agency works with the person: since when, who leads, how to reach them."""

    kind: str
    team: str = ""
    role: str = ""
    lead: str = ""
    contact: str = ""
    since: str = ""
    last_seen: str = ""
    ended: str = ""
    is_sensitive: bool = False


@dataclass(slots=True)
class Entry:
    """One dated entry in the agency's own words."""

    ref: str
    text: str
    happened: str = ""
    known: str = ""
    category: str = ""
    author: str = ""
    kind: str = "unlabelled"
    is_strength: bool = False
    is_restricted: bool = False


@dataclass(slots=True)
class ListedPerson:
    """A person as a row writes them."""

    ref: str
    part: str = "main"
    given: str = ""
    middle: str = ""
    family: str = ""
    known_as: str = ""
    former: str = ""
    sex: str = ""
    birth: str = ""
    due: str = ""
    died: str = ""
    nhs_number: str = ""
    upn: str = ""
    address: str = ""
    postcode: str = ""
    uprn: str = ""
    last_seen: str = ""
    ended: str = ""
    is_address_protected: bool = False
    is_locked: bool = False
    must_exist: bool = False  # the row is an entry about somebody the agency has already listed
    pointers: list[Pointer] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class Drawn:
    """Everything one row says, and what is doubtful about it."""

    people: list[ListedPerson]
    doubts: list[tuple[str, str]] = field(default_factory=list)  # (column, what is doubtful)


class RefusedRow(Exception):
    """A row that cannot be taken: which column, why in plain words, and whether its text may be kept to show it."""

    def __init__(self, column: str, reason: str, *, is_kept: bool = True) -> None:
        """Take the column and the reason; the text of a record that was erased is not kept again."""
        self.column, self.reason, self.is_kept = column, reason, is_kept
        super().__init__(reason)
