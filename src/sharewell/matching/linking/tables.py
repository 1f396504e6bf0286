"""What is looked up of each spelling and each day: letters, sounds, usual forms, the calendar."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sharewell.matching import coding, names
from sharewell.matching.linking.coded import NOTHING, Vocabularies, Whole


@dataclass(slots=True)
class Tables:
    """What is looked up for each spelling and each day."""

    given: "NameTable"
    family: "NameTable"
    calendar: NDArray[np.int32]


@dataclass(slots=True)
class NameTable:
    """
    For each spelling: its text, its letters as bits, its first letter's number, the numbers of its sound, of its first
    part and of that part's sound; ``forms`` are the pairs of first parts of which one is a usual form of the other. A
    last place is for none.
    """

    texts: list[str]
    letters: NDArray[np.uint32]
    initial: Whole
    sounds: Whole
    first: Whole
    first_sound: Whole
    double: NDArray[np.bool_]
    forms: NDArray[np.int64]


def tables(vocabularies: Vocabularies) -> Tables:
    """Prepare what is looked up of all spellings."""
    days = np.arange(1 << 16) - (1 << 15)
    dates = np.datetime64(coding.EPOCH, "D") + days
    months = dates.astype("datetime64[M]")
    years = months.astype("datetime64[Y]")
    calendar = np.stack(
        [years.astype(int) + 1970, (months - years).astype(int) + 1, (dates - months).astype(int) + 1], axis=1
    ).astype(np.int32)
    heard: dict[str, int] = {}  # one for both, so that names in each other's place are found
    given = _table(vocabularies.given.texts(), heard, with_forms=True)
    return Tables(given, _table(vocabularies.family.texts(), heard, with_forms=False), calendar)


def _table(texts: list[str], heard: dict[str, int], *, with_forms: bool) -> NameTable:
    words: dict[str, int] = {}
    # Most spellings are one word: what is known of each word is worked out once.
    parts = [[words.setdefault(word, len(words)) for word in text.split()] for text in texts]
    sound_of = [names.sound(word) or word for word in words]
    sound_number = np.array([heard.setdefault(sound, len(heard)) for sound in sound_of] + [NOTHING], np.int32)
    letters_of = _letters(list(words))
    size = len(texts) + 1
    first, letters = np.full(size, NOTHING, np.int32), np.zeros(size, np.uint32)
    first[:-1] = [found[0] for found in parts]
    letters[:-1] = letters_of[first[:-1]] if len(texts) else 0
    sounds = sound_number[first]
    double = np.zeros(size, np.bool_)
    for place, found in enumerate(parts):
        if len(found) > 1:
            double[place] = True
            letters[place] = np.bitwise_or.reduce(letters_of[found])
            sounds[place] = heard.setdefault(" ".join(sound_of[one] for one in found), len(heard))
    initial = np.array([ord(text[0]) - 96 for text in texts] + [0], np.int32)
    forms = _forms(words) if with_forms else np.empty(0, np.int64)
    return NameTable(texts, letters, initial, sounds, first, sound_number[first], double, forms)


def _letters(words: list[str]) -> NDArray[np.uint32]:
    """Give the letters of each word as bits."""
    found = np.zeros(len(words), np.uint32)
    if not words:
        return found
    spelt = np.array(words, "S")
    spelt = spelt.view(np.uint8).reshape(len(words), -1)
    for column in spelt.T:
        found |= np.where(column, np.uint32(1) << (column.astype(np.uint32) - 97) % 32, np.uint32(0)).astype(np.uint32)
    return found


def _forms(words: dict[str, int]) -> NDArray[np.int64]:
    """Give the pairs of first parts of which one is a usual form of the other, as sorted numbers."""
    found = {
        place * (1 << 32) + words[form]
        for word, place in words.items()
        for form in names.short_forms().get(word, ())
        if form in words
    }
    return np.array(sorted(found | {-1}), np.int64)  # never empty: -1 is no pair
