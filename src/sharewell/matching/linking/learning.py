"""What the lists teach: how often true pairs agree, how often siblings do, and how often strangers, without labels."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sharewell.matching.likeness import ASPECTS
from sharewell.matching.linking.levels import Levels

# How far apart siblings are born, in two lists of which nothing is known yet: few are twins. It weighs as much as so
# many pairs, and is soon outweighed where there are real households; where there are none it keeps people from passing
# for their own twins.
SIBLINGS_BORN = np.array([0.0, 0.035, 0.002, 0.015, 0.01, 0.05, 0.888])
SIBLINGS = 200.0

# Weights of lists that lack a fact may be used later for lists that have it. It speaks for nobody then; but of numbers
# it is said that one in a hundred thousand stands on a stranger's record.
NUMBERS = ("nhs_number", "upn")
NUMBER_BY_CHANCE = np.array([1.0, 1e-5, 1 - 1e-5])

Shares = dict[str, NDArray[np.float64]]
ROUNDS = 60
ENOUGH = 1e-5
LEAST = 1e-9
PATTERNS = int(np.prod([len(levels) for levels in ASPECTS.values()]))


@dataclass(slots=True)
class Model:
    """
    Three kinds of pairs: the same person, two of one household, strangers.

    Each has its share of all pairs and, for each aspect, the share of its pairs at each level. Twins are why there are
    three: they agree on everything but the first name, so that without a kind of their own they pass for one person.
    """

    same: Shares
    household: Shares
    strangers: Shares  # with "given_in_family": the first names of strangers who share a family name, and so often more
    same_share: float
    household_share: float
    told: dict[str, float] = field(default_factory=dict)  # on how many pairs of one person each aspect was seen

    def plain(self) -> dict[str, Any]:
        """Give the model as plain data, for a file that people can read."""
        kinds = {"same": self.same, "household": self.household, "strangers": self.strangers}
        return {
            "shares": {"same": self.same_share, "household": self.household_share},
            "levels": {aspect: list(levels) for aspect, levels in ASPECTS.items()},
            "told": self.told,
        } | {kind: {aspect: list(map(float, row)) for aspect, row in table.items()} for kind, table in kinds.items()}


def of_plain(plain: dict[str, Any]) -> Model:
    """Give the model that a file holds: one kept by a linkage, or the look-up's weights, which hold it too."""
    plain = plain.get("model", plain)
    if plain.get("levels") != {aspect: list(levels) for aspect, levels in ASPECTS.items()}:
        raise ValueError("these weights were learnt by another version or another engine; learn them anew")
    same, household, strangers = (
        {aspect: np.array(row) for aspect, row in plain[kind].items()} for kind in ("same", "household", "strangers")
    )
    shares = plain["shares"]
    return Model(same, household, strangers, shares["same"], shares["household"], plain.get("told", {}))


def pattern(levels: dict[str, Levels]) -> NDArray[np.uint32]:
    """Give one number for all levels of a pair."""
    number = np.zeros(len(next(iter(levels.values()))), np.uint32)
    for aspect, names in ASPECTS.items():
        number *= np.uint32(len(names))
        number += levels[aspect].astype(np.uint32)
    return number


def levels_of(patterns: NDArray[np.int64]) -> dict[str, NDArray[np.int64]]:
    """Give the levels that pattern numbers stand for."""
    found, rest = {}, patterns
    for aspect, names in reversed(ASPECTS.items()):
        rest, found[aspect] = np.divmod(rest, len(names))
    return found


def learn(
    strangers: dict[str, NDArray[np.float64]],
    patterns: NDArray[np.int64],
    counts: NDArray[np.int64],
    *,
    all_pairs: float,
    people: float,
) -> Model:
    """
    Learn the model: strangers from random pairs, the others from the pairs that blocking found (by pattern, counted).

    ``all_pairs`` is how many pairs the lists have, ``people`` how many there are in the smaller one: where to begin.
    """
    model = _begin(strangers, all_pairs=all_pairs, people=people)
    places = levels_of(patterns)
    before = -1.0
    for _ in range(ROUNDS):
        same, household = _responsible(model, places)
        model = _again(model, places, same * counts, household * counts, all_pairs)
        if abs(model.same_share - before) <= ENOUGH * model.same_share:
            break
        before = model.same_share
    return model


