"""Looking through the library: rules, golden rules, myths, the 5 W's, the law, traps and sources, by words."""

import re
from dataclasses import dataclass
from functools import cache

from sharewell.rules.instruments import INSTRUMENTS
from sharewell.rules.library.five_ws import FIVE_WS, NO_LONGER_SO
from sharewell.rules.library.framework import FRAMEWORK
from sharewell.rules.library.traps import TRAPS
from sharewell.rules.packs import ALL_RULES
from sharewell.rules.rule import Part, Rule

_WORD = re.compile(r"[\w'’]+")
# Endings that a searcher and a text often do not share: “sharing”, “shared”, “shares”.
_ENDINGS = ("ings", "ing", "ies", "ed", "es", "s", "e", "y")


@dataclass(frozen=True, slots=True)
class Found:
    """Something of the library: what kind of thing, its title, a sentence, and the address of its page."""

    kind: str
    title: str
    said: str
    address: str
    stems: frozenset[str]
    title_stems: frozenset[str]
    rule: Rule | None = None


def search(words: str) -> list[Found]:
    """Give what has every one of the words, those with the words in the title first; nothing for no words."""
    wanted = [_stem(word) for word in _words(words)]
    if not wanted:
        return []
    found = [one for one in everything() if all(_has(one.stems, stem) for stem in wanted)]
    return sorted(found, key=lambda one: -sum(_has(one.title_stems, stem) for stem in wanted))


@cache
def everything() -> tuple[Found, ...]:
    """Give everything there is to find, in the order of the library."""
    return (
        *(_found("The 5 W's", e.title, " ".join(e.paragraphs), f"/guidance/five-ws#{e.id}") for e in FIVE_WS),
        *(_found("Has changed", e.title, " ".join(e.paragraphs), f"/guidance/since-2018#{e.id}") for e in NO_LONGER_SO),
        *(_found(f"Trap {t.number}", t.title, t.instead, f"/guidance/traps#{t.id}") for t in TRAPS),
        *(_found("The law", c.title, c.said, f"/guidance/law/{c.id}") for c in FRAMEWORK),
        *(_found(_KINDS.get(r.part, "Rule"), r.statement, r.met, f"/guidance/rules/{r.id}", r) for r in ALL_RULES),
        *(_found("Instrument", i.name, i.changes, f"/guidance/changes#{i.id}") for i in INSTRUMENTS.values()),
    )


_KINDS = {Part.GOLDEN: "Golden rule", Part.MYTH: "Myth"}


def _more(rule: Rule) -> str:
    return f"{rule.id} {rule.cited.document} {rule.cited.paragraph}"


def _found(kind: str, title: str, said: str, address: str, rule: Rule | None = None) -> Found:
    more = _more(rule) if rule else ""
    stems = frozenset(map(_stem, _words(f"{kind} {title} {said} {more}")))
    return Found(kind, title, said, address, stems, frozenset(map(_stem, _words(f"{kind} {title}"))), rule)


def _words(text: str) -> list[str]:
    return [word.replace("’", "'").strip("'") for word in _WORD.findall(text.casefold())]


def _stem(word: str) -> str:
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= 3), "")
    return word.removesuffix(ending)


def _has(stems: frozenset[str], wanted: str) -> bool:
    """Say whether a word is there, whole or as its beginning."""
    return wanted in stems or (len(wanted) >= 4 and any(stem.startswith(wanted) for stem in stems))
