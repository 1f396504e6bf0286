"""What the store is asked: a person's names, days and places as codes, widened by how each goes wrong."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from operator import attrgetter

from sharewell.matching import coding, names, slips
from sharewell.matching.comparing import Known

EVERY_DAY = (coding.NO_DAY, 32767)  # and records of which no day is known


@dataclass(frozen=True, slots=True)
class Question:
    """
    One question to the store; the order of the fields is that of the function's arguments.

    ``family`` and ``given`` are spellings as asked, ``given_near`` short and long forms; the keys find spellings near
    to them. ``day`` is the birth day, ``swapped`` the same with day and month exchanged, ``days`` all the ways it goes
    wrong, ``from_day`` to ``to_day`` the time in which names alone may find somebody.
    """

    numbers: list[str]
    family: list[str]
    family_keys: list[int]
    given: list[str]
    given_near: list[str]
    given_keys: list[int]
    given_from: int | None
    given_to: int | None
    day: int | None
    swapped: int | None
    days: list[int]
    from_day: int
    to_day: int
    place_at: int | None
    place_from: int | None
    place_to: int | None

    def arguments(self) -> list[str | int | None]:
        """Give the arguments of the function, in order; a list is written as PostgreSQL writes an array."""
        return [_array(value) if isinstance(value, list) else value for value in _values(self)]


_values = attrgetter(*(field.name for field in fields(Question)))
_QUOTED = str.maketrans({"\\": "\\\\", '"': '\\"'})


def _array(values: list[str] | list[int]) -> str:
    """Write an array at once: a driver that looks at each value for its type takes as long as the whole question."""
    if values and isinstance(values[0], str):
        return "{" + ",".join(f'"{str(value).translate(_QUOTED)}"' for value in values) + "}"
    return "{" + ",".join(map(str, values)) + "}"


def of(asked: Known) -> Question:
    """Give the question for a person as somebody describes them."""
    family, given = family_parts(asked), given_parts(asked)
    day, from_day, to_day = _when(asked)
    place = coding.place(asked.postcode) if asked.postcode else coding.NO_PLACE
    whole_place = place != coding.NO_PLACE and " " in asked.postcode
    around = coding.district(place) if place != coding.NO_PLACE else (None, None)
    longest = max((part for part in given if len(part) > 2), key=len, default="")
    beginning = coding.codes_beginning(longest) if longest and day is not None else (None, None)
    days = sorted(wrong_days(asked)) if day is not None else []
    return Question(
        numbers=numbers(asked),
        family=family,
        family_keys=coding.all_keys(part for part in _written_apart(asked) if len(part) > 1),
        given=given,
        given_near=_forms(given),
        given_keys=coding.all_keys(part for part in given if len(part) > 1),
        given_from=beginning[0],
        given_to=beginning[1],
        day=day,
        swapped=swapped_day(asked.born_on) if day is not None else None,
        # Of some records no day is known: like names alone may find these.
        days=[coding.NO_DAY, *days] if asked.born_on else [],
        from_day=from_day,
        to_day=to_day,
        place_at=place if whole_place else None,
        place_from=around[0],
        place_to=around[1],
    )


def numbers(known: Known) -> list[str]:
    """Give the numbers that name a person, each marked with its kind."""
    marked = [f"n{known.nhs_number}", f"u{known.upn}", *(f"n{number}" for number in known.earlier_numbers)]
    marked += [f"r{reference}" for reference in known.references]
    return [number for number in dict.fromkeys(marked) if len(number) > 1]


def family_parts(known: Known) -> list[str]:
    """Give the parts of the family names, and a double name written as one."""
    parts = [part for written in (known.family, known.former) for part in names.parts(written)]
    whole = "".join(names.parts(known.family))
    return list(dict.fromkeys([*parts, whole] if whole else parts))


def _written_apart(asked: Known) -> set[str]:
    """Give the parts near to which spellings are sought; near to a double name written as one would be too many."""
    return {part for written in (asked.family, asked.former) for part in names.parts(written)}


def given_parts(known: Known) -> list[str]:
    """Give the first name, other names that are used for it, and its parts when it is a double one."""
    first = names.parts(known.given)
    return list(dict.fromkeys([*first[:1], *names.parts(known.known_as), *first[1:2]]))


def second_names(known: Known) -> frozenset[str]:
    """Give the second first name, when nobody says that they are called by it: another's as often as theirs."""
    first = names.parts(known.given)
    return frozenset(first[1:2]) - {*first[:1], *names.parts(known.known_as)}


def wrong_days(asked: Known) -> frozenset[int]:
    """Give the ways in which a birth date goes wrong: a day, a month or a year off, a figure exchanged, swapped."""
    return _wrong_days(asked.born_on, asked.other_births) if asked.born_on else frozenset()


@lru_cache(maxsize=1000)
def _wrong_days(born: date, others: tuple[date, ...]) -> frozenset[int]:
    year, month, day = born.year, born.month, born.day
    number = coding.day(born)
    months = [(one, month) for one in (year - 10, year - 1, year + 1, year + 10, slips.year_turned(year))]
    months += [(year, one) for one in (month - 10, month - 1, month + 1, month + 10)]
    days = slips.others_of_month(year, month, slips.DAYS[day]) | slips.same_day_of(months, day)
    days |= {number - 1, number, number + 1, *map(coding.day, others)}
    first, last = EVERY_DAY
    return frozenset(one for one in (*days, swapped_day(born)) if one is not None and first < one <= last)


def swapped_day(born_on: date | None) -> int | None:
    """Give the day with day and month exchanged, if there is one and it is another."""
    if born_on is None or born_on.day > 12 or born_on.day == born_on.month:
        return None
    day = coding.day(date(born_on.year, born_on.day, born_on.month))
    return None if day == coding.NO_DAY else day


def _when(asked: Known) -> tuple[int | None, int, int]:
    """Give the exact day, if it is one, and the time in which to look by names; all days where none can be filed."""
    day = coding.day(asked.born_on or asked.due_on)
    if day == coding.NO_DAY:
        return None, *EVERY_DAY
    if asked.born_on is None:
        return None, *_within(day - 90, day + 90)
    accuracy = asked.birth_accuracy or "AAA"
    if "U" in accuracy[:2] or "E" in accuracy:
        return (None if accuracy[1] == "U" else day), *_within(day - 400, day + 765)
    return day, *_within(day - 366, day + 366)


def _within(first: int, last: int) -> tuple[int, int]:
    """Give a time as far as its days have numbers."""
    return max(first, coding.NO_DAY + 1), min(last, EVERY_DAY[1])


def _forms(given: Iterable[str]) -> list[str]:
    return sorted({form for part in given for form in names.short_forms().get(part, ())})
