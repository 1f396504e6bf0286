"""How two descriptions of a person agree and differ, field by field, in levels that can be said in words."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sharewell.matching import coding, name_levels, names, slips


@dataclass(frozen=True, slots=True)
class Known:
    """A person as somebody describes them. Unknown is empty or None and agrees with nothing, differs from nothing."""

    given: str = ""
    family: str = ""
    known_as: str = ""
    former: str = ""
    born_on: date | None = None
    birth_accuracy: str = "AAA"
    other_births: tuple[date, ...] = ()
    due_on: date | None = None
    died_on: date | None = None
    sex: str = ""
    nhs_number: str = ""
    upn: str = ""
    postcode: str = ""
    address: str = ""
    earlier_numbers: tuple[str, ...] = ()  # NHS numbers that the record had before
    earlier_postcodes: tuple[str, ...] = ()
    references: tuple[str, ...] = ()  # an agency's own numbers
    extra: dict[str, object] = field(default_factory=dict, hash=False, compare=False)


@dataclass(frozen=True, slots=True)
class Agreement:
    """
    One field's level: which field, which level, and what both sides say (for words, never for a total).

    Of a name ``parts`` are those that are so alike, as each side spells them. ``how`` is ``crossed`` when the names
    stand in each other's place; of first names that agree in part alone, how, when the second name too is only alike;
    and ``OTHERS_DIFFER`` when the first name is the same and those after it are not.
    """

    aspect: str
    level: str
    asked: str = ""
    found: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    how: str = ""


OTHERS_DIFFER = "others differ"
DUE_APART = 21  # days: two estimates of one due date
BORN_FROM_DUE = 60  # days: a birth, and when it was expected


def compare(asked: Known, found: Known) -> tuple[Agreement, ...]:
    """Give the level of agreement for each aspect. Names are also compared crossed over, as some systems swap them."""
    given, family = _given(asked, found), _family(asked, found)
    if "differs" in (given.level, family.level):
        turned = _crossed(found)
        crossed = _given(asked, turned), _family(asked, turned)
        if all(one.level == "same" for one in crossed):  # only when both fit exactly, and do not as they stand
            given, family = (replace(one, how="crossed") for one in crossed)
    return (
        given,
        family,
        _birth(asked, found),
        _nhs_number(asked, found),
        _number("upn", asked.upn, found.upn),
        _postcode(asked, found),
        _number("sex", asked.sex if asked.sex in "MF" else "", found.sex if found.sex in "MF" else ""),
        Agreement("reference", "same" if set(asked.references) & set(found.references) else "unknown"),
    )


def _crossed(found: Known) -> Known:
    return Known(given=found.family, family=found.given, known_as="", former="")


def _given(asked: Known, found: Known) -> Agreement:
    ours = names.parts(f"{asked.given} {asked.known_as}")
    theirs = names.parts(f"{found.given} {found.known_as}")
    level, parts, how = name_levels.of_given(ours, theirs, (_called(asked), _called(found)))
    if level == "same" and _others_differ(asked, found):
        how = OTHERS_DIFFER
    return Agreement("given", level, asked.given or asked.known_as, found.given or found.known_as, parts, how)


def _others_differ(asked: Known, found: Known) -> bool:
    """Say whether both have first names after the one they are called by, and none is like any of the other's."""
    ours, theirs = ([part for part in names.parts(one.given) if part not in _called(one)] for one in (asked, found))
    return name_levels.of_given(ours, theirs, (ours, theirs)).level == "differs"


def _called(person: Known) -> Sequence[str]:
    """Give the names that somebody is called by: the first one, and others that are said to be used."""
    return (*names.parts(person.given)[:1], *names.parts(person.known_as))


def _family(asked: Known, found: Known) -> Agreement:
    ours, theirs = names.parts(asked.family), names.parts(found.family)
    level, parts, _how = name_levels.of_family(ours, theirs)
    if level == "differs":
        once = set(ours) & set(names.parts(found.former)) | set(theirs) & set(names.parts(asked.former))
        if once:
            level, parts = "former", tuple((part, part) for part in sorted(once))
    return Agreement("family", level, asked.family, found.family, parts)


