"""Pages for the agreements: what each lets be told, which version is in force, putting in force, stopping at once."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.directory import agreements
from sharewell.directory import queries as directory
from sharewell.involvement import policy
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound
from sharewell.web.page import page, render


@page(Permission.EDIT_DIRECTORY)
def index(http: Any) -> HttpResponse:
    """Show the agreements, the rules in words, and whether what is in force is what stands here."""
    head = policy.in_force()
    refusal, proposed = None, None
    try:
        proposed = policy.proposed()
    except policy.NotPutInForce as unreadable:
        refusal = unreadable
    context = {
        "head": head,
        "made_by": directory.practitioner(head.made_by_id) if head else None,
        "proposed": proposed,
        "clashes": proposed.clashes() if proposed else (),
        "refusal": refusal,
        "is_stale": policy.is_stale(),
        "agreements": agreements.everything(),
        "statuses": agreements.STATUSES,
        "names": {agency.code: agency.name for agency in directory.agencies()},
    }
    return render(http, "directory/agreements.html", context)


@page(Permission.EDIT_DIRECTORY)
def put_in_force(http: Any) -> HttpResponse:
    """Put the agreements in force as they were shown."""
    if http.method == "POST":
        policy.put_in_force(actor=http.actor, expected=http.POST.get("version", ""), at=timezone.now())
        messages.success(http, "The agreements are in force as they stand below.")
    return redirect("agreements")


class StopForm(forms.Form):
    """Why an agreement is stopped."""

    reason = forms.CharField(
        label="Why is it stopped, and who decided it?",
        widget=forms.Textarea,
        error_messages={"required": "Write down why it is stopped and who decided it"},
    )


@page(Permission.EDIT_DIRECTORY)
def stop(http: Any, ref: UUID) -> HttpResponse:
    """Stop all telling under one agreement, at once."""
    found = agreements.everything().filter(id=ref).first()
    if found is None:
        raise NotFound
    form = StopForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        policy.stop(actor=http.actor, agreement_id=ref, reason=form.cleaned_data["reason"], at=timezone.now())
        messages.success(http, "Stopped. From now on nothing is told under this agreement.")
        return redirect("agreements")
    return render(http, "directory/stop_agreement.html", {"form": form, "agreement": found})


paths = [
    path("agreements", index, name="agreements"),
    path("agreements/in-force", put_in_force, name="agreements-in-force"),
    path("agreements/<uuid:ref>/stop", stop, name="agreements-stop"),
]
