"""Many texts as the letters of all of them in a row: they are looked at together, without making each a text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Places = NDArray[np.int64]
Eights = NDArray[np.uint64]
AT_ONCE = 8  # letters that are looked at as one number
_FIRST = np.array([(1 << 8 * size) - 1 for size in range(AT_ONCE + 1)], np.uint64)  # keeps so many of them


@dataclass(frozen=True, slots=True)
class Letters(Sequence[str]):
    """Texts as the bytes of their letters (UTF-8), one after another: each from its bound to the next."""

    held: Bytes
    bounds: Places

    def __len__(self) -> int:
        """Give how many texts there are."""
        return len(self.bounds) - 1

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> "Letters": ...
    def __getitem__(self, place: int | slice) -> "str | Letters":
        """Give a text, or some that follow one another."""
        if isinstance(place, slice):
            start, stop, _ = place.indices(len(self))
            begin, end = self.bounds[start], self.bounds[max(start, stop)]
            return Letters(self.held[begin:end], self.bounds[start : max(start, stop) + 1] - begin)
        begin = self.bounds[place] if place >= 0 else self.bounds[place - 1]
        end = self.bounds[place + 1] if place >= 0 else self.bounds[place]
        return self.held[begin:end].tobytes().decode(errors="replace")

    def __iter__(self) -> Iterator[str]:
        """Give each text."""
        held, bounds = self.held.tobytes(), self.bounds.tolist()
        cut = [held[begin:end] for begin, end in pairwise(bounds)]
        return iter([one.decode(errors="replace") for one in cut])

    def sizes(self) -> Places:
        """Give how many bytes each text has."""
        return np.diff(self.bounds)


def of(texts: Sequence[str]) -> Letters:
    """Give texts as their letters."""
    if isinstance(texts, Letters):
        return texts
    written = [text.encode(errors="replace") for text in texts]
    sizes = np.fromiter(map(len, written), np.int64, len(written))
    return Letters(np.frombuffer(b"".join(written), np.uint8), np.concatenate(([0], np.cumsum(sizes))))


def of_arrow(texts: Any) -> Letters:
    """Give the texts of an array of pyarrow, in which none is missing, without copying them."""
    _, bounds, held = texts.buffers()
    wide = np.int64 if str(texts.type) == "large_string" else np.int32
    if not len(texts) or held is None:
        return of([""] * len(texts))
    found = np.frombuffer(bounds, wide)[texts.offset : texts.offset + len(texts) + 1].astype(np.int64)
    return Letters(np.frombuffer(held, np.uint8)[found[0] : found[-1]], found - found[0])


def followed(held: Bytes) -> Bytes:
    """Give letters with noughts after the last, so that eight can be taken from any place on."""
    return np.concatenate([held, np.zeros(AT_ONCE, np.uint8)])


def eights(held: Bytes) -> Eights:
    """Give, for each place among letters that noughts follow, the eight from there on as one number."""
    return np.ndarray((len(held) - AT_ONCE + 1,), "<u8", held.data, strides=(1,))


def first(numbers: Eights, sizes: Places) -> Eights:
    """Give of eight letters each so many of the first as its size, and noughts for the others."""
    return numbers & _FIRST.take(np.minimum(sizes, AT_ONCE))
