"""The hub's queue, opening an enquiry, rating it, handing it over, passing it on."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.cases import accountability, contact_queries, enquiries, outcomes, queries, ratings
from sharewell.directory import queries as directory
from sharewell.rules.access import Permission
from sharewell.web.page import page, render


@page(Permission.SEE_HUB_QUEUE)
def index(http: Any) -> HttpResponse:
    """Show what waits, the most pressing first."""
    at = timezone.now()
    waiting = queries.queue(http.actor, at)
    return render(
        http, "hub/index.html", {"waiting": waiting, "route": directory.agency(http.actor.agency_id).hub_route}
    )


@page(Permission.WORK_ENQUIRY)
def contact(http: Any, ref: UUID) -> HttpResponse:
    """Show a contact as it came; open an enquiry into it."""
    at = timezone.now()
    if http.method == "POST":
        enquiry = enquiries.open_from(actor=http.actor, contact_id=ref, at=at)
        return redirect("hub-enquiry", ref=enquiry.id)
    found = contact_queries.read(actor=http.actor, contact_id=ref, at=at)
    earlier = queries.earlier_contacts(http.actor, found)
    own = directory.agency(http.actor.agency_id)
    context = {"contact": found, "earlier": earlier, "can_step_up": own.hub_route != "safeguarding"}
    return render(http, "hub/contact.html", context)


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(
        label="Why?",
        widget=forms.Textarea,
        error_messages={"required": "Write down why, so that others can follow it later"},
    )


@page(Permission.WORK_ENQUIRY)
def step_up(http: Any, ref: UUID) -> HttpResponse:
    """Pass a contact from early help to safeguarding."""
    form = ReasonForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        enquiries.step_up(actor=http.actor, contact_id=ref, reason=form.cleaned_data["reason"], at=timezone.now())
        messages.success(http, "It was passed to the social workers of the hub.")
        return redirect("hub")
    return render(http, "hub/step_up.html", {"form": form, "ref": ref})


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
    form = RatingForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        seen = http.POST.get("seen") or None
        ratings.give(actor=http.actor, enquiry_id=ref, seen_id=UUID(seen) if seen else None, at=at, **form.cleaned_data)
        messages.success(http, "The rating was saved.")
        return redirect("hub-enquiry", ref=ref)
    enquiry = enquiries.read(actor=http.actor, enquiry_id=ref, at=at)
    context = {
        "form": form,
        "enquiry": enquiry,
        "last": ratings.latest(enquiry),
        "ratings": queries.ratings_of(enquiry),
    }
    return render(http, "hub/rate.html", context)


@page(Permission.TAKE_ACCOUNTABILITY)
def hand_over(http: Any, ref: UUID) -> HttpResponse:
    """Hand the enquiry to a colleague, or take it over."""
    at = timezone.now()
    enquiry = enquiries.read(actor=http.actor, enquiry_id=ref, at=at)
    current = accountability.now(enquiry)
    colleagues = directory.practitioners_of(http.actor.agency_id, Permission.TAKE_ACCOUNTABILITY)
    form = _hand_over_form(colleagues)(http.POST or None)
    if http.method == "POST" and form.is_valid():
        accountability.hand_over(
            actor=http.actor,
            enquiry_id=ref,
            expected_id=UUID(http.POST.get("expected") or str(current.practitioner_id)),
            to_id=UUID(form.cleaned_data["to"]),
            reason=form.cleaned_data["reason"],
            at=at,
        )
        messages.success(http, "The accountable person has changed.")
        return redirect("hub-enquiry", ref=ref)
    history = enquiry.accountabilities.select_related("practitioner").order_by("-since_at")
    return render(
        http, "hub/hand_over.html", {"form": form, "enquiry": enquiry, "current": current, "history": history}
    )


def _hand_over_form(colleagues: Any) -> type[forms.Form]:
    class HandOverForm(ReasonForm):
        """To whom, and why."""

        to = forms.ChoiceField(
            label="Who is to be accountable?",
            choices=[(str(one.id), f"{one.full_name}, {one.team or one.agency}") for one in colleagues],
            widget=forms.RadioSelect,
            error_messages={"required": "Choose a colleague"},
        )

    return HandOverForm


@page(Permission.WORK_ENQUIRY)
def enquiry(http: Any, ref: UUID) -> HttpResponse:
    """Show where an enquiry stands: its clocks, its people, what to do next."""
    at = timezone.now()
    found = enquiries.read(actor=http.actor, enquiry_id=ref, at=at)
    decision_clock, rating_clock = queries.clocks_of(found, at)
    own = directory.agency(http.actor.agency_id)
    context = {
        "enquiry": found,
        "contact": found.contact,
        "people": queries.people_of(found),
        "rating": ratings.latest(found),
        "accountable": accountability.now(found),
        "decision_clock": decision_clock,
        "rating_clock": rating_clock,
        "outcomes": queries.outcomes_of(found),
        "outcome_kinds": outcomes.KINDS,
        "earlier": queries.earlier_contacts(http.actor, found.contact),
        "can_step_up": own.hub_route != "safeguarding",
    }
    return render(http, "hub/enquiry.html", context)


paths = [
    path("hub", index, name="hub"),
    path("hub/contact/<uuid:ref>", contact, name="hub-contact"),
    path("hub/contact/<uuid:ref>/pass-on", step_up, name="hub-step-up"),
    path("hub/enquiry/<uuid:ref>", enquiry, name="hub-enquiry"),
    path("hub/enquiry/<uuid:ref>/rate", rate, name="hub-rate"),
    path("hub/enquiry/<uuid:ref>/hand-over", hand_over, name="hub-hand-over"),
]
