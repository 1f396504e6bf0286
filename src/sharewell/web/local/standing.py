"""What stands here on a day, and the history of one entry."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.directory.local import checking, standing, waiting, whose
from sharewell.directory.local.kinds import KINDS
from sharewell.directory.local.kinds.number import EMERGENCY
from sharewell.rules.access import Permission
from sharewell.web import wording
from sharewell.web.page import page, render


class DayForm(forms.Form):
    """On which day."""

    on = forms.DateField(
        label="Show what stood on a day",
        help_text="For example 01/04/2026",
        required=False,
        input_formats=wording.TYPED_DAYS,
        error_messages={"invalid": "Enter a day, like 01/04/2026"},
    )


@page(Permission.READ_LIBRARY)
def index(http: Any) -> HttpResponse:
    """Show every local value in force on a day (today, when none is given), by kind."""
    today = timezone.localdate()
    form = DayForm(http.GET or None)
    on = (form.cleaned_data["on"] if form.is_bound and form.is_valid() else None) or today
    found = standing.in_force(http.actor, on)
    context = {
        "form": form,
        "on": on,
        "is_today": on == today,
        "found": found,
        "kinds": KINDS,
        "coming": standing.coming(http.actor, today),
        "waiting": waiting.waiting(http.actor),
        "own": {one.id for entries in found.values() for one in entries if _is_own(http, one)},
    }
    return render(http, "local/index.html", context)


def _is_own(http: Any, entry: standing.Entry) -> bool:
    return entry.value.get("route") != EMERGENCY and whose.may_change(http.actor, entry.agency_id)


@page(Permission.READ_LIBRARY)
def entry(http: Any, ref: UUID) -> HttpResponse:
    """Show one entry, everything it ever was, and who changed it on what ground."""
    found = standing.one(http.actor, ref)
    context = {
        "entry": found,
        "today": timezone.localdate(),
        "history": standing.history(found),
        "changes": waiting.about(http.actor, found),
        "is_own": _is_own(http, found),
    }
    return render(http, "local/entry.html", context)


@page(Permission.EDIT_DIRECTORY)
def checked(http: Any, ref: UUID) -> HttpResponse:
    """Record that a value was checked today and is right."""
    found = standing.one(http.actor, ref)
    if http.method == "POST":
        checking.confirm(actor=http.actor, row_id=ref, at=timezone.now())
        messages.success(http, "Recorded: checked today, and right.")
    return redirect("local-entry", ref=found.id)


paths = [
    path("local", index, name="local"),
    path("local/<uuid:ref>", entry, name="local-entry"),
    path("local/<uuid:ref>/checked", checked, name="local-entry-checked"),
]
