"""The keys under which a record is filed and sought, tolerant of how things are really written."""

from datetime import date, timedelta

from sharewell.matching import names
from sharewell.matching.comparing import Known


def filed_under(known: Known) -> list[str]:
    """Give the keys of a record: numbers, name sounds with dates, and places; a handful for each record."""
    families = _sounds(known.family, known.former)
    givens = _sounds(known.given, known.known_as)
    keys = _numbers(known)
    keys |= {f"fg|{family}|{given}" for family in families for given in givens}
    if known.born_on:
        day = known.born_on.isoformat()
        keys |= {f"fd|{family}|{day}" for family in families} | {f"gd|{given}|{day}" for given in givens}
        keys |= {f"fy|{family}|{known.born_on.year}" for family in families}
        keys |= {f"gy|{given}|{known.born_on.year}" for given in givens if not families}
    if known.due_on:
        keys |= {f"due|{family}" for family in families}
    if known.postcode:
        keys |= {f"gp|{given}|{known.postcode}" for given in givens}
        keys |= {f"fp|{family}|{known.postcode}" for family in families}
        keys |= {f"dp|{known.born_on.isoformat()}|{known.postcode.split()[0]}"} if known.born_on else set()
    return sorted(keys)


def sought_under(asked: Known) -> list[str]:
    """Give the keys to look under: the same, widened by short forms, crossed names and the ways dates go wrong."""
    families = _sounds(asked.family, asked.former)
    givens = _sounds(asked.given, asked.known_as) | _short_form_sounds(asked)
    keys = _numbers(asked)
    keys |= {f"fg|{family}|{given}" for family in families for given in givens}
    keys |= {f"fg|{given}|{family}" for family in families for given in _sounds(asked.given, "")}
    for day in _days(asked):
        keys |= {f"fd|{family}|{day.isoformat()}" for family in families}
        keys |= {f"gd|{given}|{day.isoformat()}" for given in givens}
        keys |= {f"fd|{given}|{day.isoformat()}" for given in _sounds(asked.given, "")}
        if asked.postcode:
            keys.add(f"dp|{day.isoformat()}|{asked.postcode.split()[0]}")
    for year in _years(asked):
        keys |= {f"fy|{family}|{year}" for family in families}
        keys |= {f"gy|{given}|{year}" for given in givens}
    if asked.due_on or names.is_placeholder(asked.given):
        keys |= {f"due|{family}" for family in families}
    if asked.postcode:
        keys |= {f"gp|{given}|{asked.postcode}" for given in givens}
        keys |= {f"fp|{family}|{asked.postcode}" for family in families}
    return sorted(keys)


def _numbers(known: Known) -> set[str]:
    return {f"n|{known.nhs_number}" for _ in [0] if known.nhs_number} | {f"u|{known.upn}" for _ in [0] if known.upn}


def _sounds(*written: str) -> set[str]:
    return {names.sound(part) or part for text in written for part in names.parts(text) if len(part) > 1}


def _short_form_sounds(asked: Known) -> set[str]:
    written = [part for text in (asked.given, asked.known_as) for part in names.parts(text)]
    forms = {form for part in written for form in names.short_forms().get(part, frozenset())}
    return {names.sound(form) or form for form in forms}


def _days(asked: Known) -> set[date]:
    if asked.born_on is None or "U" in asked.birth_accuracy[:1]:
        return set()
    days = {asked.born_on, *asked.other_births}
    days |= {asked.born_on + timedelta(days=step) for step in (-1, 1)}
    for years in (-1, 1, -10, 10):
        days |= _moved(asked.born_on, years)
    if asked.born_on.day <= 12:
        days.add(date(asked.born_on.year, asked.born_on.day, asked.born_on.month))
    return days


def _moved(day: date, years: int) -> set[date]:
    try:
        return {day.replace(year=day.year + years)}
    except ValueError:
        return set()


def _years(asked: Known) -> set[int]:
    if asked.born_on is None:
        return set()
    inexact = bool(asked.birth_accuracy) and asked.birth_accuracy != "AAA"
    return {asked.born_on.year + step for step in (-1, 0, 1)} if inexact else {asked.born_on.year}
