"""Thirty invented families in eight agencies' lists, as the matching sees them, with the truth about them."""

import csv
from datetime import date
from functools import lru_cache
from pathlib import Path

from sharewell.involvement.lists.drawn import ListedPerson
from sharewell.involvement.lists.kinds import KINDS
from sharewell.involvement.lists.reading import read
from sharewell.matching import dates, identifiers
from sharewell.matching.comparing import Known

TODAY = date(2026, 11, 23)
TRUTH = Path(__file__).parent / "data/families"
LISTS = Path(__file__).parents[2] / "src/sharewell/ops/partnership_data/families"


def as_known(listed: ListedPerson) -> Known:
    """Give a listed person as the store would have it: the address of a protected one is not in it."""
    birth = dates.read(listed.birth, today=TODAY)
    due = dates.read(f"EDD {listed.due.removeprefix('EDD').strip()}" if listed.due else "", today=TODAY)
    return Known(
        given=f"{listed.given} {listed.middle}".strip(),
        family=listed.family,
        known_as=listed.known_as,
        former=listed.former,
        born_on=birth.on,
        birth_accuracy=birth.accuracy,
        other_births=birth.others,
        due_on=due.on,
        died_on=dates.read_day(listed.died, today=TODAY),
        sex=listed.sex if listed.sex in ("M", "F") else "",
        nhs_number=identifiers.nhs_number(listed.nhs_number).value,
        upn=identifiers.upn(listed.upn).value,
        postcode="" if listed.is_address_protected else identifiers.postcode(listed.postcode).value,
        address="" if listed.is_address_protected else listed.address,
    )


@lru_cache(maxsize=1)
def main_people() -> dict[tuple[str, str], Known]:
    """Give the person each row is mainly about, by file and the row's own reference."""
    found: dict[tuple[str, str], Known] = {}
    for kind in ("school-pupils", "health-register", "police-occurrences", "early-help-episodes", "voluntary-contacts"):
        name = kind.replace("-", "_") + ".csv"
        table = read((LISTS / name).read_bytes())
        for row in table.rows:
            found.setdefault((name, row[table.headings[0]].strip()), as_known(KINDS[kind].draw(row).people[0]))
    return found


def truth(name: str) -> list[dict[str, str]]:
    """Give the rows of a file of truth."""
    with (TRUTH / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@lru_cache(maxsize=1)
def whose() -> dict[tuple[str, str], str]:
    """Give which person each main record is about."""
    mains = {"pupil", "patient", "person", "child", "who"}
    return {(row["file"], row["record_ref"]): row["person_id"] for row in truth("links.csv") if row["part"] in mains}
