"""The people one's agency works with: found by two facts, and watched for other agencies."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.involvement import brokering, own_people, record_watching
from sharewell.involvement.watching import WatchNotSet
from sharewell.matching import asking
from sharewell.matching.asking import Written
from sharewell.people.lookup.search import TooLittleToGoOn
from sharewell.rules.access import Permission
from sharewell.web.page import page, render
from sharewell.web.watches import WatchForm, last_day


class FindForm(forms.Form):
    """Who it is: two facts, or one number."""

    given = forms.CharField(label="First names", required=False, max_length=80)
    family = forms.CharField(label="Family name", required=False, max_length=80)
    birth = forms.CharField(
        label="Birth date or age", help_text="For example 4/7/2015, 2015, or aged 11", required=False, max_length=60
    )
    number = forms.CharField(label="NHS number or UPN", required=False, max_length=20)

    def clean(self) -> dict[str, Any]:
        """Say beside each fact what cannot be right."""
        given = super().clean() or {}
        for name, said in asking.read(Written(**given), today=timezone.localdate()).errors.items():
            self.add_error(name, said)
        return given


@page(Permission.WATCH)
def find(http: Any) -> HttpResponse:
    """Find somebody one's agency works with. The facts are posted, so that they stand in no address."""
    at = timezone.now()
    form = FindForm(http.POST if http.method == "POST" else None)
    found = None
    if http.method == "POST" and form.is_valid():
        asked = asking.read(Written(**form.cleaned_data), today=timezone.localdate(at)).known
        try:
            found = own_people.find(actor=http.actor, asked=asked, at=at)
        except TooLittleToGoOn as refusal:
            form.add_error("given", refusal.next_step)
    return render(http, "people/own.html", {"form": form, "found": found})


@page(Permission.WATCH)
def set_watch(http: Any, ref: UUID) -> HttpResponse:
    """Watch somebody one's agency works with for other agencies."""
    at = timezone.now()
    record = own_people.read(actor=http.actor, record_id=ref, at=at)
    form = WatchForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        try:
            record_watching.set_watch(actor=http.actor, record_id=ref, at=at, **form.cleaned_data)
            messages.success(http, "You are told when another agency becomes involved.")
            return redirect("watches")
        except WatchNotSet as refusal:
            form.add_error("until", refusal.next_step)
    told_of = {
        purpose: "; ".join(record_watching.may_be_told_of(actor=http.actor, purpose=purpose, at=at))
        for purpose in brokering.PURPOSES
    }
    context = {
        "form": form,
        "record": record,
        "since": own_people.open_since(record),
        "last": last_day(http.actor, timezone.localdate(at)),
        "is_closed": record_watching.is_closed(http.actor, record),
        "told_of": told_of,
        "is_one": len(set(told_of.values())) == 1,
    }
    return render(http, "people/own_watch.html", context)


paths = [
    path("own-people", find, name="own-people"),
    path("own-people/<uuid:ref>/watch", set_watch, name="own-watch"),
]
