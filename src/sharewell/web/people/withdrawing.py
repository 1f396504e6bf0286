"""An agency takes a record of its own back, or puts it back; what it says can be erased too."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.involvement import withdrawing
from sharewell.people import shields
from sharewell.rules.access import Permission
from sharewell.web.hub.contacts import ReasonForm
from sharewell.web.page import page, render


class WithdrawForm(ReasonForm):
    """Why, and whether what the record says goes too."""

    erase = forms.ChoiceField(
        label="What happens to what the record says?",
        choices=[
            ("keep", "It stays with your agency, and can be put back"),
            ("erase", "It is erased here, for good: names, numbers, address, entries"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether what it says stays with your agency"},
    )


@page(Permission.SHIELD_PERSON)
def withdraw(http: Any, ref: UUID) -> HttpResponse:
    """Take back one of the agency's own records, or put it back."""
    at = timezone.now()
    found = shields.own_record(actor=http.actor, record_id=ref, at=at)
    is_out = found.withdrawn_at is not None
    form = ReasonForm(http.POST or None) if is_out else WithdrawForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if is_out:
            withdrawing.put_back(actor=http.actor, record_id=ref, reason=reason, at=at)
            messages.success(http, "The record was put back. It is found again from now on.")
        else:
            erase = form.cleaned_data["erase"] == "erase"
            withdrawing.withdraw(actor=http.actor, record_id=ref, reason=reason, erase=erase, at=at)
            messages.success(http, "The record was taken back. Nothing finds it any more.")
        return redirect("shields")
    return render(http, "people/withdraw.html", {"form": form, "record": found, "is_out": is_out})


paths = [path("shields/record/<uuid:ref>/take-back", withdraw, name="shields-withdraw")]
