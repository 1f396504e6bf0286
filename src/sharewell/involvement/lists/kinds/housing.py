"""Tenancies: main and joint tenant; the household in free text stays an entry, nobody is made out of it."""

import re

from sharewell.involvement.lists.drawn import Drawn, Entry, ListedPerson, Pointer
from sharewell.involvement.lists.kinds.naming import comma_name

NEEDS = ("tenancy_ref", "start", "property", "main_tenant")
COLLECTED_FOR = "housing"
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}$")


def draw(row: dict[str, str]) -> Drawn:
    """Give the tenants with a pointer each, and the notes and household as the landlord's entries."""
    place = row["property"].strip()
    postcode = _POSTCODE.search(place)
    tenants = [("main", row["main_tenant"], row.get("main_dob", "")), ("joint", row.get("joint_tenant", ""), "")]
    people = []
    for part, name, birth in tenants:
        if not name.strip():
            continue
        given, family = comma_name(name)
        people.append(
            ListedPerson(
                ref=row["tenancy_ref"].strip(),
                part=part,
                given=given,
                family=family,
                birth=birth.strip(),
                address=place,
                postcode=postcode.group() if postcode else "",
                uprn=row.get("uprn", "").strip(),
                ended=row.get("end", "").strip(),
                pointers=[_pointer(row, part)],
            )
        )
    if people:
        people[0].entries = _entries(row)
    return Drawn(people)


def _pointer(row: dict[str, str], part: str) -> Pointer:
    return Pointer(
        kind="housing",
        team=row.get("landlord", "").strip(),
        role=f"{part} tenant",
        since=row["start"].strip(),
        ended=row.get("end", "").strip(),
    )


def _entries(row: dict[str, str]) -> list[Entry]:
    ref = row["tenancy_ref"].strip()
    entries = []
    if row.get("household", "").strip():
        entries.append(
            Entry(ref=f"{ref} household", text=f"Household: {row['household'].strip()}", category="household")
        )
    if row.get("notes", "").strip():
        entries.append(Entry(ref=f"{ref} notes", text=row["notes"].strip(), category="tenancy note"))
    return entries
