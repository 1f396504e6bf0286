"""
Which pairs of two lists are worth comparing: those that agree on at least one of several combinations of facts.

Whoever's date, name or place is written wrongly still agrees on something else. A rule that would bring too many pairs
under one value (a common name on a full day) is narrowed there to those who agree on one fact more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from sharewell.matching.linking import facts, joining
from sharewell.matching.linking.coded import Whole
from sharewell.matching.linking.facts import Facts, Rows
from sharewell.matching.linking.joining import Keys

Places = NDArray[np.int64]
Pairs = tuple[Places, Places]
ENOUGH = 40  # pairs under one value of a rule that can be narrowed: among so many, this alone tells nobody
LARGEST = 20_000  # pairs under one value of any rule
AT_ONCE = 1 << 14  # rows whose keys are made at a time: so many stay near the processor
# A key is made of up to four facts, each times one of these: numbers drawn once, odd, of eight bytes.
_ODD = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F)
_LETTERS = (1 << facts.LETTER_BITS) - 1


def _column(place: int) -> Callable[[Rows], Whole]:
    return lambda rows: rows[:, place]


# How each fact that rules ask for is read from rows; below nought where it is not known.
ASKED: dict[str, Callable[[Rows], Whole]] = {
    "born": _column(facts.DATE),
    "given sound": _column(facts.GIVEN_SOUND),
    "family sound": _column(facts.FAMILY_SOUND),
    "family name": _column(facts.FAMILY),
    "postcode": _column(facts.PLACE),
    "swapped": facts.swapped,
    "NHS number": lambda rows: facts.numbers(rows, facts.NHS_NUMBER),
    "pupil number": lambda rows: facts.numbers(rows, facts.UPN),
    "year": lambda rows: rows[:, facts.DATE] >> 16,
    "year and month": lambda rows: rows[:, facts.DATE] >> 8,
    "year and day": lambda rows: np.where(
        rows[:, facts.DATE] < 0, rows[:, facts.DATE], rows[:, facts.DATE] & 0x7FFF00FF
    ),
    "month and day": lambda rows: np.where(rows[:, facts.DATE] < 0, rows[:, facts.DATE], rows[:, facts.DATE] & 0xFFFF),
    "first letter": lambda rows: rows[:, facts.SMALL] >> facts.SEX_BITS & _LETTERS,
    "family letter": lambda rows: rows[:, facts.SMALL] >> facts.SEX_BITS + facts.LETTER_BITS & _LETTERS,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """
    Facts on which two people must agree; and which one more where too many do.

    ``there`` are the facts of the other list, where they are not the same: names in each other's place.
    """

    facts: tuple[str, ...]
    narrowed_by: str = ""
    there: tuple[str, ...] = ()
    enough: int = ENOUGH

    def sides(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Give the facts of the left and of the right list, in one order."""
        return self.facts, self.there or self.facts


RULES = (
    Rule(("born", "given sound"), narrowed_by="family letter"),
    Rule(("born", "family sound"), narrowed_by="first letter"),
    Rule(("given sound", "family sound", "year and month")),
    Rule(("given sound", "family sound", "year and day")),
    Rule(("given sound", "family sound", "month and day")),
    Rule(("postcode", "given sound")),
    Rule(("postcode", "year")),
    Rule(("swapped", "family sound"), narrowed_by="first letter"),
    Rule(("NHS number",)),
    Rule(("pupil number",)),
    Rule(("given sound", "family sound"), there=("family sound", "given sound"), narrowed_by="year"),
)
MUCH_LONGER = 4  # times: a day's list beside a country's
# In short lists little is by chance alike, and much less is asked; in long ones these would bring strangers alone.
SHORT = 4e10  # pairs of everybody with everybody: two lists of 200,000
WIDE = 40
FOR_SHORT_LISTS = (
    Rule(("postcode", "family sound"), narrowed_by="first letter", enough=WIDE),
    Rule(("family sound", "year"), narrowed_by="postcode", enough=WIDE),
    Rule(("given sound", "year"), narrowed_by="postcode", enough=WIDE),
    Rule(("given sound", "family sound"), narrowed_by="postcode", enough=WIDE),
    Rule(("born",), narrowed_by="postcode", enough=WIDE),
)


@dataclass(slots=True)
class Block:
    """
    One rule's groups, ready to be read as pairs: each of ``left`` with some of ``right``, from its ``first`` on.

    ``narrowed`` marks those of the left list of whom the rule asks one fact more, ``unasked`` those it says nothing of.
    """

    rule: Rule
    left: Whole
    right: Whole
    first: Whole
    ends: NDArray[np.int64]  # how many pairs there are up to and with this one
    narrowed: NDArray[np.bool_] | None = None
    unasked: NDArray[np.bool_] | None = None

    def __len__(self) -> int:
        """Give how many pairs there are."""
        return int(self.ends[-1]) if len(self.ends) else 0

    def remembered(self) -> "Block":
        """Give what later rules need to know of this one."""
        nobody = np.empty(0, np.int32)
        return Block(self.rule, nobody, nobody, nobody, np.empty(0, np.int64), self.narrowed, self.unasked)


