"""Advice as plain data, with every sentence opened, and as English to print or paste."""

from collections.abc import Iterable
from typing import Any

from sharewell.rules import instruments
from sharewell.rules.advice import TITLES, Advice
from sharewell.rules.citations import VERIFIED
from sharewell.rules.english import english
from sharewell.rules.facts import FACTS, Facts, to_mapping
from sharewell.rules.opening import Change, because, changes
from sharewell.rules.packs import Pack
from sharewell.rules.questions import Question, next_questions, possible_recommendations
from sharewell.rules.reason import Reason
from sharewell.rules.rule import Finding, Part

FORMAT = "sharewell-advice/1"
FEW = 6  # open questions that a printed advice lists
SECTIONS: tuple[tuple[str, str, tuple[Part, ...]], ...] = (
    ("must_not", "What must not happen", (Part.MUST_NOT,)),
    ("held_back", "Hold back from this recipient", (Part.HELD_BACK,)),
    ("trim", "Take out", (Part.TRIM,)),
    ("before_sending", "Before you send it", (Part.BEFORE_SENDING,)),
    ("ask_for_advice", "Whom to ask, and by when", (Part.ADVICE,)),
    ("bars", "Is it yours to share?", (Part.BAR,)),
    ("duties", "What obliges you", (Part.DUTY,)),
    ("powers", "What allows it", (Part.POWER,)),
    ("bases", "Lawful basis", (Part.BASIS,)),
    ("conditions", "Condition for special category data", (Part.CONDITION,)),
    ("limbs", "Paragraph 18, limb by limb", (Part.LIMB,)),
    ("criminal", "Information about offences", (Part.CRIMINAL,)),
    ("police", "The police", (Part.POLICE,)),
    ("purpose", "Does the purpose fit?", (Part.PURPOSE,)),
    ("confidence", "Duty of confidence", (Part.CONFIDENCE,)),
    ("article8", "Private and family life", (Part.ARTICLE8,)),
    ("caldicott", "Caldicott principles", (Part.CALDICOTT,)),
    ("tests", "Necessary, proportionate, relevant, adequate, accurate, timely, secure", (Part.TEST,)),
    ("consent", "Agreement", (Part.CONSENT_WHO, Part.CONSENT)),
    ("telling", "Telling them", (Part.TELLING,)),
    ("risks_of_sharing", "What could go wrong by sharing", (Part.RISK_OF_SHARING,)),
    ("risks_of_not_sharing", "What could go wrong by not sharing", (Part.RISK_OF_NOT_SHARING,)),
    ("to_record", "What to write down", (Part.RECORD,)),
    ("myths", "Is this holding you back?", (Part.MYTH,)),
    ("golden_rules", "Golden rules", (Part.GOLDEN,)),
)

# What an answer would make of a sentence, in words.
BECOMES: dict[str, str] = {
    **{recommendation.value: title for recommendation, title in TITLES.items()},
    Finding.MET: "then it would apply",
    Finding.NOT_MET: "then it would not apply",
    Finding.ASK: "then it would be open",
}


def to_json(advice: Advice) -> dict[str, Any]:
    """Give the advice as plain data that JSON can carry, every sentence opened. Keep it; it can be shown again as it is."""
    facts, pack = advice.facts, advice.pack
    possible = possible_recommendations(facts, advice.on, pack=pack)
    return {
        "format": FORMAT,
        "on": advice.on.isoformat(),
        "rules_version": advice.rules_version,
        "rules_hash": pack.hash,
        "rules_since": pack.since.isoformat(),
        "facts": to_mapping(facts),
        "answers": [_answer(name, facts) for name in facts.known()],
        "recommendation": advice.recommendation.value,
        "title": advice.title,
        "reason": _reason(advice.reason, advice),
        "you_decide": advice.you_decide,
        "settled": len(possible) == 1,
        "could_become": [r.value for r in possible if r is not advice.recommendation],
        "could_become_said": [TITLES[r] for r in possible if r is not advice.recommendation],
        "timing": _chosen(advice, Part.SPEED),
        "route": _chosen(advice, Part.ROUTE),
        "openness": _chosen(advice, Part.OPENNESS),
        "seek_consent": _chosen(advice, Part.CONSENT_SEEK),
        "held_back_keys": sorted(advice.held_back),
        "sections": {key: section(advice, parts) for key, _, parts in SECTIONS},
        "titles": {key: title for key, title, _ in SECTIONS},
        "questions": [question(q) for q in next_questions(facts, advice.on, pack=pack)],
        "not_in_force": [_reason(reason, advice) for reason in advice.not_in_force],
    }


def section(advice: Advice, parts: tuple[Part, ...]) -> list[dict[str, Any]]:
    """Give the opened reasons of some parts of the advice."""
    return opened([reason for part in parts for reason in advice.of(part)], advice)


