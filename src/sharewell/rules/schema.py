"""JSON Schemas of what goes into the rules and what comes out, so that other systems can call them."""

from typing import Any

from sharewell.rules.advice import TITLES
from sharewell.rules.citations import VERIFIED
from sharewell.rules.fact import Fact
from sharewell.rules.facts import FACTS, PAGES
from sharewell.rules.instruments import SAID
from sharewell.rules.packs import ALL_RULES
from sharewell.rules.rendering import FORMAT, SECTIONS
from sharewell.rules.rule import CHOOSERS, Effect, Finding, Part, Recommendation

DRAFT = "https://json-schema.org/draft/2020-12/schema"
TEXT = {"type": "string"}
DAY = {"type": "string", "format": "date"}
TRUTH = {"type": "boolean"}
Schema = dict[str, Any]


def facts_schema() -> Schema:
    """Give the schema of a set of facts: every fact may be left out, null or “unknown”, which are the same."""
    return {
        "$schema": DRAFT,
        "title": "Facts for the rules of sharing",
        "description": "One item, about one person, to one recipient. What is left out, null or “unknown” is not known, "
        "and never read as no.",
        "type": "object",
        "additionalProperties": False,
        "properties": {fact.id: _of_fact(fact) for fact in FACTS.values()},
    }


def _of_fact(fact: Fact) -> Schema:
    said = {"title": fact.question, "description": " ".join(filter(None, (fact.help, fact.why)))}
    if fact.kind == "date":
        return {**said, "anyOf": [DAY, {"enum": [None, "unknown"]}]}
    return {**said, "enum": [*fact.values, None, "unknown"]}


def advice_schema() -> Schema:
    """Give the schema of the advice as ``sharewell advise --json`` prints it and a decision keeps it."""
    return {
        "$schema": DRAFT,
        "title": "Advice of the rules of sharing",
        **_object(_advice(), "What the rules advise. A person decides."),
        "$defs": {
            "reason": _object(
                _reason(), "One sentence, with the rule, the source, what led to it and what would change it."
            ),
            "chosen": _object(
                {"key": _said("Which of the possibilities was chosen.", TEXT), **_reason()},
                "A sentence of a part of the advice that chooses one possibility; the keys are in advice.md.",
            ),
            "source": _object(_source(), "Where a rule comes from, named as it was on the day."),
            "answer": _object(
                {"fact": _fact_ids(), "question": TEXT, "answer": TEXT}, "A fact with its answer in words."
            ),
            "change": _object(_change(), "A single answer that would change the sentence, and what it would become."),
            "question": _object(_question(), "A question whose answer can still change the advice."),
        },
    }


def _advice() -> Schema:
    recommendations = [one.value for one in Recommendation]
    return {
        "format": _said("The form of this document.", {"const": FORMAT}),
        "on": _said("The day of the decision, whose rules were used.", DAY),
        "rules_version": _said("The day these rules began, and the beginning of their hash.", TEXT),
        "rules_hash": _said("The hash over every rule of that day. One changed word changes it.", TEXT),
        "rules_since": _said("The day these rules began.", DAY),
        "facts": _said("The facts as given, without those not known.", {"type": "object"}),
        "answers": _said("The same in words.", _list("answer")),
        "recommendation": _said("One of four. Never “blocked”.", {"enum": recommendations}),
        "title": _said("The recommendation in words.", {"enum": list(TITLES.values())}),
        "reason": _said("Why.", _ref("reason")),
        "you_decide": _said("The sentence that hands the decision to a person.", TEXT),
        "settled": _said("Whether no answer still to be given can change the recommendation.", TRUTH),
        "could_become": _said("What answers not yet given could still make of it.", _many({"enum": recommendations})),
        "could_become_said": _said("The same in words.", _many(TEXT)),
        "timing": _said("How fast.", _ref("chosen")),
        "route": _said("Whom to tell. The place's own numbers are looked up with the key.", _ref("chosen")),
        "openness": _said("Whether, when and how to tell them.", _ref("chosen")),
        "seek_consent": _said("Whether to ask for agreement.", _ref("chosen")),
        "held_back_keys": _said("What must not reach this recipient.", _many(TEXT)),
        "sections": _object(
            {key: _said(title, _list("reason")) for key, title, _ in SECTIONS},
            "The rest of the advice by subject: lawful bases, conditions, consent, what must not happen, what to record.",
        ),
        "titles": _object({key: TEXT for key, _, _ in SECTIONS}, "The heading of each section."),
        "questions": _said("What is worth asking next, the most useful first.", _list("question")),
        "not_in_force": _said("Rules worth knowing of that were not relied on.", _list("reason")),
    }


