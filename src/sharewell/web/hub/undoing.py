"""Undoing who somebody is: what followed is shown before, listed after, and ticked off one by one."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.people import identity, persons
from sharewell.rules.access import Permission
from sharewell.sharing import following, undoing
from sharewell.web.page import page, render

USUAL_WORDS = (
    "We asked you about this person believing one of the records to be theirs, and were wrong about that. Please do not"
    " act on our request, or on anything we told you with it, until we ring you."
)


class UndoForm(forms.Form):
    """Why a judgement is undone, and what those who were asked are told."""

    reason = forms.CharField(
        label="Why was it wrong?",
        widget=forms.Textarea,
        error_messages={"required": "Write down why, so that others can follow it later"},
    )
    tell = forms.CharField(
        label="What do you tell the agencies that were asked?",
        help_text="It goes to each of them with the request, in your name. Do not name anybody else in it",
        widget=forms.Textarea,
        required=False,
        initial=USUAL_WORDS,
    )


@page(Permission.IDENTIFY_PERSON)
def undo(http: Any, ref: UUID, judgement: UUID) -> HttpResponse:
    """Undo a judgement, after showing what followed from it and who was told."""
    at = timezone.now()
    form = UndoForm(http.POST or None)
    found = identity.judgement(http.actor, judgement)
    if http.method == "POST" and form.is_valid():
        try:
            to_do = undoing.undo(
                actor=http.actor,
                judgement_id=judgement,
                reason=form.cleaned_data["reason"],
                tell=form.cleaned_data["tell"],
                at=at,
            )
            messages.success(http, "The judgement was undone, and stays on record as undone.")
            if to_do:
                return redirect("hub-followed", judgement=judgement)
            return redirect("hub-enquiry", ref=ref)
        except undoing.TellThemWhat as refusal:
            form.add_error("tell", refusal.next_step)
    persons.read(actor=http.actor, person_id=found.person_id, at=at)
    since = following.from_judgement(http.actor, found)
    context = {
        "form": form,
        "judgement": found,
        "followed": since,
        "has_asked": any(one.kind == "request" for one in since),
        "ref": ref,
    }
    return render(http, "hub/undo.html", context)


class DoneForm(forms.Form):
    """What was done about one thing."""

    note = forms.CharField(
        label="What was done about it?",
        widget=forms.Textarea,
        error_messages={"required": "Write down what was done, or why nothing needs to be"},
    )


@page(Permission.WORK_ENQUIRY)
def followed(http: Any, judgement: UUID) -> HttpResponse:
    """Show what followed from a judgement that was undone, what is still to do first."""
    at = timezone.now()
    rows = undoing.read(actor=http.actor, judgement_id=judgement, at=at)
    found = identity.judgement(http.actor, judgement)
    return render(http, "hub/followed.html", {"judgement": found, "rows": rows})


@page(Permission.WORK_ENQUIRY)
def tick_off(http: Any, judgement: UUID, ref: UUID) -> HttpResponse:
    """Note what was done about one thing that followed."""
    at = timezone.now()
    row = next((one for one in undoing.read(actor=http.actor, judgement_id=judgement, at=at) if one.id == ref), None)
    form = DoneForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        undoing.tick_off(actor=http.actor, follow_up_id=ref, note=form.cleaned_data["note"], at=at)
        messages.success(http, "Noted as done.")
        return redirect("hub-followed", judgement=judgement)
    return render(http, "hub/tick_off.html", {"form": form, "row": row, "judgement": judgement})


paths = [
    path("hub/enquiry/<uuid:ref>/undo/<uuid:judgement>", undo, name="hub-undo"),
    path("hub/followed/<uuid:judgement>", followed, name="hub-followed"),
    path("hub/followed/<uuid:judgement>/<uuid:ref>", tick_off, name="hub-tick-off"),
]
