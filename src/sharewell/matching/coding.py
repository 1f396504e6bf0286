"""Names, places and days as small whole numbers, in an order that keeps what is alike together."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from itertools import product
from zlib import crc32

from sharewell.matching import names

EPOCH = date(1990, 1, 1)  # day 0: a birth from 1901 to 2079 fits two bytes
NO_DAY = -32768
NO_PLACE = -1
NO_NAME = 0
SEXES = {"M": 1, "F": 2}
PER_PREFIX = 1 << 16  # names that may begin with the same three letters
_INWARD = "ABDEFGHJLNPQRSTUWXYZ"  # the letters of the last two places of a postcode
_FIGURES = "0123456789"
_AFTER_FIRST = "\0" + _FIGURES + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
UNIT_LETTERS = len(_INWARD)
PER_DISTRICT = 10 * UNIT_LETTERS**2
_INWARDS = {
    figure + one + other: place for place, (figure, one, other) in enumerate(product(_FIGURES, _INWARD, _INWARD))
}


def day(born_on: date | None) -> int:
    """Give the number of a day; ``NO_DAY`` when it is not known or further off than anybody lives."""
    number = (born_on - EPOCH).days if born_on else NO_DAY
    return number if -32767 <= number <= 32767 else NO_DAY


def date_of(number: int) -> date:
    """Give the day that a number stands for."""
    return EPOCH + timedelta(days=number)


@lru_cache(maxsize=100_000)
def prefix(part: str) -> int:
    """Give the number of a name's first three letters; the codes of all names that begin so follow it."""
    number = 0
    for position in range(3):
        letter = ord(part[position]) - 96 if position < len(part) else 0
        number = number * 27 + (letter if 0 <= letter <= 26 else 0)
    return number


def codes_beginning(part: str) -> tuple[int, int]:
    """Give the first and the last code of names that begin with the first three letters of a part."""
    first = prefix(part)
    if len(part) >= 3:
        return first * PER_PREFIX, (first + 1) * PER_PREFIX - 1
    return first * PER_PREFIX, (first + 27 ** (3 - len(part))) * PER_PREFIX - 1


@lru_cache(maxsize=200_000)
def place(postcode: str) -> int:
    """Give the number of a postcode in standard form; of an outward part alone, the first number of its district."""
    outward, _, inward = postcode.partition(" ")
    first = _district(outward)
    if first == NO_PLACE or not inward:
        return first
    unit = _INWARDS.get(inward)
    return NO_PLACE if unit is None else first + unit


def district(number: int) -> tuple[int, int]:
    """Give the first and the last number of the postcode district that a place is in."""
    first = number // PER_DISTRICT * PER_DISTRICT
    return first, first + PER_DISTRICT - 1


def postcode_of(number: int) -> str:
    """Give the postcode that a number stands for."""
    outward, inward = divmod(number, PER_DISTRICT)
    rest, after = divmod(outward, len(_AFTER_FIRST))
    letters, figure = divmod(rest, 10)
    area = chr(65 + letters // 27) + (chr(64 + letters % 27) if letters % 27 else "")
    sector, unit = divmod(inward, len(_INWARD) ** 2)
    first, last = divmod(unit, len(_INWARD))
    return f"{area}{figure}{_AFTER_FIRST[after].strip(chr(0))} {sector}{_INWARD[first]}{_INWARD[last]}"


@lru_cache(maxsize=20_000)
def _district(outward: str) -> int:
    area = outward.rstrip("0123456789") if outward[-1:].isdigit() else outward[:-1].rstrip("0123456789")
    rest = outward[len(area) :]
    if not (1 <= len(area) <= 2 and area.isalpha() and area.isascii() and 1 <= len(rest) <= 2 and rest[0] in _FIGURES):
        return NO_PLACE
    letters = (ord(area[0]) - 65) * 27 + (ord(area[1]) - 64 if len(area) > 1 else 0)
    after = _AFTER_FIRST.find(rest[1:]) if len(rest) > 1 else 0
    if after < 0:
        return NO_PLACE
    return ((letters * 10 + int(rest[0])) * len(_AFTER_FIRST) + after) * PER_DISTRICT


@lru_cache(maxsize=100_000)
def keys(part: str) -> tuple[int, ...]:
    """
    Give the keys under which a name is filed in the vocabulary, and sought in it.

    Two names that differ by one letter (left out, added, exchanged, or two swapped) share a key, as do two that sound
    alike. Keys are four bytes; that unlike names now and then share one costs a comparison, nothing else.
    """
    left_out = {part[:place] + part[place + 1 :] for place in range(len(part))} if len(part) > 3 else set()
    written = {f"d{one}" for one in (part, *left_out)} | {f"s{names.sound(part)}"}
    return tuple(sorted({crc32(one.encode()) - (1 << 31) for one in written}))


def all_keys(parts: Iterable[str]) -> list[int]:
    """Give the keys of several names."""
    return sorted({key for part in parts for key in keys(part)})
