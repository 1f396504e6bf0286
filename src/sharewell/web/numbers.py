"""Pages for the telephone numbers of the partnership, changed by an administrator with a reason."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.directory import changing_numbers, contact_points, queries
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound
from sharewell.web.page import page, render


class NumberForm(forms.Form):
    """The new number, from when, and why."""

    phone = forms.CharField(
        label="Telephone number", error_messages={"required": "Enter the telephone number as people dial it"}
    )
    option = forms.CharField(label="Option to choose, if there is a menu", required=False, max_length=10)
    hours = forms.CharField(
        label="When is it answered?",
        help_text="For example Mon-Thu 08:30-17:00; Fri 08:30-16:30, or always",
        error_messages={"required": "Enter when it is answered, or “always”"},
    )
    valid_from = forms.DateField(
        label="From which day?",
        help_text="For example 01/12/2026",
        input_formats=["%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d", "%d %B %Y"],
        error_messages={"required": "Enter the day from which it is right", "invalid": "Enter a day, like 01/12/2026"},
    )
    reason = forms.CharField(
        label="Why does it change, and who confirmed it?",
        widget=forms.Textarea,
        error_messages={"required": "Write down why it changes and who confirmed it"},
    )


@page(Permission.EDIT_DIRECTORY)
def index(http: Any) -> HttpResponse:
    """Show every number valid today, with the day it was last checked."""
    return render(http, "directory/numbers.html", {"points": queries.contact_points(timezone.localdate())})


@page(Permission.EDIT_DIRECTORY)
def change(http: Any, ref: UUID) -> HttpResponse:
    """Take a new number for one contact point."""
    point = queries.contact_points(timezone.localdate()).filter(id=ref).first()
    if point is None:
        raise NotFound
    now = {"phone": point.phone, "option": point.option, "hours": point.hours}
    form = NumberForm(http.POST or None, initial=now)
    if http.method == "POST" and form.is_valid():
        try:
            at = timezone.now()
            changing_numbers.change(actor=http.actor, contact_point_id=ref, at=at, **form.cleaned_data)
            # Only what is committed is told to the danger page.
            transaction.on_commit(lambda: contact_points.publish(at))
            messages.success(http, "The number was changed. The danger page shows it from that day on.")
            return redirect("numbers")
        except changing_numbers.NumberNotChanged as refusal:
            form.add_error("valid_from", refusal.next_step)
    return render(http, "directory/change_number.html", {"form": form, "point": point})


paths = [
    path("numbers", index, name="numbers"),
    path("numbers/<uuid:ref>", change, name="numbers-change"),
]
