"""Names as list programs write them, taken apart."""

import re

TITLES = re.compile(r"^(mr|mrs|ms|miss|mstr|master|dr)\.?\s+", re.IGNORECASE)


def comma_name(text: str) -> tuple[str, str]:
    """Give (given names, family name) of “Family, Given”; without a comma the last word is the family name."""
    if "," in text:
        family, given = text.split(",", 1)
        return given.strip(), family.strip()
    return plain_name(text)


def plain_name(text: str) -> tuple[str, str]:
    """Give (given names, family name) of “Ms Given Family”; a single word is a given name."""
    words = TITLES.sub("", text.strip()).split()
    if len(words) < 2:
        return " ".join(words), ""
    return " ".join(words[:-1]), words[-1]


def capitals_first(text: str) -> tuple[str, str]:
    """Give (given names, family name) of “FAMILY NAME Given Names”: the words in capitals are the family name."""
    words = text.split()
    family = [word for word in words if word.isupper() and len(word) > 1]
    given = [word for word in words if word not in family]
    return " ".join(given), tidy(" ".join(family))


def first_and_middle(given: str) -> tuple[str, str]:
    """Give (first name, the others)."""
    first, _, others = given.strip().partition(" ")
    return first, others


def tidy(name: str) -> str:
    """Give a name in capitals as it is written: O'BRIEN-SHAW becomes O'Brien-Shaw; other spellings stay."""
    if not name.isupper():
        return name.strip()
    return re.sub(r"[^\W\d_]+", lambda word: word.group().capitalize(), name.strip().lower())
