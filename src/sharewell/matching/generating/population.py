"""A population of invented people: families at addresses, with siblings, twins, step-children and double names."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sharewell.matching import coding
from sharewell.matching.generating.first_names import first_names

Whole = NDArray[np.int32]
HERE = Path(__file__).parent
TAIL_SHARE = 0.42  # of British people carry a name that is not among the commonest
TWINS, STEP, DOUBLE, NO_MIDDLE = 0.035, 0.10, 0.06, 0.25
CHILDREN_A_POSTCODE = 8.6
FAMILY_SIZES, SIZE_SHARES = (1, 2, 3, 4, 5), (0.36, 0.40, 0.16, 0.06, 0.02)


@dataclass(slots=True)
class People:
    """
    Invented people, a row each; names are places in ``family_names`` and ``given_names``, days as in ``coding.day``.

    ``second`` is the second part of a double name and ``middle`` a middle name, -1 for none; ``home`` numbers the
    household; ``group`` is a place in ``groups``; ``nhs`` an invented number of nine digits without check digit.
    """

    family_names: list[str]
    given_names: list[str]
    groups: list[str]
    family: Whole
    second: Whole
    given: Whole
    middle: Whole
    born: Whole
    sex: Whole
    home: Whole
    place: Whole
    group: Whole
    nhs: NDArray[np.int64]

    def __len__(self) -> int:
        """Give how many people there are."""
        return len(self.family)


@lru_cache(maxsize=1)
def family_lists() -> tuple[dict[str, list[str]], dict[str, float], list[list[str]]]:
    """Give the common names by group, the groups' shares, and the composed rare names: plain, and with a link."""
    common, shares, parts = {}, {}, {}
    for line in (HERE / "family_names.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            label, _, words = line.partition("] ")
            parts[label[1:]] = words.split()
        elif line and not line.startswith("#"):
            label, _, words = line.partition(": ")
            group, share = label.split()
            common[group], shares[group] = list(dict.fromkeys(words.split())), float(share)
    listed = {name for words in common.values() for name in words}
    short = {head + end for head in parts["heads"] for end in parts["tails"]} - listed
    long = {head + link + end for head in parts["heads"] for link in parts["links"] for end in parts["tails"]}
    return common, shares, [sorted(short), sorted(long - short - listed)]


def generate(size: int, *, seed: int, born_from: date, born_to: date, tail_names: int = 12_000) -> People:
    """
    Make ``size`` invented people born between two days; the same seed makes the same people.

    ``tail_names`` says how many rare family names there are.
    """
    random = np.random.default_rng(seed)
    common, shares, _ = family_lists()
    groups = list(shares)
    families = _family_frame(random, size, groups)
    family_names, pools = _family_pools(random, common, tail_names)
    given_names = sorted({name for listed in first_names().values() for name in listed.names()})
    home = families["home"]
    main, second = _family_names_for(random, families, pools, len(groups))
    born = _births(random, families, born_from, born_to)
    sex = random.integers(1, 3, size).astype(np.int32)
    drawing = {"group": families["group"], "sex": sex, "born": born, "every": given_names, "groups": groups}
    given = _given_names_for(random, **drawing)
    for _ in range(4):  # no two children of a family share a first name
        again = _repeated(home, given)
        given = np.where(again, _given_names_for(random, **drawing), given).astype(np.int32)
    middle = _given_names_for(random, **drawing)
    middle[(random.random(size) < NO_MIDDLE) | (middle == given)] = -1
    return People(
        family_names, given_names, groups, main, second, given, middle, born, sex, home,
        _places(random, home), families["group"], (900_000_000 + np.arange(size)).astype(np.int64),
    )  # fmt: skip


def _repeated(home: Whole, given: Whole) -> NDArray[np.bool_]:
    """Say who has the first name of an elder child of the household."""
    again = np.zeros(len(home), np.bool_)
    for apart in range(1, max(FAMILY_SIZES)):
        again[apart:] |= (home[apart:] == home[:-apart]) & (given[apart:] == given[:-apart])
    return again


def _family_frame(random: np.random.Generator, size: int, groups: list[str]) -> dict[str, Any]:
    """Give for each person the household, the order in it, and the household's group of names."""
    sizes = random.choice(FAMILY_SIZES, size=size, p=SIZE_SHARES)
    households = int(np.searchsorted(np.cumsum(sizes), size)) + 1
    home = np.repeat(np.arange(households), sizes[:households])[:size].astype(np.int32)
    first = np.searchsorted(home, np.arange(households))
    shares = np.array([family_lists()[1][group] for group in groups])
    of_home = random.choice(len(groups), size=households, p=shares / shares.sum()).astype(np.int32)
    return {"home": home, "order": np.arange(size) - first[home], "first": first, "group": of_home[home],
            "group_of_home": of_home}  # fmt: skip


