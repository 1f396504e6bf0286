"""Which records may be about the person asked for: in order, with what agrees and what differs, in words."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import log2
from pathlib import Path
from typing import Any

from sharewell.matching import names
from sharewell.matching.comparing import Agreement, Known, compare
from sharewell.matching.wording import said

# How often a part of a name is carried, of all people; None: not known, take the usual.
Frequency = Callable[[str], float | None]
USUAL_FREQUENCY = {"given": 0.005, "family": 0.001}
MOST = 20


@dataclass(frozen=True, slots=True)
class Candidate:
    """
    A record that may be about the person.

    ``sureness`` is ``match``, ``potential`` or ``low``: how the evidence stands, never a decision. ``agrees``,
    ``differs`` and ``warnings`` are sentences; a warning stands first when it is shown.
    """

    known: Known
    sureness: str
    agrees: tuple[str, ...]
    differs: tuple[str, ...]
    warnings: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """All candidates, best first, and the state of the question: match, potential, low, many or none."""

    state: str
    candidates: tuple[Candidate, ...]


def rank(asked: Known, records: Iterable[Known], frequency: Frequency | None = None) -> Ranking:
    """Rank records by the evidence that they are about the person asked for; only a person may say that they are."""
    found = [_candidate(asked, known, frequency or (lambda _part: None)) for known in records]
    shown = sorted((one for one in found if one.weight >= weights()["show_at"]), key=lambda one: -one.weight)[:MOST]
    return Ranking(_state(shown), tuple(shown))


@lru_cache(maxsize=1)
def weights() -> dict[str, Any]:
    """Give the weights, in bits of evidence."""
    loaded: dict[str, Any] = json.loads((Path(__file__).parent / "weights.json").read_text(encoding="utf-8"))
    return loaded


def _candidate(asked: Known, known: Known, frequency: Frequency) -> Candidate:
    agreements = compare(asked, known)
    weight = weights()["prior"] + sum(_evidence(agreement, frequency) for agreement in agreements)
    warnings = _warnings(asked, known, agreements)
    return Candidate(
        known=known,
        sureness=_sureness(weight, agreements, warnings),
        agrees=tuple(said(one) for one in agreements if one.level not in ("differs", "unknown")),
        differs=tuple(said(one) for one in agreements if one.level == "differs"),
        warnings=warnings,
        weight=weight,
    )


def _evidence(agreement: Agreement, frequency: Frequency) -> float:
    table = weights()[agreement.aspect]
    value: float = table[agreement.level]
    if agreement.aspect in USUAL_FREQUENCY and agreement.level == "same":
        parts = names.parts(agreement.found)
        often = frequency(parts[-1 if agreement.aspect == "family" else 0]) if parts else None
        if often:
            value += max(-4.0, min(4.0, log2(USUAL_FREQUENCY[agreement.aspect] / often)))
    return value


def _sureness(weight: float, agreements: tuple[Agreement, ...], warnings: tuple[str, ...]) -> str:
    """A number alone never makes a match: name and birth must speak for it, and nothing may warn against it."""
    levels = {agreement.aspect: agreement.level for agreement in agreements}
    named = levels["given"] in ("same", "short_form", "sounds_alike", "close")
    if weight >= weights()["match_at"] and named and levels["birth"] == "same" and not warnings:
        return "match"
    return "potential" if weight >= weights()["potential_at"] else "low"


def _state(shown: list[Candidate]) -> str:
    if not shown:
        return "none"
    best = shown[0]
    if best.sureness == "match" and _are_different_people(best, [one for one in shown[1:] if one.sureness == "match"]):
        return "many"
    return best.sureness


def _are_different_people(best: Candidate, others: list[Candidate]) -> bool:
    """Several agencies' records of one person agree with each other; a twin's or namesake's number does not."""
    for other in others:
        for number in ("nhs_number", "upn"):
            ours, theirs = getattr(best.known, number), getattr(other.known, number)
            if ours and theirs and ours != theirs:
                return True
    return False


def _warnings(asked: Known, known: Known, agreements: tuple[Agreement, ...]) -> tuple[str, ...]:
    levels = {agreement.aspect: agreement.level for agreement in agreements}
    told = []
    if known.died_on:
        told.append(f"This record says that the person died on {known.died_on:%d.%m.%Y}.")
    same_number = "same" in (levels["nhs_number"], levels["upn"])
    if same_number and (levels["given"] == "differs" or levels["sex"] == "differs" or levels["birth"] == "differs"):
        told.append("The number is the same, but the person looks different: it may be a twin's or another's number.")
    different_number = "differs" in (levels["nhs_number"], levels["upn"])
    alike = levels["family"] in ("same", "in_part", "sounds_alike", "close")
    if different_number and alike and levels["birth"] == "same":
        told.append("Same birth date and a like name, but another number: a twin, a namesake, or an old number.")
    if not different_number and alike and levels["birth"] == "same" and levels["given"] in ("differs", "close"):
        told.append("Same family name and birth date, another first name: it may be a twin.")
    if names.is_placeholder(asked.given) or names.is_placeholder(known.given):
        told.append("One of the two has no real first name yet (such as “Baby”).")
    if levels["sex"] == "differs" and levels["given"] != "differs":
        told.append("The records give a different sex.")
    return tuple(told)
