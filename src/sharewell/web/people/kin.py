"""How people are related: who said so, who may decide for a child, who lives together; unknown stays unknown."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.people import kinship, persons
from sharewell.rules.access import Permission
from sharewell.web import wording
from sharewell.web.page import page, render
from sharewell.web.people.person import people_around

YES_NO_UNKNOWN = [("yes", "Yes"), ("no", "No"), ("unknown", "Not known")]
_MEANS: dict[str, bool | None] = {"yes": True, "no": False, "unknown": None}


class KinForm(forms.Form):
    """Who is what to whom, and who said so."""

    related = forms.ChoiceField(
        label="Who is related to them?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a person", "invalid_choice": "Choose one of these people"},
    )
    relation = forms.ChoiceField(
        label="What are they to the person?",
        choices=[("", "Choose"), *((code, words[0].capitalize()) for code, words in kinship.RELATIONS.items())],
        error_messages={"required": "Choose how they are related"},
    )
    responsibility = forms.ChoiceField(
        label="Do they have parental responsibility?",
        choices=YES_NO_UNKNOWN,
        initial="unknown",
        widget=forms.RadioSelect,
        help_text="By law or a court’s order. Being a parent does not always mean it",
    )
    together = forms.ChoiceField(
        label="Do they live together now?", choices=YES_NO_UNKNOWN, initial="unknown", widget=forms.RadioSelect
    )
    since = forms.DateField(
        label="Since when, or from when, did they live together?",
        required=False,
        input_formats=wording.TYPED_DAYS,
        help_text="For example 03/03/2024. Leave it empty if it is not known",
        error_messages={"invalid": "Enter a day, like 03/03/2024, or leave it empty"},
    )
    lived_until = forms.DateField(
        label="If they lived together once: until when?",
        required=False,
        input_formats=wording.TYPED_DAYS,
        help_text="Leave it empty if they live together now, never did, or it is not known",
        error_messages={"invalid": "Enter a day, like 03/03/2025, or leave it empty"},
    )
    source = forms.CharField(
        label="Who says so?",
        max_length=160,
        help_text="For example: the school’s list, or Mason himself on the telephone",
        error_messages={"required": "Write down who says so"},
    )

    def clean(self) -> dict[str, Any]:
        """Who lived together until a day does not live together now, and began to before that day."""
        given = super().clean() or {}
        since, until = given.get("since"), given.get("lived_until")
        if until and given.get("together") == "yes":
            self.add_error("lived_until", "You said that they live together now. Leave this empty, or change that")
        if until and since and since > until:
            self.add_error("lived_until", "This day is before the one on which they began to live together")
        return given


@page(Permission.IDENTIFY_PERSON)
def relate(http: Any, ref: UUID) -> HttpResponse:
    """Note how somebody is related to one of the hub's people."""
    at = timezone.now()
    found = persons.read(actor=http.actor, person_id=ref, at=at)
    others = people_around(http, ref)
    form = KinForm(http.POST or None)
    form.fields["related"].choices = others  # type: ignore[attr-defined]
    if http.method == "POST" and form.is_valid():
        given = form.cleaned_data
        kinship.record(
            actor=http.actor,
            person_id=ref,
            related_id=UUID(given["related"]),
            related_is_their=given["relation"],
            has_parental_responsibility=_MEANS[given["responsibility"]],
            lives_with=_MEANS[given["together"]],
            together_since=given["since"],
            together_until=given["lived_until"],
            source=given["source"],
            at=at,
        )
        messages.success(http, "Saved.")
        return redirect("person", ref=ref)
    return render(http, "people/kin.html", {"form": form, "person": found, "others": others})


class EndForm(forms.Form):
    """When it ended."""

    until = forms.DateField(
        label="Until when was it so?",
        input_formats=wording.TYPED_DAYS,
        help_text="For example 03/03/2026. If it never was so, enter today",
        error_messages={"required": "Enter the day it ended", "invalid": "Enter a day, like 03/03/2026"},
    )


@page(Permission.IDENTIFY_PERSON)
def end(http: Any, ref: UUID, kin: UUID) -> HttpResponse:
    """Note that two people are no longer related so."""
    at = timezone.now()
    form = EndForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        kinship.end(actor=http.actor, kinship_id=kin, until_on=form.cleaned_data["until"], at=at)
        messages.success(http, "Saved. What was said before stays on record.")
        return redirect("person", ref=ref)
    found = persons.read(actor=http.actor, person_id=ref, at=at)
    return render(http, "people/kin_end.html", {"form": form, "person": found})


paths = [
    path("hub/person/<uuid:ref>/kin", relate, name="person-kin"),
    path("hub/person/<uuid:ref>/kin/<uuid:kin>/end", end, name="person-kin-end"),
]
