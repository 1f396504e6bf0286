"""Which column of a list holds what, guessed from its headings, for a person to correct; and the fields read."""

import re
from collections.abc import Mapping, Sequence

from sharewell.matching.linking.coded import FIELDS

WHOLE_NAME = "name"  # one column with both names: “Family, Given” or “Given Family”
_SAYS = {
    "given": (
        "legal forename",
        "forename",
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
}


def guess(headings: Sequence[str]) -> dict[str, str]:
    """Give for each field the heading that fits it best; a whole name only where there are no two columns for it."""
    found: dict[str, str] = {}
    for field, words in _SAYS.items():
        for word in words:
            fits = [heading for heading in headings if _means(heading, word) and heading not in found.values()]
            if fits:
                found[field] = min(fits, key=len)
                break
    if "given" in found and "family" in found:
        found.pop(WHOLE_NAME, None)
    return found


def fields(rows: Sequence[Mapping[str, str]], columns: Mapping[str, str]) -> dict[str, list[str]]:
    """Give the fields of a list as columns of text, as written; a whole name is taken apart."""
    read = {field: [row[heading] or "" for row in rows] for field, heading in columns.items() if field in FIELDS}
    if WHOLE_NAME in columns:
        both = [taken_apart(row[columns[WHOLE_NAME]] or "") for row in rows]
        read.setdefault("given", [given for given, _ in both])
        read.setdefault("family", [family for _, family in both])
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
