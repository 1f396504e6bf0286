"""How each pair agrees on each fact, in levels, many pairs at a time; each pair of spellings is compared once."""

from itertools import product

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cpdist

from sharewell.matching import coding
from sharewell.matching.likeness import BORN, CLOSE, GIVEN, NAME, NEAR, NUMBER, PLACE, SEX
from sharewell.matching.linking import facts
from sharewell.matching.linking.coded import ABROAD, NOTHING, Whole
from sharewell.matching.linking.facts import Rows
from sharewell.matching.linking.once import once
from sharewell.matching.linking.tables import Figures, NameTable, Tables, written

Levels = NDArray[np.int8]
Places = NDArray[np.int64]
_LOWEST_OF_EACH, _FIGURE = np.uint32(0x11111111), np.uint32(0xF)  # bits of numbers as ``tables.written`` gives them
UNLIKE = 4  # letters that only one of two spellings has: further apart than this they are not compared by letter


class Remembered:
    """
    The levels of pairs of spellings that were compared already; the newest where two would take one place.

    Each is one number of eight bytes (the two spellings, then the level), so that a place is never half written, and
    threads may share what is remembered.
    """

    SPELLING_BITS, LEVEL_BITS, PLACE_BITS = 29, 4, 17

    def __init__(self, table: NameTable) -> None:
        self.table = table
        self.kept = np.full(1 << self.PLACE_BITS, -1, np.int64)

    def levels(self, ours: Whole, theirs: Whole) -> Levels:
        """Give the level of each pair of spellings, comparing the letters of those that are not remembered."""
        pair = (ours.astype(np.int64) << self.SPELLING_BITS | theirs) << self.LEVEL_BITS
        place = (pair.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(64 - self.PLACE_BITS)).astype(
            np.int64
        )
        found = self.kept[place]
        new = np.flatnonzero(found >> self.LEVEL_BITS != pair >> self.LEVEL_BITS)
        if len(new):
            first, where = once(pair[new])
            distinct = new[first]
            judged = pair[distinct] | _spelt(self.table, ours[distinct], theirs[distinct])
            found[new] = judged[where]
            self.kept[place[new]] = found[new]
        return (found & ((1 << self.LEVEL_BITS) - 1)).astype(np.int8)


class Comparer:
    """Compares rows of two lists, with what it remembers; threads share it."""

    def __init__(self, look: Tables) -> None:
        self.look = look
        self.given, self.family = Remembered(look.given), Remembered(look.family)

    def compare(self, ours: Rows, theirs: Rows) -> dict[str, Levels]:
        """Give each pair's level for each aspect, as places in ``likeness.ASPECTS``."""
        # Column by column: each is read several times, and then without stepping over the others.
        ours, theirs = np.asfortranarray(ours), np.asfortranarray(theirs)
        given, family = self.names(ours, theirs)
        facts_compared = self.facts(ours, theirs)
        sex = facts_compared["sex"]
        # Who has the same first name has the same sex: counted once.
        sex[(sex == SEX.index("same")) & (given >= NAME.index("same")) & (given <= NAME.index("sounds_alike"))] = 0
        return {"given": given, "family": family, **facts_compared}

    def names(self, ours: Rows, theirs: Rows) -> tuple[Levels, Levels]:
        """Give each pair's level for the first and for the family name."""
        given = _names(self.given, ours, theirs, facts.GIVEN)
        family = _names(self.family, ours, theirs, facts.FAMILY)
        _cross(given, family, ours, theirs)
        return given, family

    def facts(self, ours: Rows, theirs: Rows) -> dict[str, Levels]:
        """Give each pair's level for all but the names."""
        return {
            "born": _born(self.look, ours, theirs),
            "place": _place(ours[:, facts.PLACE], theirs[:, facts.PLACE]),
            "sex": _sex(ours, theirs),
            "nhs_number": _number(ours, theirs, facts.NHS_NUMBER),
            "upn": _number(ours, theirs, facts.UPN),
        }


