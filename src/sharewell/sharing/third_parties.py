"""Who is named in a passage besides the one it is about: found, shown, and left to a person to keep or withhold."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from sharewell.matching import frequencies, names
from sharewell.sharing.ordinary_words import is_ordinary
from sharewell.sharing.passages import WITHHELD

_WORD = re.compile(r"[^\W\d_](?:[\w'’]|-(?=\w))*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\"“”(]\s*|\n\s*|[-–]\s+)$")
_OWNER = re.compile(r"['’]s?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """A name found in a passage, and whether it is known to be a person of the case (else a person must look)."""

    text: str
    is_known: bool


def named_in(passage: str, *, about: Iterable[str], known: Iterable[str]) -> list[Named]:
    """
    Give the names in a passage that are not the one it is about, in order, each once.

    ``about`` are the names of the subject; ``known`` those of other people of the case. Short forms count, and so does
    a letter typed wrong, in capitals or not. Any other word that could be a name is given too: one in capitals inside
    a sentence, or at its beginning when it is no ordinary word. Only a person can say whether it is somebody.
    """
    own, others = _with_short_forms(about), _with_short_forms(known)
    shouting = _is_shouting(passage)
    found: dict[str, Named] = {}
    for match in _WORD.finditer(passage):
        word = _OWNER.sub("", match.group()).strip("'’-")
        plain = names.plain(word)
        pieces = set(plain.split())
        if len(plain) < 2 or pieces & own:
            continue
        # Somebody else's exact name comes before a likeness to one's own: twins have names like each other's.
        if pieces & others or (_is_almost(pieces, others) and not _is_almost(pieces, own)):
            found.setdefault(plain, Named(word, is_known=True))
        elif not _is_almost(pieces, own) and _could_be_a_name(word, plain, passage[: match.start()], shouting=shouting):
            found.setdefault(plain, Named(word, is_known=False))
    return list(found.values())


def _is_shouting(passage: str) -> bool:
    letters = [char for char in passage if char.isalpha()]
    return bool(letters) and sum(char.isupper() for char in letters) > 0.8 * len(letters)


def _is_almost(pieces: Iterable[str], wanted: frozenset[str]) -> bool:
    """Say whether a word is a name with one letter wrong, long enough for that to be a slip and not another name."""
    return any(is_a_slip(piece, one) for piece in pieces for one in wanted)


def is_a_slip(word: str, name: str) -> bool:
    """Say whether a word, in small letters, is a name mistyped."""
    return len(word) > 4 and len(name) > 4 and word[0] == name[0] and DamerauLevenshtein.distance(word, name) == 1


def _could_be_a_name(word: str, plain: str, before: str, *, shouting: bool) -> bool:
    pieces = plain.split()
    if not word[0].isupper():
        return False
    if shouting:
        return any(_is_a_usual_name(piece) for piece in pieces) or before.endswith(('"', "“", "‘"))
    if _SENTENCE_START.search(before):
        return not any(is_ordinary(piece) for piece in pieces)
    return not all(is_ordinary(piece) for piece in pieces)


def _is_a_usual_name(piece: str) -> bool:
    if piece in names.short_forms():
        return not is_ordinary(piece)
    # More people carry it than are supposed to carry a name that no list has.
    return any(frequencies.usual(kind, piece) > frequencies.usual(kind, "") for kind in ("given", "family"))


def withhold(passage: str, names_to_hide: Iterable[str]) -> str:
    """Give a passage with some names replaced; the original stays where it is."""
    for name in sorted(set(names_to_hide), key=len, reverse=True):
        if name.strip():
            passage = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", WITHHELD, passage, flags=re.IGNORECASE)
    return passage


def _with_short_forms(written: Iterable[str]) -> frozenset[str]:
    parts = {part for name in written for part in names.parts(name) if len(part) > 1}
    return frozenset(parts | {form for part in parts for form in names.short_forms().get(part, frozenset())})
