"""A passage taken from an entry: shortened, parts withheld, and the recipient sees where; nothing is put in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

WITHHELD = "[withheld]"
LEFT_OUT = "[…]"
# Marks that a practitioner may write into a passage; the second says for whom a name stood.
_MARK = r"\[withheld(?::[^\]\n]{1,60})?\]|\[…\]|\[\.\.\.\]"
_TYPED = re.compile(rf"(?P<mark>(?:{_MARK})[.,;:!?]?)|(?P<word>\w+(?:['’]\w+)*)", re.IGNORECASE)
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_CLOSING = re.compile(r"[^\w\s(“‘\[]*")
_OPENING = re.compile(r"[^\w\s)”’\]]*$")
# Beyond this many pairs of words the first place that fits is taken: a long text is read, not waited for.
_MANY = 1_000_000


@dataclass(frozen=True, slots=True)
class Taken:
    """A passage as it would go, and the words in it that the entry does not have (then it cannot go as it is)."""

    text: str
    foreign: tuple[str, ...] = ()


def taken_from(entry: str, typed: str) -> Taken:
    """
    Give a typed passage in the entry's own words, with a mark wherever something was left out.

    The words must stand in the entry in the same order. What is left out is marked, so that nobody can turn “he did
    not hit her” into “he did hit her” unseen; what was withheld says so, as “[withheld]” or “[withheld: his mother]”.
    Words that are not the entry's are given in ``foreign``: a practitioner says those in a passage of their own.
    """
    original = list(_WORD.finditer(entry))
    folded = [match.group().casefold() for match in original]
    pieces = list(_TYPED.finditer(typed))
    words = [piece.group("word").casefold() for piece in pieces if piece.group("word")]
    places = _few_gaps(folded, words) if len(folded) * len(words) <= _MANY else _first_fit(folded, words)
    if places is None:
        return Taken(typed.strip(), _foreign(folded, words) or tuple(dict.fromkeys(words)))
    return Taken(_written(entry, original, pieces, places))


def _few_gaps(folded: Sequence[str], words: Sequence[str]) -> list[int] | None:
    """Give the places of the words that leave the fewest gaps between them; None when they do not fit in order."""
    steps: list[dict[int, int]] = []  # for each word: its possible places, and the place of the word before it
    reached: dict[int, int] = {}  # place of the last word: gaps so far
    for number, word in enumerate(words):
        following = _following(folded, word, reached) if number else _anywhere(folded, word)
        if not following:
            return None
        steps.append({place: before for place, (_, before) in following.items()})
        reached = {place: gaps for place, (gaps, _) in following.items()}
    return _traced(reached, steps)


def _anywhere(folded: Sequence[str], word: str) -> dict[int, tuple[int, int]]:
    return {place: (0, -1) for place, there in enumerate(folded) if there == word}


def _following(folded: Sequence[str], word: str, reached: dict[int, int]) -> dict[int, tuple[int, int]]:
    """Give each place where a word can follow: the gaps up to there, and the place it follows."""
    found: dict[int, tuple[int, int]] = {}
    best: tuple[int, int] | None = None  # the fewest gaps before this place, and where
    for place, there in enumerate(folded):
        before = place - 1
        if before in reached and (best is None or reached[before] <= best[0]):
            best = (reached[before], before)
        if there != word or best is None:
            continue
        is_next = before in reached and reached[before] <= best[0] + 1
        found[place] = (reached[before], before) if is_next else (best[0] + 1, best[1])
    return found


def _traced(reached: dict[int, int], steps: Sequence[dict[int, int]]) -> list[int]:
    if not steps:
        return []
    places = [min(reached, key=lambda place: (reached[place], place))]
    for step in reversed(steps[1:]):
        places.append(step[places[-1]])
    return places[::-1]


def _first_fit(folded: Sequence[str], words: Sequence[str]) -> list[int] | None:
    places: list[int] = []
    begin = 0
    for word in words:
        place = next((at for at in range(begin, len(folded)) if folded[at] == word), None)
        if place is None:
            return None
        places.append(place)
        begin = place + 1
    return places


def _foreign(folded: Sequence[str], words: Sequence[str]) -> tuple[str, ...]:
    """Give the words that the entry does not have at all, or only in another order."""
    there = set(folded)
    return tuple(dict.fromkeys(word for word in words if word not in there))


def _written(
    entry: str, original: Sequence[re.Match[str]], pieces: Sequence[re.Match[str]], places: Sequence[int]
) -> str:
    """Write the passage from the entry itself, so that its spelling and punctuation stay the entry's."""
    out: list[str] = []
    last, is_marked, left = -1, False, iter(places)
    for piece in pieces:
        if piece.group("mark"):
            out.append(f"{_ending(entry, original, last)} {_mark(piece.group('mark'))} ")
            is_marked = True
            continue
        place = next(left)
        if place == last + 1 and not is_marked:
            out.append(entry[original[last].end() if last >= 0 else 0 : original[place].start()])
        elif not is_marked:
            out.append(f"{_ending(entry, original, last)} {LEFT_OUT} {_beginning(entry, original[place])}")
        else:
            out.append(_beginning(entry, original[place]))
        out.append(original[place].group())
        last, is_marked = place, False
    if last >= 0 and not is_marked:
        is_end = last == len(original) - 1
        out.append(entry[original[last].end() :] if is_end else f"{_ending(entry, original, last)} {LEFT_OUT}")
    return re.sub(r"[ \t]{2,}", " ", "".join(out)).strip()


def _ending(entry: str, original: Sequence[re.Match[str]], last: int) -> str:
    """Give the marks that close the words taken last: a full stop, a closing quotation mark."""
    found = _CLOSING.match(entry, original[last].end()) if last >= 0 else None
    return found.group() if found else ""


def _beginning(entry: str, word: re.Match[str]) -> str:
    found = _OPENING.search(entry[: word.start()])
    return found.group() if found else ""


def _mark(written: str) -> str:
    return written.replace("[...]", LEFT_OUT)