def _names(remembered: Remembered, ours: Rows, theirs: Rows, column: int) -> Levels:
    """Compare one of the names; those that share few letters differ without being looked at."""
    table = remembered.table
    mine, yours = ours[:, column], theirs[:, column]
    level = (((mine | yours) >= 0) * np.int8(NAME.index("same"))).astype(np.int8)
    rest = np.flatnonzero((mine != yours) & (level > 0))
    double = (ours[:, facts.SMALL] | theirs[:, facts.SMALL]).take(rest) & facts.DOUBLE[column] > 0
    found = np.zeros(len(rest), np.int8)
    if column == facts.GIVEN:
        found = _by_first_word(table, *(rows[:, facts.GIVEN_FIRST].take(rest) for rows in (ours, theirs)))
    several = np.flatnonzero(double & (found == 0))
    both = mine.take(rest[several]), yours.take(rest[several])
    may_be = (table.marks.take(both[0]) & table.marks.take(both[1])) > 0
    found[several[may_be]] = _in_part(table, both[0][may_be], both[1][may_be])
    left = np.flatnonzero(found == 0)
    compared = facts.GIVEN_FIRST if column == facts.GIVEN else column
    one, other = (rows[:, compared].take(rest[left]) for rows in (ours, theirs))
    found[left] = _by_letters(remembered, one, other, double.take(left) if column == facts.FAMILY else None)
    level[rest] = found
    return level


def _by_first_word(table: NameTable, first: Whole, second: Whole) -> Levels:
    """Give the level of first names that begin with one word, or with two of which one is a usual form of the other."""
    level = (first == second) * np.int8(NAME.index("first"))
    may_be = np.flatnonzero(table.has_form.take(first) & table.has_form.take(second) & (level == 0))
    pair = first[may_be].astype(np.int64) << 32 | second[may_be]
    place = np.minimum(np.searchsorted(table.forms, pair), len(table.forms) - 1)
    level[may_be[table.forms.take(place) == pair]] = NAME.index("short_form")
    return level


def _in_part(table: NameTable, ours: Whole, theirs: Whole) -> Levels:
    """Give the level of names of several words that have one in common, or all their letters; nought for others."""
    mine, yours = np.asfortranarray(table.words.take(ours, axis=0)), np.asfortranarray(table.words.take(theirs, axis=0))
    np.putmask(yours, yours < 0, NOTHING - 1)  # so that no word is never the same as no word
    common = np.zeros(len(ours), np.bool_)
    for one, other in product(mine.T, yours.T):
        common |= one == other
    level = common * np.int8(NAME.index("in_part"))
    np.putmask(level, table.run_together.take(ours) == table.run_together.take(theirs), NAME.index("short_form"))
    return level


def _by_letters(remembered: Remembered, one: Whole, other: Whole, double: NDArray[np.bool_] | None) -> Levels:
    """Give the level of texts that are compared as they are written; of whole names, which are ``double`` is given."""
    table = remembered.table
    letters = table.letters.take(one), table.letters.take(other)
    like = np.bitwise_count(letters[0] ^ letters[1]) <= UNLIKE
    if double is not None:
        # A part of a double name has few letters of its own, however many the whole has.
        like |= ((letters[0] & letters[1]) == np.minimum(*letters)) & double
    level = np.full(len(one), NAME.index("differs"), np.int8)
    look = np.flatnonzero(like)
    one, other = one.take(look), other.take(look)
    alike = table.sounds.take(one) == table.sounds.take(other)
    level[look[alike]] = NAME.index("sounds_alike")
    rest = np.flatnonzero(~alike)
    level[look[rest]] = remembered.levels(one.take(rest), other.take(rest))
    return level


def _cross(given: Levels, family: Levels, ours: Rows, theirs: Rows) -> None:
    """Mark the pairs of which a name agrees only in the other's place."""
    crossed = (given == NAME.index("differs")) & (family == NAME.index("differs"))
    crossed &= (ours[:, facts.GIVEN_SOUND] == theirs[:, facts.FAMILY_SOUND]) | (
        ours[:, facts.FAMILY_SOUND] == theirs[:, facts.GIVEN_SOUND]
    )
    np.putmask(given, crossed, GIVEN.index("crossed"))
    np.putmask(family, crossed, NAME.index("unknown"))


def _spelt(table: NameTable, one: Whole, other: Whole) -> Levels:
    """Give the level of each distinct pair of texts that do not sound alike."""
    texts = table.texts
    ours, theirs = [texts[number] for number in one.tolist()], [texts[number] for number in other.tolist()]
    closeness = cpdist(ours, theirs, scorer=JaroWinkler.similarity, score_cutoff=NEAR)
    level = np.full(len(one), NAME.index("differs"), np.int8)
    level[closeness >= NEAR] = NAME.index("near")
    level[closeness >= CLOSE] = NAME.index("close")
    return level


def _born(look: Tables, ours: Rows, theirs: Rows) -> Levels:
    mine, yours = ours[:, facts.DATE], theirs[:, facts.DATE]
    level = ((mine | yours) >= 0) * np.int8(BORN.index("same"))
    rest = np.flatnonzero((mine != yours) & (level > 0))
    level[rest] = _other_day(look, mine.take(rest), yours.take(rest))
    return level


