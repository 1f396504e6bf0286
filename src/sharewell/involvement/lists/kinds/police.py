"""Police occurrences: one row for each person in each event."""

from sharewell.involvement.lists.drawn import Drawn, Entry, ListedPerson, Pointer
from sharewell.involvement.lists.kinds.naming import tidy

NEEDS = ("ROW", "NOMINAL", "SURNAME", "FORENAME1", "DOB", "OCC_REF", "OCC_DATE", "SUMMARY")
COLLECTED_FOR = "policing"


def draw(row: dict[str, str]) -> Drawn:
    """Give the person under their nominal number, with the occurrence as an entry that says their role in it."""
    when = row["OCC_DATE"].strip()
    role = row.get("ROLE", "").strip().lower()
    entry = Entry(
        ref=row["ROW"].strip(),
        text=row["SUMMARY"].strip(),
        happened=f"{when} {row.get('OCC_TIME', '').strip()}".strip(),
        known=when,
        category=f"{row.get('OCC_TYPE', '').strip().capitalize()} ({role})",
        author=row["OCC_REF"].strip(),
        kind="report",
    )
    person = ListedPerson(
        ref=row["NOMINAL"].strip(),
        given=tidy(row["FORENAME1"]),
        middle=tidy(row.get("FORENAME2", "")),
        family="" if row["SURNAME"].strip() == "UNKNOWN" else tidy(row["SURNAME"]),
        known_as=tidy(row.get("ALIAS", "")),
        sex=row.get("SEX", "").strip()[:1].upper(),
        birth=row["DOB"].strip(),
        address=tidy(row.get("ADDRESS", "")),
        postcode=row.get("POSTCODE", "").strip(),
        last_seen=when,
        pointers=[Pointer(kind="police", team="Safeguarding", role=f"occurrence: {role}", last_seen=when)],
        entries=[entry],
    )
    doubts = [("DOB", "the birth date is not known to the police")] if set(person.birth) <= {"0"} else []
    return Drawn([person], doubts)
