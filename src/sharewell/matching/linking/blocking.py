"""
Which pairs of two lists are worth comparing: those that agree on at least one of several combinations of facts.

Whoever's date, name or place is written wrongly still agrees on something else. A rule that would bring too many pairs
under one value (a common name on a full day) is narrowed there to those who agree on one fact more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sharewell.matching.linking import facts
from sharewell.matching.linking.coded import Whole
from sharewell.matching.linking.facts import Facts, Rows

Keys = NDArray[np.uint32]
Pairs = tuple[Whole, Whole]
ENOUGH = 40  # pairs under one value of a rule that can be narrowed: among so many, this alone tells nobody
LARGEST = 20_000  # pairs under one value of any rule
_MIX, _LETTERS = np.uint64(0x9E3779B97F4A7C15), (1 << facts.LETTER_BITS) - 1


def _column(place: int) -> Callable[[Rows], Whole]:
    return lambda rows: rows[:, place]


# How each fact that rules ask for is read from rows; below nought where it is not known.
ASKED: dict[str, Callable[[Rows], Whole]] = {
    "born": _column(facts.BORN),
    "given sound": _column(facts.GIVEN_SOUND),
    "family sound": _column(facts.FAMILY_SOUND),
    "first name": _column(facts.GIVEN_FIRST),
    "family name": _column(facts.FAMILY),
    "postcode": _column(facts.PLACE),
    "swapped": _column(facts.SWAPPED),
    "NHS number": _column(facts.NHS_NUMBER),
    "pupil number": _column(facts.UPN),
    "year": lambda rows: rows[:, facts.DATE] >> 16,
    "year and month": lambda rows: rows[:, facts.DATE] >> 8,
    "year and day": lambda rows: np.where(
        rows[:, facts.DATE] < 0, rows[:, facts.DATE], rows[:, facts.DATE] & 0x7FFF00FF
    ),
    "month and day": lambda rows: np.where(rows[:, facts.DATE] < 0, rows[:, facts.DATE], rows[:, facts.DATE] & 0xFFFF),
    "first letter": lambda rows: rows[:, facts.SMALL] >> facts.SEX_BITS & _LETTERS,
    "family letter": lambda rows: rows[:, facts.SMALL] >> facts.SEX_BITS + facts.LETTER_BITS,
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
    One rule's groups, ready to be read as pairs: ``order`` holds places of the left list, then those of the right.

    ``narrowed`` marks those of the left list of whom the rule asks one fact more, ``unasked`` those it says nothing of.
    """

    rule: Rule
    order: Whole
    place: NDArray[np.int64]  # of each left one that has pairs, in ``order``
    first: NDArray[np.int64]  # of the right ones it is paired with, in ``order``
    ends: NDArray[np.int64]  # how many pairs there are up to and with this one
    narrowed: NDArray[np.bool_] | None = None
    unasked: NDArray[np.bool_] | None = None

    def __len__(self) -> int:
        """Give how many pairs there are."""
        return int(self.ends[-1]) if len(self.ends) else 0

    def remembered(self) -> "Block":
        """Give what later rules need to know of this one."""
        nobody = np.empty(0, np.int32)
        none = np.empty(0, np.int64)
        return Block(self.rule, nobody, none, none, none, self.narrowed, self.unasked)


def rules(left: Facts, right: Facts) -> tuple[Rule, ...]:
    """Give the rules for two lists, in their order."""
    return (*RULES, *FOR_SHORT_LISTS) if len(left) * len(right) <= SHORT else RULES


def block(rule: Rule, left: Facts, right: Facts) -> Block:
    """Find the groups of a rule; what is held is a number for each person."""
    here, there = rule.sides()
    keys = np.concatenate([_key(here, left), _key(there, right)])
    found, crowded = _grouped(rule, keys, len(left), most=rule.enough if rule.narrowed_by else LARGEST)
    if not len(crowded):
        return found
    of_left = np.zeros(len(left), np.bool_)
    of_left[crowded[crowded < len(left)]] = True
    if not rule.narrowed_by:
        found.unasked = of_left
        return found
    keys[:] = 0
    for one, facts_asked, start in ((left, here, 0), (right, there, len(left))):
        places = crowded[(crowded >= start) & (crowded < start + len(one))]
        keys[places] = _key((*facts_asked, rule.narrowed_by), Facts(one.rows[places - start], one.unknown))
    more, still = _grouped(rule, keys, len(left), most=LARGEST)
    both = _together(found, more)
    both.narrowed = of_left
    if len(still):
        both.unasked = np.zeros(len(left), np.bool_)
        both.unasked[still[still < len(left)]] = True
    return both


