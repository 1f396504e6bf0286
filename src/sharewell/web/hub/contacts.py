"""A contact as it came to the hub: read it, open an enquiry, pass it on, see a protected address for a reason."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.cases import contact_queries, enquiries, places, queries
from sharewell.directory import queries as directory
from sharewell.rules.access import Permission
from sharewell.web.page import page, render


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label="Why?",
        widget=forms.Textarea,
        error_messages={"required": "Write down why, so that others can follow it later"},
    )


class RevealForm(forms.Form):
    """Why a protected address is needed now."""

    reason = forms.CharField(
        label="Why do you need the address now?",
        help_text="This is kept with your name and the time",
        widget=forms.Textarea,
        error_messages={"required": "Write down why you need it now"},
    )


@page(Permission.WORK_ENQUIRY)
def contact(http: Any, ref: UUID) -> HttpResponse:
    """Show a contact as it came; open an enquiry into it."""
    at = timezone.now()
    if http.method == "POST":
        enquiry = enquiries.open_from(actor=http.actor, contact_id=ref, at=at)
        return redirect("hub-enquiry", ref=enquiry.id)
    found = contact_queries.read(actor=http.actor, contact_id=ref, at=at)
    http.danger_route = found.route
    is_here = found.to_agency_id == http.actor.agency_id
    context = {
        "contact": found,
        "others": queries.other_contacts(http.actor, found),
        "enquiry": queries.enquiry_into(http.actor, ref),
        "is_here": is_here,
        "can_step_up": is_here and directory.agency(http.actor.agency_id).hub_route != "safeguarding",
        "passed_on_by": directory.practitioner(found.stepped_up_by_id) if found.stepped_up_by_id else None,
    }
    return render(http, "hub/contact.html", context)


@page(Permission.WORK_ENQUIRY)
def step_up(http: Any, ref: UUID) -> HttpResponse:
    """Pass a contact from early help to safeguarding."""
    form = ReasonForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        enquiries.step_up(actor=http.actor, contact_id=ref, reason=form.cleaned_data["reason"], at=timezone.now())
        messages.success(http, "It was passed to the social workers of the hub, who see it in their queue now.")
        return redirect("hub")
    context = {"form": form, "ref": ref, "to": directory.hub("safeguarding")}
    return render(http, "hub/step_up.html", context)


@page(Permission.WORK_ENQUIRY)
def address(http: Any, ref: UUID, person: UUID) -> HttpResponse:
    """Show the protected address that the sender wrote, once, for a reason."""
    form = RevealForm(http.POST or None)
    shown = None
    if http.method == "POST" and form.is_valid():
        shown = places.reveal(
            actor=http.actor, contact_id=ref, ref=person, reason=form.cleaned_data["reason"], at=timezone.now()
        )
    found = places.written(http.actor, ref, person)
    context = {"form": form, "found": found, "ref": ref, "shown": shown}
    return render(http, "hub/address.html", context)


paths = [
    path("hub/contact/<uuid:ref>", contact, name="hub-contact"),
    path("hub/contact/<uuid:ref>/pass-on", step_up, name="hub-step-up"),
    path("hub/contact/<uuid:ref>/address/<uuid:person>", address, name="hub-address"),
]
