"""Pairs of strangers, drawn at random, to learn how people agree who are not the same."""

import numpy as np
from numpy.typing import NDArray

from sharewell.matching.linking.coded import NOTHING, Coded, Whole
from sharewell.matching.linking.facts import Facts
from sharewell.matching.linking.levels import Comparer, Levels
from sharewell.matching.linking.tables import Tables

SAMPLE = 200_000


def strangers(left: Coded, right: Coded, ours: Facts, theirs: Facts, look: Tables) -> dict[str, Levels]:
    """Give the levels of random pairs; of names, of pairs born in one year, whose fashions strangers share."""
    random = np.random.default_rng(20_260)
    comparer = Comparer(look)

    def compare(one: Whole, other: Whole) -> dict[str, Levels]:
        return comparer.compare(ours.rows[one], theirs.rows[other])

    one = random.integers(0, len(left), SAMPLE).astype(np.int32)
    other = random.integers(0, len(right), SAMPLE).astype(np.int32)
    by_chance = one != other if left is right else np.ones(SAMPLE, np.bool_)
    sampled = compare(one[by_chance], other[by_chance])
    year = [np.where(listed.born == NOTHING, NOTHING, look.calendar[listed.born][:, 0]) for listed in (left, right)]
    in_year = compare(*_apart(left, right, one, _alike(random, one, *year)))
    in_family = compare(*_apart(left, right, one, _alike(random, one, left.family, right.family)))
    return sampled | {
        "given": in_year["given"],
        "family": in_year["family"],
        "given_in_family": in_family["given"],
    }


def _alike(random: np.random.Generator, one: Whole, ours: Whole, theirs: Whole) -> Whole:
    """Give for each place of one list a random place of the other with the same value; -1 for none."""
    order = np.argsort(theirs, kind="stable").astype(np.int32)
    ordered, wanted = theirs[order], ours[one]
    first = np.searchsorted(ordered, wanted, side="left")
    count = np.searchsorted(ordered, wanted, side="right") - first
    chosen = first + (random.random(len(one)) * count).astype(np.int64)
    return np.where((count > 0) & (wanted != NOTHING), order[np.minimum(chosen, len(order) - 1)], NOTHING)


def _apart(left: Coded, right: Coded, one: Whole, other: Whole) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Give the pairs without those that may be one person: born on one day, or at one place under one name."""
    alike = (left.born[one] == right.born[other]) | (
        (left.place[one] == right.place[other]) & (left.family[one] == right.family[other])
    )
    kept = (other != NOTHING) & ~alike
    return one[kept], other[kept]
