"""The two forms of a request: whom and about whom; what, why, by when and what the family knows."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms

from sharewell.directory import clocks
from sharewell.sharing import request_terms
from sharewell.web import wording


class WhomForm(forms.Form):
    """Which agencies, and about whom."""

    subjects = forms.MultipleChoiceField(
        label="About whom?",
        help_text="Only those the questions need",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one person"},
    )
    agencies = forms.MultipleChoiceField(
        label="Which agencies do you ask?",
        help_text="Those known to work with the family stand first. Each sees only its own request",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one agency"},
    )

    def offer(self, *, agencies: Sequence[Any], known: Collection[UUID], people: Sequence[Any]) -> None:
        """Set what can be chosen, the agencies known to work with the family before the others."""
        first = sorted(agencies, key=lambda one: one.id not in known)
        self.fields["agencies"].choices = [  # type: ignore[attr-defined]
            (str(one.id), f"{one.name} (has a record of them)" if one.id in known else one.name) for one in first
        ]
        self.fields["subjects"].choices = [(str(one.id), named(one)) for one in people]  # type: ignore[attr-defined]


class WhatForm(forms.Form):
    """One purpose and basis for all; the questions for each agency apart."""

    purpose = forms.ChoiceField(
        label="What is it for?",
        choices=list(request_terms.PURPOSES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is for"},
    )
    purpose_text = forms.CharField(
        label="In a sentence: why do you ask?",
        help_text="The agency weighs this. Say what you know and what you fear; do not overstate it",
        widget=forms.Textarea,
        error_messages={"required": "Say in a sentence what the answer is needed for"},
    )
    level = forms.ChoiceField(
        label="How serious is it, as far as you know?",
        choices=list(request_terms.LEVELS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how serious it is"},
    )
    legal_basis = forms.ChoiceField(
        label="On which legal basis do you ask?",
        choices=list(request_terms.BASES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the legal basis of the request"},
    )
    basis_reason = forms.CharField(
        label="What has happened that reaches this, and who judged it?",
        help_text="For section 47 or section 42: the reasonable cause, and the name of the one who decided",
        widget=forms.Textarea,
        required=False,
    )
    period_from = forms.DateField(
        label="About the time from",
        required=False,
        input_formats=wording.TYPED_DAYS,
        help_text="For example 01/11/2025. Leave it empty for any time",
        error_messages={"invalid": "Enter a day, like 01/11/2025"},
    )
    period_to = forms.DateField(
        label="Until",
        required=False,
        input_formats=wording.TYPED_DAYS,
        help_text="Leave it empty for until today",
        error_messages={"invalid": "Enter a day, like 01/11/2026"},
    )
    due = forms.CharField(
        label="Answer needed by",
        help_text="Day and time, for example 25/11/2026 12:00",
        error_messages={"required": "Enter a day and time, like 25/11/2026 12:00"},
    )
    family_knows = forms.ChoiceField(
        label="Does the family know that you ask?",
        choices=list(request_terms.FAMILY.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Say what the family knows: the agency must not tell them by accident"},
    )
    family_note = forms.CharField(
        label="Anything the agency must know before getting in touch with the family", required=False
    )
    handling = forms.CharField(label="How to handle this request", required=False)

    def __init__(self, *args: Any, agencies: Sequence[Any], now: datetime, **kwargs: Any) -> None:
        """Add the questions for each agency, beginning with those that usually help."""
        super().__init__(*args, **kwargs)
        self.now = now
        for agency in agencies:
            self.fields[questions_name(agency.code)] = forms.CharField(
                label=f"Questions to {agency.name}, one on each line",
                help_text="Ask for what you need and no more. These usually help: change them freely",
                widget=forms.Textarea,
                initial="\n".join(request_terms.suggested(agency.kind)),
                error_messages={"required": f"Ask {agency.name} at least one question"},
            )

    def lines(self, code: str) -> list[str]:
        """Give the questions to an agency."""
        return [line.strip() for line in self.cleaned_data[questions_name(code)].splitlines() if line.strip()]

    def clean_due(self) -> datetime:
        """Read day and time, in London."""
        for style in wording.TYPED_MOMENTS:
            try:
                naive = datetime.strptime(self.cleaned_data["due"].strip(), style)  # noqa: DTZ007 (given its zone below)
            except ValueError:
                continue
            due = naive.replace(tzinfo=clocks.LONDON)
            if due <= self.now:
                raise forms.ValidationError("That is in the past. Enter a day and time to come")
            return due
        raise forms.ValidationError("Enter a day and time, like 25/11/2026 12:00")

    def clean(self) -> dict[str, Any]:
        """A basis that is a threshold says what reaches it, and is not named below its level."""
        given = super().clean() or {}
        basis, level = given.get("legal_basis"), given.get("level")
        if basis in ("s47", "s42") and not (given.get("basis_reason") or "").strip():
            self.add_error("basis_reason", "Say what has happened that reaches it, and who judged it")
        if basis == "s47" and level and level != "significant_harm":
            self.add_error(
                "legal_basis",
                "Section 47 needs reasonable cause to suspect significant harm. Choose section 17 or another basis, "
                "or change how serious it is if that has been reached",
            )
        begin, end = given.get("period_from"), given.get("period_to")
        if begin and end and end < begin:
            self.add_error("period_to", "This day is before the first one")
        return given


def questions_name(code: str) -> str:
    """Give the name of the field with the questions to an agency."""
    return f"questions_{code}"


def named(one: Any) -> str:
    """Give how someone of an enquiry is called, and how they are related."""
    meant = one.contact_person
    name = f"{meant.given_name} {meant.family_name}".strip() or meant.known_as or meant.note or "Name not known"
    return f"{name} ({meant.relation})" if meant.relation else name


def as_kept(form: forms.Form) -> dict[str, Any]:
    """Give what was typed, right or wrong, to be kept."""
    return {name: str(form[name].value() or "") for name in form.fields}
