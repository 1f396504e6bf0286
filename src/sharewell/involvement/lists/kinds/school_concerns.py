"""A school's log of concerns: entries about pupils already on its list."""

from sharewell.involvement.lists.drawn import Drawn, Entry, ListedPerson
from sharewell.involvement.lists.kinds.naming import comma_name

NEEDS = ("Ref", "Pupil", "DOB", "When", "First-hand account")
COLLECTED_FOR = "safeguarding"


def draw(row: dict[str, str]) -> Drawn:
    """Give one entry; a first-hand account is a fact as far as the school saw or heard it."""
    given, family = comma_name(row["Pupil"])
    category = row.get("Category", "").strip()
    entry = Entry(
        ref=row["Ref"].strip(),
        text=row["First-hand account"].strip(),
        happened=row["When"].strip(),
        known=row["When"].strip(),
        category=category,
        author=row.get("Logged by", "").strip(),
        kind="fact",
        is_strength=category.lower() == "positive",
        is_restricted=category.lower() == "confidential",
    )
    pupil = ListedPerson(
        ref=row["Ref"].strip(), given=given, family=family, birth=row["DOB"].strip(), must_exist=True, entries=[entry]
    )
    return Drawn([pupil])
