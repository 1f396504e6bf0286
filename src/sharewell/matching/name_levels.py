"""How two people's first names, or family names, are alike: the level, and which parts of them are."""

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from sharewell.matching import names
from sharewell.matching.likeness import CLOSE, NEAR

Parts = Sequence[str]
Pairs = tuple[tuple[str, str], ...]


class Alike(NamedTuple):
    """A level, the parts that are so alike, and, where only a second first name is: how that one is alike."""

    level: str
    parts: Pairs = ()
    how: str = ""


def of_given(ours: Parts, theirs: Parts, called: tuple[Parts, Parts]) -> Alike:
    """
    Give how first names are alike; ``called`` are those of each that somebody is called by.

    How often strangers' names are like each other is counted of the names that people are called by. With second names
    there would be four pairs to be alike by chance instead of one: they only ever agree in part.
    """
    if not ours or not theirs:
        return Alike("unknown")
    shared = _shared(ours, theirs)
    if set(called[0]) & set(called[1]):
        return Alike("same", shared)
    alike = _like(*called)
    if alike.level:
        return alike
    if shared:
        return Alike("in_part", shared)
    first = ((ours[0], theirs[0]),)
    if _near(first, NEAR):
        return Alike("near", first)
    if _only_an_initial(ours, theirs):
        return Alike("initial")
    alike = _like(ours, theirs)
    return Alike("in_part", alike.parts, alike.level) if alike.level else Alike("differs")


def of_family(ours: Parts, theirs: Parts) -> Alike:
    """Give how family names are alike."""
    if not ours or not theirs:
        return Alike("unknown")
    shared = _shared(ours, theirs)
    if sorted(ours) == sorted(theirs) or "".join(ours) == "".join(theirs):
        return Alike("same", shared)
    if shared:
        return Alike("in_part", shared)
    pairs = tuple(product(ours, theirs))
    for level, found in (
        ("sounds_alike", _sounding(pairs)),
        ("close", _near(pairs, CLOSE)),
        ("near", _near(pairs, NEAR)),
    ):
        if found:
            return Alike(level, found)
    return Alike("initial" if _only_an_initial(ours, theirs) else "differs")


def _like(ours: Parts, theirs: Parts) -> Alike:
    """Give how first names that are not the same are like each other; no level when they are not."""
    pairs = tuple(product(ours, theirs))
    forms = tuple(pair for pair in pairs if names.same_by_short_form(*pair))
    for level, found in (("short_form", forms), ("sounds_alike", _sounding(pairs)), ("close", _near(pairs, CLOSE))):
        if found:
            return Alike(level, found)
    return Alike("")


def _shared(ours: Parts, theirs: Parts) -> Pairs:
    return tuple((part, part) for part in dict.fromkeys(ours) if part in theirs)


def _sounding(pairs: Pairs) -> Pairs:
    return tuple((one, other) for one, other in pairs if len(one) > 2 and names.sound(one) == names.sound(other))


def _near(pairs: Pairs, at_least: float) -> Pairs:
    long = (pair for pair in pairs if min(map(len, pair)) > 2)
    return tuple(pair for pair in long if names.closeness(*pair) >= at_least)


def _only_an_initial(ours: Parts, theirs: Parts) -> bool:
    return min(len(ours[0]), len(theirs[0])) == 1 and ours[0][0] == theirs[0][0]
