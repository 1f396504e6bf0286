"""The guide beside a case: what the case knows filled in and shown as such, what to ask next, the advice opened."""

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sharewell.directory.local import notes
from sharewell.rules import facts
from sharewell.rules.facts import FACTS
from sharewell.rules.follow_ups import Asked, ask_next, could_be_asked
from sharewell.sharing import fact_finding
from sharewell.web.guide import local_names, numbers, questions

# A date of birth from the case is mended by the age itself.
MENDED_BY = {"subject_born_on": "subject_age"}


def shown(
    *,
    known: Mapping[str, Any],
    origins: Mapping[str, str],
    answers: Mapping[str, Any],
    agency_id: UUID,
    on: date,
    change: str = "",
) -> dict[str, Any]:
    """
    Give what a page of the guide beside a case shows.

    ``known`` is what the case says by itself, with where it says so in ``origins``; a practitioner's own answer stands
    before it. ``change`` is a fact whose question is shown again, to change or correct the answer.
    """
    everything = {**known, **answers}
    advice = said_where_from(fact_finding.advise(everything, on), origins, answers)
    asked = _to_ask(advice, everything, on)
    change = MENDED_BY.get(change, change)
    names = [change] if could_be_asked(change) else [one.fact.id for one in asked.questions] if asked else []
    return {
        "advice": advice,
        "notes": {} if advice.get("unassisted") else notes.notes_beside(advice, agency_id, on),
        "asked": asked,
        "changing": could_be_asked(change),
        "form": local_names.onto(questions.form_for(names, None, everything), notes.level_names(agency_id, on)),
        "answered": questions.rows({name: value for name, value in answers.items() if name in FACTS}),
        "known": [
            {**row, "from": origins.get(row["fact"], ""), "deed": "Correct"}
            for row in questions.rows(
                {name: _read(name, value) for name, value in known.items() if name not in answers}
            )
        ],
        "line": numbers.whom_to_ring(advice)["line"],
    }


def said_where_from(advice: dict[str, Any], origins: Mapping[str, str], answers: Mapping[str, Any]) -> dict[str, Any]:
    """Say beside each answer that led to a sentence where the case says so, unless a practitioner gave it."""
    say_where_from(_reasons(advice), origins, answers)
    return advice


def say_where_from(
    reasons: Iterable[dict[str, Any]], origins: Mapping[str, str], answers: Container[str]
) -> list[dict[str, Any]]:
    """Say the same beside the answers of some reasons, and give them."""
    said = list(reasons)
    for reason in said:
        for one in reason["because"]:
            if one["fact"] in origins and one["fact"] not in answers:
                one["from"] = origins[one["fact"]]
    return said


def _reasons(advice: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    if advice.get("unassisted"):
        return
    yield from (advice[key] for key in ("reason", "timing", "route", "openness", "seek_consent"))
    lists: Iterable[list[dict[str, Any]]] = (*advice["sections"].values(), advice["not_in_force"])
    for one in lists:
        yield from one


def _to_ask(advice: Mapping[str, Any], everything: Mapping[str, Any], on: date) -> Asked | None:
    """Give what to ask next; nothing when the rules do not work, for nothing would come of it."""
    if advice.get("unassisted"):
        return None
    return ask_next(facts.from_mapping(dict(everything)), everything, on)


def _read(name: str, value: Any) -> Any:
    """Give a kept value as the rules have it: a day is kept as text."""
    return facts.from_mapping({name: value})[name] if name in FACTS else value
