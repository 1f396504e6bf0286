"""Linking two lists, or one with itself: who may be whom, and how likely. Nothing is joined by it."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import local

import numpy as np
from numpy.typing import NDArray

from sharewell.matching.linking import blocking, facts, learning, sampling
from sharewell.matching.linking.blocking import Block
from sharewell.matching.linking.coded import Coded, Vocabularies, Whole
from sharewell.matching.linking.facts import Facts
from sharewell.matching.linking.found import Found, InMemory, Keeping, packed
from sharewell.matching.linking.learning import Model
from sharewell.matching.linking.levels import Comparer
from sharewell.matching.linking.tables import Tables, tables
from sharewell.matching.linking.weighing import KEPT_FROM, Scale

AT_ONCE = 1 << 16  # pairs compared at a time: so many stay near the processor
THREADS = 2

Progress = Callable[[str, float], None]


@dataclass(slots=True)
class Linked:
    """Pairs of places in two lists, likeliest first, with how likely it is that they are one person, and how."""

    one: Whole
    other: Whole
    probability: NDArray[np.float64]
    pattern: NDArray[np.uint32]
    model: Model | None  # what was learnt; nothing, of an empty list
    covered: tuple[float, float] = (0.0, 0.0)  # which share of each list is thought to be in the other


@dataclass(frozen=True, slots=True)
class Sides:
    """The two lists of a linkage, coded and as facts; ``one_list`` when both are the same."""

    left: Coded
    right: Coded
    ours: Facts
    theirs: Facts
    look: Tables
    one_list: bool


def link(
    left: Coded,
    right: Coded,
    vocabularies: Vocabularies,
    *,
    one_list: bool = False,
    model: Model | None = None,
    keeping: Keeping | None = None,
    progress: Progress = lambda _step, _share: None,
) -> Linked:
    """
    Find the pairs that may be one person; ``one_list`` when both lists are the same and it is to be freed of doubles.

    The weights are learnt from the lists themselves unless a ``model`` is given. Nothing is joined: the pairs are for
    people to look at. ``keeping`` is where pairs are kept meanwhile, and what it has already is not sought again.
    ``progress`` is told the step and how much of it is done, from 0 to 1.
    """
    progress("comparing", 0.0)
    if not len(left) or not len(right):
        nobody = np.empty(0, np.int32)
        return Linked(nobody, nobody, np.empty(0), np.empty(0, np.uint32), model)
    look = tables(vocabularies)
    sides = Sides(left, right, facts.of(left, look), facts.of(right, look, other_side=True), look, one_list)
    keeping = keeping or InMemory()
    _compare(sides, keeping, progress)
    progress("weighing", 0.0)
    counts = sum(
        (np.bincount(found["pattern"], minlength=learning.PATTERNS) for found in keeping.all()),
        np.zeros(learning.PATTERNS, np.int64),
    )
    met = np.flatnonzero(counts)
    if model is None:
        strangers = sampling.strangers(sides.left, sides.right, sides.ours, sides.theirs, look)
        all_pairs = len(left) * (len(left) - 1) / 2 if one_list else len(left) * len(right)
        model = learning.learn(
            strangers, met, counts[met], all_pairs=float(all_pairs), people=float(min(len(left), len(right)))
        )
    linked = _weighed(sides, keeping, model, met)
    progress("weighing", 1.0)
    return linked


def _compare(sides: Sides, keeping: Keeping, progress: Progress) -> None:
    """Compare the pairs of each rule that no earlier rule gave, a few at a time, and keep how they agree."""
    rules = blocking.rules(sides.ours, sides.theirs)
    earlier: list[Block] = []
    thread = local()

    def judged(block: Block, start: int) -> Found:
        if not hasattr(thread, "comparer"):
            thread.comparer = Comparer(sides.look)
        return _judged(sides, thread.comparer, earlier, block, start)

    with ThreadPoolExecutor(THREADS) as pool:
        coming: Future[Block] | None = pool.submit(blocking.block, rules[0], sides.ours, sides.theirs)
        for number, rule in enumerate(rules):
            block = coming.result() if coming else blocking.block(rule, sides.ours, sides.theirs)
            if number + 1 < len(rules):
                coming = pool.submit(blocking.block, rules[number + 1], sides.ours, sides.theirs)
            if not keeping.has(number):
                for found in pool.map(lambda start, block=block: judged(block, start), range(0, len(block), AT_ONCE)):
                    keeping.add(number, found)
                keeping.finish(number)
            earlier.append(block.remembered())
            progress("comparing", (number + 1) / len(rules))


def _judged(sides: Sides, comparer: Comparer, earlier: list[Block], block: Block, start: int) -> Found:
    """Compare some pairs of a rule: those that are new."""
    one, other = blocking.pairs(block, start, min(start + AT_ONCE, len(block)))
    if sides.one_list:
        once = one < other
        one, other = one[once], other[once]
    ours, theirs = sides.ours.rows[one], sides.theirs.rows[other]
    if earlier:
        new = np.flatnonzero(~blocking.known_before(earlier, one, ours, theirs))
        one, other, ours, theirs = one[new], other[new], ours[new], theirs[new]
    return packed(one, other, learning.pattern(comparer.compare(ours, theirs)))


def _weighed(sides: Sides, keeping: Keeping, model: Model, met: NDArray[np.int64]) -> Linked:
    """Give the pairs that are likely enough, with how likely, likeliest first."""
    scale = Scale(model, sides.left, sides.right, sides.look, met)
    kept, likely = [], []
    for found in keeping.all():
        probability = scale.weigh(found)
        worth = np.flatnonzero(probability >= KEPT_FROM)
        kept.append(found[worth])
        likely.append(probability[worth])
    pairs, probability = np.concatenate(kept), np.concatenate(likely)
    order = np.argsort(-probability, kind="stable")
    pairs = pairs[order]
    both = model.same_share * len(sides.left) * len(sides.right)
    covered = (min(0.95, both / len(sides.left)), min(0.95, both / len(sides.right)))
    return Linked(
        pairs["one"].copy(), pairs["other"].copy(), probability[order], pairs["pattern"].copy(), model, covered
    )
