"""A question for advice without the names: what in it would tell who it is, and what can stand there instead."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sharewell.matching import names
from sharewell.sharing import places, third_parties

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?[\s-]{_MONTH}"
    rf"(?:[\s,-]+\d{{2,4}})?|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?)\b",
    re.IGNORECASE,
)
_MAIL = re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.-]+\b")
_NUMBER = re.compile(
    r"(?<!\w)(?:\+44|\(?0)?\d(?:[\d\s()/-]{5,})\d(?!\w)|\b[A-Z]{1,3}[/-]?\d{4,}\b|\b[A-Z]{2}\d{2}\s?[A-Z]{3}\b"
)
CALLED: dict[str, str] = {
    "child": "the child",
    "unborn": "the unborn child",
    "adult_at_risk": "the adult",
    "household": "someone in the household",
    "other": "another person",
}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


@dataclass(frozen=True, slots=True)
class Meant:
    """Someone of the case: the name as written, and their part, a key of ``CALLED`` or a word like “mother”."""

    name: str
    relation: str


@dataclass(frozen=True, slots=True)
class Telling:
    """Words that would tell who it is, and what can stand there instead."""

    text: str
    instead: str


def telling_words(question: str, people: Iterable[Meant]) -> list[Telling]:
    """
    Give what in a question would identify somebody, in order: names, dates, places, numbers.

    Someone of the case becomes “the child”, “the mother”; anybody else “another person”. What is found is a proposal:
    only the one who asks can say whether the rest still tells who it is.
    """
    found: dict[str, str] = {}
    for pattern, instead in ((_MAIL, "an address"), (_DATE, "that day")):
        found |= dict.fromkeys((match.group() for match in pattern.finditer(question)), instead)
    found |= dict.fromkeys(places.found_in(question), "that place")
    for match in _NUMBER.finditer(question):
        found.setdefault(match.group().strip(), "a number")
    meant = _called(people)
    named = third_parties.named_in(question, about=(), known=[name for name, _ in meant])
    for one in named:
        if not any(one.text in longer for longer in found):
            found[one.text] = _instead(one.text, meant) if one.is_known else "another person"
    return [Telling(text, instead) for text, instead in found.items()]


def replaced(question: str, telling: Iterable[Telling]) -> str:
    """Give a question with every telling word replaced; two replacements beside each other become one."""
    for one in sorted(telling, key=lambda each: len(each.text), reverse=True):
        question = re.sub(rf"(?<!\w){re.escape(one.text)}(?!\w)", one.instead, question, flags=re.IGNORECASE)
    for instead in {one.instead for one in telling}:
        question = re.sub(rf"{re.escape(instead)}(?:\s+{re.escape(instead)})+", instead, question)
    begins = re.compile(r"(?:^|[.!?]\s+)[a-z]")
    return begins.sub(lambda match: match.group()[:-1] + match.group()[-1].upper(), question)


def _called(people: Iterable[Meant]) -> list[tuple[str, str]]:
    everybody = list(people)
    called: list[tuple[str, str]] = []
    for one in everybody:
        words = CALLED.get(one.relation, f"the {one.relation}" if one.relation else CALLED["other"])
        alike = [other for other in everybody if other.relation == one.relation]
        if len(alike) > 1 and words.startswith("the "):
            place = alike.index(one)
            ordinal = _ORDINALS[place] if place < len(_ORDINALS) else "other"
            words = f"the {ordinal} {words.removeprefix('the ')}"
        called.append((one.name, words))
    return called


def _instead(word: str, meant: list[tuple[str, str]]) -> str:
    """Give the words for whoever carries a name; a family name that several carry means the family."""
    plain = set(names.plain(word).split())
    exact = [words for name, words in meant if plain & set(names.parts(name))]
    if len(set(exact)) == 1:
        return exact[0]
    if exact:
        return "the family"
    short = [words for name, words in meant if any(_means(piece, plain) for piece in names.parts(name))]
    return short[0] if short else CALLED["other"]


def _means(piece: str, plain: set[str]) -> bool:
    """Say whether one of some words is a short form, or a slip, of a part of a name."""
    return any(names.same_by_short_form(piece, word) or third_parties.is_a_slip(word, piece) for word in plain)
