"""Pairs of strangers, drawn at random, to learn how people agree who are not the same."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from sharewell.matching.likeness import ASPECTS, BORN, PLACE
from sharewell.matching.linking import facts, joining
from sharewell.matching.linking.coded import NOTHING, Coded, Whole
from sharewell.matching.linking.facts import Facts, Rows
from sharewell.matching.linking.joining import Keys
from sharewell.matching.linking.levels import Comparer, Levels
from sharewell.matching.linking.once import is_first

SAMPLE = 200_000
AT_ONCE = 1 << 15  # pairs compared at a time
OF_YEAR = 2000  # what a year's pairs tell of the first names in one family name weighs as much as so many people
COUNTED_BITS = 20
_MIX = np.uint32(0x9E3779B1)
YEARS = 1 << 8  # so many follow one another before one has the number of an earlier one

Counts = dict[str, NDArray[np.float64]]


def strangers(left: Coded, right: Coded, ours: Facts, theirs: Facts, comparer: Comparer) -> Counts:
    """
    Give how many pairs of strangers agree at each level.

    Random pairs tell it of most facts. Names are compared of pairs born in one year, whose fashions strangers share;
    "given_in_family" is of those of them who have one family name, and so often one origin. What hardly any random pair
    agrees on, a day or a postcode, is counted in the whole lists.
    """
    shares = {
        (aspect, level): _share_alike(ours_of, theirs_of, (left.family, right.family))
        for aspect, level, ours_of, theirs_of in (
            ("born", BORN.index("same"), left.born, right.born),
            ("place", PLACE.index("same"), left.place, right.place),
        )
    }
    random = np.random.default_rng(20_260)

    def names(mine: Rows, yours: Rows) -> dict[str, Levels]:
        return dict(zip(("given", "family"), comparer.names(mine, yours), strict=True))

    one = random.integers(0, len(left), SAMPLE).astype(np.int32)
    other = random.integers(0, len(right), SAMPLE).astype(np.int32)
    by_chance = one != other if left is right else np.ones(SAMPLE, np.bool_)
    sampled = _compared(comparer.facts, ours, theirs, one[by_chance], other[by_chance])
    counts = {name: _counted(name, levels) for name, levels in sampled.items()}
    year = [facts.years(listed.rows) for listed in (ours, theirs)]
    first, second, _ = _apart(left, right, one, _alike(random, one, *year))
    named = _compared(names, ours, theirs, first, second)
    of_year = [
        np.where((listed.family == NOTHING) | (years == NOTHING), NOTHING, listed.family * YEARS + years % YEARS)
        for listed, years in zip((left, right), year, strict=True)
    ]
    first, second, among = _apart(left, right, one, _alike(random, one, *of_year))
    in_family = _compared(names, ours, theirs, first, second)["given"]
    counts |= {name: _counted(name, levels) for name, levels in named.items()}
    # Of a name that many have there are more pairs, by as many as have it; what few people tell weighs little.
    told = _counted("given", in_family, among)
    people = int(np.count_nonzero(is_first(first)))
    counts["given_in_family"] = told * people / max(1.0, told.sum()) + counts["given"] * (
        OF_YEAR / max(1.0, counts["given"].sum())
    )
    for (aspect, level), share in shares.items():
        counts[aspect][level] = share * counts[aspect][1:].sum()
    return counts


def _compared(
    how: Callable[[Rows, Rows], dict[str, Levels]], ours: Facts, theirs: Facts, one: Whole, other: Whole
) -> dict[str, Levels]:
    """Give how pairs agree, compared a few at a time, as they are elsewhere."""
    cuts = [slice(start, start + AT_ONCE) for start in range(0, max(1, len(one)), AT_ONCE)]
    parts = [how(ours.at(one[cut]), theirs.at(other[cut])) for cut in cuts]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _counted(aspect: str, levels: Levels, weights: NDArray[np.int64] | None = None) -> NDArray[np.float64]:
    return np.bincount(levels, weights, minlength=len(ASPECTS[aspect])).astype(np.float64)


def _alike(random: np.random.Generator, one: Whole, ours: Whole, theirs: Whole) -> tuple[Whole, NDArray[np.int64]]:
    """Give for each place of one list a random place of the other with the same value, -1 for none; and of how many."""
    there = joining.groups(_key(theirs))
    asked, value = joining.met(there.numbers, _key(ours[one]))
    count = np.zeros(len(one), np.int64)
    count[asked] = there.sizes[value]
    chosen = (random.random(len(one)) * count).astype(np.int64)
    found = np.full(len(one), NOTHING, np.int32)
    found[asked] = there.rows[there.begins[value] + chosen[asked]]
    return found, count


def _key(values: Whole) -> Keys:
    """Give another number for each value, 0 for nothing: numbers that differ in their first bits."""
    return (values + 1).astype(np.uint32) * _MIX


def _apart(
    left: Coded, right: Coded, one: Whole, alike: tuple[Whole, NDArray[np.int64]]
) -> tuple[Whole, Whole, NDArray[np.int64]]:
    """Give the pairs without those that may be one person: born on one day, or at one place under one name."""
    other, count = alike
    known = (left.born[one] == right.born[other]) | (
        (left.place[one] == right.place[other]) & (left.family[one] == right.family[other])
    )
    kept = (other != NOTHING) & ~known
    return one[kept], other[kept], count[kept]


def _share_alike(ours: Whole, theirs: Whole, families: tuple[Whole, Whole]) -> float:
    """
    Give the share of all pairs that have the same number and not the same family name, of those where both are known.

    Those with both are mostly one person, or of one household.
    """
    known = [(one >= 0) & (family >= 0) for one, family in zip((ours, theirs), families, strict=True)]
    numbers = [one[there] for one, there in zip((ours, theirs), known, strict=True)]
    names = [family[there] for family, there in zip(families, known, strict=True)]
    return max(0.0, _share_equal(numbers) - _share_equal(numbers, names))


def _share_equal(*columns: list[Whole]) -> float:
    """
    Give the share of all pairs of two lists that are equal in every column; each column is given for either list.

    Each combination has one of few places, so that counting takes little; how many unlike ones meet there is known.
    """
    ours, theirs = (_places(of_list) for of_list in zip(*columns, strict=True))
    counts = np.zeros(1 << COUNTED_BITS, np.int32)
    np.add.at(counts, ours, np.int32(1))  # as quick as bincount, in half the memory
    met = int(counts.take(theirs).sum(dtype=np.int64))
    return met / max(1.0, float(len(ours)) * float(len(theirs))) - 1 / (1 << COUNTED_BITS)


def _places(columns: Sequence[Whole]) -> Whole:
    """Give a place for what each row has in all columns, few at a time."""
    found = np.empty(len(columns[0]), np.int32)
    for start in range(0, len(found), AT_ONCE):
        some = slice(start, start + AT_ONCE)
        mixed = np.zeros(len(found[some]), np.uint32)
        for column in columns:
            mixed = (mixed ^ column[some].astype(np.uint32)) * np.uint32(0x85EBCA6B)
            mixed = (mixed ^ mixed >> np.uint32(13)) * np.uint32(0xC2B2AE35)
            mixed ^= mixed >> np.uint32(16)
        found[some] = mixed >> np.uint32(32 - COUNTED_BITS)
    return found
