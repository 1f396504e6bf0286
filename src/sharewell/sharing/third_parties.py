"""Who is named in a passage besides the one it is about: found, shown, and left to a person to keep or withhold."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sharewell.matching import names

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:\"“”]\s*|\n\s*)$")
# Words that are capitalised without being anybody: days, months, and what agencies write in capitals.
_NOT_NAMES = """
monday tuesday wednesday thursday friday saturday sunday
january february march april may june july august september october november december christmas easter
mash gp dsl edd epds dash asb nsp bsl vw mum dad mother father nan gran house school police english british
the a an in on at he she they i it his her no not yes mr mrs ms miss dr st
strength agreement household letter visit review plan door loan
"""
NOBODY = frozenset(_NOT_NAMES.split())
WITHHELD = "[withheld]"


@dataclass(frozen=True, slots=True)
class Named:
    """A name found in a passage, and whether it is known to be a person of the case (else a person must look)."""

    text: str
    is_known: bool


def named_in(passage: str, *, about: Iterable[str], known: Iterable[str]) -> list[Named]:
    """
    Give the names in a passage that are not the one it is about, in order, each once.

    ``about`` are the names of the subject; ``known`` those of other people of the case. Short forms count. Any other
    capitalised word that does not begin a sentence is given too: only a person can say whether it is somebody.
    """
    own = _with_short_forms(about)
    others = _with_short_forms(known)
    shouting = passage.isupper()
    found: dict[str, Named] = {}
    for match in _WORD.finditer(passage):
        word = match.group().strip("'’-")
        plain = names.plain(word)
        if not plain or plain in own or plain in NOBODY or len(plain) < 2:
            continue
        if plain in others:
            found.setdefault(plain, Named(word, is_known=True))
        elif not shouting and word[0].isupper() and not _SENTENCE_START.search(passage[: match.start()]):
            found.setdefault(plain, Named(word, is_known=False))
    return list(found.values())


def withhold(passage: str, names_to_hide: Iterable[str]) -> str:
    """Give a passage with some names replaced; the original stays where it is."""
    for name in sorted(set(names_to_hide), key=len, reverse=True):
        passage = re.sub(rf"\b{re.escape(name)}(?=['’]s\b|\b)", WITHHELD, passage, flags=re.IGNORECASE)
    return passage


def identifying(text: str, known: Iterable[str]) -> list[str]:
    """Give what in a question for advice would identify somebody: names of the case, dates, numbers, postcodes."""
    found = [one.text for one in named_in(text, about=(), known=known)]
    patterns = (
        r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b",
        r"\b\d{3}\s?\d{3}\s?\d{4}\b",
        r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b",
    )
    for pattern in patterns:
        found += re.findall(pattern, text)
    return list(dict.fromkeys(found))


def without_names(text: str, replacements: dict[str, str]) -> str:
    """Give a question in which each identifying word is replaced, such as a child's name by “the child”."""
    for word in sorted(replacements, key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(word)}\b", replacements[word], text, flags=re.IGNORECASE)
    return text


def _with_short_forms(written: Iterable[str]) -> set[str]:
    parts = {part for name in written for part in names.parts(name)}
    return parts | {form for part in parts for form in names.short_forms().get(part, frozenset())}