def _family_pools(
    random: np.random.Generator, common: dict[str, list[str]], tail_names: int
) -> tuple[list[str], list[tuple[Whole, NDArray[np.float64]]]]:
    """Give all family names, and for each group which of them it draws from and how often."""
    tail = _long_tail(random, tail_names)
    listed = sorted({name for words in common.values() for name in words})
    every = listed + [name for name in tail if name not in set(listed)]
    number = {name: place for place, name in enumerate(every)}
    rest = np.arange(len(listed), len(every), dtype=np.int32)
    pools = []
    for group, words in common.items():
        ours = np.array([number[name] for name in words], dtype=np.int32)
        weights = 1 / (np.arange(len(words)) + 6.0) ** 0.85
        tail_share = TAIL_SHARE if group == "british" else 0.12
        tail_weights = 1 / (np.arange(len(rest)) + 400.0) ** 0.75
        weights = np.concatenate(
            [weights / weights.sum() * (1 - tail_share), tail_weights / tail_weights.sum() * tail_share]
        )
        pools.append((np.concatenate([ours, rest]), np.cumsum(weights)))
    return every, pools


def _long_tail(random: np.random.Generator, wanted: int) -> list[str]:
    """Give so many rare names; when the plain ones are used up, those with a link, the rarer of the two kinds."""
    plain, linked = family_lists()[2]
    if wanted > len(plain) + len(linked):
        raise ValueError(f"only {len(plain) + len(linked)} rare family names can be composed")
    first = [plain[place] for place in random.permutation(len(plain))]
    second = [linked[place] for place in random.permutation(len(linked))] if wanted > len(plain) else []
    return [*first, *second][:wanted]


def _draw(random: np.random.Generator, pool: tuple[Whole, NDArray[np.float64]], size: int) -> Whole:
    chosen, cumulative = pool
    return chosen[np.minimum(np.searchsorted(cumulative, random.random(size)), len(chosen) - 1)]


def _family_names_for(
    random: np.random.Generator, families: dict[str, Any], pools: list[tuple[Whole, NDArray[np.float64]]], groups: int
) -> tuple[Whole, Whole]:
    """Give the family name of each person, and the second part of a double one; step-children have another."""
    of_home, home, order = families["group_of_home"], families["home"], families["order"]
    households = len(of_home)
    names, seconds = np.zeros(households, np.int32), np.full(households, -1, np.int32)
    main = np.zeros(len(home), np.int32)
    step = (random.random(len(home)) < STEP) & (order == 0)
    for group in range(groups):
        ours = of_home == group
        names[ours] = _draw(random, pools[group], int(ours.sum()))
        double = ours & (random.random(households) < DOUBLE)
        seconds[double] = _draw(random, pools[group], int(double.sum()))
    main[:] = names[home]
    main[step] = _draw(random, pools[0], int(step.sum()))
    second = seconds[home].copy()
    second[step] = -1
    return main, second


def _births(random: np.random.Generator, families: dict[str, Any], start: date, end: date) -> Whole:
    """Give the day each was born; twins on one day."""
    lowest, highest = coding.day(start), coding.day(end)
    home, order = families["home"], families["order"]
    eldest = random.integers(lowest, highest + 1, len(families["group_of_home"]))
    gaps = random.integers(330, 2200, len(home))
    twins = (order > 0) & (random.random(len(home)) < TWINS)
    gaps[twins] = 0
    gaps[order == 0] = 0
    total = np.cumsum(gaps)
    born = eldest[home] + total - total[families["first"][home]]
    wide = highest - lowest + 1
    born = lowest + (born - lowest) % wide
    return born.astype(np.int32)


def _given_names_for(
    random: np.random.Generator, *, group: Whole, sex: Whole, born: Whole, every: list[str], groups: list[str]
) -> Whole:
    """Draw first names by group, sex and five years of birth."""
    number = {name: place for place, name in enumerate(every)}
    years = (born.astype(np.float64) / 365.25 + 1990).astype(int) // 5 * 5
    given = np.zeros(len(group), np.int32)
    for (name, letter), listed in first_names().items():
        chosen = np.array([number[one] for one in listed.names()], dtype=np.int32)
        ours = (group == groups.index(name)) & (sex == coding.SEXES[letter])
        for year in np.unique(years[ours]):
            now = ours & (years == year)
            given[now] = _draw(random, (chosen, np.cumsum(listed.shares(year + 2.5))), int(now.sum()))
    return given


def _places(random: np.random.Generator, home: Whole) -> Whole:
    """Give each household a postcode of an invented country, so many children to each."""
    households = int(home[-1]) + 1
    postcodes = max(1, int(len(home) / CHILDREN_A_POSTCODE))
    chosen = random.integers(0, postcodes, households)
    # 1,500 postcodes in a district, as in a town; the districts in order, so that neighbours are close.
    district, unit = chosen // 1500, chosen % 1500
    return (district.astype(np.int64) * 4000 + unit * 8 // 3).astype(np.int32)[home]
