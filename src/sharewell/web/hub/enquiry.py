"""An enquiry: where it stands, its two clocks, its people, what to do next; opening it again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.cases import enquiries, outcomes, standing
from sharewell.rules.access import Permission
from sharewell.rules.pathway import SAID
from sharewell.sharing import undoing
from sharewell.web.hub import clock_words
from sharewell.web.hub.contacts import ReasonForm
from sharewell.web.page import page, render

SHOWN = (
    standing.ACCOUNTABLE,
    standing.OUTCOMES,
    standing.SERVICES,
    standing.NEVER,
    standing.OTHERS,
    undoing.STILL_TO_DO,
    *standing.CLOCKS,
)


@page(Permission.WORK_ENQUIRY)
def enquiry(http: Any, ref: UUID) -> HttpResponse:
    """Show where an enquiry stands: its clocks, its people, what to do next."""
    at = timezone.now()
    found = standing.read(actor=http.actor, enquiry_id=ref, at=at, parts=SHOWN)
    sheet, contact, own = found.sheet, found.enquiry.contact, http.user.agency
    http.danger_route = contact.route
    decision_clock, rating_clock = found.clocks(at)
    context = {
        "enquiry": found.enquiry,
        "state": SAID[found.enquiry.state],
        "contact": contact,
        "people": found.people,
        "never": sheet[standing.NEVER],
        "rating": sheet.first(standing.RATING),
        "accountable": sheet.first(standing.ACCOUNTABLE),
        "decision_said": clock_words.said(decision_clock, at),
        "decision_over": decision_clock.is_over,
        "rating_said": clock_words.said(rating_clock, at) if rating_clock else "",
        "rating_over": rating_clock is not None and rating_clock.is_over,
        "wrongly_judged": sheet[undoing.STILL_TO_DO],
        "outcomes": sheet[standing.OUTCOMES],
        "services": sheet[standing.SERVICES],
        "outcome_kinds": outcomes.KINDS,
        "others": found.others,
        "can_step_up": own.hub_route != "safeguarding" and contact.to_agency_id == own.id,
    }
    return render(http, "hub/enquiry.html", context)


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
