"""The asked agency's pages: what waits, what was asked, who answers for it."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.directory import queries as directory
from sharewell.directory.local.notes import notes_beside
from sharewell.rules.access import Permission
from sharewell.rules.pathway import SAID
from sharewell.sharing import (
    consultations,
    conversations,
    fact_finding,
    queries,
    request_terms,
    requests,
    working_papers,
)
from sharewell.web.page import page, render
from sharewell.web.paging import part


@page(Permission.ANSWER_REQUEST)
def index(http: Any) -> HttpResponse:
    """Show the requests put to the practitioner's agency."""
    at = timezone.now()
    open_ones = list(queries.waiting_for_us(http.actor))
    context = {
        "open_ones": open_ones,
        "done": part(http, queries.done_by_us(http.actor)),
        "overdue": {one.id for one in open_ones if queries.is_overdue(one, at)},
        "said": SAID,
    }
    return render(http, "sharing/requests.html", context)


@page(Permission.ANSWER_REQUEST)
def request(http: Any, ref: UUID) -> HttpResponse:
    """Open a request: what is asked, why, on which basis, who answers for it, and what to do next."""
    at = timezone.now()
    requests.open_one(actor=http.actor, request_id=ref, at=at)
    conversations.read(actor=http.actor, request_id=ref, at=at)
    return render(http, "sharing/request.html", standing(http, ref, at))


def standing(http: Any, ref: UUID, at: datetime) -> dict[str, Any]:
    """Give what the asked agency's page of a request shows."""
    found = queries.one(http.actor, ref)
    paper = working_papers.read(http.actor, ref)
    finding = fact_finding.for_request(http.actor, ref)
    return {
        "information_request": found,
        "purposes": request_terms.PURPOSES,
        "bases": request_terms.BASES,
        "meaning": request_terms.MEANING,
        "levels": request_terms.LEVELS,
        "family": request_terms.FAMILY,
        "state": SAID[found.state],
        "is_open": found.state in queries.OPEN_STATES,
        "overdue": queries.is_overdue(found, at),
        "answers_for_it": directory.practitioner(found.accountable_id) if found.accountable_id else None,
        "is_mine": found.accountable_id == http.actor.practitioner_id,
        "paper": paper if paper and paper.words else None,
        "finding": finding,
        "notes": notes_beside(finding.advice if finding else None, http.actor.agency_id, timezone.localdate(at)),
        "decisions": queries.decisions_about(http.actor, ref),
        "conversation": queries.messages_of(http.actor, ref),
        "advice_asked": consultations.about_request(http.actor, ref),
        "key": uuid4(),
    }


@page(Permission.ANSWER_REQUEST)
def take_over(http: Any, ref: UUID) -> HttpResponse:
    """Answer for a request in the place of a colleague."""
    found = queries.one(http.actor, ref)
    if http.method == "POST":
        requests.take_over(actor=http.actor, request_id=ref, expected_id=found.accountable_id, at=timezone.now())
        messages.success(http, "You answer for this request now.")
    return redirect("request", ref=ref)


paths = [
    path("requests", index, name="requests"),
    path("requests/<uuid:ref>", request, name="request"),
    path("requests/<uuid:ref>/take-over", take_over, name="request-take-over"),
]
