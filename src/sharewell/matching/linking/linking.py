"""Linking two lists, or one with itself: who may be whom, and how likely. Nothing is joined by it."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sharewell.matching.linking import blocking, facts, learning, sampling
from sharewell.matching.linking.abreast import THREADS, in_order, taken
from sharewell.matching.linking.blocking import Block, Rule
from sharewell.matching.linking.coded import Coded, Vocabularies, Whole
from sharewell.matching.linking.facts import Facts
from sharewell.matching.linking.found import PAIR, Found, InMemory, Keeping, packed
from sharewell.matching.linking.learning import Model
from sharewell.matching.linking.levels import Comparer
from sharewell.matching.linking.sampling import Counts
from sharewell.matching.linking.tables import Tables, tables
from sharewell.matching.linking.weighing import Scale, kept_from, likeliest_first

BLOCKS_AHEAD = 2
AT_ONCE = 1 << 16  # pairs compared at a time: so many stay near the processor
FEWEST_AT_ONCE, OF_LIST = 1 << 14, 4  # and of short lists a quarter as many as they have rows: these would fill memory
MOST_COVERED = 0.95  # of a list is thought to be in the other: somebody may always be missing

Progress = Callable[[str, float], None]
Task = tuple[int, list[Block], Block, int, int]  # a rule's number, the rules before it, its pairs, from one to another


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
    comparer: Comparer
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
    look, keeping = tables(vocabularies), keeping or InMemory()
    with ThreadPoolExecutor(THREADS) as pool:
        there = pool.submit(facts.of, right, look, other_side=True)
        sides = Sides(left, right, facts.of(left, look), there.result(), look, Comparer(look), one_list)
        apart: Future[Counts] = Future()  # what random pairs tell; not asked for where the weights are given
        if model is None:
            apart = pool.submit(sampling.strangers, left, right, sides.ours, sides.theirs, sides.comparer)
        _compare(sides, keeping, pool, progress)
        progress("weighing", 0.0)
        counts = sum(
            (np.bincount(found["pattern"], minlength=learning.PATTERNS) for found in keeping.all()),
            np.zeros(learning.PATTERNS, np.int64),
        )
        met = np.flatnonzero(counts)
        model = model or _learnt(sides, apart.result(), met, counts[met])
        linked = _weighed(sides, keeping, pool, model, met)
    progress("weighing", 1.0)
    return linked


def _learnt(sides: Sides, strangers: Counts, met: NDArray[np.int64], counts: NDArray[np.int64]) -> Model:
    """Learn the weights from random pairs and from those that the rules found, by how they agree."""
    left, right = len(sides.left), len(sides.right)
    all_pairs = left * (left - 1) / 2 if sides.one_list else left * right
    return learning.learn(strangers, met, counts, all_pairs=float(all_pairs), people=float(min(left, right)))


def _compare(sides: Sides, keeping: Keeping, pool: ThreadPoolExecutor, progress: Progress) -> None:
    """Compare the pairs of each rule that no earlier rule gave, a few at a time, and keep how they agree."""
    rules = blocking.rules(sides.ours, sides.theirs)
    done = 0

    def judged(task: Task) -> tuple[int, Found]:
        number, earlier, block, start, stop = task
        return number, _judged(sides, earlier, block, start, stop)

    def finish(before: int) -> None:
        nonlocal done
        for number in range(done, before):
            if not keeping.has(number):
                keeping.finish(number)
            progress("comparing", (number + 1) / len(rules))
        done = max(done, before)

    for number, found in in_order(pool, judged, _tasks(sides, keeping, pool, rules)):
        finish(number)
        keeping.add(number, found)
    finish(len(rules))


def _tasks(sides: Sides, keeping: Keeping, pool: ThreadPoolExecutor, rules: tuple[Rule, ...]) -> Iterator[Task]:
    """Give the pairs of each rule that are not kept yet, in pieces; the next rules' are sought meanwhile."""
    earlier: list[Block] = []
    at_once = min(AT_ONCE, max(FEWEST_AT_ONCE, len(sides.ours) // OF_LIST))
    sought = in_order(pool, lambda rule: blocking.block(rule, sides.ours, sides.theirs), rules, ahead=BLOCKS_AHEAD)
    for number, block in enumerate(sought):
        if not keeping.has(number):
            for start in range(0, len(block), at_once):
                yield number, earlier, block, start, min(start + at_once, len(block))
        earlier = [*earlier, block.remembered()]


def _judged(sides: Sides, earlier: list[Block], block: Block, start: int, stop: int) -> Found:
    """Compare some pairs of a rule: those that are new."""
    one, other = blocking.pairs(block, start, stop)
    if sides.one_list:
        once = one < other
        one, other = one[once], other[once]
    ours, theirs = sides.ours.at(one), sides.theirs.at(other)
    if earlier:
        new = np.flatnonzero(~blocking.known_before(earlier, one, ours, theirs))
        one, other, ours, theirs = one[new], other[new], ours.take(new, axis=0), theirs.take(new, axis=0)
    return packed(one, other, learning.pattern(sides.comparer.compare(ours, theirs)))


def _weighed(sides: Sides, keeping: Keeping, pool: ThreadPoolExecutor, model: Model, met: NDArray[np.int64]) -> Linked:
    """Give the pairs that are likely enough, with how likely, likeliest first."""
    both = model.same_share * len(sides.left) * len(sides.right)
    covered = (min(MOST_COVERED, both / len(sides.left)), min(MOST_COVERED, both / len(sides.right)))
    least = kept_from(covered)
    scale = Scale(model, sides.left, sides.right, sides.look, met, kept_from=least)

    def worth(found: Found) -> tuple[Found, NDArray[np.float64]]:
        probability = scale.weigh(found)
        likely = np.flatnonzero(probability >= least)
        return found.take(likely), probability[likely]

    kept = [(np.empty(0, PAIR), np.empty(0)), *in_order(pool, worth, keeping.all())]
    pairs, probability = (np.concatenate(parts) for parts in zip(*kept, strict=True))
    one, other, probability, pattern = taken(
        likeliest_first(probability), pairs["one"], pairs["other"], probability, pairs["pattern"]
    )
    return Linked(one, other, probability, pattern, model, covered)
