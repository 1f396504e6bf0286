"""The forms with which a local value is changed: the value of its kind, and the ground of the change."""

from collections.abc import Mapping
from typing import Any

from django import forms

from sharewell.directory.local.kinds import KINDS, period
from sharewell.directory.local.kinds.number import ROUTES
from sharewell.rules import timescales
from sharewell.web import wording


def day_field(label: str, example: str, empty: str) -> forms.DateField:
    """Give a field for a day, typed as people write it."""
    return forms.DateField(
        label=label,
        help_text=example,
        input_formats=wording.TYPED_DAYS,
        error_messages={"required": empty, "invalid": "Enter a day, like 01/04/2027"},
    )


def _words(label: str, empty: str, hint: str = "", rows: int = 3) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, help_text=hint, widget=widget, error_messages={"required": empty})


def _chosen(label: str, choices: Mapping[str, str], empty: str, hint: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=list(choices.items()),
        widget=forms.RadioSelect,
        error_messages={"required": empty, "invalid_choice": empty},
    )


def form_for(kind: str, key: str, data: Any, initial: Mapping[str, Any]) -> forms.Form:
    """Give the form for a value of a kind, without the ground."""
    form = forms.Form(data, initial=dict(initial))
    form.fields.update(_FIELDS[kind](key))
    return form


def add_new(form: forms.Form, kind: str, owners: Mapping[str, str]) -> None:
    """Add to a form what only a new entry asks: which one it is, and whose."""
    first: dict[str, forms.Field] = {}
    if kind == "number":
        first["route"] = _chosen("What is the number for?", ROUTES, "Choose what the number is for")
    elif kind == "note":
        first["key"] = _words(
            "Which rule or route does it belong to?",
            "Enter the name of the rule or route",
            "Its name as it stands in the rulebook, for example speed.today, or a route, for example route:early-help",
            rows=0,
        )
    else:
        asked = {"clock": "Which clock?", "period": "Which records?", "name": "Which level?"}[kind]
        first["key"] = _chosen(asked, KINDS[kind].keys(), "Choose which one it is")
    if not KINDS[kind].is_partnerships:
        first["owner"] = _chosen("For whom does it hold?", owners, "Choose for whom it holds")
    form.fields = {**first, **form.fields}


def add_ground(form: forms.Form, *, at_once: bool = False) -> None:
    """Add to a form why the value changes, on what ground, and from when."""
    if at_once:
        form.fields["was_rung"] = forms.BooleanField(
            label="I have rung the new number and made sure who answers",
            required=True,
            error_messages={"required": "Ring the new number first, and make sure who answers"},
        )
    else:
        form.fields["valid_from"] = day_field(
            "From which day?",
            "Tomorrow or later, for example 01/04/2027. What held on a day that has begun stays as it was",
            "Enter the day from which it holds",
        )
    form.fields["source"] = _words(
        "Where does it stand?",
        "Write down where it stands: the decision, document or person it comes from",
        "The decision, document or person it comes from, for example “Board minutes of 3 March, item 4”",
        rows=0,
    )
    form.fields["checked_on"] = day_field(
        "When did you check it there?", "For example 27/11/2026", "Enter the day on which you checked it"
    )
    form.fields["reason"] = _words("Why does it change?", "Write down why it changes")


def _clock(key: str) -> dict[str, forms.Field]:
    known = timescales.KEYS.get(key)
    unit = known.unit if known else ""
    hint = timescales.HINTS.get(unit, "as this kind is written: hours, days, parts in per cent, opening hours or words")
    asked = {"week": "When?", "words": "Which words?"}.get(unit, "How long?")
    return {"amount": _words(asked, "Enter the new value", hint[:1].upper() + hint[1:], rows=0)}


def _number(_key: str) -> dict[str, forms.Field]:
    option = forms.CharField(label="Option to choose, if there is a menu", required=False, max_length=10)
    hours = "For example Mon-Thu 08:30-17:00; Fri 08:30-16:30, or always"
    return {
        "who_for": _words("Whom or what is it for?", "Enter whom or what the number is for", rows=0),
        "phone": _words("Telephone number", "Enter the telephone number as people dial it", rows=0),
        "option": option,
        "hours": _words("When is it answered?", "Enter when it is answered, or “always”", hours, rows=0),
    }


def _period(_key: str) -> dict[str, forms.Field]:
    return {
        "years": _words("After how many years does a person look again?", "Enter a whole number of years", rows=0),
        "counted_from": _chosen("Counted from", period.COUNTED_FROM, "Choose from when it is counted"),
    }


def _note(_key: str) -> dict[str, forms.Field]:
    return {"text": _words("The note", "Write the note", "Shown beside the rule, marked “Local note, not law”")}


def _name(_key: str) -> dict[str, forms.Field]:
    return {"text": _words("What is it called here?", "Enter the name", "For example Family Help", rows=0)}


_FIELDS = {"clock": _clock, "number": _number, "period": _period, "note": _note, "name": _name}
