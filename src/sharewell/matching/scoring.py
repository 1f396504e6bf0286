"""Weighing many coded records at once against one person asked for; the same weights as one by one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log2
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cdist

from sharewell.matching import coding, names
from sharewell.matching.candidates import weights
from sharewell.matching.comparing import Known
from sharewell.matching.question import family_parts, given_parts, swapped_day, wrong_days

Bits = NDArray[np.float32]
Whole = NDArray[np.int64]
CLOSE = {"given": 0.88, "family": 0.90}
CROSSED = -2.0  # bits: names in each other's column agree a little less


class Spelling(NamedTuple):
    """One spelling of the vocabulary: the text, how it sounds, and which share of people carry it as which name."""

    text: str
    sound: str
    family_share: float
    given_share: float


@dataclass(frozen=True, slots=True)
class Columns:
    """Coded records, a place each in every column; a record may stand in several places, under several names."""

    pid: Whole
    family: Whole
    given: Whole
    place: Whole
    born: Whole
    sex: Whole


def best(asked: Known, columns: Columns, spellings: Mapping[int, Spelling], most: int = 20) -> list[tuple[int, float]]:
    """Give the records with the most evidence, each once, best first: (pid, bits of evidence)."""
    if not len(columns.pid):
        return []
    total = score(asked, columns, spellings)
    order = np.argsort(-total, kind="stable")
    found: dict[int, float] = {}
    for place in order:
        pid = int(columns.pid[place])
        if pid not in found:
            found[pid] = float(total[place])
            if len(found) == most:
                break
    return list(found.items())


def score(asked: Known, columns: Columns, spellings: Mapping[int, Spelling]) -> Bits:
    """Give the evidence, in bits, that each place of the columns is about the person asked for."""
    given = given_parts(asked)
    family = family_parts(asked)
    given_bits, given_crossed = _names("given", given, family, columns.given, spellings)
    family_bits, family_crossed = _names("family", family, given, columns.family, spellings)
    straight = given_bits + family_bits
    total = np.where(given_crossed & family_crossed, np.maximum(straight, _crossed_bits()), straight)
    total += _births(asked, columns.born) + _places(asked, columns.place)
    sex = coding.SEXES.get(asked.sex, 0)
    if sex:
        table = weights()["sex"]
        total += np.where(columns.sex == 0, 0, np.where(columns.sex == sex, table["same"], table["differs"]))
    return (total + weights()["prior"]).astype(np.float32)


def _crossed_bits() -> float:
    return float(weights()["given"]["same"] + weights()["family"]["same"] + CROSSED)


def _names(
    aspect: str, ours: Sequence[str], theirs: Collection[str], codes: Whole, spellings: Mapping[int, Spelling]
) -> tuple[Bits, NDArray[np.bool_]]:
    """Give the evidence of one name for each place, comparing each spelling once, and whether it is the other name."""
    if not ours:
        return np.zeros(len(codes), np.float32), np.zeros(len(codes), np.bool_)
    distinct, where = np.unique(codes, return_inverse=True)
    known = [spellings.get(code) for code in distinct.tolist()]
    near = cdist(ours, [one.text if one else "" for one in known], scorer=JaroWinkler.similarity).max(axis=0)
    judge = _Judge(aspect, tuple(ours), tuple(theirs))
    bits = np.fromiter((judge.bits(one, close) for one, close in zip(known, near.tolist(), strict=True)), np.float32)
    crossed = np.fromiter((one is not None and one.text in judge.theirs for one in known), np.bool_)
    return bits[where], crossed[where]


class _Judge:
    """What one asked name is compared by, looked up once for all spellings."""

    def __init__(self, aspect: str, ours: tuple[str, ...], theirs: tuple[str, ...]) -> None:
        table = weights()[aspect]
        self.table, self.ours, self.theirs = table, frozenset(ours), frozenset(theirs)
        self.usual: float = weights()["usual_share"][aspect]
        self.is_given = aspect == "given"
        self.close = CLOSE[aspect]
        self.forms = _forms(ours) if self.is_given else frozenset()
        self.sounds = frozenset(names.sound(part) for part in ours if len(part) > 2)
        self.initials = frozenset(part[0] for part in ours)
        self.only_initials = all(len(part) == 1 for part in ours)

    def bits(self, one: Spelling | None, near: float) -> float:
        """Give the evidence of one spelling, ``near`` as written to the nearest asked part."""
        if one is None or not one.text:
            return 0.0
        if one.text in self.ours:
            return self.table["same"] + self._rarity(one)
        if one.text in self.forms:
            return self.table["short_form"] + self._rarity(one)
        if one.sound in self.sounds:
            return self.table["sounds_alike"]
        if near >= self.close and len(one.text) > 2:
            return self.table["close"]
        if (self.only_initials or len(one.text) == 1) and one.text[0] in self.initials:
            return self.table["initial"]
        return self.table["differs"]

    def _rarity(self, one: Spelling) -> float:
        share = one.given_share if self.is_given else one.family_share
        return max(-4.0, min(3.0, log2(self.usual / share))) if share else 3.0


@lru_cache(maxsize=10_000)
def _forms(ours: tuple[str, ...]) -> frozenset[str]:
    return frozenset(form for part in ours for form in names.short_forms().get(part, ()))


def _births(asked: Known, born: Whole) -> Bits:
    """Give the evidence of the birth day for each place."""
    table = weights()["birth"]
    day = asked.born_on or asked.due_on
    if day is None:
        return np.zeros(len(born), np.float32)
    number = coding.day(day)
    bits = np.full(len(born), table["differs"], np.float32)
    year = number - day.timetuple().tm_yday + 1
    month = number - day.day + 1
    bits[(born >= year) & (born < year + 366)] = table["year"]
    bits[(born >= month) & (born < month + 31)] = table["month_and_year"]
    bits[born == coding.NO_DAY] = 0.0
    if (asked.birth_accuracy or "AAA") != "AAA":
        bits[np.abs(born - number) <= 400] = table["year"]
        return bits
    bits[np.isin(born, list(wrong_days(asked)))] = table["close"]
    bits[born == swapped_day(asked.born_on)] = table["swapped"]
    bits[born == number] = table["same"]
    return bits


def _places(asked: Known, places: Whole) -> Bits | float:
    """Give the evidence of the postcode for each place."""
    place = coding.place(asked.postcode) if asked.postcode else coding.NO_PLACE
    if place == coding.NO_PLACE:
        return 0.0
    table = weights()["postcode"]
    first, last = coding.district(place)
    bits = np.where((places >= first) & (places <= last), table["district"], table["differs"]).astype(np.float32)
    if " " in asked.postcode:
        bits[places == place] = table["same"]
    bits[places == coding.NO_PLACE] = 0.0
    return bits
