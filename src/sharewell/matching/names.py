"""Names as written, as said, and as shortened: parts, sounds and short forms."""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import jellyfish

TITLES = frozenset({"mr", "mrs", "ms", "miss", "mstr", "master", "dr"})
# Words that stand where a name is not yet known; they agree with nothing.
PLACEHOLDERS = frozenset({"baby", "boy", "girl", "infant", "unborn", "unknown", "newborn", "twin", "male", "female"})
_LETTERS = str.maketrans({"ł": "l", "Ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})
_APOSTROPHES = re.compile(r"['’‘`ʼ]")
_NOT_LETTERS = re.compile(r"[^a-z]+")


@lru_cache(maxsize=100_000)
def plain(name: str) -> str:
    """Give a name in small letters without accents or apostrophes; other marks become one space."""
    if name.isascii() and name.isalpha():  # most names: nothing to fold
        return name.lower()
    folded = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    letters = _APOSTROPHES.sub("", "".join(char for char in folded if not unicodedata.combining(char)))
    return _NOT_LETTERS.sub(" ", letters).strip()


@lru_cache(maxsize=100_000)
def parts(name: str) -> tuple[str, ...]:
    """Give the parts of a name that mean somebody: no titles, no placeholders."""
    return tuple(part for part in plain(name).split() if part not in TITLES and part not in PLACEHOLDERS)


def is_placeholder(name: str) -> bool:
    """Say whether a first name is only a word such as “Baby” or “Unborn”."""
    words = plain(name).split()
    return bool(words) and all(word in PLACEHOLDERS for word in words)


@lru_cache(maxsize=100_000)
def sound(part: str) -> str:
    """Give a code of how a part of a name sounds; equal codes sound alike."""
    return jellyfish.metaphone(part)


@lru_cache(maxsize=100_000)
def closeness(one: str, other: str) -> float:
    """Give how alike two parts are written, from 0 to 1 (Jaro-Winkler)."""
    return jellyfish.jaro_winkler_similarity(one, other)


@lru_cache(maxsize=1)
def short_forms() -> dict[str, frozenset[str]]:
    """Give, for each name, the names it may stand for; a name may be in several groups."""
    text = (Path(__file__).parent / "nicknames.txt").read_text(encoding="utf-8")
    groups: dict[str, set[str]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            members = {plain(name) for name in line.split()}
            for member in members:
                groups.setdefault(member, set()).update(members - {member})
    return {name: frozenset(others) for name, others in groups.items()}


def same_by_short_form(one: str, other: str) -> bool:
    """Say whether one name is a usual form of the other."""
    return other in short_forms().get(one, frozenset())
