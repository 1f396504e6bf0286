"""How each pair agrees on each fact, in levels, many pairs at a time; each pair of spellings is compared once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cpdist

from sharewell.matching import coding, names
from sharewell.matching.linking.coded import NOTHING, Coded, Vocabularies, Whole

Levels = NDArray[np.int8]
NAME = ("unknown", "same", "first", "form", "part", "sound", "close", "near", "differs")
BORN = ("unknown", "same", "swapped", "close", "month", "year", "differs")
PLACE = ("unknown", "same", "district", "differs")
SEX = ("unknown", "same", "differs")
NUMBER = ("unknown", "same", "differs")
ASPECTS = {"given": NAME, "family": NAME, "born": BORN, "place": PLACE, "sex": SEX, "nhs_number": NUMBER, "upn": NUMBER}
CLOSE, NEAR = 0.92, 0.84
UNLIKE = 4  # letters that only one of two spellings has: further apart than this they are not compared by letter


@dataclass(slots=True)
class Tables:
    """What is looked up for each spelling and each day."""

    given: "NameTable"
    family: "NameTable"
    calendar: NDArray[np.int32]


@dataclass(slots=True)
class NameTable:
    """
    For each spelling: its text, its letters as bits, the numbers of its sound, of its first part and of that part's
    sound; ``forms`` are the pairs of first parts of which one is a usual form of the other. A last place is for none.
    """

    texts: list[str]
    letters: NDArray[np.uint32]
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
    given = _table(vocabularies.given.texts(), with_forms=True)
    return Tables(given, _table(vocabularies.family.texts(), with_forms=False), calendar)


def compare(left: Coded, right: Coded, one: Whole, other: Whole, look: Tables) -> dict[str, Levels]:
    """Give each pair's level for each aspect, as places in ``ASPECTS``."""
    given = _names(look.given, left.given[one], right.given[other])
    sex = _equal(left.sex[one], right.sex[other])
    # Who has the same first name has the same sex: counted once.
    sex[(sex == SEX.index("same")) & (given >= NAME.index("same")) & (given <= NAME.index("sound"))] = 0
    return {
        "given": given,
        "family": _names(look.family, left.family[one], right.family[other]),
        "born": _born(look.calendar, left.born[one], right.born[other]),
        "place": _place(left.place[one], right.place[other]),
        "sex": sex,
        "nhs_number": _equal(left.nhs_number[one], right.nhs_number[other]),
        "upn": _equal(left.upn[one], right.upn[other]),
    }


def _table(texts: list[str], *, with_forms: bool) -> NameTable:
    size = len(texts) + 1
    letters = np.zeros(size, np.uint32)
    sounds, first, first_sound = (np.full(size, NOTHING, np.int32) for _ in range(3))
    words: dict[str, tuple[int, int, str]] = {}
    heard: dict[str, int] = {}
    bits = {chr(97 + place): 1 << place for place in range(26)}
    for place, text in enumerate(texts):
        found = [
            words.get(word)
            or words.setdefault(word, (len(words), sum(bits[one] for one in set(word)), names.sound(word)))
            for word in text.split()
        ]
        first[place], letters[place], sound = found[0]
        first_sound[place] = sounds[place] = heard.setdefault(sound or text, len(heard))
        for _number, more, also in found[1:]:
            letters[place] |= more
            sound = f"{sound} {also}"
        if len(found) > 1:
            sounds[place] = heard.setdefault(sound, len(heard))
    double = np.array([" " in text for text in texts] + [False], np.bool_)
    return NameTable(texts, letters, sounds, first, first_sound, double, _forms(list(words), with_forms=with_forms))


def _forms(words: list[str], *, with_forms: bool) -> NDArray[np.int64]:
    """Give the pairs of first parts of which one is a usual form of the other, as sorted numbers."""
    if not with_forms:
        return np.empty(0, np.int64)
    number = {word: place for place, word in enumerate(words)}
    found = {
        place * (1 << 32) + number[form]
        for word, place in number.items()
        for form in names.short_forms().get(word, ())
        if form in number
    }
    return np.array(sorted(found), np.int64)


