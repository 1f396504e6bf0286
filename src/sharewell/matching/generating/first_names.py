"""First names as people have them: fashions that rise and fall, other spellings, and a long tail of rare ones."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).parent
Shares = NDArray[np.float64]

# Of a hundred children so many carry a usual name in another spelling (jayden, jaydon), so many a name that few have.
# Own estimates: the hundred commonest names of a year's boys or girls are borne by about half of them.
SPELT_OTHERWISE, RARE = 0.15, 0.25
FLOOR = 0.02  # how common even a name that is out of fashion is, beside heights of up to 60
VOWELS = "aeiouy"
SPELLINGS = (
    *(("ie", "y"), ("y", "ie"), ("y", "i"), ("i", "y"), ("ai", "ay"), ("ay", "ai"), ("ei", "ai"), ("ee", "i")),
    *(("i", "ee"), ("ph", "f"), ("f", "ph"), ("ck", "k"), ("c", "k"), ("k", "c"), ("kh", "k"), ("q", "k"), ("oo", "u")),
    *(("ou", "u"), ("u", "ou"), ("aa", "a"), ("a", "aa"), ("e", "a"), ("o", "u"), ("s", "z"), ("z", "s"), ("j", "y")),
    *(("w", "v"), ("mm", "m"), ("m", "mm"), ("nn", "n"), ("n", "nn"), ("ll", "l"), ("l", "ll"), ("ss", "s")),
)  # fmt: skip
ENDINGS = (("a", "ah"), ("ah", "a"), ("e", ""), ("n", "ne"), ("y", "ey"))


@dataclass(frozen=True, slots=True)
class FirstNames:
    """
    The first names of one group and sex.

    The ``usual`` ones, a row each in the arrays, have a year in which they were commonest, and a height then; ``rare``
    ones are few in any year, commonest first.
    """

    usual: tuple[str, ...]
    peak: Shares
    spread: Shares
    height: Shares
    rare: tuple[str, ...]

    def names(self) -> tuple[str, ...]:
        """Give all names, those that ``shares`` are of."""
        return (*self.usual, *self.rare)

    def shares(self, year: float) -> Shares:
        """Give each name's share of the children born in a year."""
        usual = self.height * (np.exp(-(((year - self.peak) / self.spread) ** 2) / 2) + FLOOR)
        rare = 1 / (np.arange(len(self.rare)) + 20.0) ** 0.8
        return np.concatenate([usual / usual.sum() * (1 - RARE), rare / rare.sum() * RARE])


@lru_cache(maxsize=1)
def first_names() -> dict[tuple[str, str], FirstNames]:
    """Give the first names of each group and sex."""
    listed = {}
    for line in (HERE / "given_names.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            label, _, words = line.partition(": ")
            group, sex = label.split()
            listed[group, sex] = [word.split("/") for word in words.split()]
    everywhere = {name for rows in listed.values() for name, *_ in rows}
    return {key: _with_rare(rows, everywhere) for key, rows in listed.items()}


def _with_rare(rows: list[list[str]], everywhere: set[str]) -> FirstNames:
    found = []
    for name, *told in rows:
        peak, spread, height = map(float, told)
        others = sorted(spelt_otherwise(name) - everywhere, key=_any_order)
        share = SPELT_OTHERWISE if others else 0.0
        found.append((name, peak, spread, height * (1 - share)))
        by_place = 1 / (np.arange(len(others)) + 1.0)
        found += [
            (other, peak, spread, height * share * part)
            for other, part in zip(others, by_place / max(by_place.sum(), 1), strict=True)
        ]
    usual = tuple(name for name, *_ in found)
    peaks, spreads, heights = np.array([told for _, *told in found]).T
    rare = tuple(sorted(composed([name for name, *_ in rows]) - everywhere - set(usual), key=_any_order))
    return FirstNames(usual, peaks, spreads, heights, rare)


def spelt_otherwise(name: str) -> set[str]:
    """Give the ways in which a name may also be spelt: one sound written otherwise."""
    found = set()
    for one, other in SPELLINGS:
        place = name.find(one, 1)
        while place > 0:
            found.add(name[:place] + other + name[place + len(one) :])
            place = name.find(one, place + 1)
    found |= {name.removesuffix(one) + other for one, other in ENDINGS if name.endswith(one)}
    return {other for other in found if len(other) > 2 and not _thrice(other)} - {name}


def composed(names: list[str]) -> set[str]:
    """Give names that sound like those of the group: the beginning of one with the end of another."""
    parts = [_parts(name) for name in names]
    whole = {head + tail for head, _ in parts for _, tail in parts}
    return {name for name in whole if 3 <= len(name) <= 12} - set(names)


def _parts(name: str) -> tuple[str, str]:
    """Give a name in two parts: up to its first vowels, and what follows."""
    place = 0
    while place < len(name) and name[place] not in VOWELS:
        place += 1
    while place < len(name) and name[place] in VOWELS:
        place += 1
    return name[:place], name[place:]


def _thrice(name: str) -> bool:
    return any(name[place] == name[place + 1] == name[place + 2] for place in range(len(name) - 2))


def _any_order(name: str) -> int:
    """Give a number by which names stand in an order that is always the same and says nothing."""
    return crc32(name.encode())
