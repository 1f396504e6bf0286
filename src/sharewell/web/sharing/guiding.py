"""The guide beside a request: what is known is filled in, the rest asked a few questions at a time, for each person."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.rules.access import Permission
from sharewell.rules.facts import FACTS
from sharewell.rules.refusals import NotFound
from sharewell.sharing import fact_finding, known_facts, queries
from sharewell.web.guide import beside, numbers, questions
from sharewell.web.page import page, render


@page(Permission.ANSWER_REQUEST)
def guide(http: Any, ref: UUID, subject: UUID | None = None) -> HttpResponse:
    """Ask the facts that can still change the advice about one person, and show how it reads now."""
    at = timezone.now()
    found = queries.one(http.actor, ref)
    people = known_facts.subjects_in_order(found)
    about = _about(people, subject)
    # The first person's answers are those of the request as a whole; another's own ones are kept apart.
    other_id = about.id if about is not None and about != people[0] else None
    known = fact_finding.known_from_request(http.actor, found, about)
    finding = fact_finding.for_request(http.actor, ref)
    if http.method == "POST" and "change" not in http.POST:
        fact_finding.answer(
            actor=http.actor,
            request_id=ref,
            draft_id=None,
            answers=questions.answers_in(http.POST, [name for name in http.POST if name in FACTS]),
            known=known,
            version=_version(http),
            at=at,
            subject_id=other_id,
        )
        if "enough" in http.POST:
            return redirect("request-decide", ref=ref)
        return redirect("request-guide-person", ref, subject) if subject else redirect("request-guide", ref)
    context = beside.shown(
        known=known,
        origins=known_facts.ORIGINS,
        answers=fact_finding.answers_about(finding, other_id),
        agency_id=http.actor.agency_id,
        on=timezone.localdate(at),
        change=http.POST.get("change", ""),
    )
    http.danger_route = numbers.bar_route(context["advice"])
    more = {
        "information_request": found,
        "people": people,
        "about": about,
        "version": finding.version if finding else 0,
    }
    return render(http, "sharing/guide.html", {**context, **more})


def _about(people: list[Any], subject: UUID | None) -> Any:
    """Give the person of a request that is meant; the first when none is named."""
    if subject is None:
        return next(iter(people), None)
    found = next((one for one in people if one.id == subject), None)
    if found is None:
        raise NotFound
    return found


def _version(http: Any) -> int:
    try:
        return int(http.POST.get("version", 0))
    except ValueError:
        return 0


paths = [
    path("requests/<uuid:ref>/guide", guide, name="request-guide"),
    path("requests/<uuid:ref>/guide/<uuid:subject>", guide, name="request-guide-person"),
]
