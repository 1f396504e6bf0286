"""What one slip of the pen makes of a birth day or a postcode: the same slips for whole lists and for one look-up."""

from calendar import monthrange
from datetime import date
from functools import lru_cache

from sharewell.matching import coding

EARLIEST, LATEST = 1901, 2079  # years that anybody asked for may be born in
# Of each month: its first day, and how many it has.
_MONTHS = {
    (year, month): (coding.day(date(year, month, 1)), monthrange(year, month)[1])
    for year in range(EARLIEST, LATEST)
    for month in range(1, 13)
}


@lru_cache(maxsize=1000)
def of_day(born: date) -> frozenset[int]:
    """
    Give the numbers of the days that are one slip from a day, not the day itself.

    One figure written otherwise, two neighbouring figures changed over, or a day, a month, a year or ten years off.
    """
    year, month, day = born.year, born.month, born.day
    number, century = coding.day(born), year - year % 100
    days = {*_figures(day, 3), _turned(day)}
    months = {*_figures(month, 1), _turned(month), month - 1, month + 1}
    years = {century + one for one in (*_figures(year % 100, 9), _turned(year % 100))}
    near = {(year, month, one) for one in days} | {(year, one, day) for one in months}
    near |= {(one, month, day) for one in years | {year - 10, year - 1, year + 1, year + 10}}
    # The last figure of the year with the first of the month, and the last of the month with the first of the day.
    near.add((year - year % 10 + month // 10, year % 10 * 10 + month % 10, day))
    near.add((year, month - month % 10 + day // 10, month % 10 * 10 + day % 10))
    numbers = {_number(*one) for one in near} | {number - 1, number + 1}
    return frozenset(one for one in numbers if one not in (coding.NO_DAY, number))


def figures_turned(born: date) -> date | None:
    """Give the day with the last two figures of the year in each other's place: 2012 for 2021."""
    number = _number(born.year - born.year % 100 + _turned(born.year % 100), born.month, born.day)
    return None if number == coding.NO_DAY else coding.date_of(number)


def _figures(two: int, most: int) -> set[int]:
    """Give the numbers of two figures with one of them written otherwise; the first is at most ``most``."""
    return {tens * 10 + two % 10 for tens in range(most + 1)} | {two - two % 10 + last for last in range(10)}


def _turned(two: int) -> int:
    return two % 10 * 10 + two // 10


def _number(year: int, month: int, day: int) -> int:
    """Give the number of a day; ``NO_DAY`` when there is no such day."""
    first, length = _MONTHS.get((year, month), (0, 0))
    return first + day - 1 if 0 < day <= length else coding.NO_DAY


@lru_cache(maxsize=1000)
def of_place(place: int) -> frozenset[int]:
    """Give the postcodes of a district that differ from one in a character of its end, or in two that changed over."""
    letters = coding.UNIT_LETTERS
    district, unit = place - place % coding.PER_DISTRICT, place % coding.PER_DISTRICT
    sector, rest = divmod(unit, letters**2)
    first, last = divmod(rest, letters)
    near = {(one, first, last) for one in range(10)}
    near |= {(sector, one, last) for one in range(letters)} | {(sector, first, one) for one in range(letters)}
    near.add((sector, last, first))
    return frozenset(district + (one * letters + two) * letters + three for one, two, three in near) - {place}
