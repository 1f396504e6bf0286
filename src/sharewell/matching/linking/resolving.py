"""Who is likeliest to be whom where everybody stands once, and which records seem to be of one person: proposals."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from sharewell.matching.linking.abreast import taken
from sharewell.matching.linking.coded import Whole
from sharewell.matching.linking.linking import Linked
from sharewell.matching.linking.once import is_first
from sharewell.matching.linking.weighing import likeliest_first


def once_each(linked: Linked) -> Linked:
    """
    Give the same pairs with how likely each is where everybody stands once in each list.

    A pair is likelier when neither of the two has anybody else: if they were not one person, the other records of both
    would have to be missing. It is less likely when one of them fits somebody else better.
    """
    odds = linked.probability / np.maximum(1 - linked.probability, 1e-7)
    rest = np.ones(len(odds))
    for side, covered in ((linked.one, linked.covered[0]), (linked.other, linked.covered[1])):
        others = np.bincount(side, weights=odds).take(side) if len(side) else odds.copy()
        others -= odds
        others += 1 - covered
        rest *= others
    np.divide(odds, rest, out=odds)
    probability = odds / (1 + odds)
    one, other, probability, pattern = taken(
        likeliest_first(probability), linked.one, linked.other, probability, linked.pattern
    )
    return replace(linked, one=one, other=other, probability=probability, pattern=pattern)


def one_to_one(linked: Linked, *, at_least: float = 0.5) -> NDArray[np.int64]:
    """
    Give the places of pairs in which everyone appears once: the likeliest first, and what fits none is left out.

    For two lists in each of which a person stands once. It is a proposal, for people.
    """
    left: NDArray[np.bool_] = np.zeros(int(linked.one.max(initial=0)) + 1, np.bool_)
    right: NDArray[np.bool_] = np.zeros(int(linked.other.max(initial=0)) + 1, np.bool_)
    rest = np.flatnonzero(linked.probability >= at_least)
    chosen = []
    while len(rest):
        # The first place of each person on either side: the pairs are in order, so these are everyone's likeliest.
        mutual = rest[is_first(linked.one[rest]) & is_first(linked.other[rest])]
        chosen.append(mutual)
        left[linked.one[mutual]] = True
        right[linked.other[mutual]] = True
        rest = rest[~(left[linked.one[rest]] | right[linked.other[rest]])]
    return np.sort(np.concatenate(chosen)) if chosen else np.empty(0, np.int64)


def clusters(linked: Linked, size: int, *, at_least: float) -> Whole:
    """Give for each person of one list the smallest place of those that pairs join them with: a proposal."""
    label = np.arange(size, dtype=np.int32)
    joined = linked.probability >= at_least
    one, other = linked.one[joined], linked.other[joined]
    while True:
        low = np.minimum(label[one], label[other])
        new = label.copy()
        np.minimum.at(new, one, low)
        np.minimum.at(new, other, low)
        new = new[new]
        if np.array_equal(new, label):
            return label
        label = new
