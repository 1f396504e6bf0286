"""Pages for telling the police about exploitation, and for the police to read it."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.intelligence import receiving, telling
from sharewell.rules.access import Permission
from sharewell.web.page import key_of, page, render

AREA = forms.Textarea
KNOWN_BY = [
    ("seen", "I saw or heard it myself"),
    ("told", "Someone told me"),
    ("document", "From a document, a message or social media"),
    ("anonymous", "From someone who did not say who they are"),
]


class InformationForm(forms.Form):
    """What you know, in your own words; nothing but the first box is needed."""

    what = forms.CharField(
        label="What have you seen, heard or been told?",
        help_text="Who, what, when, where, how often. Do not write here who told you.",
        widget=AREA,
        error_messages={"required": "Write what you have seen, heard or been told"},
    )
    people = forms.CharField(
        label="People: names, nicknames, ages, descriptions, phone numbers", widget=AREA, required=False
    )
    places = forms.CharField(label="Places and routes", widget=AREA, required=False)
    vehicles = forms.CharField(label="Vehicles: number, make, colour", required=False)
    times = forms.CharField(label="Dates and times", required=False)
    online = forms.CharField(label="Online names, platforms, payments", required=False)
    exploitation = forms.CharField(label="What kind of exploitation do you fear?", required=False)
    belief = forms.CharField(
        label="Is there a reason to think that some of it is untrue?", required=False, help_text="Say so if there is."
    )
    referral_made = forms.CharField(
        label="Has the concern been raised with the hub?",
        help_text="This form does not do that. If a child or adult may be at risk, raise a concern as well.",
        required=False,
    )
    known_by = forms.ChoiceField(
        label="How do you know?",
        choices=KNOWN_BY,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how you know"},
    )
    source_at_risk = forms.ChoiceField(
        label="Could anyone come to harm if it became known that they told you?",
        choices=[("yes", "Yes"), ("no", "No"), ("", "I do not know")],
        required=False,
        widget=forms.RadioSelect,
    )
    source_identity = forms.CharField(
        label="Who told you?",
        help_text="Kept apart from what you wrote above. Leave it empty if you promised not to say.",
        required=False,
    )


@page(Permission.REPORT_INTELLIGENCE)
def tell(http: Any) -> HttpResponse:
    """Take information about possible exploitation."""
    form = InformationForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        given = form.cleaned_data
        told = telling.tell(
            actor=http.actor,
            key=key_of(http),
            account={name: given.get(name, "") for name in telling.ACCOUNT},
            known_by=given["known_by"],
            source_at_risk={"yes": True, "no": False}.get(given["source_at_risk"]),
            source_identity=given["source_identity"],
            at=timezone.now(),
        )
        messages.success(http, f"The police intelligence unit has it. Your reference is {told.reference}.")
        return redirect("intelligence-tell")
    key = key_of(http) if http.method == "POST" else uuid4()
    sent = receiving.sent_by(http.actor)[:20]
    return render(http, "intelligence/tell.html", {"form": form, "key": key, "sent": sent})


@page(Permission.READ_INTELLIGENCE)
def waiting(http: Any) -> HttpResponse:
    """Show the police what partners told them."""
    return render(http, "intelligence/waiting.html", {"waiting": receiving.waiting(http.actor)})


class HandlingForm(forms.Form):
    """How the information may be handled."""

    code = forms.ChoiceField(
        label="Handling",
        choices=list(receiving.HANDLING.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how this may be handled"},
    )
    conditions = forms.CharField(label="Conditions", widget=AREA, required=False)


@page(Permission.READ_INTELLIGENCE)
def read(http: Any, ref: UUID) -> HttpResponse:
    """Show one piece of information to the police, and take its handling."""
    at = timezone.now()
    form = HandlingForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        try:
            receiving.handle(actor=http.actor, ref=ref, at=at, **form.cleaned_data)
            messages.success(http, "The handling was saved.")
            return redirect("intelligence-read", ref=ref)
        except receiving.ConditionsMissing as refusal:
            form.add_error("conditions", refusal.next_step)
    found = receiving.read(actor=http.actor, ref=ref, at=at)
    labels = {name: field.label for name, field in InformationForm.base_fields.items()}
    context = {"found": found, "form": form, "labels": labels, "handling": receiving.HANDLING}
    return render(http, "intelligence/read.html", context)


paths = [
    path("intelligence/tell", tell, name="intelligence-tell"),
    path("intelligence", waiting, name="intelligence"),
    path("intelligence/<uuid:ref>", read, name="intelligence-read"),
]
