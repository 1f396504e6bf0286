"""What one slip of the pen makes of a birth day or a postcode: the same slips for whole lists and for one look-up."""

from datetime import date, timedelta
from functools import lru_cache

from sharewell.matching import coding

EARLIEST, LATEST = 1901, 2079  # years that anybody asked for may be born in
_TENS = (-1, 1)


@lru_cache(maxsize=1000)
def of_day(born: date) -> frozenset[int]:
    """
    Give the numbers of the days that are one slip from a day, not the day itself.

    One figure written otherwise, two neighbouring figures changed over, or a day, a month, a year or ten years off.
    """
    near = {born + timedelta(days=step) for step in _TENS}
    near |= {one for step in (-10, -1, 1, 10) if (one := _real(born.year + step, born.month, born.day))}
    near |= {one for step in _TENS if (one := _real(born.year, born.month + step, born.day))}
    figures = f"{born:%Y%m%d}"
    for place in range(8):
        for figure in "0123456789":
            near.add(_written(figures[:place] + figure + figures[place + 1 :]) or born)
        turned = figures[:place] + figures[place : place + 2][::-1] + figures[place + 2 :]
        near.add(_written(turned) or born)
    return frozenset(coding.day(one) for one in near - {born})


def figures_turned(born: date) -> date | None:
    """Give the day with the last two figures of the year in each other's place: 2012 for 2021."""
    figures = f"{born:%Y%m%d}"
    return _written(figures[:2] + figures[3] + figures[2] + figures[4:])


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


def _written(figures: str) -> date | None:
    return _real(int(figures[:4]), int(figures[4:6]), int(figures[6:]))


def _real(year: int, month: int, day: int) -> date | None:
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
