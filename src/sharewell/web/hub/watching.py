"""Watching for other agencies: set for a reason and until a day, read, answered whether it helped, ended."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.cases import watching
from sharewell.directory import queries as directory
from sharewell.involvement import brokering, who_else
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound
from sharewell.web.hub.looking import enquiry_person
from sharewell.web.page import page, render


class WatchForm(forms.Form):
    """To what end, why, and until when."""

    purpose = forms.ChoiceField(
        label="What for?",
        choices=list(brokering.PURPOSES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is for"},
    )
    reason = forms.CharField(
        label="Why do you need to be told?",
        help_text="A few words. This is kept, and the family may one day read it",
        widget=forms.Textarea,
        error_messages={"required": "Write down why you need to be told"},
    )
    until = forms.DateField(
        label="Until which day?",
        input_formats=["%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d", "%d %B %Y"],
        error_messages={"required": "Enter the last day of the watch", "invalid": "Enter a day, like 23/11/2026"},
    )


@page(Permission.ASK_WHO_ELSE)
def set_watch(http: Any, ref: UUID, person: UUID) -> HttpResponse:
    """Watch somebody of an enquiry for other agencies."""
    at = timezone.now()
    found = enquiry_person(http, ref, person)
    if found.person_id is None:
        return redirect("hub-identify", ref=ref, person=person)
    last = _last_day(http, timezone.localdate(at))
    form = WatchForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        try:
            given = form.cleaned_data
            watching.set_watch(actor=http.actor, enquiry_id=ref, person_id=found.person_id, at=at, **given)
            messages.success(http, "You are told when another agency becomes involved.")
            return redirect("watches")
        except watching.WatchNotSet as refusal:
            form.add_error("until", refusal.next_step)
    return render(http, "hub/set_watch.html", {"form": form, "found": found, "ref": ref, "last": last})


def _last_day(http: Any, today: date) -> date:
    return today + timedelta(days=watching.longest(http.actor.agency_id, today))


@page(Permission.ASK_WHO_ELSE)
def watches(http: Any) -> HttpResponse:
    """Show one's watches and what they told; take whether it helped, or end one."""
    at = timezone.now()
    if http.method == "POST":
        _take(http)
        return redirect("watches")
    agencies = {agency.id: agency.name for agency in directory.agencies()}
    own = watching.own(actor=http.actor, at=at)
    context = {
        "watches": own,
        "news": {
            watch.id: [(one, who_else.pointer_of(one.pointer), agencies.get(one.source_agency_id)) for one in told]
            for watch in own
            if (told := sorted(watch.news.all(), key=lambda one: one.told_at, reverse=True))
        },
        "ends": watching.ENDS,
        "purposes": brokering.PURPOSES,
        "useful": watching.usefulness(http.actor),
    }
    return render(http, "hub/watches.html", context)


def _take(http: Any) -> None:
    """Take one button's word: whether a piece of news helped, or that a watch is over."""
    at = timezone.now()
    try:
        ref = UUID(http.POST.get("ref", ""))
    except ValueError:
        raise NotFound from None
    choice = http.POST.get("choice", "")
    if choice in ("yes", "no"):
        watching.answer(actor=http.actor, news_id=ref, helped=choice == "yes", at=at)
        messages.success(http, "Thank you. That is noted.")
    elif choice == "end":
        watching.end(actor=http.actor, watch_id=ref, at=at)
        messages.success(http, "The watch has ended.")
    else:
        raise NotFound


paths = [
    path("hub/enquiry/<uuid:ref>/watch/<uuid:person>", set_watch, name="hub-watch"),
    path("watches", watches, name="watches"),
]