def pairs(found: Block, start: int, stop: int) -> Pairs:
    """Give a rule's pairs from one to before another, as places in the two lists."""
    begin, end = np.searchsorted(found.ends, [start, stop - 1], side="right")
    lines = slice(begin, end + 1)
    before = np.concatenate(([0], found.ends))[begin : end + 1]
    sizes = np.minimum(found.ends[lines], stop) - np.maximum(before, start)
    skipped = np.maximum(start - before, 0)
    shift = np.repeat(found.first[lines] + skipped - np.concatenate(([0], np.cumsum(sizes)[:-1])), sizes)
    return np.repeat(found.order[found.place[lines]], sizes), found.order[shift + np.arange(len(shift))]


def known_before(earlier: list[Block], one: Whole, ours: Rows, theirs: Rows) -> NDArray[np.bool_]:
    """Say which pairs an earlier rule gave already."""

    @cache
    def equal(here: str, there: str) -> NDArray[np.bool_]:
        return ASKED[here](ours) == ASKED[there](theirs)

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


def _key(asked: tuple[str, ...], listed: Facts) -> Keys:
    """
    Give one number for each person's facts together; 0 where one is not known.

    Two unlike combinations may now and then have one number: that costs a comparison, nothing else.
    """
    mixed, known = np.zeros(len(listed), np.uint64), np.ones(len(listed), np.bool_)
    for fact in asked:
        values = ASKED[fact](listed.rows)
        known &= values >= 0
        mixed = (mixed ^ values.astype(np.uint64)) * _MIX
        mixed ^= mixed >> np.uint64(29)
    return np.where(known, (mixed >> np.uint64(32)).astype(np.uint32) | np.uint32(1), np.uint32(0))


def _grouped(rule: Rule, keys: Keys, lefts: int, *, most: int) -> tuple[Block, Whole]:
    """
    Give the groups of equal keys with no more than ``most`` pairs, and the places of those in fuller ones.

    The first ``lefts`` keys are the left list's, and stand first in each group.
    """
    _without_counterpart(keys[:lefts], keys[lefts:])
    order = _ordered(keys)
    held = keys[order]
    begins = np.flatnonzero(np.concatenate(([True], held[1:] != held[:-1]))) if len(order) else np.empty(0, np.int64)
    sizes = np.diff(np.concatenate((begins, [len(order)])))
    before = np.concatenate(([0], np.cumsum(order < lefts)))
    ours = before[begins + sizes] - before[begins]
    theirs = sizes - ours
    has, full = (ours > 0) & (theirs > 0), ours * theirs > most
    crowded = order[_spread(begins[full], sizes[full])]
    kept = has & ~full
    place = _spread(begins[kept], ours[kept])
    first = np.repeat(begins[kept] + ours[kept], ours[kept])
    ends = np.cumsum(np.repeat(theirs[kept], ours[kept]))
    order[order >= lefts] -= lefts
    return Block(rule, order, place, first, ends), crowded


def _without_counterpart(ours: Keys, theirs: Keys) -> None:
    """Take out of a much longer list the keys that nobody in the other can have: few are left to be put in order."""
    small, large = (ours, theirs) if len(ours) < len(theirs) else (theirs, ours)
    if len(small) * MUCH_LONGER > len(large):
        return
    had = np.zeros(1 << 24, np.bool_)
    had[small >> np.uint32(8)] = True
    large[~had[large >> np.uint32(8)]] = 0


def _ordered(keys: Keys) -> Whole:
    """
    Give the places of the keys that are not 0, in the order of the keys and of the places.

    Two passes over half a key each: numbers of two bytes are put in order by counting, three times as fast as whole.
    """
    order = np.flatnonzero(keys).astype(np.int32)
    for half in (keys.astype(np.uint16), (keys >> np.uint32(16)).astype(np.uint16)):
        order = order[np.argsort(half[order], kind="stable")]
    return order


def _spread(starts: NDArray[Any], sizes: NDArray[Any]) -> NDArray[np.int64]:
    """Give the numbers from each start on, so many as its size, one after another."""
    before = np.concatenate(([0], np.cumsum(sizes)[:-1])) if len(sizes) else sizes
    spread = np.repeat(starts - before, sizes)
    return spread + np.arange(len(spread))


def _together(one: Block, other: Block) -> Block:
    shift = len(one.order)
    ends = np.concatenate([one.ends, other.ends + len(one)])
    places = np.concatenate([one.place, other.place + shift])
    first = np.concatenate([one.first, other.first + shift])
    return Block(one.rule, np.concatenate([one.order, other.order]), places, first, ends)
