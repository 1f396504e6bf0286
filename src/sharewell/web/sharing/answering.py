"""The asked agency's pages: what waits, what was asked, who answers for it."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.base.sheets import Sheet
from sharewell.directory.local.notes import notes_beside
from sharewell.rules.access import Permission
from sharewell.rules.pathway import SAID
from sharewell.sharing import opened, queries, request_terms, requests
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
    return render(http, "sharing/request.html", _shown(http, opened.read(actor=http.actor, request_id=ref, at=at), at))


def standing(http: Any, ref: UUID, at: datetime) -> dict[str, Any]:
    """Give what the asked agency's page of a request shows to somebody who has it open."""
    return _shown(http, opened.as_it_stands(http.actor, ref), at)


def _shown(http: Any, sheet: Sheet, at: datetime) -> dict[str, Any]:
    found, paper, finding = sheet[opened.ITSELF][0], sheet.first(opened.PAPER), sheet.first(opened.FINDING)
    return {
        "information_request": found,
        "questions": sheet[opened.QUESTIONS],
        "subjects": sheet[opened.SUBJECTS],
        "purposes": request_terms.PURPOSES,
        "bases": request_terms.BASES,
        "meaning": request_terms.MEANING,
        "levels": request_terms.LEVELS,
        "family": request_terms.FAMILY,
        "state": SAID[found.state],
        "is_open": found.state in queries.OPEN_STATES,
        "overdue": queries.is_overdue(found, at),
        "answers_for_it": sheet.first(opened.ANSWERS_FOR_IT),
        "is_mine": found.accountable_id == http.actor.practitioner_id,
        "paper": paper if paper and paper.words else None,
        "finding": finding,
        "notes": notes_beside(finding.advice if finding else None, http.actor.agency_id, timezone.localdate(at)),
        "decisions": sheet[opened.DECISIONS],
        "conversation": sheet[opened.CONVERSATION],
        "advice_asked": sheet[opened.ADVICE],
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
