"""What is compared of each person, side by side in memory: one row is fetched at once, however long the list."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sharewell.matching.linking.coded import NOTHING, Coded, Whole
from sharewell.matching.linking.tables import NameTable, Tables

# The places in a row; the numbers are there only where the list knows any.
GIVEN, FAMILY, GIVEN_FIRST, PLACE, GIVEN_SOUND, FAMILY_SOUND, DATE, SMALL, NHS_NUMBER, UPN = range(10)
WITHOUT_NUMBERS, WITH_NUMBERS = 8, 10  # columns: the fewer, the sooner a row is fetched
AT_ONCE = 1 << 14  # rows made at a time: so many stay near the processor
# What is not known is another number on either side, so that two who say nothing are never found equal.
UNKNOWN, UNKNOWN_THERE = NOTHING, -(1 << 30)
# Of SMALL: the sex, then the first letter of the first and of the family name, then which of the two has several words.
SEX_BITS, LETTER_BITS = 2, 5
DOUBLE = {GIVEN: 1 << 12, FAMILY: 1 << 13}
# DATE has the parts of a date in bytes, from the right: day, month, and two for the year.

Rows = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Facts:
    """A list's rows, and how its side says that it does not know."""

    rows: Rows
    unknown: int

    def __len__(self) -> int:
        """Give how many people there are."""
        return len(self.rows)

    def at(self, places: NDArray[np.integer]) -> Rows:
        """Give the rows at some places."""
        return self.rows.take(places, axis=0)


def of(listed: Coded, look: Tables, *, other_side: bool = False) -> Facts:
    """Give the facts of a list; ``other_side`` for the list that another is compared with, or the same once more."""
    unknown = UNKNOWN_THERE if other_side else UNKNOWN
    numbered = any((column != NOTHING).any() for column in (listed.nhs_number, listed.upn))
    rows = np.empty((len(listed), WITH_NUMBERS if numbered else WITHOUT_NUMBERS), np.int32)
    dates = np.append(look.calendar @ (1 << 16, 1 << 8, 1), NOTHING).astype(np.int32)
    told = _told(look.given, unknown, SEX_BITS, GIVEN), _told(look.family, unknown, SEX_BITS + LETTER_BITS, FAMILY)
    for start in range(0, len(listed), AT_ONCE):
        some = slice(start, start + AT_ONCE)
        given, family, born = listed.given[some], listed.family[some], listed.born[some]
        columns = [(GIVEN, given), (FAMILY, family), (PLACE, listed.place[some]), (DATE, dates[born])]
        for place, column in columns:
            rows[some, place] = np.where(column == NOTHING, unknown, column)
        of_given, of_family = told[0].take(given, axis=0), told[1].take(family, axis=0)
        rows[some, GIVEN_FIRST], rows[some, GIVEN_SOUND] = of_given[:, 0], of_given[:, 1]
        rows[some, FAMILY_SOUND] = of_family[:, 1]
        rows[some, SMALL] = np.maximum(listed.sex[some], 0) | of_given[:, 2] | of_family[:, 2]
        for place, column in ((NHS_NUMBER, listed.nhs_number), (UPN, listed.upn)) if numbered else ():
            rows[some, place] = np.where(column[some] == NOTHING, unknown, column[some])
    return Facts(rows, unknown)


def _told(table: NameTable, unknown: int, letter: int, name: int) -> Rows:
    """Give what rows tell of each spelling, together, so that it is fetched at once: first word, its sound, small."""
    found = np.zeros((len(table.first), 4), np.int32)  # four numbers are fetched sooner than three
    found[:, 0], found[:, 1] = table.first, table.first_sound
    found[-1] = unknown  # the last place is for none
    found[:, 2] = table.initial << letter | table.double * DOUBLE[name]
    return found


def sexes(rows: Rows) -> Whole:
    """Give the sex of each row; 0 where it is not known."""
    return rows[:, SMALL] & ((1 << SEX_BITS) - 1)


def years(rows: Rows) -> Whole:
    """Give the year of birth of each row; ``NOTHING`` where it is not known."""
    return np.where(rows[:, DATE] < 0, np.int32(NOTHING), rows[:, DATE] >> 16)


def numbers(rows: Rows, place: int) -> Whole:
    """Give a number that names a person, of each row; below nought where it is not known."""
    return rows[:, place] if place < rows.shape[1] else np.broadcast_to(np.int32(NOTHING), len(rows))


def swapped(rows: Rows) -> Whole:
    """Give a number that is the same for a day and the one with day and month swapped; below nought for other days."""
    date = rows[:, DATE]
    day, month = date & 0xFF, date >> 8 & 0xFF
    number = date >> 16 << 8 | np.minimum(day, month) << 4 | np.maximum(day, month)
    return np.where((date < 0) | (day > 12), np.int32(NOTHING), number)
