"""What is looked up of each spelling and each day: letters, sounds, usual forms, the calendar."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sharewell.matching import coding, names
from sharewell.matching.linking.coded import NOTHING, Vocabularies, Whole
from sharewell.matching.linking.numbering import MIX, Hashes
from sharewell.matching.linking.spellings import Spellings

Figures = NDArray[np.uint32]  # numbers with four bits to each figure
Spelt = NDArray[np.uint8]
LONGEST = 64  # letters of a word that are looked at: what is longer is no name, and one of thousands would fill memory
_BIT_OF = np.array([1 << letter - 97 if 97 <= letter <= 122 else 0 for letter in range(256)], np.uint32)
_ONE = np.uint64(1)
_TOP_BITS = np.uint64(58)  # leaves six, which say a place among the bits of a number


@dataclass(slots=True)
class Tables:
    """What is looked up for each spelling and each day."""

    given: "NameTable"
    family: "NameTable"
    calendar: NDArray[np.int32]  # of each day: year, month, day of the month
    written: "Figures"  # and all its figures in a row
    months: Whole  # the day before each month's first, by twelve times the year and the month

    def day(self, dates: Whole) -> Whole:
        """Give the numbers of days of which ``facts`` has the year, the month and the day in one number."""
        return self.months.take((dates >> 16) * 12 + (dates >> 8 & 0xFF)) + (dates & 0xFF)


@dataclass(slots=True)
class NameTable:
    """
    For each spelling: the numbers of its words (below nought where there is none), whether it has several, and a number
    of all its letters in a row; the same as marks, of which two have one in common where these have anything in common,
    and seldom otherwise; its first letter's number, its first word, and the number of that word's sound. A last
    place is for none.

    ``texts``, ``letters`` and ``sounds`` are of what is compared by letters: of first words, or of whole spellings.
    ``forms`` are the pairs of first words of which one is a usual form of the other; which words are in one is marked.
    """

    words: Whole
    double: NDArray[np.bool_]
    run_together: NDArray[np.uint64]
    marks: NDArray[np.uint64]
    initial: Whole
    first: Whole
    first_sound: Whole
    forms: NDArray[np.int64]
    has_form: NDArray[np.bool_]
    texts: list[str]
    letters: NDArray[np.uint32]
    sounds: NDArray[np.uint64]


def tables(vocabularies: Vocabularies) -> Tables:
    """Prepare what is looked up of all spellings."""
    days = np.arange(1 << 16) - (1 << 15)
    dates = np.datetime64(coding.EPOCH, "D") + days
    months = dates.astype("datetime64[M]")
    years = months.astype("datetime64[Y]")
    calendar = np.stack(
        [years.astype(int) + 1970, (months - years).astype(int) + 1, (dates - months).astype(int) + 1], axis=1
    ).astype(np.int32)
    before = np.zeros(12 * (int(calendar[-1, 0]) + 1) + 1, np.int32)
    before[calendar[::-1, 0] * 12 + calendar[::-1, 1]] = np.arange(len(days) - 1, -1, -1) - calendar[::-1, 2]
    heard: dict[str, int] = {}  # one for both, so that names in each other's place are found
    given = _table(vocabularies.given, heard, by_first_word=True)
    return Tables(
        given,
        _table(vocabularies.family, heard, by_first_word=False),
        calendar,
        written(calendar @ (10_000, 100, 1)),
        before,
    )


def written(numbers: NDArray[Any]) -> Figures:
    """Give numbers of at most eight figures with four bits to each figure, as they are written."""
    found, rest = np.zeros(len(numbers), np.uint32), numbers.astype(np.uint32)
    for place in range(0, 32, 4):
        rest, figure = np.divmod(rest, np.uint32(10))
        found |= figure << np.uint32(place)
    return found


def _table(spellings: Spellings, heard: dict[str, int], *, by_first_word: bool) -> NameTable:
    """
    Prepare what is looked up of one kind of name.

    First names are compared ``by_first_word``, for many lists leave the others out; family names whole.
    """
    words, parts, spelt = list(spellings.words), spellings.parts(), _spelt(list(spellings.words))
    read = names.sound.__wrapped__  # each word is met once: to remember its sound would only take memory
    sound_of = np.array([heard.setdefault(read(word) or word, len(heard)) for word in words] + [NOTHING], np.int32)
    first, double = parts[:, 0], parts[:, 1] >= 0
    initial = np.append(spelt[0].astype(np.int32) - (ord("a") - 1), np.int32(0))
    forms = _forms(spellings.words) if by_first_word else np.full(1, -1, np.int64)
    has_form = np.zeros(len(words) + 1, np.bool_)
    has_form[forms[1:] >> 32] = True
    letters, sounds, together = _of_all_words(parts, spelt, sound_of)
    if by_first_word:
        texts, letters, sounds = words, _letters(spelt), sound_of.astype(np.uint64)
    else:
        texts = spellings.texts()
    looked_up = initial[first], first, sound_of[first]
    return NameTable(
        parts, double, together, _marks(parts, together), *looked_up, forms, has_form, texts, letters, sounds
    )


def _of_all_words(parts: Whole, spelt: Spelt, sound_of: Whole) -> tuple[NDArray[np.uint32], Hashes, Hashes]:
    """Give, for each spelling, the letters of all its words, and a number of their sounds and of their letters."""
    letters_of, number_of = _letters(spelt), _numbers(spelt)
    lengths = np.append(np.count_nonzero(spelt, axis=0), 0).astype(np.uint64)
    first = parts[:, 0]
    letters, sounds, together = letters_of[first], sound_of[first].astype(np.uint64), number_of[first]
    for column in parts.T[1:]:
        more = np.flatnonzero(column >= 0)
        word = column[more]
        letters[more] |= letters_of[word]
        sounds[more] = (sounds[more] + _ONE) * MIX + sound_of[word].astype(np.uint64)
        together[more] = together[more] * MIX ** lengths[word] + number_of[word]
    return letters, sounds, together


def _marks(parts: Whole, together: Hashes) -> Hashes:
    """Give one bit of a number for each word of a spelling, and one for all its letters in a row."""
    found = _ONE << (together * MIX >> _TOP_BITS)
    for column in parts.T:
        found |= np.where(column < 0, np.uint64(0), _ONE << (column.astype(np.uint64) * MIX >> _TOP_BITS))
    return found


def _numbers(spelt: Spelt) -> NDArray[np.uint64]:
    """Give one number for the letters of each word; words put together give that of their letters in a row."""
    found = np.zeros(spelt.shape[1] + 1, np.uint64)
    for column in spelt:
        found[:-1] = np.where(column, found[:-1] * MIX + column, found[:-1])
    return found


def _letters(spelt: Spelt) -> NDArray[np.uint32]:
    """Give the letters of each word as bits."""
    found = np.zeros(spelt.shape[1] + 1, np.uint32)
    for column in spelt:
        found[:-1] |= _BIT_OF.take(column)
    return found


def _spelt(words: list[str]) -> Spelt:
    """Give the letters of all words: the first ones, the second ones, and so on; nought where a word has ended."""
    held = np.array(words or [""], f"S{min(LONGEST, max(map(len, words), default=1))}")
    return np.ascontiguousarray(held.view(np.uint8).reshape(len(held), -1)[: len(words)].T)


def _forms(words: dict[str, int]) -> NDArray[np.int64]:
    """Give the pairs of first parts of which one is a usual form of the other, as sorted numbers."""
    found = {
        place * (1 << 32) + words[form]
        for word, place in words.items()
        for form in names.short_forms().get(word, ())
        if form in words
    }
    return np.array(sorted(found | {-1}), np.int64)  # never empty: -1 is no pair
