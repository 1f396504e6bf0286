"""Early help episodes: the child, the parents or carers, the lead practitioner, reason and strengths."""

from sharewell.involvement.lists.drawn import Drawn, Entry, ListedPerson, Pointer
from sharewell.involvement.lists.kinds.naming import first_and_middle, plain_name

NEEDS = ("EHM ID", "Child", "DoB", "Start", "Lead Practitioner")
COLLECTED_FOR = "help_or_support"


def draw(row: dict[str, str]) -> Drawn:
    """Give the child with the episode as pointer and entries, and the parents with no more than their names."""
    given, family = plain_name(row["Child"])
    first, middle = first_and_middle(given)
    birth = row["DoB"].strip()
    unborn = birth.upper().startswith("EDD")
    child = ListedPerson(
        ref=row["EHM ID"].strip(),
        given="" if unborn else first,
        middle=middle,
        family=family,
        sex=row.get("Gender", "").strip()[:1].upper(),
        birth="" if unborn else birth,
        due=birth if unborn else "",
        nhs_number=row.get("NHS No (if known)", "").strip(),
        address=row.get("Address", "").strip(),
        ended=row.get("End", "").strip(),
        pointers=[_pointer(row)],
        entries=_entries(row),
    )
    people = [child]
    for number in (1, 2):
        name = row.get(f"Parent/Carer {number}", "").split("(")[0].strip()
        if name:
            given, family = plain_name(name)
            people.append(ListedPerson(ref=child.ref, part=f"parent or carer {number}", given=given, family=family))
    return Drawn(people)


def _pointer(row: dict[str, str]) -> Pointer:
    return Pointer(
        kind="early-help",
        team=f"Local Area Team {row.get('LAT', '').strip()}".strip(),
        role="lead practitioner",
        lead=row["Lead Practitioner"].strip(),
        since=row["Start"].strip(),
        ended=row.get("End", "").strip(),
    )


def _entries(row: dict[str, str]) -> list[Entry]:
    ref, start, author = row["EHM ID"].strip(), row["Start"].strip(), row["Lead Practitioner"].strip()
    entries = []
    for number, line in enumerate(row.get("Reason", "").replace("\r", "").split("\n"), start=1):
        text = line.strip()
        if text:
            is_strength = text.lower().startswith("strength")
            entries.append(
                Entry(
                    ref=f"{ref} {number}",
                    text=text,
                    happened=start,
                    known=start,
                    category="early help",
                    author=author,
                    kind="opinion",
                    is_strength=is_strength,
                )
            )
    if row.get("Consent", "").strip():
        text = f"Agreement to early help: {row['Consent'].strip()}"
        entries.append(Entry(ref=f"{ref} agreement", text=text, happened=start, known=start, category="agreement"))
    return entries
