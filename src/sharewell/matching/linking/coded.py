"""A list of people as columns of whole numbers, with each distinct spelling looked at once."""

import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from sharewell.matching import coding, dates, identifiers
from sharewell.matching.linking import letters, postcodes
from sharewell.matching.linking.spellings import NOBODY, Spellings

Whole = NDArray[np.int32]
NOTHING = NOBODY  # in any column
FIELDS = ("given", "family", "born", "sex", "postcode", "nhs_number", "upn")
FIRST_DAY = 32768  # days are counted from here, so that none is negative

# A postcode as it should be written; what is written otherwise is looked at with more care.
_WRITTEN_WELL = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? [0-9][A-Z]{2}").fullmatch
_NO_FIXED_ABODE = "ZZ99"

# Postcodes of other countries, of figures alone, are kept apart from ours: each a district of its own.
ABROAD, ABROAD_FIGURES = 1_200_000_000, (4, 5)
COLUMNS = ("given", "family", "born", "sex", "place", "nhs_number", "upn")

Reader = Callable[[str], int]
Check = Callable[[str], identifiers.Checked]


@dataclass(frozen=True, slots=True)
class Distinct:
    """A column whose distinct texts are listed once: for each row the place of its text, below nought for none."""

    texts: Sequence[str]
    places: Whole

    def __len__(self) -> int:
        """Give how many rows there are."""
        return len(self.places)


Written = Sequence[str] | Distinct


class Read(dict[str, int]):
    """Each distinct text with the number it stands for, read when it is first met."""

    def __init__(self, read: Reader) -> None:
        super().__init__({"": NOTHING})
        self.read = read

    def __missing__(self, text: str) -> int:
        number = self[text] = self.read(text)
        return number

    def column(self, written: Written | None, size: int) -> Whole:
        """Give a column's numbers; nothing where there is no such column."""
        if written is None:
            return _nothing(size)
        if isinstance(written, Distinct):
            return np.append(self.numbers(written.texts), np.int32(NOTHING))[written.places]
        return self.numbers(written)

    def numbers(self, texts: Sequence[str]) -> Whole:
        """Give the number of each text."""
        return np.fromiter(map(self.__getitem__, texts), np.int32, len(texts))


class ReadPlaces(Read):
    """The same of postcodes: most are read together, and only the others one by one."""

    def numbers(self, texts: Sequence[str]) -> Whole:
        """Give the number of each postcode's place."""
        found = postcodes.read(letters.of(texts))
        for place in np.flatnonzero(found == postcodes.UNREAD).tolist():
            found[place] = self[texts[place]]
        return found


class Vocabularies:
    """What all lists that are linked with one another share: each text is read once for all of them."""

    def __init__(self) -> None:
        self.given, self.family = Spellings(), Spellings()
        self.numbers: dict[str, int] = {}
        self.sexes = Read(lambda text: coding.SEXES.get(text.strip()[:1].upper(), NOTHING))
        self.places = ReadPlaces(_place)
        self.days: dict[date, Read] = {}

    def born(self, today: date) -> Read:
        """Give the reader of birth dates on a day."""
        return self.days.setdefault(today, Read(lambda text: _day(text, today)))

    def number(self, check: Check) -> Read:
        """Give a reader of numbers that name a person; wrong ones are nothing."""

        def read(text: str) -> int:
            value = check(text).value
            return self.numbers.setdefault(value, len(self.numbers)) if value else NOTHING

        return Read(read)


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


def joined(parts: Sequence[Coded]) -> Coded:
    """Give the parts of a list as one."""
    return Coded(*(np.concatenate([getattr(part, field) for part in parts]) for field in COLUMNS))


def code(columns: Mapping[str, Written], vocabularies: Vocabularies, *, today: date) -> Coded:
    """
    Give a list as numbers; a field without a column is not known of anybody.

    ``columns`` are the fields of ``FIELDS`` that the list has, all of one length, as written.
    """
    size = len(next(iter(columns.values())))
    numbers = vocabularies.number(identifiers.nhs_number), vocabularies.number(identifiers.upn)
    with ThreadPoolExecutor(1) as pool:  # for first names, of which there are most
        given = pool.submit(_names, vocabularies.given, columns.get("given"), size)
        return Coded(
            family=_names(vocabularies.family, columns.get("family"), size),
            born=vocabularies.born(today).column(columns.get("born"), size),
            sex=vocabularies.sexes.column(columns.get("sex"), size),
            place=vocabularies.places.column(columns.get("postcode"), size),
            nhs_number=numbers[0].column(columns.get("nhs_number"), size),
            upn=numbers[1].column(columns.get("upn"), size),
            given=given.result(),
        )


def _names(spellings: Spellings, written: Written | None, size: int) -> Whole:
    if written is None:
        return _nothing(size)
    if not isinstance(written, Distinct):
        met: dict[str, int] = {}
        places = np.fromiter((met.setdefault(text, len(met)) for text in written), np.int32, size)
        written = Distinct(list(met), places)
    return np.append(spellings.numbers(written.texts), np.int32(NOTHING))[written.places]


def _nothing(size: int) -> Whole:
    """Give a column that takes no memory, however long it is."""
    return np.broadcast_to(np.int32(NOTHING), size)


def _day(text: str, today: date) -> int:
    reading = dates.read(text, today=today)
    exact = reading.on is not None and reading.accuracy == "AAA" and not reading.is_due_date
    number = coding.day(reading.on) if exact else coding.NO_DAY
    return NOTHING if number == coding.NO_DAY else number + FIRST_DAY


def _place(text: str) -> int:
    if _WRITTEN_WELL(text) and not text.startswith(_NO_FIXED_ABODE):
        return coding.place(text)
    figures = text.strip()
    if figures.isascii() and figures.isdecimal() and len(figures) in ABROAD_FIGURES:
        return ABROAD + int(figures) * coding.PER_DISTRICT
    checked = identifiers.postcode(text)
    return coding.place(checked.value) if checked.verdict == "accept" else NOTHING