def _reason() -> Schema:
    return {
        "rule": _said("The name of the rule.", TEXT),
        "finding": _said("What the rule found on the facts.", {"enum": [one.value for one in Finding]}),
        "text": _said("What it says.", TEXT),
        "statement": _said("The rule in plain words.", TEXT),
        "effect": _said("What it does to the one who asks.", {"enum": [one.value for one in Effect]}),
        "gives": _said("The key it chooses; empty for most.", TEXT),
        "condition": _said("When it holds, in English.", TEXT),
        "source": _ref("source"),
        "since": _said("Its first day.", DAY),
        "until": _said("Its last day, if it has one.", {"anyOf": [DAY, {"type": "null"}]}),
        "status": _said("Only a rule in force is relied on.", {"enum": [one.value for one in SAID]}),
        "status_said": _said("The same in words.", TEXT),
        "because": _said("The answers that led here; empty where it holds in every case.", _list("answer")),
        "would_change": _said("The single answers that would change it.", _list("change")),
    }


def _source() -> Schema:
    return {
        "document": TEXT,
        "paragraph": TEXT,
        "dated": TEXT,
        "address": TEXT,
        "verified": _said("How well it was checked.", {"enum": list(VERIFIED)}),
        "verified_said": _said("The same in words.", TEXT),
        "unverified": _said("True where it was written from memory.", TRUTH),
    }


def _change() -> Schema:
    return {
        "fact": _fact_ids(),
        "question": TEXT,
        "answer": _said("The answer in words.", TEXT),
        "value": _said("The answer as a fact's value.", {"type": ["boolean", "string"]}),
        "becomes": _said("The finding, or the recommendation, it would become.", TEXT),
        "becomes_said": _said("The same in words.", TEXT),
    }


def _question() -> Schema:
    option = {"type": "object", "required": ["value", "label"], "additionalProperties": False}
    option["properties"] = {"value": {"type": ["boolean", "string"]}, "label": TEXT}
    return {
        "fact": _fact_ids(),
        "page": _said("The subject it belongs to.", {"enum": list(PAGES)}),
        "kind": {"enum": ["yes_no", "choice", "date"]},
        "question": TEXT,
        "help": TEXT,
        "why": _said("Why it is asked.", TEXT),
        "options": _many(option),
        "changes": _said("The parts of the advice it may change.", _many({"enum": [part.value for part in Part]})),
        "settles_recommendation": _said("Whether the recommendation itself may turn on it.", TRUTH),
    }


def keys_of(part: Part) -> dict[str, str]:
    """Give the keys a part of the advice may choose, each with what is said when it is chosen."""
    assert part in CHOOSERS
    found: dict[str, str] = {}
    for rule in ALL_RULES:
        if rule.part is part:
            found.setdefault(str(rule.gives), rule.met)
    return found


def _fact_ids() -> Schema:
    return {"enum": list(FACTS)}


def _object(properties: Schema, description: str) -> Schema:
    return {
        "type": "object",
        "description": description,
        "additionalProperties": False,
        "required": list(properties),
        "properties": properties,
    }


def _said(description: str, schema: Schema) -> Schema:
    return {"description": description, **schema}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _many(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _list(name: str) -> Schema:
    return _many(_ref(name))
