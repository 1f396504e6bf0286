"""Watching somebody of an enquiry for other agencies: set for a reason and until a day."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.cases import watching
from sharewell.involvement.watching import WatchNotSet
from sharewell.rules.access import Permission
from sharewell.web.hub.looking import enquiry_person
from sharewell.web.page import page, render
from sharewell.web.watches import WatchForm, last_day


@page(Permission.ASK_WHO_ELSE)
def set_watch(http: Any, ref: UUID, person: UUID) -> HttpResponse:
    """Watch somebody of an enquiry for other agencies."""
    at = timezone.now()
    found = enquiry_person(http, ref, person)
    if found.person_id is None:
        return redirect("hub-identify", ref=ref, person=person)
    last = last_day(http.actor, timezone.localdate(at))
    form = WatchForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        try:
            given = form.cleaned_data
            watching.set_watch(actor=http.actor, enquiry_id=ref, person_id=found.person_id, at=at, **given)
            messages.success(http, "You are told when another agency becomes involved.")
            return redirect("watches")
        except WatchNotSet as refusal:
            form.add_error("until", refusal.next_step)
    return render(http, "hub/set_watch.html", {"form": form, "found": found, "ref": ref, "last": last})


paths = [path("hub/enquiry/<uuid:ref>/watch/<uuid:person>", set_watch, name="hub-watch")]
