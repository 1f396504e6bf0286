"""What one slip of the pen makes of a birth day or a postcode: the same slips for whole lists and for one look-up."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from sharewell.matching import coding

EARLIEST, LATEST = 1901, 2079  # years that anybody asked for may be born in


class _Months(dict[tuple[int, int], tuple[int, int]]):
    """Of each (year, month): the number of its first day, and how many it has; of others none."""

    def __missing__(self, _month: tuple[int, int]) -> tuple[int, int]:
        return 0, 0


_MONTHS = _Months(
    {
        (year, month): (coding.day(date(year, month, 1)), monthrange(year, month)[1])
        for year in range(EARLIEST, LATEST)
        for month in range(1, 13)
    }
)


def _figures(two: int, most: int) -> set[int]:
    """Give the numbers of two figures with one of them written otherwise; the first is at most ``most``."""
    return {tens * 10 + two % 10 for tens in range(most + 1)} | {two - two % 10 + last for last in range(10)}


def _turned(two: int) -> int:
    return two % 10 * 10 + two // 10


# Worked out once: what a slip makes of a day, a month, a year.
DAYS = [frozenset(_figures(day, 3) | {_turned(day)}) - {0} for day in range(32)]
_MONTHS_NEAR = [(_figures(month, 1) | {_turned(month), month - 1, month + 1}) & {*range(1, 13)} for month in range(13)]
_YEARS_NEAR = {
    year: {year - year % 100 + two for two in (*_figures(year % 100, 9), _turned(year % 100))}
    | {year - 10, year - 1, year + 1, year + 10}
    for year in range(EARLIEST, LATEST)
}


@lru_cache(maxsize=1000)
def of_day(born: date) -> frozenset[int]:
    """
    Give the numbers of the days that are one slip from a day, not the day itself.

    One figure written otherwise, two neighbouring figures changed over, or a day, a month, a year or ten years off.
    """
    year, month, day = born.year, born.month, born.day
    number = coding.day(born)
    months = [(year, one) for one in _MONTHS_NEAR[month]]
    months += [(one, month) for one in _YEARS_NEAR.get(year, ())]
    # The last figure of the year with the first of the month, and the last of the month with the first of the day.
    odd = (
        number_of(year - year % 10 + month // 10, year % 10 * 10 + month % 10, day),
        number_of(year, month - month % 10 + day // 10, month % 10 * 10 + day % 10),
    )
    found = others_of_month(year, month, DAYS[day]).union(same_day_of(months, day), odd, (number - 1, number + 1))
    return frozenset(found - {coding.NO_DAY, number})


def others_of_month(year: int, month: int, days: Iterable[int]) -> set[int]:
    """Give the numbers of some days of a month, of those that it has."""
    first, length = _MONTHS[year, month]
    return {first + one - 1 for one in days if one <= length}


def same_day_of(months: Iterable[tuple[int, int]], day: int) -> set[int]:
    """Give the numbers of a day of some months, each (year, month); those that have it."""
    return {first + day - 1 for first, length in map(_MONTHS.__getitem__, months) if day <= length}


def number_of(year: int, month: int, day: int) -> int:
    """Give the number of a day; ``NO_DAY`` when there is no such day, or nobody asked for may be born on it."""
    first, length = _MONTHS[year, month]
    return first + day - 1 if 0 < day <= length else coding.NO_DAY


def year_turned(year: int) -> int:
    """Give the year with its last two figures in each other's place: 2012 for 2021."""
    return year - year % 100 + _turned(year % 100)


@lru_cache(maxsize=1000)
def of_place(place: int) -> frozenset[int]:
    """Give the postcodes of a district that differ from one in a character of its end, or in two that changed over."""
    letters = coding.UNIT_LETTERS
    district = place - place % coding.PER_DISTRICT
    sector, last = letters**2, place % letters
    own_sector, own_pair = place - place % sector, place - last
    near = {*range(district + place % sector, district + 10 * sector, sector)}
    near |= {*range(own_sector + last, own_sector + sector, letters), *range(own_pair, own_pair + letters)}
    near.add(own_sector + last * letters + (place - own_sector) // letters)
    return frozenset(near - {place})
