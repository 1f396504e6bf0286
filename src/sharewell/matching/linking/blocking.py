"""Which pairs of two lists are worth comparing: those that agree on one of ten combinations of facts."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sharewell.matching.linking.coded import NOTHING, Coded, Whole
from sharewell.matching.linking.levels import Tables

Keys = NDArray[np.int64]
Pairs = tuple[Whole, Whole]
LARGEST = 20_000  # pairs under one key; a commoner combination than this tells nothing
NO_KEY = -1


def keys(listed: Coded, look: Tables) -> list[Keys]:
    """
    Give, for each rule, a number for each person: two people with the same number are compared.

    The rules, in their order: birth date and first name; birth date and family name; both names and the year; postcode
    and first name; postcode and birth year; birth date and district; the sounds of both names; day and month swapped
    with the sound of the family name; a number; family name with month and year.
    """
    given_sound, family_sound = look.given.first_sound[listed.given], look.family.first_sound[listed.family]
    given_first, family_whole = look.given.first[listed.given], listed.family
    swapped, year, month = _days(listed.born, look)
    district = np.where(listed.place == NOTHING, NOTHING, listed.place // 4000)
    number = np.where(listed.nhs_number != NOTHING, listed.nhs_number, listed.upn)
    return [
        _joined(listed.born, given_sound),
        _joined(listed.born, family_sound),
        _joined(_joined(given_first, family_whole), year),
        _joined(listed.place, given_sound),
        _joined(listed.place, year),
        _joined(listed.born, district),
        _joined(_joined(given_sound, family_sound), year // 2 * 2),
        _joined(swapped, family_sound),
        number.astype(np.int64),
        _joined(_joined(family_whole, month), given_sound),
    ]


def pairs(left: list[Keys], right: list[Keys], *, one_list: bool = False) -> Iterator[Pairs]:
    """
    Give the pairs of each rule that no earlier rule gave; with ``one_list`` each pair of one list once.

    What is held at a time is the pairs of one rule.
    """
    for rule, (ours, theirs) in enumerate(zip(left, right, strict=True)):
        one, other = _join(ours, theirs)
        if one_list:
            once = one < other
            one, other = one[once], other[once]
        for before in range(rule):
            new = left[before][one] != right[before][other]
            new |= left[before][one] == NO_KEY
            one, other = one[new], other[new]
        yield one, other


def _join(ours: Keys, theirs: Keys) -> Pairs:
    """Give the places of equal numbers: both sides sorted, each distinct number sought once."""
    mine, held = _sorted(ours)
    order, ordered = _sorted(theirs)
    begins = np.flatnonzero(np.concatenate(([True], held[1:] != held[:-1]))) if len(held) else np.empty(0, np.int64)
    sizes = np.diff(np.concatenate((begins, [len(held)])))
    first = np.searchsorted(ordered, held[begins], side="left")
    count = np.searchsorted(ordered, held[begins], side="right") - first
    count[sizes * count > LARGEST] = 0
    first, count = np.repeat(first, sizes), np.repeat(count, sizes)
    starts = np.repeat(first - np.concatenate(([0], np.cumsum(count)[:-1]))[: len(count)], count)
    return np.repeat(mine, count), order[starts + np.arange(len(starts))]


def _sorted(numbers: Keys) -> tuple[Whole, Keys]:
    """Give the places of those that have a number, in the order of the numbers, and these."""
    places = np.flatnonzero(numbers != NO_KEY).astype(np.int32)
    few = numbers[places]
    order = np.argsort(few)
    return places[order], few[order]


def _joined(one: NDArray[Any], other: NDArray[Any]) -> Keys:
    """Give one number for two; none where either is missing."""
    joined = one.astype(np.int64) * np.int64(2_147_483_647) + other
    # Two joined numbers joined again go over the edge of eight bytes and come round: mixed, and as good as before.
    joined &= np.int64(0x7FFFFFFFFFFFFFFF)
    return np.where((one < 0) | (other < 0), NO_KEY, joined)


def _days(born: Whole, look: Tables) -> tuple[Whole, Whole, Whole]:
    """Give a number that is the same for a day and the one with day and month swapped, the year, and the month."""
    known = born != NOTHING
    year, month, day = look.calendar[born].T
    low, high = np.minimum(day, month), np.maximum(day, month)
    swapped = np.where(known & (day <= 12), year * 1000 + low * 20 + high, NOTHING)
    return swapped, np.where(known, year, NOTHING), np.where(known, year * 12 + month, NOTHING)
