"""What is still missing from a decision, and what in it would tell a protected place: each said beside its field."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sharewell.base.actor import Actor
from sharewell.sharing import decisions, disclosures, each_person, fact_finding, known_facts, leak_guard, seven_tests
from sharewell.sharing.items import KINDS, Item
from sharewell.web.guide import beside
from sharewell.web.sharing import own_entries
from sharewell.web.sharing.choosing import OTHER, OWN, Choice, items_from

TELLS = (
    "This tells where a protected person can be found. Take the place out, or write [withheld] instead. If they must "
    "know it to keep somebody safe, ring them. Or ask a colleague to look at it"
)
CALLED: dict[str, str] = {
    "outcome": "What you decide",
    "reasons": "Your reasons",
    "message": "What you tell the one who asks",
    "covering_note": "The note to them",
    "recipient": "Who receives it",
    "take": "Whether it goes",
    "text": "The passage",
    "kind": "What kind of statement it is",
    "need": "Which question it answers",
    "collected": "What it was first collected for",
    "other": "What else it is needed for",
    "hide": "Names to withhold",
}


def advice(actor: Actor, request: Any, on: date) -> dict[str, Any]:
    """Give the guide's advice as it reads now, with what the case knows and what was answered."""
    finding = fact_finding.for_request(actor, request.id)
    known = fact_finding.known_from_request(actor, request)
    return fact_finding.advise(known | fact_finding.answers_about(finding), on)


def advice_to_keep(actor: Actor, request: Any, on: date) -> dict[str, Any]:
    """Give the advice as it is kept with a decision: the first person's in full, and that about each of several."""
    about_each = each_person.to_keep(actor, request, on)
    return advice(actor, request, on) | ({"people": about_each} if about_each else {})


def about_passages(actor: Actor, request: Any, choices: Sequence[Choice], on: date) -> dict[str, list[dict[str, Any]]]:
    """Give what the rules say about each passage, by the answers about whom it is about; each like case but once."""
    people, finding = known_facts.subjects_in_order(request), fact_finding.for_request(actor, request.id)
    found: dict[str, list[dict[str, Any]]] = {}
    like: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for choice in choices:
        if choice.entry is None and not choice.text:
            continue
        of_item, origins = _known_of(choice)
        case = (choice.subject, *of_item.values(), *origins.values())
        if case not in like:
            answers = each_person.facts_about(actor, request, finding, people, choice.subject)
            like[case] = beside.say_where_from(fact_finding.about_item(answers, of_item, on), origins, ())
        found[choice.name] = like[case]
    return found


def _known_of(choice: Choice) -> tuple[dict[str, Any], dict[str, str]]:
    """Give what is known of a passage in the rules' vocabulary, and where each of it comes from."""
    of_item = {
        "item_kind": choice.kind if choice.kind in KINDS else None,
        "names_third_parties": True if any(one.is_known for one in choice.named) else None,
        "collected_for": choice.collected_for or None,
    }
    origins = {
        "item_kind": "From what is chosen below",
        "names_third_parties": "From the names found in it",
        "collected_for": "From the kind of list it is in" if choice.list_says else "From what you said",
    }
    return of_item, origins


def tests_said(said: Mapping[str, Any]) -> dict[str, str]:
    """Give what was written about the tests that only a person can answer."""
    return {name: str(said.get(f"test_{name}", "")).strip() for name in seven_tests.SAID}


def missing(said: Mapping[str, Any], choices: Sequence[Choice], items: Sequence[Item]) -> dict[str, str]:
    """Give, by field, what nobody could follow later; nothing here judges what is shared."""
    errors: dict[str, str] = {}
    outcome = said.get("outcome", "")
    if outcome not in decisions.OUTCOMES:
        errors["outcome"] = "Choose whether to share all, part or nothing"
    if outcome != "nothing":
        errors = _missing_to_share(said, choices, items, is_decided=not errors) | errors
    if not str(said.get("reasons", "")).strip():
        errors["reasons"] = "Write down your reasons, so that others can follow them later"
    if outcome == "nothing" and not str(said.get("message", "")).strip():
        errors["message"] = "Tell the one who asked why you share nothing. They may know something new"
    return errors


def _missing_to_share(
    said: Mapping[str, Any], choices: Sequence[Choice], items: Sequence[Item], *, is_decided: bool
) -> dict[str, str]:
    errors: dict[str, str] = {}
    for choice in choices:
        errors |= _missing_in(choice)
    if is_decided and not items and not errors:
        errors["outcome"] = "Choose at least one passage above, write in your own words, or decide to share nothing"
    for name in seven_tests.MUST_BE_SAID:
        if not tests_said(said)[name]:
            errors[f"test_{name}"] = "Answer in a few words: others must be able to follow you"
    return errors


def _missing_in(choice: Choice) -> dict[str, str]:
    errors: dict[str, str] = {}
    if choice.entry is not None and choice.take not in ("all", "part"):
        return errors
    if choice.entry is not None and not choice.text:
        errors[f"text_{choice.name}"] = "Write the passage that goes, in the words of the entry"
    if choice.foreign:
        words = ", ".join(choice.foreign[:6])
        errors[f"text_{choice.name}"] = (
            f"These words do not stand in the entry in this order: {words}. A passage is taken from the entry as it "
            "is. Say it in your own words further down instead"
        )
    if choice.goes and choice.kind not in KINDS:
        errors[f"kind_{choice.name}"] = "Say whether it is a fact, a report, an allegation or an opinion"
    if choice.goes and not choice.need_said:
        field = "other" if choice.need == OTHER else "need"
        errors[f"{field}_{choice.name}"] = "Say which question it answers, or what else it is needed for"
    return errors


def leaks(
    actor: Actor, request: Any, choices: Sequence[Choice], said: Mapping[str, Any], outcome: str
) -> dict[str, str]:
    """Give, by field, what would tell where a protected person can be found; such a text is not sent."""
    errors: dict[str, str] = {}
    going = [choice for choice in choices if choice.goes and outcome != "nothing"]
    items = items_from(going, actor.agency_name)
    try:
        disclosures.look_for_leaks(
            actor, request.id, items, str(said.get("covering_note", "")), own_entries.records_named(request)
        )
    except leak_guard.WouldLeak as leak:
        for number in leak.items:
            errors["covering_note" if number >= len(going) else f"text_{going[number].name}"] = TELLS
    people = [one.person_id for one in request.subjects.all() if one.person_id]
    try:
        leak_guard.check(actor=actor, texts=[str(said.get("message", ""))], person_ids=people)
    except leak_guard.WouldLeak:
        errors["message"] = TELLS
    return errors


def called(name: str, context: Mapping[str, Any]) -> str:
    """Give how a person would call a field, for showing two people's words beside each other."""
    if name.startswith("test_"):
        return seven_tests.SAID.get(name.removeprefix("test_"), name)
    part, _, of = name.partition("_")
    if not of or name in CALLED:
        return CALLED.get(name, name)
    if of == OWN:
        return f"{CALLED.get(part, part)}, in your own words"
    entry = next((one.entry for one in context["choices"] if one.name == of), None)
    return f"{CALLED.get(part, part)}: {entry.text[:60]}…" if entry else CALLED.get(part, part)
