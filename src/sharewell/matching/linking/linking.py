"""Linking two lists, or one with itself: who may be whom, how likely, and a proposal that people look at."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sharewell.matching.linking import blocking, learning
from sharewell.matching.linking.coded import NOTHING, Coded, Vocabularies, Whole
from sharewell.matching.linking.learning import Model
from sharewell.matching.linking.levels import ASPECTS, NAME, Levels, Tables, compare, tables

SAMPLE = 200_000  # random pairs, to learn how strangers agree
AT_ONCE = 2_000_000  # pairs compared at a time
PATTERNS = int(np.prod([len(levels) for levels in ASPECTS.values()]))
KEPT_FROM = 0.001  # what is less likely than this is not worth a line

Progress = Callable[[str, float], None]


@dataclass(slots=True)
class Linked:
    """Pairs of places in two lists, likeliest first, with how likely it is that they are one person, and how."""

    one: Whole
    other: Whole
    probability: NDArray[np.float64]
    pattern: NDArray[np.uint16]
    model: Model | None  # what was learnt; nothing, of an empty list
    covered: tuple[float, float] = (0.0, 0.0)  # which share of each list is thought to be in the other


def link(
    left: Coded,
    right: Coded,
    vocabularies: Vocabularies,
    *,
    one_list: bool = False,
    model: Model | None = None,
    progress: Progress = lambda _step, _share: None,
) -> Linked:
    """
    Find the pairs that may be one person; ``one_list`` when both lists are the same and it is to be freed of doubles.

    The weights are learnt from the lists themselves unless a ``model`` is given. Nothing is joined: the pairs are for
    people to look at. ``progress`` is told the step and how much of it is done, from 0 to 1.
    """
    progress("comparing", 0.0)
    if not len(left) or not len(right):
        nobody = np.empty(0, np.int32)
        return Linked(nobody, nobody, np.empty(0), np.empty(0, np.uint16), model)
    look = tables(vocabularies)
    one, other, patterns = _compared(left, right, look, one_list=one_list, progress=progress)
    progress("weighing", 0.0)
    if model is None:
        strangers = _strangers(left, right, look)
        counts = np.bincount(patterns, minlength=PATTERNS)
        met = np.flatnonzero(counts)
        all_pairs = len(left) * (len(left) - 1) / 2 if one_list else len(left) * len(right)
        model = learning.learn(
            strangers, met, counts[met], all_pairs=float(all_pairs), people=float(min(len(left), len(right)))
        )
    probability = _probability(model, left, right, look, one=one, patterns=patterns)
    kept = np.flatnonzero(probability >= KEPT_FROM)
    order = kept[np.argsort(-probability[kept], kind="stable")]
    progress("weighing", 1.0)
    both = model.same_share * len(left) * len(right)
    covered = (min(0.95, both / len(left)), min(0.95, both / len(right)))
    return Linked(one[order], other[order], probability[order], patterns[order], model, covered)


def once_each(linked: Linked) -> Linked:
    """
    Give the same pairs with how likely each is where everybody stands once in each list.

    A pair is likelier when neither of the two has anybody else: if they were not one person, the other records of both
    would have to be missing. It is less likely when one of them fits somebody else better.
    """
    odds = linked.probability / np.maximum(1 - linked.probability, 1e-7)
    rest = np.ones(len(odds))
    for side, covered in ((linked.one, linked.covered[0]), (linked.other, linked.covered[1])):
        others = np.bincount(side, weights=odds)[side] - odds if len(side) else odds
        rest *= (1 - covered) + others
    odds = odds / rest
    probability = odds / (1 + odds)
    order = np.argsort(-probability, kind="stable")
    return Linked(
        linked.one[order], linked.other[order], probability[order], linked.pattern[order], linked.model, linked.covered
    )


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
        is_first = np.zeros(len(rest), np.bool_)
        is_first[np.unique(linked.one[rest], return_index=True)[1]] = True
        of_other = np.zeros(len(rest), np.bool_)
        of_other[np.unique(linked.other[rest], return_index=True)[1]] = True
        mutual = rest[is_first & of_other]
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


def _compared(
    left: Coded, right: Coded, look: Tables, *, one_list: bool, progress: Progress
) -> tuple[Whole, Whole, NDArray[np.uint16]]:
    ours = blocking.keys(left, look)
    theirs = ours if one_list else blocking.keys(right, look)
    found: list[tuple[Whole, Whole, NDArray[np.uint16]]] = []
    for rule, (one, other) in enumerate(blocking.pairs(ours, theirs, one_list=one_list), start=1):
        for start in range(0, len(one), AT_ONCE):
            few = slice(start, start + AT_ONCE)
            levels = compare(left, right, one[few], other[few], look)
            found.append((one[few], other[few], learning.pattern(levels).astype(np.uint16)))
        progress("comparing", rule / len(ours))
    if not found:
        nobody = np.empty(0, np.int32)
        return nobody, nobody, np.empty(0, np.uint16)
    one, other, patterns = (np.concatenate(part) for part in zip(*found, strict=True))
    return one, other, patterns


def _strangers(left: Coded, right: Coded, look: Tables) -> dict[str, Levels]:
    """Give the levels of random pairs; of names, of pairs born in one year, whose fashions strangers share."""
    random = np.random.default_rng(20_260)
    one = random.integers(0, len(left), SAMPLE).astype(np.int32)
    other = random.integers(0, len(right), SAMPLE).astype(np.int32)
    by_chance = one != other if left is right else np.ones(SAMPLE, np.bool_)
    sampled = compare(left, right, one[by_chance], other[by_chance], look)
    year = (look.calendar[listed.born][:, 0] for listed in (left, right))
    in_year = compare(left, right, *_apart(left, right, one, _alike(random, one, *year)), look)
    in_family = compare(left, right, *_apart(left, right, one, _alike(random, one, left.family, right.family)), look)
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


def _apart(left: Coded, right: Coded, one: Whole, other: Whole) -> tuple[Whole, Whole]:
    """Give the pairs without those that may be one person: born on one day, or at one place under one name."""
    alike = (left.born[one] == right.born[other]) | (
        (left.place[one] == right.place[other]) & (left.family[one] == right.family[other])
    )
    kept = (other != NOTHING) & ~alike
    return one[kept], other[kept]


def _probability(
    model: Model, left: Coded, right: Coded, look: Tables, *, one: Whole, patterns: NDArray[np.uint16]
) -> NDArray[np.float64]:
    """Give how likely each pair is one person; agreeing on a rare name says more than on a common one."""
    places = learning.levels_of(np.arange(PATTERNS))
    same, household, strangers = learning.weigh(model, places)
    probability = _share_of(same, household, strangers)[patterns]
    worth = np.flatnonzero(_share_of(same, household, strangers - 12)[patterns] >= KEPT_FROM)
    number, ours = patterns[worth], one[worth]
    by_chance = strangers[number]
    given, family = left.given[ours], left.family[ours]
    firsts = look.given.first[left.given], look.given.first[right.given]
    for level, rarity, name in (
        (places["given"] == NAME.index("same"), _rarity(left.given, right.given), given),
        (
            np.isin(places["given"], (NAME.index("first"), NAME.index("form"))),
            _rarity(*firsts),
            look.given.first[given],
        ),
        (places["family"] == NAME.index("same"), _rarity(left.family, right.family), family),
    ):
        by_chance = by_chance + np.where(level[number], rarity[name], 0.0)
    probability[worth] = _share_of(same[number], household[number], by_chance)
    return probability


def _rarity(ours: Whole, theirs: Whole) -> NDArray[np.float64]:
    """Give, for each spelling, how much likelier or not strangers agree on it than on names in general (logarithm)."""
    size = int(max(ours.max(initial=0), theirs.max(initial=0))) + 1
    counts = np.bincount(ours[ours != NOTHING], minlength=size), np.bincount(theirs[theirs != NOTHING], minlength=size)
    shares = [count / max(1, count.sum()) for count in counts]
    usual = max(float((shares[0] * shares[1]).sum()), 1e-12)
    return np.log(np.maximum((shares[0] + shares[1]) / 2, 1e-12) / usual)


def _share_of(same: Any, household: Any, strangers: Any) -> NDArray[np.float64]:
    top = np.maximum(np.maximum(same, household), strangers)
    ours = np.exp(same - top)
    return np.asarray(ours / (ours + np.exp(household - top) + np.exp(strangers - top)), np.float64)
