"""Which rows of two lists have the same number: many at a time, by a table of where each number's rows begin."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sharewell.matching.linking.numbering import Whole

Keys = NDArray[np.uint32]  # 0 of rows that have none
FEWEST_BITS, MOST_BITS = 8, 24  # of a key, in the table
ROOM = 1  # bits more than there are numbers: then few have the same first bits
AT_ONCE = 1 << 15  # keys looked up at a time: so many stay near the processor
_LAST = np.uint32(0xFFFFFFFF)


@dataclass(frozen=True, slots=True)
class Groups:
    """The rows of a list that have a number, those of one number together, from its place on and so many."""

    rows: Whole
    numbers: Keys
    begins: Whole
    sizes: Whole


def groups(keys: Keys) -> Groups:
    """Give the rows by their numbers, which had better differ in their first bits; those of one number in order."""
    rows = in_order(keys, np.flatnonzero(keys).astype(np.int32))
    held = keys.take(rows)
    is_other = np.ones(len(held), np.bool_)
    np.not_equal(held[1:], held[:-1], out=is_other[1:])
    begins = np.flatnonzero(is_other).astype(np.int32)
    return Groups(rows, held.take(begins), begins, np.diff(begins, append=np.int32(len(rows))))


def met(numbers: Keys, keys: Keys) -> tuple[Whole, Whole]:
    """
    Give the places of those of the ``keys`` that are among the ``numbers``, and which number each is.

    The numbers are in order and none is twice. Where those with some first bits begin is looked up; from there it is a
    step or two.
    """
    shift = np.uint32(32 - min(MOST_BITS, max(FEWEST_BITS, len(numbers).bit_length() + ROOM)))
    ended = np.append(numbers, _LAST)
    begin = np.full(1 << int(32 - shift), len(numbers), np.int32)
    begin[(numbers >> shift)[::-1]] = np.arange(len(numbers) - 1, -1, -1, dtype=np.int32)
    found, which = [np.empty(0, np.int32)], [np.empty(0, np.int32)]
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        place = begin.take(some >> shift)
        behind = np.flatnonzero(ended.take(place) < some)
        while len(behind):
            place[behind] += 1
            behind = behind[ended.take(place[behind]) < some[behind]]
        met = np.flatnonzero((ended.take(place) == some) & (place < len(numbers))).astype(np.int32)
        found.append(met + np.int32(start))
        which.append(place.take(met))
    return np.concatenate(found), np.concatenate(which)


def spread(starts: Whole, sizes: Whole) -> NDArray[np.int64]:
    """Give the numbers from each start on, so many as its size, one after another."""
    before = np.cumsum(sizes, dtype=np.int64) - sizes
    found = np.repeat(starts - before, sizes)
    return found + np.arange(len(found))


def in_order(keys: Keys, places: Whole) -> Whole:
    """
    Give some places of the keys in the order of the keys, those of one key in their own.

    Two passes over half a key each: numbers of two bytes are put in order by counting, three times as fast as whole.
    """
    held = keys.take(places)
    order = np.argsort(held.astype(np.uint16), kind="stable")
    upper = (held >> np.uint32(16)).astype(np.uint16).take(order)
    return places.take(order).take(np.argsort(upper, kind="stable"))