def _other_day(look: Tables, ours: Whole, theirs: Whole) -> Levels:
    """Give the level of two days that are not the same."""
    years = np.abs((ours >> 16) - (theirs >> 16))
    mine, yours = (ours >> 8 & 0xFF, ours & 0xFF), (theirs >> 8 & 0xFF, theirs & 0xFF)  # month and day
    year, month, day = years == 0, mine[0] == yours[0], mine[1] == yours[1]
    level = np.full(len(ours), BORN.index("differs"), np.int8)
    np.putmask(level, year, BORN.index("year"))
    np.putmask(level, year & month, BORN.index("month_and_year"))
    days = look.day(ours), look.day(theirs)
    close = (np.abs(days[0] - days[1]) <= 1) | (month & day & ((years == 1) | (years == 10)))
    close |= _one_slip(look.written.take(days[0]), look.written.take(days[1]))
    close |= year & day & (np.abs(mine[0] - yours[0]) == 1)
    np.putmask(level, close, BORN.index("close"))
    np.putmask(level, year & (mine[0] == yours[1]) & (mine[1] == yours[0]), BORN.index("swapped"))
    return level


def _one_slip(ours: Figures, theirs: Figures) -> NDArray[np.bool_]:
    """Say which two numbers differ in one written figure, or in two neighbours that changed places."""
    unlike = ours ^ theirs
    places = (unlike | unlike >> 1 | unlike >> 2 | unlike >> 3) & _LOWEST_OF_EACH
    count = np.bitwise_count(places)
    found: NDArray[np.bool_] = count == 1
    two = np.flatnonzero((count == 2) & ((places & places >> 4) > 0))
    mine, yours, places = ours[two], theirs[two], places[two]
    right = (places & places >> 4) * _FIGURE  # the right one of the two, and with it the left
    turned = (mine & right) << 4 == yours & right << 4
    found[two] = turned & ((mine & right << 4) >> 4 == yours & right)
    return found


def _sex(ours: Rows, theirs: Rows) -> Levels:
    mine, yours = facts.sexes(ours), facts.sexes(theirs)
    level = np.where(mine == yours, SEX.index("same"), SEX.index("differs")).astype(np.int8)
    np.putmask(level, (mine == 0) | (yours == 0), SEX.index("unknown"))
    return level


def _place(ours: Whole, theirs: Whole) -> Levels:
    level = np.full(len(ours), PLACE.index("differs"), np.int8)
    np.putmask(level, ours // coding.PER_DISTRICT == theirs // coding.PER_DISTRICT, PLACE.index("district"))
    np.putmask(level, ours == theirs, PLACE.index("same"))
    np.putmask(level, (ours | theirs) < 0, PLACE.index("unknown"))
    near = np.flatnonzero(level == PLACE.index("district"))
    level[near[_unit_slip(ours[near], theirs[near])]] = PLACE.index("slip")
    abroad = np.flatnonzero((level == PLACE.index("differs")) & (ours >= ABROAD) & (theirs >= ABROAD))
    if len(abroad):
        codes = [written((places[abroad] - ABROAD) // coding.PER_DISTRICT) for places in (ours, theirs)]
        level[abroad[_one_slip(*codes)]] = PLACE.index("slip")
    return level


def _unit_slip(ours: Whole, theirs: Whole) -> NDArray[np.bool_]:
    """Say which postcodes of a district differ in one of the last three characters, or in two that changed places."""
    mine, yours = ours % coding.PER_DISTRICT, theirs % coding.PER_DISTRICT
    letters = coding.UNIT_LETTERS
    parts = [(place // letters**2, place // letters % letters, place % letters) for place in (mine, yours)]
    unlike = [one != other for one, other in zip(*parts, strict=True)]
    turned = (parts[0][1] == parts[1][2]) & (parts[0][2] == parts[1][1]) & ~unlike[0]
    found: NDArray[np.bool_] = (np.sum(unlike, axis=0) == 1) | turned
    return found


def _number(ours: Rows, theirs: Rows, place: int) -> Levels:
    if place >= min(ours.shape[1], theirs.shape[1]):  # a list of which no number is known
        return np.full(len(ours), NUMBER.index("unknown"), np.int8)
    mine, yours = facts.numbers(ours, place), facts.numbers(theirs, place)
    level = np.where(mine == yours, NUMBER.index("same"), NUMBER.index("differs")).astype(np.int8)
    np.putmask(level, (mine | yours) < 0, NUMBER.index("unknown"))
    return level