def rules(left: Facts, right: Facts) -> tuple[Rule, ...]:
    """Give the rules for two lists, in their order."""
    return (*RULES, *FOR_SHORT_LISTS) if len(left) * len(right) <= SHORT else RULES


def block(rule: Rule, left: Facts, right: Facts) -> Block:
    """Find the groups of a rule; what is held is a number for each person."""
    here, there = rule.sides()
    found, *crowded = _grouped(
        rule, _key(here, left.rows), _key(there, right.rows), most=rule.enough if rule.narrowed_by else LARGEST
    )
    if not len(crowded[0]):
        return found
    of_left = np.zeros(len(left), np.bool_)
    of_left[crowded[0]] = True
    if not rule.narrowed_by:
        found.unasked = of_left
        return found
    keys = []
    for one, asked, places in ((left, here, crowded[0]), (right, there, crowded[1])):
        finer = np.zeros(len(one), np.uint32)
        finer[places] = _key((*asked, rule.narrowed_by), one.at(places))
        keys.append(finer)
    more, *still = _grouped(rule, *keys, most=LARGEST)
    both = _together(found, more)
    both.narrowed = of_left
    if len(still[0]):
        both.unasked = np.zeros(len(left), np.bool_)
        both.unasked[still[0]] = True
    return both


def pairs(found: Block, start: int, stop: int) -> Pairs:
    """Give a rule's pairs from one to before another, as places in the two lists."""
    begin, end = np.searchsorted(found.ends, [start, stop - 1], side="right")
    lines = slice(begin, end + 1)
    before = int(found.ends[begin - 1]) if begin else 0
    bounds = np.concatenate(([start], np.minimum(found.ends[lines], stop)))
    sizes = np.diff(bounds)
    shift = found.first[lines] - bounds[:-1]
    shift[0] += start - before
    # Repeating lets nobody else work meanwhile: it is done once, of what is smallest.
    line = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    places = shift.take(line)
    places += np.arange(start, start + len(places))
    return found.left[lines].astype(np.int64).take(line), found.right.take(places).astype(np.int64)


def known_before(earlier: list[Block], one: Places, ours: Rows, theirs: Rows) -> NDArray[np.bool_]:
    """Say which pairs an earlier rule gave already."""

    @cache
    def equal(here: str, there: str) -> NDArray[np.bool_]:
        mine = ASKED[here](ours)
        return (mine == ASKED[there](theirs)) & (mine >= 0)

    found = np.zeros(len(one), np.bool_)
    for before in earlier:
        given = np.ones(len(one), np.bool_)
        for here, there in zip(*before.rule.sides(), strict=True):
            given &= equal(here, there)
        if before.narrowed is not None:
            given &= ~before.narrowed[one] | equal(before.rule.narrowed_by, before.rule.narrowed_by)
        if before.unasked is not None:
            given &= ~before.unasked[one]
        found |= given
    return found


def _key(asked: tuple[str, ...], rows: Rows) -> Keys:
    """
    Give one number for each person's facts together; 0 where one is not known.

    Two unlike combinations may now and then have one number: that costs a comparison, nothing else.
    """
    keys = np.empty(len(rows), np.uint32)
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        mixed, every = np.zeros(len(some), np.uint64), np.zeros(len(some), np.int32)
        for fact, odd in zip(asked, _ODD, strict=False):
            values = ASKED[fact](some)
            every |= values
            mixed += values.astype(np.uint64) * np.uint64(odd)
        key = (mixed >> np.uint64(32)).astype(np.uint32) | np.uint32(1)
        key[every < 0] = 0
        keys[start : start + AT_ONCE] = key
    return keys


def _grouped(rule: Rule, ours: Keys, theirs: Keys, *, most: int) -> tuple[Block, Whole, Whole]:
    """Give the groups of equal keys with no more than ``most`` pairs, and the places of those in fuller ones."""
    _without_counterpart(ours, theirs)
    right = joining.groups(theirs)
    left, group = joining.met(right.numbers, ours)
    full = np.bincount(group, minlength=len(right.sizes)) * right.sizes > most
    crowded = full.take(group)
    here, there = left[crowded], right.rows.take(joining.spread(right.begins[full], right.sizes[full]))
    if len(here):
        left, group = left[~crowded], group[~crowded]
    ends = np.cumsum(right.sizes.take(group), dtype=np.int64)
    return Block(rule, left, right.rows, right.begins.take(group), ends), here, there


def _without_counterpart(ours: Keys, theirs: Keys) -> None:
    """Take out of a much longer list the keys that nobody in the other can have: few are left to be put in order."""
    small, large = (ours, theirs) if len(ours) < len(theirs) else (theirs, ours)
    if len(small) * MUCH_LONGER > len(large):
        return
    had = np.zeros(1 << 24, np.bool_)
    had[small >> np.uint32(8)] = True
    large[~had[large >> np.uint32(8)]] = 0


def _together(one: Block, other: Block) -> Block:
    ends = np.concatenate([one.ends, other.ends + len(one)])
    left, right = np.concatenate([one.left, other.left]), np.concatenate([one.right, other.right])
    first = np.concatenate([one.first, other.first + np.int32(len(one.right))])
    return Block(one.rule, left, right, first, ends)
