"""A health register: patients with numbers, some newborn or not yet born, some whose address is protected."""

import re

from sharewell.involvement.lists.drawn import Drawn, ListedPerson, Pointer
from sharewell.involvement.lists.kinds.naming import first_and_middle, tidy

NEEDS = ("Report Ref", "NHS Number", "Surname", "Forenames", "DOB")
COLLECTED_FOR = "care_or_treatment"
_DIED = re.compile(r"deceased\s+(\S+)", re.IGNORECASE)


def draw(row: dict[str, str]) -> Drawn:
    """Give the patient; an S-flag in the status protects the address, whatever the address columns hold."""
    status = row.get("Status", "").strip()
    first, middle = first_and_middle(row["Forenames"])
    died = _DIED.search(status)
    protected = "s-flag" in status.lower()
    lines = [row.get(f"Address{number}", "").strip() for number in (1, 2, 3)]
    surgery = row.get("Registered GP", "").strip()
    patient = ListedPerson(
        ref=row["Report Ref"].strip(),
        given=first,
        middle=middle,
        family=tidy(row["Surname"]),
        sex=row.get("Sex", "").strip()[:1].upper(),
        birth=row["DOB"].strip(),
        due=row.get("EDD", "").strip(),
        died=died[1] if died else "",
        nhs_number=row["NHS Number"].strip(),
        address=", ".join(tidy(line) for line in lines if line),
        postcode=row.get("Postcode", "").strip(),
        is_address_protected=protected,
        last_seen=row.get("Last Seen", "").strip(),
        pointers=[_pointer(row, surgery)],
    )
    doubts = [("Forenames", "“?” stands where a letter was lost")] if "?" in row["Forenames"] + row["Surname"] else []
    return Drawn([patient], doubts)


def _pointer(row: dict[str, str], surgery: str) -> Pointer:
    team = row.get("HV Team", "").strip() or surgery
    return Pointer(
        kind="health",
        team=team,
        role="registered patient",
        lead=row.get("Usual Clinician", "").strip(),
        last_seen=row.get("Last Seen", "").strip(),
    )
