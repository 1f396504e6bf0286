"""Which rows of two lists have the same number: many at a time, by a table of where each number's rows begin."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sharewell.matching.linking.numbering import Whole

Keys = NDArray[np.uint32]  # 0 of rows that have none
FEWEST_BITS, MOST_BITS = 8, 24  # of a key, in the table
ROOM = 2  # bits more than there are numbers: then few have the same first bits
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
    begins = np.flatnonzero(np.diff(held, prepend=np.uint32(0))).astype(np.int32)
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
    place = begin.take(keys >> shift)
    behind = np.flatnonzero(ended.take(place) < keys)
    while len(behind):
        place[behind] += 1
        behind = behind[ended.take(place[behind]) < keys[behind]]
    found = np.flatnonzero((ended.take(place) == keys) & (place < len(numbers))).astype(np.int32)
    return found, place.take(found)


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
    for half in (keys.astype(np.uint16), (keys >> np.uint32(16)).astype(np.uint16)):
        places = places.take(np.argsort(half.take(places), kind="stable"))
    return places
