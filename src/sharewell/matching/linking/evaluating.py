"""How right a linkage is, where the truth is known: over thresholds, by kind of difference, and as promised."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sharewell.matching.linking.linking import Linked
from sharewell.matching.linking.resolving import one_to_one

THRESHOLDS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)
BANDS = (0.01, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 0.99, 1.0)


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and F1 of the pairs at or above a threshold."""

    at_least: float
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Band:
    """Pairs whose probability lies in a band: how many, what was promised on average, how many were one person."""

    low: float
    high: float
    pairs: int
    promised: float
    right: float


def figures(right: NDArray[np.bool_], probability: NDArray[Any], true_pairs: int) -> list[Figures]:
    """Give the figures over the usual thresholds; ``true_pairs`` counts those that were never compared too."""
    return [_figures(right[probability >= at_least], at_least, true_pairs) for at_least in THRESHOLDS]


def one_to_one_figures(linked: Linked, right: NDArray[np.bool_], true_pairs: int) -> list[Figures]:
    """Give the figures over the usual thresholds when everybody is linked at most once."""
    return [_figures(right[one_to_one(linked, at_least=low)], low, true_pairs) for low in THRESHOLDS]


def bands(right: NDArray[np.bool_], probability: NDArray[Any]) -> list[Band]:
    """Say whether pairs are right as often as their probability promises."""
    found = []
    for low, high in pairwise(BANDS):
        inside = (probability >= low) & ((probability < high) | (high == 1.0))
        if inside.any():
            promised, truly = float(probability[inside].mean()), float(right[inside].mean())
            found.append(Band(low, high, int(inside.sum()), promised, truly))
    return found


def recall_by_kind(found: NDArray[np.bool_], kinds: NDArray[Any]) -> dict[str, float]:
    """Give the share found of the true pairs of each kind of difference."""
    return {str(kind): float(found[kinds == kind].mean()) for kind in np.unique(kinds)}


def _figures(right: NDArray[np.bool_], at_least: float, true_pairs: int) -> Figures:
    hits = int(right.sum())
    precision = hits / len(right) if len(right) else 0.0
    recall = hits / true_pairs if true_pairs else 0.0
    return Figures(at_least, precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0)