def opened(reasons: Iterable[Reason], advice: Advice) -> list[dict[str, Any]]:
    """Give some reasons of the advice, each opened."""
    return [_reason(reason, advice) for reason in reasons]


def question(asked: Question) -> dict[str, Any]:
    """Give a question as plain data: what a page or another system needs to ask it."""
    fact = asked.fact
    return {
        "fact": fact.id,
        "page": fact.page,
        "kind": fact.kind,
        "question": fact.question,
        "help": fact.help,
        "why": fact.why,
        "options": [{"value": value, "label": fact.label(value)} for value in fact.values],
        "changes": [part.value for part in asked.changes],
        "settles_recommendation": asked.settles_recommendation,
    }


def _chosen(advice: Advice, part: Part) -> dict[str, Any]:
    reason = advice.parts[part][0]
    return {"key": reason.gives, **_reason(reason, advice)}


def _answer(name: str, facts: Facts) -> dict[str, str]:
    fact = FACTS[name]
    return {"fact": name, "question": fact.question, "answer": fact.label(facts[name])}


def _reason(reason: Reason, advice: Advice) -> dict[str, Any]:
    rule, facts, pack = reason.rule, advice.facts, advice.pack
    standing = rule.standing(advice.on) or rule.status
    return {
        "rule": rule.id,
        "finding": reason.finding.value,
        "text": reason.text,
        "statement": rule.statement,
        "effect": rule.effect.value,
        "gives": rule.gives,
        "condition": english(rule.applies & rule.when),
        "source": source(reason, advice),
        "since": rule.since.isoformat(),
        "until": rule.until.isoformat() if rule.until else None,
        "status": standing.value,
        "status_said": instruments.SAID[standing],
        "because": [_answer(name, facts) for name in because(rule, facts, pack)],
        "would_change": [_change(change) for change in _changes(reason, facts, pack)],
    }


def source(reason: Reason, advice: Advice) -> dict[str, Any]:
    """Give the source of a reason; ``unverified`` is true where it was written from memory."""
    cited = reason.rule.cited_on(advice.on)
    return {
        "document": cited.document_on(advice.on),
        "paragraph": cited.paragraph,
        "dated": cited.dated_on(advice.on),
        "address": cited.address,
        "verified": cited.verified,
        "verified_said": VERIFIED[cited.verified],
        "unverified": cited.verified == "recalled",
    }


def _changes(reason: Reason, facts: Facts, pack: Pack) -> tuple[Change, ...]:
    return changes(reason.rule, facts, pack)


def _change(change: Change) -> dict[str, Any]:
    fact = FACTS[change.fact]
    return {
        "fact": change.fact,
        "question": fact.question,
        "answer": fact.label(change.answer),
        "value": change.answer,
        "becomes": change.becomes,
        "becomes_said": BECOMES.get(change.becomes, ""),
    }


def to_english(advice: dict[str, Any]) -> str:
    """Render kept advice (the data of ``to_json``) as plain text to print or to paste into one's own record."""
    lines = [
        f"Advice under the rules in force on {advice['on']} (version {advice['rules_version']})",
        "",
        f"{advice['title'].upper()}",
        _sentence(advice["reason"]),
        advice["you_decide"],
        "",
        f"How fast: {_sentence(advice['timing'])}",
        f"Whom to tell: {_sentence(advice['route'])}",
        f"Agreement: {_sentence(advice['seek_consent'])}",
        f"Telling them: {_sentence(advice['openness'])}",
    ]
    for key, entries in advice["sections"].items():
        if entries:
            lines += ["", advice["titles"][key]]
            lines += [f"  - {_sentence(entry)}" for entry in entries]
    if advice["not_in_force"]:
        lines += ["", "Not in force, and not relied on"]
        lines += [
            f"  - {entry['status_said']}: {entry['statement']} [{_cite(entry)}]" for entry in advice["not_in_force"]
        ]
    lines += _still_open(advice["questions"])
    lines += ["", "Your answers", *(f"  - {a['question']} {a['answer']}" for a in advice["answers"])]
    return "\n".join(lines) + "\n"


def _still_open(asked: list[dict[str, Any]]) -> list[str]:
    """Give the questions the recommendation may turn on, the first few; of the others, how many there are."""
    few = [one for one in asked if one["settles_recommendation"]][:FEW]
    if not asked:
        return []
    more = f"  - {len(asked) - len(few)} more could make the rest of the advice more exact"
    lines = [f"  - {one['question']} ({one['why']})" for one in few] + ([more] if len(asked) > len(few) else [])
    return ["", "Still worth answering", *lines]


def _sentence(entry: dict[str, Any]) -> str:
    return f"{entry['text']} [{_cite(entry)}]"


def _cite(entry: dict[str, Any]) -> str:
    cited = entry["source"]
    warning = "; unverified source" if cited["unverified"] else ""
    return f"{cited['document']}, {cited['paragraph']}, {cited['dated']}{warning}"
