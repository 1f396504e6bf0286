"""Many postcodes at a time as the numbers of their places: those written as they should be, which nearly all are."""

import numpy as np
from numpy.typing import NDArray

from sharewell.matching import coding
from sharewell.matching.linking import letters
from sharewell.matching.linking.letters import Letters
from sharewell.matching.linking.numbering import Whole

UNREAD = -2  # not written as it should be: to be read with more care
_NO = -(1 << 40)  # what a character adds where it cannot stand
_SHORTEST, _LONGEST, _INWARD = 6, 8, 4  # characters: of the whole, and of its last part with the space before it
_NO_FIXED_ABODE = coding.district(coding.place("ZZ99"))[0] // coding.PER_DISTRICT
_ALPHABET, _FIGURES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789"


def _adds(before: str, after: str, characters: str) -> NDArray[np.int64]:
    """Give how much each character adds to the number of a place where it stands between these."""
    table = np.full(256, _NO, np.int64)
    first = coding.place("A0 0AA")
    for character in characters:
        place = coding.place(before + character + after)
        table[ord(character)] = place - first if place != coding.NO_PLACE else _NO
    return table


_AREA, _SECOND, _FIGURE = _adds("", "0 0AA", _ALPHABET), _adds("A", "0 0AA", _ALPHABET), _adds("A", " 0AA", _FIGURES)
_AFTER = _adds("A0", " 0AA", _FIGURES + _ALPHABET)
_UNIT = (_adds("A0 ", "AA", _FIGURES), _adds("A0 0", "A", _ALPHABET), _adds("A0 0A", "", _ALPHABET))
_SPACE = _adds("A0", "0AA", " ")


def read(texts: Letters) -> Whole:
    """Give the number of each postcode's place; ``UNREAD`` for what is not one in standard form, or of no place."""
    found, sizes = np.full(len(texts), UNREAD, np.int32), texts.sizes()
    some = np.flatnonzero((sizes >= _SHORTEST) & (sizes <= _LONGEST))
    held, begin, size = letters.followed(texts.held), texts.bounds[some], sizes[some]
    inward = begin + size - _INWARD
    number = coding.place("A0 0AA") + _AREA[held[begin]] + _SPACE[held[inward]]
    for place, table in enumerate(_UNIT, start=1):
        number += table[held[inward + place]]
    second = _SECOND[held[begin + 1]]
    two = second >= 0
    number += np.where(two, second, 0)
    figure = begin + 1 + two
    number += _FIGURE[held[figure]]
    number += np.where(figure + 1 == inward, 0, np.where(figure + 2 == inward, _AFTER[held[figure + 1]], _NO))
    fine = (number >= 0) & (number // coding.PER_DISTRICT != _NO_FIXED_ABODE)
    found[some[fine]] = number[fine]
    return found
