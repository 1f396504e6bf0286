"""The whole rulebook as plain data: every rule, its condition, its source and its dates; and the vocabulary."""

from datetime import date
from typing import Any

from sharewell.rules.citations import SOURCES
from sharewell.rules.english import english
from sharewell.rules.expressions import And, AnyMet, Expression, In, Known, Not, Or, Possibly
from sharewell.rules.facts import FACTS
from sharewell.rules.instruments import INSTRUMENTS
from sharewell.rules.packs import ALL_RULES, boundaries, pack_on
from sharewell.rules.rule import Rule

FORMAT = "sharewell-rules/1"


def rulebook(on: date | None = None) -> dict[str, Any]:
    """Give the rulebook; with a day, only what is in force or shown on it."""
    packs = [pack_on(day) for day in (boundaries() if on is None else (on,))]
    kept = {rule.id for pack in packs for rule in (*pack.in_force, *pack.shown_only)}
    return {
        "format": FORMAT,
        "on": on.isoformat() if on else None,
        "versions": [{"since": pack.since.isoformat(), "version": pack.version, "hash": pack.hash} for pack in packs],
        "rules": [rule_as_data(rule) for rule in ALL_RULES if rule.id in kept],
        "instruments": [
            {
                "id": one.id,
                "name": one.name,
                "changes": one.changes,
                "since": one.since.isoformat(),
                "status": one.status.value,
                "known_on": one.known_on.isoformat() if one.known_on else None,
                "verified": one.verified,
            }
            for one in INSTRUMENTS.values()
        ],
        "sources": [source_as_data(name) for name in SOURCES],
        "facts": [
            {"id": f.id, "kind": f.kind, "page": f.page, "question": f.question, "why": f.why, "values": list(f.values)}
            for f in FACTS.values()
        ],
    }


def rule_as_data(rule: Rule) -> dict[str, Any]:
    """Give one rule with its condition as English and as a tree."""
    return {
        "id": rule.id,
        "part": rule.part.value,
        "effect": rule.effect.value,
        "statement": rule.statement,
        "met": rule.met,
        "not_met": rule.not_met,
        "ask": rule.ask,
        "gives": str(rule.gives),
        "priority": rule.priority,
        "since": rule.since.isoformat(),
        "until": rule.until.isoformat() if rule.until else None,
        "status": rule.status.value,
        "instrument": rule.instrument,
        "supersedes": rule.supersedes,
        "jurisdiction": rule.jurisdiction,
        "source": rule.source,
        "applies_in_english": english(rule.applies),
        "when_in_english": english(rule.when),
        "applies": tree(rule.applies),
        "when": tree(rule.when),
    }


def source_as_data(name: str) -> dict[str, Any]:
    """Give one source."""
    one = SOURCES[name]
    return {
        "id": one.id,
        "document": one.document,
        "paragraph": one.paragraph,
        "dated": one.dated,
        "address": one.address,
        "verified": one.verified,
        "replaced_on": one.replaced_on.isoformat() if one.replaced_on else None,
    }


def tree(expression: Expression) -> dict[str, Any]:
    """Give a condition as nested data: each node has one key, which says what it is."""
    if isinstance(expression, In):
        return {"fact": expression.fact, "is": [v for v in FACTS[expression.fact].values if v in expression.values]}
    if isinstance(expression, Known):
        return {"known": expression.fact}
    if isinstance(expression, AnyMet):
        return {"any_met": str(expression.part)}
    if isinstance(expression, And | Or):
        return {"all" if isinstance(expression, And) else "any": [tree(part) for part in expression.parts]}
    assert isinstance(expression, Not | Possibly)
    return {"not" if isinstance(expression, Not) else "possibly": tree(expression.part)}
