"""The guide's questions as form fields, made from the rules' own facts."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from sharewell.rules.fact import Fact
from sharewell.rules.facts import FACTS

UNKNOWN = "unknown"
DO_NOT_KNOW = "I do not know"


def form_for(names: Iterable[str], data: Any, answers: Mapping[str, Any]) -> forms.Form:
    """Give a form with one question for each fact; “I do not know” is an answer like any other."""
    form = forms.Form(data, initial={name: _as_choice(answers.get(name)) for name in names})
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
        help_text=fact.help or fact.why,
        choices=[*choices, (UNKNOWN, DO_NOT_KNOW)],
        required=False,
        widget=forms.RadioSelect,
    )


def _as_choice(value: Any) -> str | None:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value
