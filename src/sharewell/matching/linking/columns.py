"""Which column of a list holds what: proposed from headings and contents, with why, for a person to correct."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sharewell.matching import dates, identifiers
from sharewell.matching.linking.coded import FIELDS, Distinct, Written

WHOLE_NAME = "name"  # one column with both names: “Family, Given” or “Given Family”
REFERENCE = "reference"  # the list's own number of a row: it comes back beside each pair, and is not compared
ALL_FIELDS = (*FIELDS, WHOLE_NAME, REFERENCE)
SAID = {
    "given": "first names",
    "family": "family name",
    "born": "date of birth",
    "sex": "sex",
    "postcode": "postcode",
    "nhs_number": "NHS number",
    "upn": "unique pupil number",
    WHOLE_NAME: "whole name",
    REFERENCE: "the list's own reference",
}
_SAYS = {
    "given": (
        "legal forename",
        "forename",
        "forenames",
        "first name",
        "firstname",
        "given name",
        "christian name",
        "given",
        "first",
    ),
    "family": ("legal surname", "surname", "family name", "last name", "lastname", "familyname", "family", "last"),
    "born": ("date of birth", "dob", "birth date", "birthdate", "born", "birth"),
    "sex": ("sex", "gender"),
    "postcode": ("postcode", "post code", "postal code"),
    "nhs_number": ("nhs number", "nhs no", "nhsnumber", "nhs"),
    "upn": ("upn", "unique pupil number"),
    WHOLE_NAME: ("full name", "name of child", "child", "pupil", "patient", "name"),
    REFERENCE: ("reference", "record id", "person id", "child id", "client id", "ref", "id"),
}
MOSTLY, HARDLY = 0.8, 0.2
_SEXES = frozenset({"m", "f", "male", "female", "boy", "girl"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """Which heading is proposed for a field, and why."""

    field: str
    heading: str
    because: str


def propose(headings: Sequence[str], samples: Mapping[str, Sequence[str]], *, today: date) -> list[Proposal]:
    """
    Propose for each field the heading that fits it best, and say why.

    ``samples`` are some values under each heading. What a heading says is not believed where the contents say
    otherwise; a number, postcode or sex under an unknown heading is known by its contents. Dates and names are not:
    several columns can hold some.
    """
    by_heading = guess(headings)
    found = []
    for field in ALL_FIELDS:
        heading = by_heading.get(field)
        fits = {one: _share(field, samples.get(one, ()), today) for one in headings}
        if heading and (fits[heading] is None or (fits[heading] or 0) > HARDLY):
            share = fits[heading]
            told = "" if share is None else f"; {share:.0%} of the values looked at read as one"
            found.append(Proposal(field, heading, f"its heading says so{told}"))
            continue
        taken = set(by_heading.values()) - {heading}
        others = [one for one in headings if one not in taken and (fits[one] or 0) >= MOSTLY]
        if len(others) == 1 and field in _BY_CONTENTS:
            found.append(Proposal(field, others[0], f"{fits[others[0]]:.0%} of the values looked at read as one"))
    return found


def guess(headings: Sequence[str]) -> dict[str, str]:
    """Give for each field the heading that fits it best; a whole name only where there are no two columns for it."""
    found: dict[str, str] = {}
    for field, words in _SAYS.items():
        if field == WHOLE_NAME and "given" in found and "family" in found:
            continue
        for word in words:
            fits = [heading for heading in headings if _means(heading, word) and heading not in found.values()]
            if fits:
                found[field] = min(fits, key=len)
                break
    return found


def wrong(columns: Mapping[str, str], headings: Sequence[str]) -> str:
    """Say what is wrong with a choice of columns; nothing when it can be used."""
    unknown = [field for field in columns if field not in ALL_FIELDS]
    if unknown:
        return f"“{unknown[0]}” is no field; the fields are {', '.join(ALL_FIELDS)}"
    missing = [heading for heading in columns.values() if heading not in headings]
    if missing:
        return f"there is no column “{missing[0]}”; there are {', '.join(headings)}"
    if not {"given", "family", WHOLE_NAME} & set(columns):
        return "no column is a name; without one nobody can be told apart"
    return ""


def fields(block: Mapping[str, Written], columns: Mapping[str, str]) -> dict[str, Written]:
    """Give the fields of a part of a list as columns of text, as written; a whole name is taken apart."""
    read = {field: block[heading] for field, heading in columns.items() if field in FIELDS}
    if WHOLE_NAME in columns:
        whole = block[columns[WHOLE_NAME]]
        both = [taken_apart(name) for name in (whole.texts if isinstance(whole, Distinct) else whole)]
        for place, field in enumerate(("given", "family")):
            texts = [names[place] for names in both]
            read.setdefault(field, Distinct(texts, whole.places) if isinstance(whole, Distinct) else texts)
    return read


def taken_apart(name: str) -> tuple[str, str]:
    """Give (given, family) of “Family, Given” or “Given Family”; a single word is a given name."""
    family, comma, given = name.partition(",")
    if comma:
        return given.strip(), family.strip()
    words = name.split()
    return (" ".join(words[:-1]), words[-1]) if len(words) > 1 else (name.strip(), "")


def _means(heading: str, word: str) -> bool:
    plain = re.sub(r"[^a-z]+", " ", re.sub(r"([a-z])([A-Z])", r"\1 \2", heading).lower()).strip()
    return re.search(rf"\b{word}\b", plain) is not None or plain.replace(" ", "") == word.replace(" ", "")


def _is_date(text: str, today: date) -> bool:
    return dates.read(text, today=today).on is not None


_BY_CONTENTS: dict[str, Callable[[str, date], bool]] = {
    "sex": lambda text, _today: text.strip().lower() in _SEXES,
    "postcode": lambda text, _today: identifiers.postcode(text).verdict == "accept",
    "nhs_number": lambda text, _today: identifiers.nhs_number(text).verdict == "accept",
    "upn": lambda text, _today: identifiers.upn(text).verdict.startswith("accept"),
}
_CHECKED = _BY_CONTENTS | {"born": _is_date}


def _share(field: str, values: Sequence[str], today: date) -> float | None:
    """Give the share of values that read as the field; nothing when no value can say."""
    check, said = _CHECKED.get(field), [value for value in values if value.strip()]
    if check is None or not said:
        return None
    return sum(check(value, today) for value in said) / len(said)
