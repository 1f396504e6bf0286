"""An agency locks a record of its own, protects an address, or keeps it from somebody; and lifts that again."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.people import shields
from sharewell.rules.access import Permission
from sharewell.web.hub.contacts import ReasonForm
from sharewell.web.page import page, render


class FindForm(forms.Form):
    """Whose record."""

    family_name = forms.CharField(
        label="Family name, as it stands in your list",
        max_length=80,
        error_messages={"required": "Enter the family name as it stands in your list"},
    )


@page(Permission.SHIELD_PERSON)
def index(http: Any) -> HttpResponse:
    """Show what is shielded; find an own record to shield. The name is posted, so that it stands in no address."""
    form = FindForm(http.POST or None)
    found = None
    if http.method == "POST" and form.is_valid():
        wanted = form.cleaned_data["family_name"]
        found = shields.own_records(actor=http.actor, wanted=wanted, at=timezone.now())
    context = {"form": form, "found": found, "standing": shields.standing(http.actor), "kinds": shields.KINDS}
    return render(http, "people/shields.html", context)


class ShieldForm(ReasonForm):
    """What to do to the record, and why."""

    kind = forms.ChoiceField(
        label="What do you want to do?",
        choices=list(shields.KINDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what to do"},
    )
    kept_from = forms.CharField(
        label="From whom must it be kept?",
        required=False,
        max_length=160,
        help_text="Only when you keep it from somebody: a name, and what they are to the person",
    )

    def clean(self) -> dict[str, Any]:
        """Keeping it from somebody needs that somebody."""
        given = super().clean() or {}
        if given.get("kind") == "from_person" and not given.get("kept_from", "").strip():
            self.add_error("kept_from", "Write down from whom it must be kept")
        return given


@page(Permission.SHIELD_PERSON)
def record(http: Any, ref: UUID) -> HttpResponse:
    """Shield one of the agency's own records."""
    at = timezone.now()
    found = shields.own_record(actor=http.actor, record_id=ref, at=at)
    form = ShieldForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        shields.shield(actor=http.actor, record_id=ref, at=at, **form.cleaned_data)
        messages.success(http, "Done. It holds from now on, in every search and every sending.")
        return redirect("shields-record", ref=ref)
    context = {"form": form, "record": found, "shields": shields.shields_of(found), "kinds": shields.KINDS}
    return render(http, "people/shield.html", context)


@page(Permission.SHIELD_PERSON)
def lift(http: Any, ref: UUID, shield: UUID) -> HttpResponse:
    """Lift a shield, with the reason."""
    at = timezone.now()
    form = ReasonForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        shields.lift(actor=http.actor, shield_id=shield, reason=form.cleaned_data["reason"], at=at)
        messages.success(http, "It was lifted. That it was set, and why, stays on record.")
        return redirect("shields-record", ref=ref)
    found = shields.own_record(actor=http.actor, record_id=ref, at=at)
    return render(http, "people/shield_lift.html", {"form": form, "record": found})


paths = [
    path("shields", index, name="shields"),
    path("shields/record/<uuid:ref>", record, name="shields-record"),
    path("shields/record/<uuid:ref>/lift/<uuid:shield>", lift, name="shields-lift"),
]
