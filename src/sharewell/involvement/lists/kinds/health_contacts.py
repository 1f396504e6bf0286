"""Contacts with health services: entries about patients, who need not be on the register."""

from sharewell.involvement.lists.drawn import Drawn, Entry, ListedPerson, Pointer
from sharewell.involvement.lists.kinds.naming import capitals_first, first_and_middle

NEEDS = ("Contact Ref", "NHS Number", "Patient", "DOB", "Date", "Type", "Entry")
COLLECTED_FOR = "care_or_treatment"


def draw(row: dict[str, str]) -> Drawn:
    """Give the patient with one entry and a pointer; a restricted service's pointer is sensitive."""
    given, family = capitals_first(row["Patient"])
    first, middle = first_and_middle(given)
    service = row["Type"].strip()
    restricted = "restricted" in service.lower()
    when = row["Date"].strip()
    entry = Entry(
        ref=row["Contact Ref"].strip(),
        text=row["Entry"].strip(),
        happened=when,
        known=when,
        category=service,
        is_restricted=restricted,
    )
    pointer = Pointer(kind=service.lower(), team=service, role="seen by", last_seen=when, is_sensitive=restricted)
    patient = ListedPerson(
        ref=row["Contact Ref"].strip(),
        given=first,
        middle=middle,
        family=family,
        birth=row["DOB"].strip(),
        nhs_number=row["NHS Number"].strip(),
        last_seen=when,
        pointers=[pointer],
        entries=[entry],
    )
    return Drawn([patient])
