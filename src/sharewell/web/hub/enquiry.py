"""An enquiry: where it stands, its two clocks, its people, what to do next; opening it again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.cases import accountability, enquiries, outcomes, queries, ratings
from sharewell.directory import queries as directory
from sharewell.people import shields
from sharewell.rules.access import Permission
from sharewell.rules.pathway import SAID
from sharewell.sharing import undoing
from sharewell.web.hub import clock_words
from sharewell.web.hub.contacts import ReasonForm
from sharewell.web.page import page, render


@page(Permission.WORK_ENQUIRY)
def enquiry(http: Any, ref: UUID) -> HttpResponse:
    """Show where an enquiry stands: its clocks, its people, what to do next."""
    at = timezone.now()
    found = enquiries.read(actor=http.actor, enquiry_id=ref, at=at)
    http.danger_route = found.contact.route
    decision_clock, rating_clock = queries.clocks_of(found, at)
    people = list(queries.people_of(found))
    own = directory.agency(http.actor.agency_id)
    context = {
        "enquiry": found,
        "state": SAID[found.state],
        "contact": found.contact,
        "people": people,
        "never": _never(http, [one.person_id for one in people if one.person_id]),
        "rating": ratings.latest(found),
        "accountable": accountability.now(found),
        "decision_said": clock_words.said(decision_clock, at),
        "decision_over": decision_clock.is_over,
        "rating_said": clock_words.said(rating_clock, at) if rating_clock else "",
        "rating_over": rating_clock is not None and rating_clock.is_over,
        "wrongly_judged": undoing.still_to_do(http.actor, [one.person_id for one in people if one.person_id]),
        "outcomes": queries.outcomes_of(found),
        "outcome_kinds": outcomes.KINDS,
        "others": queries.other_contacts(http.actor, found.contact),
        "can_step_up": own.hub_route != "safeguarding" and found.contact.to_agency_id == own.id,
    }
    return render(http, "hub/enquiry.html", context)


def _never(http: Any, person_ids: list[UUID]) -> list[Any]:
    return list(shields.in_force(http.actor).filter(protected_id__in=person_ids))


@page(Permission.CONCLUDE_ENQUIRY)
def reopen(http: Any, ref: UUID) -> HttpResponse:
    """Open a concluded enquiry again."""
    at = timezone.now()
    form = ReasonForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        enquiries.reopen(actor=http.actor, enquiry_id=ref, reason=form.cleaned_data["reason"], at=at)
        messages.success(http, "The enquiry is open again. A decision is due in one working day.")
        return redirect("hub-enquiry", ref=ref)
    found = enquiries.read(actor=http.actor, enquiry_id=ref, at=at)
    return render(http, "hub/reopen.html", {"form": form, "enquiry": found})


paths = [
    path("hub/enquiry/<uuid:ref>", enquiry, name="hub-enquiry"),
    path("hub/enquiry/<uuid:ref>/reopen", reopen, name="hub-reopen"),
]
