"""What a level of concern is called here, beside the guide's own words for it."""

from collections.abc import Mapping
from typing import Any

from django import forms


def onto(form: forms.Form, names: Mapping[str, str], field: str = "level_of_concern") -> forms.Form:
    """Add the local names to the choices of a form that asks for a level; the guide's own words stay first."""
    asked = form.fields.get(field)
    if isinstance(asked, forms.ChoiceField) and names:
        choices: Any = asked.choices  # pairs, as every form here has them
        asked.choices = [
            (value, f"{label} (called “{names[str(value)]}” here)" if str(value) in names else label)
            for value, label in choices
        ]
    return form
