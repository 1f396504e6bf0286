"""What is compared of each person, side by side in memory: one row is fetched at once, however long the list."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sharewell.matching.linking.coded import NOTHING, Coded, Whole
from sharewell.matching.linking.tables import Tables

# The places in a row.
GIVEN, FAMILY, BORN, PLACE, NHS_NUMBER, UPN, GIVEN_SOUND, FAMILY_SOUND, GIVEN_FIRST, SWAPPED, DATE, SMALL = range(12)
WIDTH = 12
# What is not known is another number on either side, so that two who say nothing are never found equal.
UNKNOWN, UNKNOWN_THERE = NOTHING, -(1 << 30)
SEX_BITS, LETTER_BITS = 2, 5  # of SMALL: the sex, then the first letter of the first and of the family name

Rows = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Facts:
    """A list's rows, and how its side says that it does not know."""

    rows: Rows
    unknown: int

    def __len__(self) -> int:
        """Give how many people there are."""
        return len(self.rows)


def of(listed: Coded, look: Tables, *, other_side: bool = False) -> Facts:
    """Give the facts of a list; ``other_side`` for the list that another is compared with, or the same once more."""
    unknown = UNKNOWN_THERE if other_side else UNKNOWN
    rows = np.empty((len(listed), WIDTH), np.int32)
    for place, column in enumerate((listed.given, listed.family, listed.born, listed.place)):
        rows[:, place] = column
    rows[:, NHS_NUMBER], rows[:, UPN] = listed.nhs_number, listed.upn
    rows[:, GIVEN_SOUND] = look.given.first_sound[listed.given]
    rows[:, FAMILY_SOUND] = look.family.first_sound[listed.family]
    rows[:, GIVEN_FIRST] = look.given.first[listed.given]
    rows[:, SWAPPED], rows[:, DATE] = _dates(listed.born, look)
    if unknown != NOTHING:
        rows[rows == NOTHING] = unknown
    letters = look.given.initial[listed.given] << SEX_BITS, look.family.initial[listed.family] << SEX_BITS + LETTER_BITS
    rows[:, SMALL] = np.maximum(listed.sex, 0) | letters[0] | letters[1]
    return Facts(rows, unknown)


def sexes(rows: Rows) -> Whole:
    """Give the sex of each row; 0 where it is not known."""
    return rows[:, SMALL] & ((1 << SEX_BITS) - 1)


def _dates(born: Whole, look: Tables) -> tuple[Whole, Whole]:
    """
    Give a number that is the same for a day and the one with day and month swapped, and the parts of the date.

    The parts are in bytes, from the right: day, month, and two for the year.
    """
    known = born != NOTHING
    year, month, day = look.calendar[born].T
    low, high = np.minimum(day, month), np.maximum(day, month)
    swapped = np.where(known & (day <= 12), year * 1000 + low * 20 + high, NOTHING)
    return swapped, np.where(known, year << 16 | month << 8 | day, NOTHING)
