"""The weights of a look-up, as linking lists made them: read from a file, checked, and put in force."""

import json
from functools import lru_cache
from math import isfinite, log2
from pathlib import Path
from typing import Any

from sharewell.matching.likeness import LOOK_UP

SHIPPED = Path(__file__).parent / "weights.json"
MOST = 40.0  # bits: what weighs more was not learnt from people
_in_force: list[tuple[Path, "Weights"]] = []  # of this process; the last holds, none: the shipped ones

Weights = dict[str, Any]


class Unusable(ValueError):
    """A file that is not one of weights, or whose weights would put people in the wrong order; says why."""


def weights() -> Weights:
    """
    Give the weights in force: the shipped ones, or those of the file that ``use`` was told.

    They hold bits for each aspect and level, for strangers and under ``household``, the priors, how many ``people`` the
    lists asked were thought to hold, and the thresholds.
    """
    if not _in_force:
        use(SHIPPED)
    return _in_force[-1][1]


def rarity(aspect: str, share: float) -> float:
    """Give by how many bits agreeing on a name that so many share says more, or less, than on a usual one."""
    tables = weights()
    limits = tables["rarity"]
    return float(max(limits["least"], min(limits["most"], log2(tables["usual_share"][aspect] / share))))


def file_in_force() -> Path:
    """Give the file whose weights are in force."""
    return _in_force[-1][0] if _in_force else SHIPPED


def use(path: Path) -> None:
    """Put the weights of a file in force for this process; raises ``Unusable``, and then nothing changes."""
    _in_force[:] = [(path, _read(path))]


def plain(path: Path) -> dict[str, Any]:
    """Give what a file of weights says, with where each comes from; raises ``Unusable``."""
    try:
        told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        _check(told)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        why = fault if isinstance(fault, Unusable | OSError) else "it is not a file that `sharewell match learn` wrote"
        raise Unusable(f"The weights in {path} cannot be used: {why}.") from fault
    return told


@lru_cache(maxsize=4)
def _read(path: Path) -> Weights:
    told = plain(path)
    levels = told["levels"]
    found = {
        aspect: {"unknown": 0.0} | {level: float(said["bits"]) for level, said in of_aspect.items()}
        for aspect, of_aspect in levels.items()
    }
    household = {
        aspect: {"unknown": 0.0} | {level: float(said["household"]) for level, said in of_aspect.items()}
        for aspect, of_aspect in levels.items()
    }
    in_family = {"unknown": 0.0} | told["given_in_family"]
    rest = {name: told[name] for name in ("prior", "household_prior", "usual_share", "rarity")}
    people = told["learnt"]["people"]
    return {
        **found,
        **rest,
        "people": people,
        **told["thresholds"],
        "household": household,
        "given_in_family": in_family,
    }


def _check(told: dict[str, Any]) -> None:
    """Raise ``Unusable`` when something is missing, is no number, or says the opposite of what it means."""
    for aspect, levels in LOOK_UP.items():
        _check_levels(aspect, {level: told["levels"][aspect][level]["bits"] for level in levels})
    limits = told["thresholds"]
    if not limits["match_at"] > limits["potential_at"] >= 0 > limits["show_at"]:
        raise Unusable("match_at must lie above potential_at, that not below 0, and show_at below 0")
    if told["learnt"]["people"] < 1:
        raise Unusable("the number of people that the lists hold must be at least 1")
    if told["prior"] >= 0 or told["household_prior"] >= 0:
        raise Unusable("the priors must lie below 0: hardly anybody is the person asked for")
    if not all(0 < told["usual_share"][name] < 1 for name in ("given", "family")):
        raise Unusable("the usual shares of names must lie between 0 and 1")


def _check_levels(aspect: str, bits: dict[str, Any]) -> None:
    for level, value in bits.items():
        if not isinstance(value, int | float) or not isfinite(value) or abs(value) > MOST:
            raise Unusable(f"“{aspect}: {level}” should be a number of bits between -{MOST:.0f} and {MOST:.0f}")
    if bits["same"] <= max([0.0, *(value for level, value in bits.items() if level != "same")]):
        raise Unusable(f"nothing of “{aspect}” may weigh as much as “same”, and that must speak for a person")
    if bits.get("differs", -1) >= 0:
        raise Unusable(f"“{aspect}: differs” must speak against a person")