def weigh(model: Model, places: dict[str, NDArray[Any]]) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Give the natural logarithms of how likely each pattern is: the same person, a household, strangers."""
    found = []
    tables = ((model.same, model.same_share), (model.household, model.household_share), (model.strangers, 1.0))
    for table, share in tables:
        total = np.full(len(places["given"]), np.log(share))
        for aspect in ASPECTS:
            total += np.log(table[aspect] + LEAST)[places[aspect]]
        found.append(total)
    shared = places["family"] == 1
    usual, here = (np.log(model.strangers[name] + LEAST)[places["given"]] for name in ("given", "given_in_family"))
    found[2] += np.where(shared, here - usual, 0.0)
    return found[0], found[1], found[2]


def _begin(strangers: dict[str, NDArray[np.float64]], *, all_pairs: float, people: float) -> Model:
    """Begin with what is true of any lists: people mostly agree with themselves, siblings on name and place."""
    by_chance = {name: _shares(counts) for name, counts in strangers.items()}
    unseen = {name for name, counts in strangers.items() if not counts[1:].any()}
    for name in unseen:
        by_chance[name] = NUMBER_BY_CHANCE.copy() if name in NUMBERS else _shares(np.ones(len(strangers[name])))
    same, household = {}, {}
    for aspect, names in ASPECTS.items():
        table = np.full(len(names), 0.1 / max(1, len(names) - 2))
        table[1] = 0.9
        same[aspect] = by_chance[aspect].copy() if aspect in unseen - set(NUMBERS) else _shares(table)
        household[aspect] = same[aspect].copy() if aspect in ("family", "place") else by_chance[aspect].copy()
    same["sex"] = np.array([1.0, 0.99, 0.01])  # seldom written wrongly: else twins would teach that it is
    household["given"] = _without_same(by_chance["given"])
    for number in NUMBERS:
        household[number] = _without_same(by_chance[number])
    return Model(same, household, by_chance, 0.5 * people / all_pairs, 0.5 * people / all_pairs)


def _responsible(model: Model, places: dict[str, NDArray[np.int64]]) -> tuple[NDArray[Any], NDArray[Any]]:
    same, household, strangers = weigh(model, places)
    top = np.maximum(np.maximum(same, household), strangers)
    same, household, strangers = np.exp(same - top), np.exp(household - top), np.exp(strangers - top)
    total = same + household + strangers
    return same / total, household / total


def _again(
    model: Model, places: dict[str, NDArray[np.int64]], same: NDArray[Any], household: NDArray[Any], all_pairs: float
) -> Model:
    """
    Give the model that the pairs speak for, each counted for each kind as far as it is likely to be of it.

    Two records of one household are as far apart in family name and place as two records of one person are, so these
    are learnt from the latter; only the birth days of siblings and twins are learnt from the household's own pairs.
    Siblings born in different years are seldom among the pairs: how many there are is told by those of one year.
    """
    ours, theirs, told = {}, dict(model.household), {}
    for aspect, names in ASPECTS.items():
        sums = np.bincount(places[aspect], weights=same, minlength=len(names)) + 1e-3
        told[aspect] = round(float(sums[1:].sum()), 1)
        is_learnt = aspect != "sex" and told[aspect] >= 1
        ours[aspect] = _shares(sums) if is_learnt else model.same[aspect]
    theirs |= {aspect: ours[aspect] for aspect in ("family", "place")}
    apart = np.bincount(places["born"], weights=household, minlength=len(ASPECTS["born"]))
    of_one_year = apart[1:-1].sum()
    enough = of_one_year / (of_one_year + SIBLINGS)  # a few may be anything
    unseen = enough * of_one_year * SIBLINGS_BORN[-1] / SIBLINGS_BORN[1:-1].sum()
    apart[-1] = max(apart[-1], unseen)
    theirs["born"] = _shares(apart + SIBLINGS_BORN * SIBLINGS)
    return Model(ours, theirs, model.strangers, same.sum() / all_pairs, apart.sum() / all_pairs, told)


def _without_same(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """Children of one family are not given the same first name, nor the same number."""
    table = shares.copy()
    table[1] = min(table[1], 1e-4)
    return _shares(table)


def _shares(counts: NDArray[Any]) -> NDArray[np.float64]:
    """Give each level's share of the pairs of which it is known; what is not known speaks for nobody (1 for all)."""
    shares = np.asarray(counts, np.float64) / max(float(np.sum(counts[1:])), LEAST)
    shares[0] = 1.0
    return shares
