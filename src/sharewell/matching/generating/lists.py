"""Two agencies' lists of the same invented people, with the errors that such lists have, and the truth about them."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from sharewell.matching import coding, names
from sharewell.matching.generating.population import People, generate

OVERLAP = 0.77
MOVED, MISSPELT, CHANGED, SHORT, DATE_WRONG, NO_POSTCODE = 0.22, 0.09, 0.04, 0.06, 0.03, 0.03
# What can be different in the second list, in the order of the bits of ``AgencyList.differs``.
DIFFERENCES = ("moved", "no postcode", "short form", "misspelt", "family name changed", "date wrong")


@dataclass(slots=True)
class AgencyList:
    """One list: its columns as written, who each row is about, and what in it is not as the first list has it."""

    columns: dict[str, list[str]]
    person: np.ndarray
    people: People
    differs: np.ndarray
    is_first: bool = True

    def kinds(self) -> np.ndarray:
        """Give each row's kind of difference in words."""
        words = {bits: kind(bits) for bits in np.unique(self.differs).tolist()}
        return np.array([words[bits] for bits in self.differs.tolist()])


def kind(bits: int) -> str:
    """Give a combination of differences in words."""
    return " + ".join(word for place, word in enumerate(DIFFERENCES) if bits >> place & 1) or "as in the first list"


def two_lists(size: int, *, seed: int, tail_names: int = 40_000) -> tuple[AgencyList, AgencyList]:
    """Give a clean list of ``size`` children, and another of as many with errors, of whom most are in both."""
    random = np.random.default_rng(seed)
    everyone = generate(
        int(size * (2 - OVERLAP)),
        seed=seed,
        born_from=date(2008, 9, 1),
        born_to=date(2026, 8, 31),
        tail_names=tail_names,
    )
    both = int(size * OVERLAP)
    order = random.permutation(len(everyone))
    first = order[:size]
    second = np.concatenate([order[:both], order[size : size + size - both]])
    random.shuffle(second)
    columns, differs = spoilt(random, everyone, second)
    return (
        AgencyList(as_written(everyone, first), first, everyone, np.zeros(size, np.uint8)),
        AgencyList(columns, second, everyone, differs, is_first=False),
    )


def as_written(people: People, chosen: np.ndarray) -> dict[str, list[str]]:
    """Give the chosen people as a list has them that makes no mistakes."""
    given, middle = people.given_names, [*people.given_names, ""]
    family, second = people.family_names, [*people.family_names, ""]
    days = {number: coding.date_of(number).isoformat() for number in np.unique(people.born).tolist()}
    places = {number: coding.postcode_of(number) for number in np.unique(people.place).tolist()}
    return {
        "given": [
            f"{given[one]} {middle[other]}" if other >= 0 else given[one]
            for one, other in zip(people.given[chosen].tolist(), people.middle[chosen].tolist(), strict=True)
        ],
        "family": [
            f"{family[one]}-{second[other]}" if other >= 0 else family[one]
            for one, other in zip(people.family[chosen].tolist(), people.second[chosen].tolist(), strict=True)
        ],
        "born": [days[number] for number in people.born[chosen].tolist()],
        "sex": ["MF"[number - 1] for number in people.sex[chosen].tolist()],
        "postcode": [places[number] for number in people.place[chosen].tolist()],
    }


def spoilt(random: np.random.Generator, people: People, chosen: np.ndarray) -> tuple[dict[str, list[str]], np.ndarray]:
    """Give a list as a second agency keeps it, and which differences each row has."""
    columns = as_written(people, chosen)
    size = len(chosen)
    given, family, born, postcode = columns["given"], columns["family"], columns["born"], columns["postcode"]
    given[:] = [name.split()[0] if keep else name for name, keep in zip(given, random.random(size) < 0.6, strict=True)]
    places = people.place[random.permutation(len(people))[:size]] if size <= len(people) else people.place
    differs = np.zeros(size, np.uint8)

    def rows(difference: str, share: float) -> list[int]:
        met = np.flatnonzero(random.random(size) < share)
        differs[met] |= 1 << DIFFERENCES.index(difference)
        return met.tolist()

    for row in rows("moved", MOVED):
        postcode[row] = coding.postcode_of(int(places[row]))
    for row in rows("no postcode", NO_POSTCODE):
        postcode[row] = ""
    for row in rows("short form", SHORT):
        forms = sorted(names.short_forms().get(given[row].split()[0], ()))
        given[row] = forms[int(random.integers(len(forms)))] if forms else given[row].split()[0][:4]
    for row in rows("misspelt", MISSPELT):
        column = family if random.random() < 0.6 else given
        column[row] = misspelt(random, column[row])
    for row in rows("family name changed", CHANGED):
        family[row] = people.family_names[int(people.family[int(random.integers(len(people)))])]
    for row in rows("date wrong", DATE_WRONG):
        born[row] = wrong_date(random, born[row])
    return columns, differs


def misspelt(random: np.random.Generator, name: str) -> str:
    """Give a name with one slip: a letter left out, doubled, exchanged, or two swapped."""
    if len(name) < 3:
        return name + "e"
    place = int(random.integers(1, len(name) - 1))
    kind = int(random.integers(4))
    if kind == 0:
        return name[:place] + name[place + 1 :]
    if kind == 1:
        return name[:place] + name[place] + name[place:]
    if kind == 2:
        return name[:place] + "aeioulnrst"[int(random.integers(10))] + name[place + 1 :]
    return name[:place] + name[place + 1] + name[place] + name[place + 2 :]


def wrong_date(random: np.random.Generator, written: str) -> str:
    """Give a date as somebody in a hurry writes it: swapped, a day or a year off."""
    day = date.fromisoformat(written)
    kind = int(random.integers(3))
    if kind == 0 and day.day <= 12:
        return date(day.year, day.day, day.month).isoformat()
    if kind == 1:
        return date(day.year, day.month, day.day % 28 + 1).isoformat()
    return date(day.year - 1, day.month, min(day.day, 28)).isoformat()
