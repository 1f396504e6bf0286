"""A list of people as columns of whole numbers, with each distinct spelling looked at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from sharewell.matching import coding, dates, identifiers, names

Whole = NDArray[np.int32]
FIELDS = ("given", "family", "born", "sex", "postcode", "nhs_number", "upn")
NOTHING = -1
FIRST_DAY = 32768  # days are counted from here, so that none is negative

Reader = Callable[[str], int]
Check = Callable[[str], identifiers.Checked]


@dataclass(slots=True)
class Spellings:
    """The distinct spellings of one kind of name in all lists, with what is compared of each."""

    index: dict[str, int] = field(default_factory=dict)

    def code(self, written: Iterable[str], size: int) -> Whole:
        """Give each name the number of its spelling, in plain letters; a name that means nobody has none."""
        index, seen = self.index, {"": NOTHING}

        def number(text: str) -> int:
            if text not in seen:
                plain = " ".join(names.parts(text))
                seen[text] = index.setdefault(plain, len(index)) if plain else NOTHING
            return seen[text]

        return np.fromiter((number(text) for text in written), np.int32, size)

    def texts(self) -> list[str]:
        """Give the spellings in the order of their numbers."""
        return list(self.index)


@dataclass(slots=True)
class Vocabularies:
    """What all lists that are linked with one another share."""

    given: Spellings = field(default_factory=Spellings)
    family: Spellings = field(default_factory=Spellings)
    number: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Coded:
    """One list: a place for each person in every column; ``NOTHING`` where it does not say."""

    given: Whole
    family: Whole
    born: Whole
    sex: Whole
    place: Whole
    nhs_number: Whole
    upn: Whole

    def __len__(self) -> int:
        """Give how many people the list has."""
        return len(self.given)


def code(columns: Mapping[str, Sequence[str]], vocabularies: Vocabularies, *, today: date) -> Coded:
    """
    Give a list as numbers; a field without a column is not known of anybody.

    ``columns`` are the fields of ``FIELDS`` that the list has, all of one length, as written.
    """
    size = len(next(iter(columns.values())))
    given, family = columns.get("given"), columns.get("family")
    nothing = np.full(size, NOTHING, np.int32)
    return Coded(
        given=vocabularies.given.code(given, size) if given is not None else nothing,
        family=vocabularies.family.code(family, size) if family is not None else nothing,
        born=_each(columns.get("born"), size, lambda text: _day(text, today)),
        sex=_each(columns.get("sex"), size, lambda text: coding.SEXES.get(text.strip()[:1].upper(), NOTHING)),
        place=_each(columns.get("postcode"), size, _place),
        nhs_number=_each(columns.get("nhs_number"), size, _numbered(vocabularies, identifiers.nhs_number)),
        upn=_each(columns.get("upn"), size, _numbered(vocabularies, identifiers.upn)),
    )


def _each(written: Sequence[str] | None, size: int, read: Reader) -> Whole:
    """Read each distinct text once."""
    if written is None:
        return np.full(size, NOTHING, np.int32)
    seen: dict[str, int] = {"": NOTHING}

    def number(text: str) -> int:
        found = seen.get(text)
        if found is None:
            found = seen[text] = read(text)
        return found

    return np.fromiter((number(text) for text in written), np.int32, size)


def _day(text: str, today: date) -> int:
    reading = dates.read(text, today=today)
    exact = reading.on is not None and reading.accuracy == "AAA" and not reading.is_due_date
    return coding.day(reading.on) + FIRST_DAY if exact else NOTHING


def _place(text: str) -> int:
    checked = identifiers.postcode(text)
    return coding.place(checked.value) if checked.verdict == "accept" else NOTHING


def _numbered(vocabularies: Vocabularies, check: Check) -> Reader:
    def number(text: str) -> int:
        value = check(text).value
        return vocabularies.number.setdefault(value, len(vocabularies.number)) if value else NOTHING

    return number
