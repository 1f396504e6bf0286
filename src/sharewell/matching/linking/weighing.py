"""How likely each pair is one person, by what was learnt of levels and by how rare the names are."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sharewell.matching.likeness import NAME
from sharewell.matching.linking import joining, learning
from sharewell.matching.linking.abreast import THREADS
from sharewell.matching.linking.coded import NOTHING, Coded, Whole
from sharewell.matching.linking.found import Found
from sharewell.matching.linking.learning import Model
from sharewell.matching.linking.tables import Tables

# What is less likely is not worth a line: by itself, and where nobody else fits either of two who stand once each.
WORTH, WORTH_ONCE = 0.01, 0.05
LEAST = 0.001  # what is less likely is never kept, for there would be more of it than memory holds
RAREST, COMMONEST = 12.0, -6.0  # how far the names can move a weight; what stays clear at both ends is not looked at


@dataclass(frozen=True, slots=True)
class Names:
    """A name's numbers in the left list, how rare each is, and by which patterns it is agreed on."""

    numbers: Whole
    rarity: NDArray[np.float64]
    agreed: NDArray[np.bool_]


class Scale:
    """Weighs pairs of two lists with a model."""

    def __init__(
        self, model: Model, left: Coded, right: Coded, look: Tables, met: NDArray[np.int64], *, kept_from: float
    ) -> None:
        levels = learning.levels_of(met)
        self.place = np.zeros(learning.PATTERNS, np.int32)
        self.place[met] = np.arange(len(met))
        self.same, self.household, self.strangers = learning.weigh(model, levels)
        self.usual = _share(self.same, self.household, self.strangers)
        rarest = _share(self.same, self.household, self.strangers - RAREST)
        commonest = _share(self.same, self.household, self.strangers - COMMONEST)
        self.open = (rarest >= kept_from) & (commonest < 1 - 1e-6)
        firsts = look.given.first[left.given], look.given.first[right.given]
        self.names = (
            Names(left.given, _rarity(left.given, right.given), levels["given"] == NAME.index("same")),
            Names(
                firsts[0], _rarity(*firsts), np.isin(levels["given"], (NAME.index("first"), NAME.index("short_form")))
            ),
            Names(left.family, _rarity(left.family, right.family), levels["family"] == NAME.index("same")),
        )

    def weigh(self, found: Found) -> NDArray[np.float64]:
        """Give how likely each pair is one person; agreeing on a rare name says more than on a common one."""
        number = self.place.take(found["pattern"])
        probability = self.usual.take(number)
        worth = np.flatnonzero(self.open.take(number))
        number, ours = number[worth], found["one"].take(worth)
        by_chance = self.strangers.take(number)
        for name in self.names:
            agreed = np.flatnonzero(name.agreed.take(number))
            by_chance[agreed] += name.rarity.take(name.numbers.take(ours[agreed]))
        probability[worth] = _share(self.same[number], self.household[number], by_chance)
        return probability


def kept_from(covered: tuple[float, float]) -> float:
    """
    Give how likely a pair must be to be kept, by which share of each list is thought to be in the other.

    The more of both lists is covered, the likelier two become who are left over (``resolving.once_each``).
    """
    alone = WORTH_ONCE / (1 - WORTH_ONCE) * (1 - covered[0]) * (1 - covered[1])
    return min(WORTH, max(LEAST, alone / (1 + alone)))


def likeliest_first(probability: NDArray[np.float64]) -> Whole:
    """Give the places of probabilities, the greatest first: in the order of the odds, to seven figures."""
    with np.errstate(divide="ignore"):
        odds = (probability / (1 - probability)).astype(np.float32)
    keys, likely = ~odds.view(np.uint32), odds >= 1
    # Those likelier than not and the others each by themselves, on a processor each.
    with ThreadPoolExecutor(THREADS) as pool:
        halves = pool.map(lambda half: joining.in_order(keys, np.flatnonzero(half).astype(np.int32)), (likely, ~likely))
        return np.concatenate(list(halves))


def _rarity(ours: Whole, theirs: Whole) -> NDArray[np.float64]:
    """Give, for each spelling, how much likelier or not strangers agree on it than on names in general (logarithm)."""
    size = int(max(ours.max(initial=0), theirs.max(initial=0))) + 1
    counts = np.bincount(ours[ours != NOTHING], minlength=size), np.bincount(theirs[theirs != NOTHING], minlength=size)
    shares = [count / max(1, count.sum()) for count in counts]
    usual = max(float((shares[0] * shares[1]).sum()), 1e-12)
    return np.log(np.maximum((shares[0] + shares[1]) / 2, 1e-12) / usual)


def _share(same: Any, household: Any, strangers: Any) -> NDArray[np.float64]:
    """Give the share of the first of three, whose logarithms these are."""
    return np.asarray(
        1 / (1 + np.exp(np.minimum(household - same, 700.0)) + np.exp(np.minimum(strangers - same, 700.0)))
    )
