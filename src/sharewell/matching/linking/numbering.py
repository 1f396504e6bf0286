"""Numbers of eight bytes, each with its place in the order in which they were met."""

import numpy as np
from numpy.typing import NDArray

from sharewell.matching.linking.once import once

Whole = NDArray[np.int32]
Hashes = NDArray[np.uint64]
MIX = np.uint64(0x9E3779B97F4A7C15)
ROOM = 4  # places of the table for each number at least: then few want the same
_FREE = np.int32(-1)


class Numbering:
    """Gives places to numbers as they are met; many are looked up at a time."""

    def __init__(self) -> None:
        self._met, self._size = np.empty(1 << 10, np.uint64), 0
        self.table, self.bits = np.full(1 << 10, _FREE, np.int32), 10

    def __len__(self) -> int:
        """Give how many numbers were met."""
        return self._size

    @property
    def met(self) -> Hashes:
        """The numbers that were met, in that order."""
        return self._met[: self._size]

    def places(self, numbers: Hashes) -> tuple[Whole, NDArray[np.int64]]:
        """Give the place of each number, and where among them those stand that are met for the first time."""
        found = self._known(numbers)
        new = np.flatnonzero(found == _FREE)
        first, where = once(numbers[new])
        order = np.argsort(first)
        rank = np.empty(len(order), np.int32)
        rank[order] = np.arange(len(self), len(self) + len(order))
        found[new] = rank[where]
        firsts = new[first[order]]
        self._add(numbers[firsts])
        return found, firsts

    def _known(self, numbers: Hashes) -> Whole:
        """Give the place of each number that was met; from where it should be in the table on, it is a step or two."""
        if not len(self):
            return np.full(len(numbers), _FREE, np.int32)
        slots = self._slots(numbers)
        found = self.table.take(slots)
        rest = np.flatnonzero((found != _FREE) & (self.met.take(found) != numbers))
        while len(rest):
            slots[rest] = slots[rest] + 1 & len(self.table) - 1
            found[rest] = self.table[slots[rest]]
            rest = rest[(found[rest] != _FREE) & (self.met[found[rest]] != numbers[rest])]
        return found

    def _add(self, numbers: Hashes) -> None:
        new = np.arange(len(self), len(self) + len(numbers), dtype=np.int32)
        self._size += len(numbers)
        if self._size > len(self._met):
            self._met = np.concatenate([self.met[: new[0]], np.empty(self._size, np.uint64)])
        self._met[new] = numbers
        if len(self) * ROOM > len(self.table):
            self.bits = int(len(self) * ROOM * 2).bit_length()
            self.table = np.full(1 << self.bits, _FREE, np.int32)
            new = np.arange(len(self), dtype=np.int32)
        slots = self._slots(self.met[new])
        while len(new):
            free = self.table[slots] == _FREE
            self.table[slots[free]] = new[free]
            without = self.table[slots] != new
            new, slots = new[without], slots[without] + 1 & len(self.table) - 1

    def _slots(self, numbers: Hashes) -> NDArray[np.int64]:
        return (numbers * MIX >> np.uint64(64 - self.bits)).astype(np.int64)
