"""Triage: how soon the hub must answer, and who answers for it; two people at once see both texts."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.cases import accountability, enquiries, queries, ratings
from sharewell.directory import queries as directory
from sharewell.rules.access import Permission
from sharewell.rules.refusals import SomeoneWasFirst
from sharewell.web.hub import clock_words
from sharewell.web.hub.contacts import ReasonForm
from sharewell.web.page import page, render

CONFLICT = 409


class RatingForm(forms.Form):
    """A rating and its reason."""

    colour = forms.ChoiceField(
        label="How soon must the hub answer?",
        choices=list(ratings.COLOURS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a rating"},
    )
    reason = forms.CharField(
        label="Why this rating?",
        help_text="What you know, and what you do not know yet",
        widget=forms.Textarea,
        error_messages={"required": "Write down why you rate it so"},
    )


@page(Permission.RATE_ENQUIRY)
def rate(http: Any, ref: UUID) -> HttpResponse:
    """Rate an enquiry; show every rating it has had."""
    at = timezone.now()
    enquiry = enquiries.read(actor=http.actor, enquiry_id=ref, at=at)
    form = RatingForm(http.POST or None)
    first: ratings.RatedMeanwhile | None = None
    if http.method == "POST" and form.is_valid():
        try:
            ratings.give(actor=http.actor, enquiry_id=ref, seen_id=_ref(http, "seen"), at=at, **form.cleaned_data)
            messages.success(http, "The rating was saved.")
            return redirect("hub-enquiry", ref=ref)
        except ratings.RatedMeanwhile as meanwhile:
            first = meanwhile
    decision_clock, _ = queries.clocks_of(enquiry, at)
    context = {
        "form": form,
        "enquiry": enquiry,
        "last": ratings.latest(enquiry),
        "ratings": queries.ratings_of(enquiry),
        "first": first,
        "decision_said": clock_words.said(decision_clock, at),
    }
    return render(http, "hub/rate.html", context, status=CONFLICT if first else 200)


@page(Permission.TAKE_ACCOUNTABILITY)
def hand_over(http: Any, ref: UUID) -> HttpResponse:
    """Hand the enquiry to a colleague, or take it over."""
    at = timezone.now()
    enquiry = enquiries.read(actor=http.actor, enquiry_id=ref, at=at)
    current = accountability.now(enquiry)
    form = _hand_over_form(http, current)
    first: SomeoneWasFirst | None = None
    if http.method == "POST" and form.is_valid():
        try:
            accountability.hand_over(
                actor=http.actor,
                enquiry_id=ref,
                expected_id=_ref(http, "expected") or current.practitioner_id,
                to_id=UUID(form.cleaned_data["to"]),
                reason=form.cleaned_data["reason"],
                at=at,
            )
            messages.success(http, "The accountable person has changed, and has been told.")
            return redirect("hub-enquiry", ref=ref)
        except accountability.HandedOverMeanwhile as meanwhile:
            first = meanwhile
    context = {
        "form": form,
        "enquiry": enquiry,
        "current": current,
        "may_move": accountability.may_move(http.actor, current),
        "history": accountability.history(enquiry),
        "first": first,
    }
    return render(http, "hub/hand_over.html", context, status=CONFLICT if first else 200)


def _hand_over_form(http: Any, current: Any) -> forms.Form:
    colleagues = directory.practitioners_of(http.actor.agency_id, Permission.TAKE_ACCOUNTABILITY)
    form = HandOverForm(http.POST or None)
    form.fields["to"].choices = [  # type: ignore[attr-defined]
        (str(one.id), f"{one.full_name}, {one.team or one.agency}" + (" (you)" if _is_me(http, one) else ""))
        for one in colleagues
        # A second click chooses who is accountable by now: that is no mistake.
        if http.method == "POST" or one.id != current.practitioner_id
    ]
    return form


def _is_me(http: Any, one: Any) -> bool:
    return bool(one.id == http.actor.practitioner_id)


def _ref(http: Any, name: str) -> UUID | None:
    """Give a reference that a form carries along; None when there is none, or not a whole one."""
    try:
        return UUID(http.POST.get(name, ""))
    except ValueError:
        return None


class HandOverForm(ReasonForm):
    """To whom, and why."""

    to = forms.ChoiceField(
        label="Who is to be accountable?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose a colleague",
            "invalid_choice": "Choose a colleague who works in the hub today",
        },
    )


paths = [
    path("hub/enquiry/<uuid:ref>/rate", rate, name="hub-rate"),
    path("hub/enquiry/<uuid:ref>/hand-over", hand_over, name="hub-hand-over"),
]
