"""
The distinct spellings of a kind of name in all lists, as the numbers of their words.

There are many ways to put words together, and few words: only each word is read as text, once; all else is sums.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sharewell.matching import names

Whole = NDArray[np.int32]
Hashes = NDArray[np.uint64]
NOBODY = -1
AT_ONCE = 1 << 16  # texts taken apart at a time
MIX = np.uint64(0x9E3779B97F4A7C15)
_BACK = np.uint64(pow(int(MIX), -1, 1 << 64))  # undoes a multiplication by MIX
_ONE = np.uint64(1)
_SPACE, _HYPHEN, _END = ord(" "), ord("-"), ord("\n")


class Spellings:
    """The spellings that were met, in plain letters, numbered as they are met."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        self._written = _Words(self.words)
        self._hashes, self._numbers = np.empty(0, np.uint64), np.empty(0, np.int32)  # in the order of the hashes
        self._flat: list[Whole] = []
        self._sizes: list[Whole] = []

    def __len__(self) -> int:
        """Give how many spellings there are."""
        return len(self._numbers)

    def numbers(self, texts: Sequence[str]) -> Whole:
        """Give the number of each text's spelling; below nought where it names nobody."""
        found = [self._some(texts[start : start + AT_ONCE]) for start in range(0, len(texts), AT_ONCE)]
        return np.concatenate(found) if found else np.empty(0, np.int32)

    def parts(self) -> Whole:
        """Give the words of each spelling, a row each, below nought where there is none; and a last row of none."""
        sizes = np.concatenate([*self._sizes, np.empty(0, np.int32)])
        flat = np.concatenate([*self._flat, np.empty(0, np.int32)])
        parts = np.full((len(sizes) + 1, max(2, int(sizes.max(initial=0)))), NOBODY, np.int32)
        parts[np.repeat(np.arange(len(sizes)), sizes), _places(sizes)] = flat
        return parts

    def texts(self) -> list[str]:
        """Give the spellings in the order of their numbers."""
        words, parts = list(self.words), self.parts()[:-1]
        found = [words[one] for one in parts[:, 0].tolist()]
        for place in np.flatnonzero(parts[:, 1] >= 0).tolist():
            found[place] = " ".join([words[one] for one in parts[place].tolist() if one >= 0])
        return found

    def _some(self, texts: Sequence[str]) -> Whole:
        text_of, words = self._taken_apart(texts)
        sizes = np.bincount(text_of, minlength=len(texts)).astype(np.int32)
        rows = np.full((len(texts), int(sizes.max(initial=0))), NOBODY, np.int32)
        rows[text_of, _places(sizes)] = words
        hashes = np.zeros(len(texts), np.uint64)
        for column in rows.T:
            hashes = np.where(column >= 0, (hashes + column.astype(np.uint64) + _ONE) * MIX, hashes)
            hashes ^= hashes >> np.uint64(29)
        numbers = np.full(len(texts), NOBODY, np.int32)
        named = np.flatnonzero(sizes)
        distinct, first, where = np.unique(hashes[named], return_index=True, return_inverse=True)
        places = np.searchsorted(self._hashes, distinct)
        new = np.ones(len(distinct), np.bool_)
        inside = places < len(self._hashes)
        new[inside] = self._hashes[places[inside]] != distinct[inside]
        met = np.flatnonzero(new)[np.argsort(first[new])]
        found = np.empty(len(distinct), np.int32)
        found[~new] = self._numbers[places[~new]]
        found[met] = len(self) + np.arange(len(met))
        self._hashes = np.insert(self._hashes, places[new], distinct[new])
        self._numbers = np.insert(self._numbers, places[new], found[new])
        rows = rows[named[first[met]]]
        self._flat.append(rows[rows >= 0])
        self._sizes.append((rows >= 0).sum(axis=1).astype(np.int32))
        numbers[named] = found[where]
        return numbers

    def _taken_apart(self, texts: Sequence[str]) -> tuple[NDArray[np.int64], Whole]:
        """Give all plain words of the texts, one after another, and which text each is of."""
        joined = "\n".join(texts)
        if joined.count("\n") >= len(texts):
            joined = "\n".join([text.replace("\n", " ") for text in texts])
        letters = joined.encode(errors="replace")
        hashes, begins, ends, text_of = _hashed(letters)
        _distinct, first, where = np.unique(hashes, return_index=True, return_inverse=True)
        met = np.argsort(first)
        slices = zip(begins[first[met]].tolist(), ends[first[met]].tolist(), strict=True)
        read = [self._written[letters[begin:end].decode()] for begin, end in slices]
        where = np.argsort(met)[where]
        sizes = np.fromiter(map(len, read), np.int64, len(read))
        flat = np.array([number for one in read for number in one], np.int32)
        start, size = (np.cumsum(sizes) - sizes)[where], sizes[where]
        return np.repeat(text_of, size), flat[np.repeat(start, size) + _places(size)]


class _Words(dict[str, tuple[int, ...]]):
    """Each word as written, with the numbers of the plain words it stands for: none for a title, two for a double."""

    def __init__(self, numbers: dict[str, int]) -> None:
        super().__init__()
        self.numbers = numbers

    def __missing__(self, word: str) -> tuple[int, ...]:
        found = self[word] = tuple(self.numbers.setdefault(part, len(self.numbers)) for part in names.parts(word))
        return found


def _hashed(letters: bytes) -> tuple[Hashes, NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Give a number for the letters of each word, where it begins and ends, and on which line it stands."""
    held = np.frombuffer(letters, np.uint8)
    inside = np.concatenate(([False], (held != _SPACE) & (held != _HYPHEN) & (held != _END), [False]))
    begins, ends = (np.flatnonzero(inside[1:] & ~inside[:-1]), np.flatnonzero(~inside[1:] & inside[:-1]))
    # Sums of the letters, each times a power of its place: a word's is the difference of two, brought to one place.
    factors = np.full(len(held) + 1, MIX)
    factors[0] = _ONE
    powers = np.cumprod(factors)
    sums = np.concatenate(([np.uint64(0)], np.cumsum((held.astype(np.uint64) + _ONE) * powers[1:])))
    factors[1:] = _BACK
    back = np.cumprod(factors)
    line = np.cumsum(held == _END)
    return (sums[ends] - sums[begins]) * back[begins], begins, ends, line[begins]


def _places(sizes: NDArray[np.integer]) -> NDArray[np.int64]:
    """Give nought, one, two… for each of the sizes, one after another."""
    return np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