def _birth(asked: Known, found: Known) -> Agreement:
    if asked.due_on and found.due_on and not (asked.born_on and found.born_on):
        apart = abs((asked.due_on - found.due_on).days)
        level = "due" if apart <= DUE_APART else "due_apart" if apart <= BORN_FROM_DUE else "differs"
        return Agreement("birth", level, _due(asked.due_on), _due(found.due_on))
    if asked.due_on and found.born_on and not asked.born_on:
        near = abs((asked.due_on - found.born_on).days) <= BORN_FROM_DUE
        return Agreement("birth", "about_due" if near else "differs", _due(asked.due_on), _said(found))
    if asked.born_on and found.due_on and not found.born_on:
        if (asked.birth_accuracy or "AAA") != "AAA" and abs(asked.born_on.year - found.due_on.year) <= 1:
            return Agreement("birth", "unknown", _said(asked), _due(found.due_on))  # an age says too little of a birth
        near = abs((found.due_on - asked.born_on).days) <= BORN_FROM_DUE
        return Agreement("birth", "about_due" if near else "differs", _said(asked), _due(found.due_on))
    if asked.born_on is None or found.born_on is None:
        return Agreement("birth", "unknown", _said(asked), _said(found))
    return Agreement("birth", _birth_level(asked, found), _said(asked), _said(found))


def _birth_level(asked: Known, found: Known) -> str:
    assert asked.born_on is not None
    assert found.born_on is not None
    exact = asked.birth_accuracy == found.birth_accuracy == "AAA"
    if not exact:
        return _inexact_level(asked, found)
    if asked.born_on == found.born_on:
        return "same"
    if found.born_on in asked.other_births or _swapped(asked.born_on) == found.born_on:
        return "swapped"
    if coding.day(found.born_on) in slips.of_day(asked.born_on):
        return "close"
    if (asked.born_on.year, asked.born_on.month) == (found.born_on.year, found.born_on.month):
        return "month_and_year"
    return "year" if asked.born_on.year == found.born_on.year else "differs"


def _inexact_level(asked: Known, found: Known) -> str:
    """Compare only what both sides know: a year, or month and year."""
    assert asked.born_on is not None
    assert found.born_on is not None
    months_known = "U" not in (asked.birth_accuracy + "AAA")[1] + (found.birth_accuracy + "AAA")[1]
    apart = abs(asked.born_on.year - found.born_on.year)
    if months_known and apart == 0:
        return "month_known" if asked.born_on.month == found.born_on.month else "year"
    return "year_known" if apart <= 1 else "differs"


def _swapped(day: date) -> date | None:
    try:
        return date(day.year, day.day, day.month)
    except ValueError:
        return None


def _said(person: Known) -> str:
    if person.born_on is None:
        return ""
    accuracy = person.birth_accuracy or "AAA"
    about = "about " if "E" in accuracy else ""
    if accuracy[1] == "U":
        return f"{about}{person.born_on.year}"
    return f"{about}{person.born_on:%B %Y}" if accuracy[0] == "U" else f"{about}{day_said(person.born_on)}"


def day_said(day: date) -> str:
    """Give a day as people here write it: 4 July 2015."""
    return f"{day.day} {day:%B %Y}"


def _due(day: date) -> str:
    return f"due {day_said(day)}"


def _number(aspect: str, ours: str, theirs: str) -> Agreement:
    if not ours or not theirs:
        return Agreement(aspect, "unknown", ours, theirs)
    return Agreement(aspect, "same" if ours == theirs else "differs", ours, theirs)


def _nhs_number(asked: Known, found: Known) -> Agreement:
    """Compare NHS numbers; a number that was replaced, on either side, is an earlier one and no difference."""
    straight = _number("nhs_number", asked.nhs_number, found.nhs_number)
    ours = {asked.nhs_number, *asked.earlier_numbers} - {""}
    theirs = {found.nhs_number, *found.earlier_numbers} - {""}
    if straight.level != "same" and ours & theirs:
        return Agreement("nhs_number", "earlier", straight.asked, straight.found)
    return straight


def _postcode(asked: Known, found: Known) -> Agreement:
    ours, theirs = asked.postcode.upper(), found.postcode.upper()
    if not ours or not theirs:
        return Agreement("postcode", "unknown", ours, theirs)
    if ours.replace(" ", "") == theirs.replace(" ", ""):
        return Agreement("postcode", "same", ours, theirs)
    if ours in found.earlier_postcodes or theirs in asked.earlier_postcodes:
        return Agreement("postcode", "earlier", ours, theirs)
    if ours.split()[0] != theirs.split()[0]:
        return Agreement("postcode", "differs", ours, theirs)
    if " " not in ours or " " not in theirs:
        return Agreement("postcode", "district_known", ours, theirs)
    slip = coding.place(theirs) in slips.of_place(coding.place(ours))
    return Agreement("postcode", "slip" if slip else "district", ours, theirs)
