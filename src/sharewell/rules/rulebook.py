"""
The whole rulebook as plain data: what a lawyer reads, prints and signs off.

Every rule there is stands in it once: those in use on a day, those that may only be shown, those that have ended and those
to come. The canonical text is the same for every day of one pack, so that two people who sign on different days sign
the same thing; ``content_hash`` is its address.
"""

import hashlib
import json
from datetime import date
from typing import Any

from sharewell.rules import instruments
from sharewell.rules.citations import VERIFIED
from sharewell.rules.english import english
from sharewell.rules.packs import ALL_RULES, Pack, pack_on
from sharewell.rules.rendering import SECTIONS
from sharewell.rules.rule import Effect, Part, Rule

FORMAT = "sharewell-rulebook/1"
Book = dict[str, Any]

_CHOOSING: tuple[tuple[str, tuple[Part, ...]], ...] = (
    ("What is recommended", (Part.RECOMMENDATION,)),
    ("How soon", (Part.SPEED,)),
    ("Whom to ring or write to", (Part.ROUTE,)),
    ("Whether to seek agreement", (Part.CONSENT_SEEK,)),
    ("Whether, when and whom to tell", (Part.OPENNESS,)),
)
PARTS: tuple[tuple[str, tuple[Part, ...]], ...] = (*_CHOOSING, *((title, parts) for _, title, parts in SECTIONS))
"""The book's parts in their order, each with the parts of the advice in which its rules speak."""

EFFECTS: dict[Effect, str] = {
    Effect.PERMIT: "permits",
    Effect.REQUIRE: "requires",
    Effect.FORBID: "forbids",
    Effect.WARN: "warns",
    Effect.ASK: "asks",
    Effect.RECORD: "is to be written down",
}
IN_USE, SHOWN, ENDED, COMING = "in_use", "shown", "ended", "coming"
PLACES: dict[str, str] = {
    IN_USE: "In force, and relied on",
    SHOWN: "Shown, and not relied on",
    ENDED: "No longer in force",
    COMING: "To come",
}


def book_on(on: date) -> Book:
    """Give the whole rulebook as it stands on a day. Raises ``NoRulesYet`` before the first rules."""
    pack = pack_on(on)
    parts = [(title, [rule for rule in ALL_RULES if rule.part in within]) for title, within in PARTS]
    return {
        "format": FORMAT,
        "since": pack.since.isoformat(),
        "rules_version": pack.version,
        "rules_hash": pack.hash,
        "parts": [
            {"title": title, "rules": [_as_plain(rule, pack) for rule in _in_order(rules, pack)]}
            for title, rules in parts
            if rules
        ],
    }


def canonical(book: Book) -> str:
    """Give the one text of a book: JSON with sorted keys and no spare space."""
    return json.dumps(book, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def content_hash(text: str) -> str:
    """Give the address of a canonical text: its SHA-256 in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def counts(book: Book) -> dict[str, int]:
    """Give how many rules stand in each place, and how many of those in use come from an unverified source."""
    rules = [rule for part in book["parts"] for rule in part["rules"]]
    found = {place: sum(rule["place"] == place for rule in rules) for place in PLACES}
    unverified = sum(rule["place"] == IN_USE and rule["verified"] == "recalled" for rule in rules)
    return found | {"all": len(rules), "unverified": unverified}


def _in_order(rules: list[Rule], pack: Pack) -> list[Rule]:
    """Give rules as they are read: those in use first, a chooser's in the order of their priority."""
    places = list(PLACES)
    return sorted(rules, key=lambda rule: (places.index(_place(rule, pack)), rule.priority))


def _place(rule: Rule, pack: Pack) -> str:
    if rule.in_force(pack.since):
        return IN_USE
    if rule.shown_only(pack.since):
        return SHOWN
    return ENDED if rule.until is not None and rule.until < pack.since else COMING


def _as_plain(rule: Rule, pack: Pack) -> dict[str, Any]:
    place = _place(rule, pack)
    # What has ended is cited from the paper of its last day; everything else from the paper of this one.
    day = rule.until if place == ENDED and rule.until else pack.since
    source = rule.cited_on(day)
    standing = rule.standing(pack.since) or rule.status
    return {
        "id": rule.id,
        "statement": rule.statement,
        "condition": english(rule.when),
        "speaks_when": english(rule.applies),
        "effect": EFFECTS[rule.effect],
        "says": {
            name: text for name, text in (("met", rule.met), ("not_met", rule.not_met), ("ask", rule.ask)) if text
        },
        "gives": rule.gives,
        "priority": rule.priority,
        "document": source.document_on(day),
        "paragraph": source.paragraph,
        "dated": source.dated_on(day),
        "address": source.address,
        "verified": source.verified,
        "verified_said": VERIFIED[source.verified],
        "since": rule.since.isoformat(),
        "until": rule.until.isoformat() if rule.until else None,
        "status": standing.value,
        "status_said": instruments.SAID[standing],
        "place": place,
        "supersedes": rule.supersedes,
        "jurisdiction": rule.jurisdiction,
    }
