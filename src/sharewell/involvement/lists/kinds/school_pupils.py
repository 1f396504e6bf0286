"""A school's list of pupils: the pupil, and up to two contacts."""

import re

from sharewell.involvement.lists.drawn import Drawn, ListedPerson, Pointer
from sharewell.involvement.lists.kinds.naming import first_and_middle, plain_name

NEEDS = ("Row", "UPN", "Legal Surname", "Legal Forename", "DOB", "School")
COLLECTED_FOR = "education"
_LEFT = re.compile(r"left\s+([\d/.]+)", re.IGNORECASE)


def draw(row: dict[str, str]) -> Drawn:
    """Give the pupil with the school's pointer, and the contacts with no more than their names."""
    notes = row.get("Notes", "")
    protected = "do not give address" in notes.lower()
    left = _LEFT.search(notes)
    chosen, preferred = row.get("Chosen Name", "").strip(), row.get("Preferred Surname", "").strip()
    pupil = ListedPerson(
        ref=row["Row"].strip(),
        part="pupil",
        given=row["Legal Forename"].strip(),
        middle=row.get("Middle Name(s)", "").strip(),
        family=row["Legal Surname"].strip(),
        known_as=" ".join(word for word in (chosen, preferred) if word),
        sex=row.get("Gender", "").strip()[:1].upper(),
        birth=row["DOB"].strip(),
        upn=row["UPN"].strip(),
        address=row.get("Address", "").replace("\r", "").replace("\n", ", ").strip(),
        postcode=row.get("Postcode", "").strip(),
        is_address_protected=protected,
        ended=left.group(1) if left else "",
        pointers=[Pointer(kind="school", team=row["School"].strip(), role="on roll", ended=left[1] if left else "")],
    )
    people = [pupil] + [_contact(row, number) for number in (1, 2) if row.get(f"Contact {number} Name", "").strip()]
    doubts = [("UPN", "no UPN is given")] if not pupil.upn else []
    return Drawn(people, doubts)


def _contact(row: dict[str, str], number: int) -> ListedPerson:
    given, family = plain_name(row[f"Contact {number} Name"])
    first, middle = first_and_middle(given)
    return ListedPerson(ref=row["Row"].strip(), part=f"contact {number}", given=first, middle=middle, family=family)
