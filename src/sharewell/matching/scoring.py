"""Weighing many coded records at once against one person asked for; the same weights as one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
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
# Of each place: the evidence of one name, and whether it is the other name that was asked for.
OfNames = tuple[Bits, NDArray[np.bool_]]


class Spelling(NamedTuple):
    """One spelling of the vocabulary: the text, how it sounds, and which share of people carry it as which name."""

    text: str
    sound: str
    family_share: float
    given_share: float


UNKNOWN = Spelling("", "", 0.0, 0.0)


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
    return first_of(columns.pid, score(asked, columns, spellings), most)


def first_of(pids: Whole, total: Bits, most: int) -> list[tuple[int, float]]:
    """Give the first records by their evidence, each once; of two that weigh the same the one that stands first."""
    order = np.argsort(-total, kind="stable")
    found: dict[int, float] = {}
    for pid, bits in zip(pids[order].tolist(), total[order].tolist(), strict=True):
        if pid not in found:
            found[pid] = bits
            if len(found) == most:
                break
    return list(found.items())


def score(asked: Known, columns: Columns, spellings: Mapping[int, Spelling]) -> Bits:
    """Give the evidence, in bits, that each place of the columns is about the person asked for."""
    given = of_names("given", asked, columns.given, spellings)
    family = of_names("family", asked, columns.family, spellings)
    return added_up(asked, given, family, columns)


def added_up(asked: Known, given: OfNames, family: OfNames, columns: Columns) -> Bits:
    """Give the evidence of the names, of each place, together with that of birth day, place and sex."""
    (given_bits, given_crossed), (family_bits, family_crossed) = given, family
    total = given_bits + family_bits
    crossed = given_crossed & family_crossed
    if crossed.any():
        total = np.where(crossed, np.maximum(total, _crossed_bits()), total)
    total = total + _births(asked, columns.born) + _places(asked, columns.place)
    sex = coding.SEXES.get(asked.sex, 0)
    if sex:
        table = weights()["sex"]
        total += np.array((0.0, *(table["same" if one == sex else "differs"] for one in (1, 2))))[columns.sex]
    return (total + weights()["prior"]).astype(np.float32)


def _crossed_bits() -> float:
    return float(weights()["given"]["same"] + weights()["family"]["same"] + CROSSED)


def of_names(aspect: str, asked: Known, codes: Whole, spellings: Mapping[int, Spelling]) -> OfNames:
    """Give the evidence of one name for each place, comparing each spelling once, and whether it is the other name."""
    ours, theirs = given_parts(asked), family_parts(asked)
    if aspect == "family":
        ours, theirs = theirs, ours
    if not ours:
        return np.zeros(len(codes), np.float32), np.zeros(len(codes), np.bool_)
    distinct, where = np.unique(codes, return_inverse=True)
    known = [spellings.get(code, UNKNOWN) for code in distinct.tolist()]
    near = cdist(ours, [one[0] for one in known], scorer=JaroWinkler.similarity).max(axis=0)
    bits = np.array(_evidence(aspect, ours, known, near.tolist()), np.float32)
    others = frozenset(theirs)
    crossed = np.array([one[0] in others for one in known], np.bool_)
    return bits[where], crossed[where]


def _evidence(aspect: str, ours: Sequence[str], known: Sequence[Spelling], near: Sequence[float]) -> list[float]:
    """Give the evidence of each spelling; ``near`` says how alike it is written to the nearest asked part."""
    table, is_given, close = weights()[aspect], aspect == "given", CLOSE[aspect]
    usual: float = weights()["usual_share"][aspect]
    same, forms = frozenset(ours), _forms(tuple(ours)) if is_given else frozenset()
    sounds = frozenset(names.sound(part) for part in ours if len(part) > 2)
    initials = frozenset(part[0] for part in ours)
    only_initials = all(len(part) == 1 for part in ours)
    found: list[float] = []
    for (text, sound, family_share, given_share), alike in zip(known, near, strict=True):
        if not text:
            found.append(0.0)
        elif text in same or text in forms:
            share = given_share if is_given else family_share
            rarity = max(-4.0, min(3.0, log2(usual / share))) if share else 3.0
            found.append(table["same" if text in same else "short_form"] + rarity)
        elif sound in sounds:
            found.append(table["sounds_alike"])
        elif alike >= close and len(text) > 2:
            found.append(table["close"])
        elif (only_initials or len(text) == 1) and text[0] in initials:
            found.append(table["initial"])
        else:
            found.append(table["differs"])
    return found


@lru_cache(maxsize=10_000)
def _forms(ours: tuple[str, ...]) -> frozenset[str]:
    return frozenset(form for part in ours for form in names.short_forms().get(part, ()))


def _births(asked: Known, born: Whole) -> Bits:
    """Give the evidence of the birth day for each place."""
    day = asked.born_on or asked.due_on
    if day is None:
        return np.zeros(len(born), np.float32)
    table, first = _days(asked, day)
    found = table[np.clip(born - first, 0, len(table) - 1)]
    found[born == coding.NO_DAY] = 0.0
    return found


def _days(asked: Known, day: date) -> tuple[Bits, int]:
    """Give the evidence of every day from a first one on; the first and the last of them stand for all beyond."""
    levels, number = weights()["birth"], coding.day(day)
    year = number - day.timetuple().tm_yday + 1
    month = number - day.day + 1
    is_exact = (asked.birth_accuracy or "AAA") == "AAA"
    wrong = [*wrong_days(asked), number] if is_exact else [number - 400, number + 400]
    first = min(*wrong, year) - 1
    table = np.full(max(*wrong, year + 366) + 2 - first, levels["differs"], np.float32)
    table[year - first : year - first + 366] = levels["year"]
    table[month - first : month - first + 31] = levels["month_and_year"]
    if not is_exact:
        table[number - 400 - first : number + 401 - first] = levels["year"]
        return table, first
    table[np.array(wrong) - first] = levels["close"]
    swapped = swapped_day(asked.born_on)
    if swapped is not None:
        table[swapped - first] = levels["swapped"]
    table[number - first] = levels["same"]
    return table, first


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
