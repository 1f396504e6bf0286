"""
Weighing many coded records at once against one person asked for, to put them in order; the same weights as one by one.

What facts tell together, such as a first name and the sex, and what speaks for a brother or sister instead, is weighed
afterwards of the few that are shown (``candidates.judge``).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cdist

from sharewell.matching import coding, names, slips
from sharewell.matching.comparing import Known
from sharewell.matching.likeness import CLOSE, NEAR
from sharewell.matching.question import family_parts, given_parts, second_names, swapped_day
from sharewell.matching.weights import rarity, weights

CROSSED = -2.0  # bits: names in each other's column agree a little less
AROUND = 400  # days: as near as a birth is that is known by its year only, or estimated


class Row(NamedTuple):
    """One coded record under one of its names and places; a record may stand in several rows."""

    pid: int
    family: int
    given: int
    place: int
    born: int
    sex: int


class Spelling(NamedTuple):
    """One spelling of the vocabulary: the text, how it sounds, and which share of people carry it as which name."""

    text: str
    sound: str
    family_share: float
    given_share: float


UNKNOWN = Spelling("", "", 0.0, 0.0)
# A row as the store gives it, in the order of ``Row``: to make each one a ``Row`` would take as long as to weigh it.
Coded = Sequence[int]


def best(
    asked: Known, rows: Sequence[Coded], spellings: Mapping[int, Spelling], most: int = 20
) -> list[tuple[int, float]]:
    """
    Give the records with the most evidence, each once, best first: (pid, bits of evidence).

    Of two that weigh the same the one that stands first is first.
    """
    if not rows:
        return []
    evidence = Evidence(asked, rows, spellings)
    given_bits, family_bits, sex_bits = evidence.given, evidence.family, evidence.sex
    given_crossed, family_crossed = evidence.crossed_given, evidence.crossed_family
    days, year, in_year, other_day = evidence.born
    places, district, in_district, elsewhere = evidence.place
    heaviest: dict[int, float] = {}
    for pid, family, given, place, born, sex in rows:
        bits = family_bits[family] + given_bits[given]
        if given in given_crossed and family in family_crossed:
            bits = max(bits, crossed_bits())
        bits += sex_bits[sex] + days.get(born, in_year if born in year else other_day)
        bits += places.get(place, in_district if place in district else elsewhere)
        if pid not in heaviest or bits > heaviest[pid]:
            heaviest[pid] = bits
    prior: float = weights()["prior"]
    in_order = sorted(heaviest.items(), key=itemgetter(1), reverse=True)
    return [(pid, bits + prior) for pid, bits in in_order[:most]]


class Evidence:
    """What speaks for a record being about one person asked for, in bits, by code; each code is weighed once."""

    def __init__(self, asked: Known, rows: Sequence[Coded], spellings: Mapping[int, Spelling]) -> None:
        self.given = of_name("given", asked, {row[2] for row in rows}, spellings)
        self.family = of_name("family", asked, {row[1] for row in rows}, spellings)
        self.crossed_given = _written(family_parts(asked), self.given, spellings)
        self.crossed_family = _written(given_parts(asked), self.family, spellings) if self.crossed_given else set()
        self.born = of_birth(asked)
        self.place = of_place(asked)
        self.sex = _of_sex(coding.SEXES.get(asked.sex, 0))


def of_name(aspect: str, asked: Known, codes: Iterable[int], spellings: Mapping[int, Spelling]) -> dict[int, float]:
    """Give the evidence of one of the names, by the code of its spelling."""
    ours = given_parts(asked) if aspect == "given" else family_parts(asked)
    if not ours:
        return dict.fromkeys(codes, 0.0)
    table: dict[str, float] = weights()[aspect]
    rarest: float = weights()["rarity"]["most"]
    is_given = aspect == "given"
    forms = _forms(tuple(ours)) if is_given else frozenset()
    second = second_names(asked) if is_given else frozenset()
    sounds = {names.sound(part) for part in ours if len(part) > 2}
    of_theirs = forms.union(ours)
    found, others = {}, {}
    for code in codes:
        text, sound, family_share, given_share = spellings.get(code, UNKNOWN)
        if text in of_theirs:
            share = given_share if is_given else family_share
            said = rarity(aspect, share) if share else rarest
            found[code] = said + table["in_part" if text in second else "same" if text in ours else "short_form"]
        elif sound in sounds:
            found[code] = table["sounds_alike"]
        elif text:
            others[code] = text
        else:
            found[code] = table["unknown"]
    found.update(zip(others, map(table.__getitem__, _levels_by_letters(ours, others.values())), strict=True))
    return found


def _levels_by_letters(ours: Sequence[str], others: Collection[str]) -> list[str]:
    """Give the level of each text that neither is one of those asked for nor sounds like it."""
    if not others:
        return []
    # To as many figures as one by one: what is exactly alike enough must be so in both.
    near = cdist(ours, list(others), scorer=JaroWinkler.similarity, dtype=np.float64)
    initials = {part[0] for part in ours}
    only_initials = all(len(part) == 1 for part in ours)
    found = []
    for text, alike in zip(others, (near[0] if len(ours) == 1 else near.max(axis=0)).tolist(), strict=True):
        if alike >= NEAR and len(text) > 2:
            found.append("close" if alike >= CLOSE else "near")
        elif (only_initials or len(text) == 1) and text[0] in initials:
            found.append("initial")
        else:
            found.append("differs")
    return found


def _written(parts: Sequence[str], codes: Iterable[int], spellings: Mapping[int, Spelling]) -> set[int]:
    """Give the codes that stand for one of these parts."""
    return {code for code in codes if spellings.get(code, UNKNOWN)[0] in parts}


class OfNumber(NamedTuple):
    """The evidence of a birth day or a place: of some by their number, of those near them, and of all others."""

    known: dict[int, float]
    near: range
    nearby: float
    others: float


def of_birth(asked: Known) -> OfNumber:
    """Give the evidence of every birth day for the one asked for, or for the day on which a birth is expected."""
    levels: dict[str, float] = weights()["birth"]
    born = asked.born_on or asked.due_on
    if born is None:
        return OfNumber({}, range(0), 0.0, 0.0)
    number = coding.day(born)
    if (asked.birth_accuracy or "AAA") != "AAA":
        near, days = range(number - AROUND, number + AROUND + 1), {coding.NO_DAY: 0.0}
        return OfNumber(days, near, levels["year_known"], levels["differs"])
    new_year, first = coding.day(born.replace(month=1, day=1)), number - born.day + 1
    near = range(new_year, new_year + 366)
    days = dict.fromkeys(range(first, first + 31), levels["month_and_year"])
    days |= dict.fromkeys(slips.of_day(born), levels["close"])
    others = (swapped_day(born), *map(coding.day, asked.other_births))
    days |= {day: levels["swapped"] for day in others if day is not None}
    days[number] = levels["same"]
    days[coding.NO_DAY] = 0.0
    return OfNumber(days, near, levels["year"], levels["differs"])


def of_place(asked: Known) -> OfNumber:
    """Give the evidence of every postcode for the one asked for."""
    table: dict[str, float] = weights()["postcode"]
    number = coding.place(asked.postcode) if asked.postcode else coding.NO_PLACE
    if number == coding.NO_PLACE:
        return OfNumber({}, range(0), 0.0, 0.0)
    first, last = coding.district(number)
    known, district = {coding.NO_PLACE: 0.0}, table["district_known"]
    if " " in asked.postcode:
        known |= dict.fromkeys(slips.of_place(number), table["slip"]) | {number: table["same"]}
        district = table["district"]
    return OfNumber(known, range(first, last + 1), district, table["differs"])


def crossed_bits() -> float:
    """Give the evidence of two names that stand in each other's place."""
    return float(weights()["given"]["same"] + weights()["family"]["same"] + CROSSED)


def _of_sex(asked: int) -> tuple[float, float, float]:
    table = weights()["sex"]
    known = [float(table["same" if one == asked else "differs"]) if asked else 0.0 for one in (1, 2)]
    return (0.0, known[0], known[1])


@lru_cache(maxsize=10_000)
def _forms(ours: tuple[str, ...]) -> frozenset[str]:
    return frozenset(form for part in ours for form in names.short_forms().get(part, ()))
