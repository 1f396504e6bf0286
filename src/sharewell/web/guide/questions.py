"""The guide's questions as form fields, made from the rules' own facts."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from sharewell.rules import rendering
from sharewell.rules.fact import Fact
from sharewell.rules.facts import FACTS
from sharewell.web.wording import day

UNKNOWN = "unknown"
DO_NOT_KNOW = "I do not know"


def form_for(names: Iterable[str], data: Any, answers: Mapping[str, Any]) -> forms.Form:
    """Give a form with one question for each fact; “I do not know” is an answer like any other."""
    form = forms.Form(data, initial={name: as_choice(answers.get(name)) for name in names})
    for name in names:
        form.fields[name] = _field(FACTS[name])
    return form


def answers_in(data: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """Give the answers in a posted form; what was not answered is not in it, “I do not know” is “unknown”."""
    found: dict[str, Any] = {}
    for name in names:
        if name not in data or name not in FACTS:
            continue
        value = str(data[name])
        if FACTS[name].kind == "yes_no":
            found[name] = {"yes": True, "no": False}.get(value, UNKNOWN)
        elif FACTS[name].options:
            found[name] = value if value in FACTS[name].values else UNKNOWN
    return found


def _field(fact: Fact) -> forms.ChoiceField:
    choices = (
        [("yes", "Yes"), ("no", "No")]
        if fact.kind == "yes_no"
        else [(option.id, option.label) for option in fact.options]
    )
    return forms.ChoiceField(
        label=fact.question,
        help_text=" ".join(part for part in (fact.help, f"Why this is asked: {fact.why}") if part),
        choices=[*choices, (UNKNOWN, DO_NOT_KNOW)],
        required=False,
        widget=forms.RadioSelect,
    )


def as_choice(value: Any) -> str | None:
    """Give an answer as a form carries it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value


def rows(answers: Mapping[str, Any]) -> list[dict[str, str]]:
    """Give answers as rows to show, each with its question; what is not known says so."""
    return [
        {
            "fact": name,
            "question": FACTS[name].question,
            "answer": day(value) if isinstance(value, date) else FACTS[name].label(None if value == UNKNOWN else value),
        }
        for name, value in answers.items()
    ]


def as_text(advice: Mapping[str, Any], answers: Mapping[str, Any]) -> str:
    """Give the advice as plain text to paste into a record of one's own, with what was not known."""
    if advice.get("unassisted"):
        return ""
    not_known = [f"  - {row['question']} {row['answer']}" for row in rows(answers) if answers[row["fact"]] == UNKNOWN]
    return rendering.to_english(dict(advice)) + "\n".join(not_known) + ("\n" if not_known else "")