def _names(table: NameTable, ours: Whole, theirs: Whole) -> Levels:
    level = np.full(len(ours), NAME.index("differs"), np.int8)
    unknown = (ours == NOTHING) | (theirs == NOTHING)
    same = ours == theirs
    apart = np.bitwise_count(table.letters[ours] ^ table.letters[theirs])
    look = ~(same | unknown)
    joined = ours.astype(np.int64) * (1 << 32) + theirs
    if len(table.forms):
        first, second = table.first[ours], table.first[theirs]
        firsts = first.astype(np.int64) * (1 << 32) + second
        place = np.minimum(np.searchsorted(table.forms, firsts), len(table.forms) - 1)
        form = look & (table.forms[place] == firsts)
        level[form] = NAME.index("form")
        equal = look & (first == second)
        level[equal] = NAME.index("first")
        look &= ~(form | equal)
    # A part of a double name has few letters of its own, however many the whole has.
    mine, yours = table.letters[ours], table.letters[theirs]
    part = ((mine & yours) == np.minimum(mine, yours)) & (table.double[ours] | table.double[theirs])
    wanted = np.flatnonzero(look & ((apart <= UNLIKE) | part))
    if len(wanted):
        distinct, where = np.unique(joined[wanted], return_inverse=True)
        level[wanted] = _spelt(table, (distinct >> 32).astype(np.int64), distinct & 0xFFFFFFFF)[where]
    level[same] = NAME.index("same")
    level[unknown] = NAME.index("unknown")
    return level


def _spelt(table: NameTable, one: NDArray[np.int64], other: NDArray[np.int64]) -> Levels:
    """Give the level of each distinct pair of spellings."""
    texts = table.texts
    ours, theirs = [texts[number] for number in one.tolist()], [texts[number] for number in other.tolist()]
    closeness = cpdist(ours, theirs, scorer=JaroWinkler.similarity)
    level = np.full(len(one), NAME.index("differs"), np.int8)
    level[closeness >= NEAR] = NAME.index("near")
    level[closeness >= CLOSE] = NAME.index("close")
    level[table.sounds[one] == table.sounds[other]] = NAME.index("sound")
    for place, (mine, yours) in enumerate(zip(ours, theirs, strict=True)):
        if " " in mine or " " in yours:
            if mine.replace(" ", "") == yours.replace(" ", ""):
                level[place] = NAME.index("form")
            elif set(mine.split()) & set(yours.split()):
                level[place] = NAME.index("part")
    return level


def _born(calendar: NDArray[np.int32], ours: Whole, theirs: Whole) -> Levels:
    mine, yours = calendar[ours], calendar[theirs]
    years = np.abs(mine[:, 0] - yours[:, 0])
    year, month, day = years == 0, mine[:, 1] == yours[:, 1], mine[:, 2] == yours[:, 2]
    level = np.full(len(ours), BORN.index("differs"), np.int8)
    level[year] = BORN.index("year")
    level[year & month] = BORN.index("month")
    close = (np.abs(ours - theirs) <= 1) | (month & day & ((years == 1) | (years == 10)))
    level[close | (year & day & (np.abs(mine[:, 1] - yours[:, 1]) == 1)) | _one_figure(mine, yours)] = BORN.index(
        "close"
    )
    level[year & (mine[:, 1] == yours[:, 2]) & (mine[:, 2] == yours[:, 1])] = BORN.index("swapped")
    level[ours == theirs] = BORN.index("same")
    level[(ours == NOTHING) | (theirs == NOTHING)] = BORN.index("unknown")
    return level


def _one_figure(mine: NDArray[np.int32], yours: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Say where year and month are equal and the days differ in one written figure."""
    together = (mine[:, 0] == yours[:, 0]) & (mine[:, 1] == yours[:, 1])
    tens, ones = mine[:, 2] // 10 == yours[:, 2] // 10, mine[:, 2] % 10 == yours[:, 2] % 10
    return together & (tens ^ ones)


def _place(ours: Whole, theirs: Whole) -> Levels:
    level = np.full(len(ours), PLACE.index("differs"), np.int8)
    level[ours // 4000 == theirs // 4000] = PLACE.index("district")
    level[ours == theirs] = PLACE.index("same")
    level[(ours == NOTHING) | (theirs == NOTHING)] = PLACE.index("unknown")
    return level


def _equal(ours: Whole, theirs: Whole) -> Levels:
    level = np.where(ours == theirs, SEX.index("same"), SEX.index("differs")).astype(np.int8)
    level[(ours == NOTHING) | (theirs == NOTHING)] = SEX.index("unknown")
    return level
