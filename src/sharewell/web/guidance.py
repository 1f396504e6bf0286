"""The library, at ``/guidance``: what there is to read, from the rulebook itself; no sign-in, no session, no database.

A word looked for can be somebody's name: it comes in the form's body, is shown to nobody else, and is logged nowhere.
"""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from sharewell.directory.local import published_notes
from sharewell.rules import instruments
from sharewell.rules.citations import VERIFIED, Source
from sharewell.rules.expressions import facts_in
from sharewell.rules.facts import FACTS
from sharewell.rules.instruments import INSTRUMENTS
from sharewell.rules.library import finding
from sharewell.rules.library.five_ws import FIVE_WS, NO_LONGER_SO
from sharewell.rules.library.framework import FRAMEWORK, Chapter
from sharewell.rules.library.traps import TRAPS
from sharewell.rules.outline import outline
from sharewell.rules.packs import ALL_RULES, pack_on
from sharewell.rules.rule import Part, Rule
from sharewell.web.danger import without_database

ADDRESS = "/guidance"
MOST = 40  # what is found and shown at once; a longer list is not read


class Library:
    """Answers ``/guidance`` before sessions and the database are asked anything."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take the rest of the service."""
        self.get_response = get_response

    def __call__(self, http: HttpRequest) -> HttpResponse:
        """Answer the library's pages; pass everything else on."""
        asked = http.path.removeprefix(ADDRESS)
        if asked == http.path or (asked and not asked.startswith("/")) or http.method not in ("GET", "HEAD", "POST"):
            return self.get_response(http)
        words = http.POST.get("words", "")[:200] if http.method == "POST" else None
        return _page(asked.strip("/"), timezone.localdate(), words)


def _page(name: str, today: date, words: str | None) -> HttpResponse:
    if name == "":
        return _show("index", {**_index(), "words": words, **_search(words)}, today)
    if name in PAGES:
        return _show(name, PAGES[name](today), today)
    kind, _, key = name.partition("/")
    if kind == "rules" and key in _by_id():
        return _show("rule", _rule(_by_id()[key], today), today)
    if kind == "law" and (chapter := next((one for one in FRAMEWORK if one.id == key), None)):
        return _show("chapter", _chapter(chapter, today), today)
    return _show("nothing", {}, today, status=404)


def _show(template: str, context: dict[str, Any], today: date, status: int = 200) -> HttpResponse:
    fixed = {"today": today, "verified": VERIFIED, "standing": _standing, "statuses": instruments.SAID, "cited": _cited}
    return without_database(f"guidance/{template}.html", {**fixed, **context}, status)


def _index() -> dict[str, Any]:
    return {"chapters": FRAMEWORK, "rules_version": pack_on(timezone.localdate()).version}


def _search(words: str | None) -> dict[str, Any]:
    found = finding.search(words) if words is not None else []
    return {"found": found[:MOST], "more": max(0, len(found) - MOST)}


def _standing(rule: Rule, on: date) -> str:
    """Say whether a rule may be relied on, on a day, and from when to when."""
    if rule.until is not None and rule.until < on:
        return "No longer in force"
    status = rule.standing(on)
    return instruments.SAID[status] if status else "Not known of yet on that day"


def _cited(rule: Rule, on: date) -> Source:
    """Give the source a rule rests on: as it is on a day, or as it was when the rule ended."""
    return rule.cited_on(min(on, rule.until) if rule.until else on)


@cache
def _by_id() -> dict[str, Rule]:
    return {rule.id: rule for rule in ALL_RULES}


def _of(part: Part) -> list[Rule]:
    return [rule for rule in ALL_RULES if rule.part is part]


def _golden(_today: date) -> dict[str, Any]:
    golden = _of(Part.GOLDEN)
    return {"years": [(year, [rule for rule in golden if f".{year}." in rule.id]) for year in ("2024", "2018")]}


def _myths(_today: date) -> dict[str, Any]:
    return {"myths": _of(Part.MYTH)}


def _chapter(chapter: Chapter, _today: date) -> dict[str, Any]:
    return {"chapter": chapter, "rules": [rule for part in chapter.parts for rule in _of(part)]}


def _rules(today: date) -> dict[str, Any]:
    chapters = [(chapter.title, _chapter(chapter, today)["rules"]) for chapter in FRAMEWORK]
    placed = {rule.id for _, rules in chapters for rule in rules}
    return {"chapters": [*chapters, ("Golden rules, myths and others", [r for r in ALL_RULES if r.id not in placed])]}


def _changes(_today: date) -> dict[str, Any]:
    return {"calendar": sorted(INSTRUMENTS.values(), key=lambda one: one.since)}


def _rule(rule: Rule, today: date) -> dict[str, Any]:
    condition = rule.applies & rule.when
    return {
        "rule": rule,
        "holds_when": outline(condition),
        "questions": [FACTS[name].question for name in facts_in(condition)],
        "replaced_by": next((other for other in ALL_RULES if other.supersedes == rule.id), None),
        "replaces": _by_id().get(rule.supersedes or ""),
        "instrument": INSTRUMENTS[rule.instrument] if rule.instrument else None,
        "traps": [trap for trap in TRAPS if rule.id in trap.rules],
        "chapter": next((chapter for chapter in FRAMEWORK if rule.part in chapter.parts), None),
        "in_force": rule.in_force(today),
        "notes": published_notes.notes_of(rule.id, today),
    }


PAGES: dict[str, Callable[[date], dict[str, Any]]] = {
    "golden-rules": _golden,
    "five-ws": lambda _today: {"entries": FIVE_WS},
    "since-2018": lambda _today: {"entries": NO_LONGER_SO},
    "law": lambda _today: {"chapters": FRAMEWORK},
    "myths": _myths,
    "traps": lambda _today: {"traps": TRAPS, "by_id": _by_id()},
    "changes": _changes,
    "rules": _rules,
}
