"""The weights of a look-up, made from what linking two lists taught; each says whether it was learnt or set."""

from dataclasses import asdict, dataclass
from math import log2
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sharewell.matching.likeness import ASPECTS, LOOK_UP, OF_LISTS
from sharewell.matching.linking.coded import NOTHING, Coded, Whole
from sharewell.matching.linking.learning import LEAST, NUMBER_BY_CHANCE, NUMBERS, Model
from sharewell.matching.linking.tables import Tables

# What was learnt before weighs as much as so many pairs on a level: few pairs tell little of what is rare.
BEFORE = 100.0
SAMPLED = 200_000.0  # pairs of strangers, of each linkage

# Mistakes that a pair of lists may not have, or seldom, and that people make: so often at least they are thought to be.
AT_LEAST: dict[tuple[str, str], tuple[float, str]] = {
    ("given", "differs"): (0.01, "some are known by a name of which the lists tell nothing"),
    ("given", "in_part"): (0.02, "some go by their second name"),
    ("family", "in_part"): (0.02, "of a double name often one half is given"),
    ("birth", "month_and_year"): (0.003, "a day is guessed, or misheard"),
    ("birth", "year"): (0.003, "a day and a month are guessed, or misheard"),
    ("birth", "differs"): (0.004, "some records have a wholly wrong birth date"),
    ("postcode", "slip"): (0.01, "one postcode in a hundred has a character wrong"),
    ("postcode", "district"): (0.05, "people mostly move nearby; invented people move anywhere"),
}
# What only a look-up meets: how often for the person, how often by chance (None: see ``_by_chance``), and why.
OF_A_LOOK_UP: dict[tuple[str, str], tuple[float, float | None, str]] = {
    ("given", "initial"): (
        0.95,
        None,
        "one side has an initial only; by chance: how often two first letters are the same",
    ),
    ("family", "initial"): (
        0.95,
        None,
        "one side has an initial only; by chance: how often two first letters are the same",
    ),
    ("birth", "due"): (0.9, 43 / 6575, "three weeks either way; by chance: of the days of eighteen years"),
    ("birth", "about_due"): (0.9, 121 / 6575, "sixty days either way; by chance: of the days of eighteen years"),
    ("birth", "due_apart"): (0.08, 121 / 6575, "sixty days either way; by chance: of the days of eighteen years"),
}
# What agrees as an earlier fact of a record: as much as today's, less so many bits, for others may have it now.
EARLIER: dict[tuple[str, str], tuple[float, str]] = {
    ("family", "former"): (2.0, "as the same name, less two bits: a name of before is another's name too"),
    ("postcode", "earlier"): (1.0, "as the same postcode, less one bit: others live there now"),
    ("nhs_number", "earlier"): (4.0, "as the same number, less four bits: numbers are replaced when two were mixed up"),
}
NUMBER_FOR_THE_PERSON = 0.97  # where lists with numbers taught nothing
REFERENCE = (0.9, 6e-5, "an agency's own number; other agencies may use it too")
IN_THE_HOUSEHOLD = 1e-3  # numbers that stand on a brother's or sister's record
MAY_BE_A_YEAR_OFF = 3.0  # years that agree where only a year, or an age, is known: that one and its neighbours
THRESHOLDS = {"match_at": 6.0, "potential_at": 0.0, "show_at": -12.0}
RARITY = {"least": -4.0, "most": 4.0}  # bits by which a common or rare name may move what the usual name says


@dataclass(frozen=True, slots=True)
class Source:
    """What weights were learnt from: said in the file."""

    lists: str
    on: str
    rows: tuple[int, int]
    people: int  # how many people the look-up's lists are thought to hold
    command: str


@dataclass(frozen=True, slots=True)
class Usual:
    """How often two strangers carry the same first or family name, and names with the same first letter."""

    name: dict[str, float]
    letter: dict[str, float]


def usual(left: Coded, right: Coded, look: Tables) -> Usual:
    """Count how often strangers of two lists share names and first letters."""
    sides = {
        "given": (look.given.first[left.given], look.given.first[right.given]),
        "family": (left.family, right.family),
    }
    letters = {
        "given": [look.given.initial[one.given] for one in (left, right)],
        "family": [look.family.initial[one.family] for one in (left, right)],
    }
    return Usual(
        {name: _same_by_chance(*numbers) for name, numbers in sides.items()},
        {name: _same_by_chance(*numbers) for name, numbers in letters.items()},
    )


