"""A pair's agreement in words, for the file that people read."""

from functools import lru_cache

import numpy as np

from sharewell.matching.likeness import ASPECTS
from sharewell.matching.linking.learning import levels_of

_SAID = {
    "given": "first name",
    "family": "family name",
    "born": "birth date",
    "place": "postcode",
    "sex": "sex",
    "nhs_number": "NHS number",
    "upn": "pupil number",
}
_LEVEL = {
    "same": "the same",
    "first": "the same, middle names apart",
    "short_form": "a usual form of the other",
    "in_part": "in part the same",
    "sounds_alike": "sounds alike",
    "close": "spelt differently",
    "near": "a little alike",
    "differs": "differs",
    "swapped": "day and month swapped",
    "month_and_year": "the same month",
    "year": "the same year",
    "district": "the same district",
    "slip": "one letter or figure apart",
    "crossed": "and family name are in each other's place",
}
_BIRTH_CLOSE = "one figure apart"
LIKELY = ((0.95, "very likely one person"), (0.5, "more likely than not"), (0.05, "possible"), (0.0, "unlikely"))


TWIN = "the first names are not the same: they may be twins"
OTHER_NUMBER = "the numbers differ: one may be wrong, or they are two people"
SAME_NUMBER = "the number is the same but the person looks different: it may be another's"
_OTHER_NAME = ("sounds_alike", "close", "near", "differs")


@lru_cache(maxsize=50_000)
def caution(pattern: int) -> str:
    """Give what speaks against a pair and should be looked at first; empty when nothing does."""
    levels = {name: ASPECTS[name][int(level[0])] for name, level in levels_of(np.array([pattern], np.int64)).items()}
    numbers = (levels["nhs_number"], levels["upn"])
    found = []
    if "differs" in numbers:
        found.append(OTHER_NUMBER)
    if "same" in numbers and "differs" in (levels["given"], levels["born"], levels["sex"]):
        found.append(SAME_NUMBER)
    if (
        levels["born"] == "same"
        and levels["given"] in _OTHER_NAME
        and levels["family"] in ("same", "first", "sounds_alike")
    ):
        found.append(TWIN)
    return "; ".join(found)


@lru_cache(maxsize=50_000)
def said(pattern: int) -> str:
    """Give what agrees and what differs, in one sentence; what is not known is left out."""
    levels = levels_of(np.array([pattern], np.int64))
    parts = []
    for aspect, names in ASPECTS.items():
        level = names[int(levels[aspect][0])]
        if level != "unknown":
            words = _BIRTH_CLOSE if (aspect, level) == ("born", "close") else _LEVEL[level]
            parts.append(f"{_SAID[aspect]} {words}")
    return "; ".join(parts)


def likely(probability: float) -> str:
    """Give how likely a pair is one person, in words that promise no more than the number."""
    return next(words for low, words in LIKELY if probability >= low)
