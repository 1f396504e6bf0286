"""Contacts of voluntary groups: nicknames, ages for birth dates, addresses by name only."""

import re

from sharewell.involvement.lists.drawn import Drawn, Entry, ListedPerson, Pointer, RefusedRow
from sharewell.involvement.lists.kinds.naming import first_and_middle, plain_name

NEEDS = ("ref", "group", "who", "age / dob")
COLLECTED_FOR = "help_or_support"
_BRACKETS = re.compile(r"\(([^)]*)\)")


def draw(row: dict[str, str]) -> Drawn:
    """Give the person a note seems to be about; what is too vague to recognise anyone by is refused with a reason."""
    who = row["who"].strip()
    if not who:
        raise RefusedRow("who", "the row names nobody")
    birth = row["age / dob"].strip()
    in_brackets = _BRACKETS.search(who)
    name = _BRACKETS.sub("", who).split(" + ")[0].split(" & ")[0].split(" - ")[0]
    name, _, after_comma = name.partition(",")
    if not birth:
        birth = after_comma.strip() or (in_brackets.group(1) if in_brackets else "")
    given, family = plain_name(name)
    first, middle = first_and_middle(given)
    confidential = "confidential" in (row.get("living at", "") + row.get("worker", "")).lower()
    ref = row["ref"].strip()
    person = ListedPerson(
        ref=ref,
        given=first,
        middle=middle,
        family=family,
        birth=birth,
        address="" if confidential else row.get("living at", "").strip(),
        is_address_protected=confidential,
        pointers=[_pointer(row, confidential=confidential)],
        entries=_entries(row, ref, confidential=confidential),
    )
    return Drawn([person], [("who", "taken from “" + who + "”")] if who != name.strip() else [])


def _pointer(row: dict[str, str], *, confidential: bool) -> Pointer:
    worker = row.get("worker", "").strip()
    return Pointer(
        kind="voluntary",
        team=row["group"].strip(),
        role="support",
        lead="" if "confidential" in worker.lower() else worker,
        since=row.get("since", "").strip(),
        is_sensitive=confidential,
    )


def _entries(row: dict[str, str], ref: str, *, confidential: bool) -> list[Entry]:
    text = row.get("notes", "").strip()
    if not text:
        return []
    return [
        Entry(ref=ref, text=text, category="note", author=row.get("worker", "").strip(), is_restricted=confidential)
    ]