def derive(model: Model, shares: Usual, source: Source, before: dict[str, Any] | None = None) -> dict[str, Any]:
    """
    Give the look-up's weights as plain data, for a file.

    The weight of a level is log2 of how often pairs of one person are on it over how often strangers are. ``before`` is
    a file's weights that other lists taught: what these lists show seldom or never is drawn towards them.
    """
    covered = min(1.0, model.same_share * max(source.rows))
    levels: dict[str, dict[str, Any]] = {
        aspect: {
            level: _steadied(
                _said(model, shares, aspect, level), before and before["levels"][aspect][level],
                _seen(model, aspect, level),
            )
            for level in of_aspect
        }
        for aspect, of_aspect in LOOK_UP.items()
    }  # fmt: skip
    for (aspect, level), (less, why) in EARLIER.items():
        same = levels[aspect]["same"]
        levels[aspect][level] = {
            "bits": round(same["bits"] - less, 2), "household": same["household"], "how": "set", "why": why,
        }  # fmt: skip
    chance = model.strangers["given"], model.strangers["given_in_family"]
    return {
        "what": "Evidence in bits: log2 of how often records of one person are so alike, over strangers'.",
        "learnt": asdict(source),
        "prior": round(log2(covered / source.people), 2),
        "household_prior": round(log2(model.household_share), 2),
        "thresholds": THRESHOLDS,
        "rarity": RARITY,
        "usual_share": {name: round(share, 6) for name, share in shares.name.items()},
        "levels": levels,
        "given_in_family": {
            level: round(-log2((_sum(chance[1], "given", told) + LEAST) / (_sum(chance[0], "given", told) + LEAST)), 2)
            for level, told in LOOK_UP["given"].items()
        },
        "model": model.plain(),
    }


def _steadied(said: dict[str, Any], before: dict[str, Any] | None, seen: float) -> dict[str, Any]:
    """Give a level's bits drawn towards those of before, the more the fewer pairs were seen on it."""
    if before is None or said["how"] == "set":
        return said
    share = seen / (seen + BEFORE)
    drawn = {name: round(share * said[name] + (1 - share) * before[name], 2) for name in ("bits", "household")}
    return {**said, **drawn, "of_these_lists": round(share, 2)}


def _seen(model: Model, aspect: str, level: str) -> float:
    """Give on how many pairs a level was seen, of one person and of strangers together."""
    listed, taken = OF_LISTS.get(aspect, aspect), LOOK_UP[aspect][level]
    told = model.told.get(listed, 0.0)
    if told < 1 or not taken:
        return 0.0
    return told * _sum(model.same[listed], listed, taken) + SAMPLED * _sum(model.strangers[listed], listed, taken)


def _said(model: Model, shares: Usual, aspect: str, level: str) -> dict[str, Any]:
    """Give a level's bits, what they are made of, and where that comes from."""
    taken = LOOK_UP[aspect][level]
    listed = OF_LISTS.get(aspect, aspect)
    if aspect == "reference" or not taken:
        person, chance, why = REFERENCE if aspect == "reference" else OF_A_LOOK_UP.get((aspect, level), (1.0, 1.0, ""))
        chance = shares.letter[aspect] if chance is None else chance
        how: dict[str, Any] = {"how": "set", "why": why}
    else:
        person, chance = (_sum(table[listed], listed, taken) for table in (model.same, model.strangers))
        if level == "year_known":
            chance = min(1.0, chance * MAY_BE_A_YEAR_OFF)
        person, how = _person(model, aspect, level, person)
        if aspect in NUMBERS and level == "same":
            chance = max(chance, float(NUMBER_BY_CHANCE[1]))
    bits = log2((person + LEAST) / (chance + LEAST))
    return {
        "bits": round(bits, 2), "household": round(_household(model, aspect, level, bits, chance), 2),
        "person": float(f"{person:.4g}"), "chance": float(f"{chance:.4g}"), **how,
    }  # fmt: skip


def _person(model: Model, aspect: str, level: str, learnt: float) -> tuple[float, dict[str, Any]]:
    """Give how often a level is met for one person: as learnt, or at least as often as is stated."""
    told = model.told.get(OF_LISTS.get(aspect, aspect), 0.0)
    if aspect in NUMBERS and told < 1:
        share = NUMBER_FOR_THE_PERSON if level == "same" else 1 - NUMBER_FOR_THE_PERSON
        return share, {"how": "set", "why": "the lists had no such number"}
    if aspect == "sex":
        return learnt, {"how": "set", "why": "seldom written wrongly; else twins would teach that it is"}
    least, why = AT_LEAST.get((aspect, level), (0.0, ""))
    if learnt < least:
        return least, {"how": "set", "why": f"{why}; learnt: {learnt:.2g}"}
    return learnt, {"how": "learnt", "pairs": round(told * learnt)}


def _household(model: Model, aspect: str, level: str, bits: float, chance: float) -> float:
    """Give what a level says for two of one household, against strangers, in bits."""
    if aspect in ("family", "postcode"):
        return bits  # brothers and sisters share these as a person does with themselves
    if aspect in (*NUMBERS, "reference"):
        return log2(IN_THE_HOUSEHOLD / chance) if level == "same" else 0.0
    taken, listed = LOOK_UP[aspect][level], OF_LISTS.get(aspect, aspect)
    if aspect == "sex" or not taken or level in ("year_known", "month_known"):
        return 0.0
    return log2((_sum(model.household[listed], listed, taken) + LEAST) / (chance + LEAST))


def _sum(shares: NDArray[np.float64], aspect: str, taken: tuple[str, ...]) -> float:
    return float(sum(shares[ASPECTS[aspect].index(level)] for level in taken))


def _same_by_chance(ours: Whole, theirs: Whole) -> float:
    size = int(max(ours.max(initial=0), theirs.max(initial=0))) + 1
    counts = [np.bincount(one[one > NOTHING], minlength=size).astype(np.float64) for one in (ours, theirs)]
    return float(counts[0] @ counts[1]) / max(1.0, float(counts[0].sum() * counts[1].sum()))
