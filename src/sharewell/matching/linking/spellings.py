"""
The distinct spellings of a kind of name in all lists, as the numbers of their words.

There are many ways to put words together, and few words: only each word is read as text, once; all else is sums.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sharewell.matching import names
from sharewell.matching.linking import letters
from sharewell.matching.linking.letters import Bytes, Letters, Places
from sharewell.matching.linking.numbering import MIX, Hashes, Numbering, Whole

NOBODY = -1
AT_ONCE = 1 << 15  # texts taken apart at a time
_ONE, _SHIFT = np.uint64(1), np.uint64(29)
_CAPITAL, _CAPITALS, _TO_SMALL = np.uint8(ord("A")), 26, np.uint8(ord("a") - ord("A"))
_SPACE, _HYPHEN, _END = ord(" "), ord("-"), ord("\n")


class Spellings:
    """The spellings that were met, in plain letters, numbered as they are met."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        self._met = Numbering()
        self._flat: list[Whole] = []
        self._sizes: list[Whole] = []
        # Words as they are written, in small letters: the numbers of the plain words that each stands for.
        self._written = Numbering()
        self._plain, self._bounds = np.empty(0, np.int32), np.zeros(1, np.int64)

    def __len__(self) -> int:
        """Give how many spellings there are."""
        return len(self._met)

    def numbers(self, texts: Sequence[str]) -> Whole:
        """Give the number of each text's spelling; below nought where it names nobody."""
        read = letters.of(texts)
        found = [self._some(read[start : start + AT_ONCE]) for start in range(0, len(read), AT_ONCE)]
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

    def _some(self, texts: Letters) -> Whole:
        sizes, words = self._taken_apart(texts)
        starts = np.cumsum(sizes) - sizes
        hashes, place = np.zeros(len(texts), np.uint64), 0
        more = named = np.flatnonzero(sizes)
        while len(more):
            word = words[starts[more] + place].astype(np.uint64)
            mixed = (hashes[more] + word + _ONE) * MIX
            hashes[more] = mixed ^ mixed >> _SHIFT
            place += 1
            more = more[sizes[more] > place]
        numbers = np.full(len(texts), NOBODY, np.int32)
        numbers[named], first = self._met.places(hashes[named])
        new = named[first]
        self._flat.append(words[np.repeat(starts[new], sizes[new]) + _places(sizes[new])])
        self._sizes.append(sizes[new].astype(np.int32))
        return numbers

    def _taken_apart(self, texts: Letters) -> tuple[Places, Whole]:
        """Give how many plain words each text has, and all of these, one after another."""
        small = letters.followed(_small(texts.held))
        begins, ends = _words(small[: len(texts.held)], texts.bounds)
        where, first = self._written.places(_hashed(small, begins, ends))
        held = small.tobytes()
        new = [_plain(held[begin:end]) for begin, end in zip(begins[first].tolist(), ends[first].tolist(), strict=True)]
        numbers = [self.words.setdefault(word, len(self.words)) for words in new for word in words]
        self._plain = np.concatenate([self._plain, np.array(numbers, np.int32)])
        bounds = np.cumsum(np.fromiter(map(len, new), np.int64, len(new)))
        self._bounds = np.concatenate([self._bounds, bounds + self._bounds[-1]])
        starts = self._bounds[where]
        sizes = self._bounds[where + 1] - starts
        words = self._plain[np.repeat(starts, sizes) + _places(sizes)]
        before = np.concatenate(([0], np.cumsum(sizes)))[np.searchsorted(begins, texts.bounds)]
        return np.diff(before), words


def _plain(word: bytes) -> tuple[str, ...]:
    """Give the plain words that one as written stands for: none for a title, two for some doubles."""
    if word.isalpha():  # most words: nothing to fold
        text = word.decode()
        return () if text in names.TITLES or text in names.PLACEHOLDERS else (text,)
    return names.parts(word.decode(errors="replace"))


def _small(held: Bytes) -> Bytes:
    """Give letters with the capitals of the alphabet made small."""
    found: Bytes = held + (held - _CAPITAL < _CAPITALS).astype(np.uint8) * _TO_SMALL
    return found


def _words(held: Bytes, bounds: Places) -> tuple[Places, Places]:
    """Give where each word begins and ends; none goes on from one text to the next."""
    inside = (held != _SPACE) & (held != _HYPHEN) & (held != _END)
    cut = np.zeros(len(held) + 1, np.bool_)  # before which letters a text begins
    cut[bounds] = True
    first, last = inside.copy(), inside.copy()
    first[1:] &= cut[1:-1] | ~inside[:-1]
    last[:-1] &= cut[1:-1] | ~inside[1:]
    return np.flatnonzero(first), np.flatnonzero(last) + 1


def _hashed(held: Bytes, begins: Places, ends: Places) -> Hashes:
    """Give one number for the letters of each word: up to eight are one by themselves."""
    eights, sizes = letters.eights(held), ends - begins
    found, step = letters.first(eights[begins], sizes), letters.AT_ONCE
    more = np.flatnonzero(sizes > step)
    while len(more):
        mixed = (found[more] ^ found[more] >> _SHIFT) * MIX
        found[more] = mixed + letters.first(eights[begins[more] + step], sizes[more] - step)
        step += letters.AT_ONCE
        more = more[sizes[more] > step]
    return found


def _places(sizes: NDArray[np.integer]) -> NDArray[np.int64]:
    """Give nought, one, two… for each of the sizes, one after another."""
    return np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
