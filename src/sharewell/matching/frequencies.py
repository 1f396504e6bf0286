"""How often names are carried, and how rare an agreement on one is, in words."""

import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from sharewell.matching import names

# Gives the share of people who carry a part of a name: (kind "given" or "family", part) to a number from 0 to 1.
Frequency = Callable[[str, str], float]
PEOPLE = 57_700_000  # in England, mid-2023 (Office for National Statistics)
FEW = 50


@lru_cache(maxsize=1)
def _listed() -> dict[str, dict[str, float]]:
    loaded: dict[str, dict[str, float]] = json.loads(
        (Path(__file__).parent / "frequencies.json").read_text(encoding="utf-8")
    )
    return loaded


def usual(kind: str, part: str) -> float:
    """Give about which share of people in England carry a part of a name."""
    return _listed()[kind].get(part, _listed()["not_listed"][kind]) / 1000


def of_name(kind: str, written: str, frequency: Frequency = usual) -> float | None:
    """Give the share for a written name: of its rarest part, since that is what is least likely by chance."""
    parts = [part for part in names.parts(written) if len(part) > 1]
    return min((frequency(kind, part) for part in parts), default=None)


def in_words(kind: str, share: float) -> str:
    """Say how telling an agreement on a name is; nothing for a name that is neither common nor rare."""
    common, rare = (0.003, 0.001) if kind == "given" else (0.001, 0.00015)
    if share >= common:
        return f"a common name, about 1 person in {_round(1 / share)}"
    return "a rare name" if share < rare else ""


def both_in_words(given: float, family: float) -> str:
    """
    Say about how many people in England carry two names together, as far as their shares tell.

    Names that go together in a community are carried together by more people; so no small number is ever said.
    """
    carriers = PEOPLE * given * family
    if carriers < FEW:
        return "few people in England carry both names"
    return f"about {_round_large(carriers):,} people in England carry both names"


def _round_large(number: float) -> int:
    step = 10 ** max(1, len(str(int(number))) - 1)
    return max(step, round(number / step) * step)


def _round(number: float) -> int:
    """Give a number as people say it: 83 is 80, 417 is 400."""
    step = 10 if number < 300 else 100
    return max(step, round(number / step) * step)
