"""The guide for the one who raises a concern: what to tell the family, whether to seek agreement, what not to send."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.cases import drafts
from sharewell.rules.access import Permission
from sharewell.rules.facts import FACTS
from sharewell.sharing import fact_finding, known_facts
from sharewell.web.guide import beside, numbers, questions
from sharewell.web.page import page, render


@page(Permission.RAISE_CONCERN)
def guide(http: Any, draft: UUID) -> HttpResponse:
    """Show the advice from what was written, ask what can still change it; sending needs none of it."""
    at = timezone.now()
    found = drafts.read(http.actor, draft)
    known = fact_finding.known_from_draft(http.actor, found)
    finding = fact_finding.for_draft(http.actor, draft)
    if http.method == "POST" and "change" not in http.POST:
        names = [name for name in http.POST if name in FACTS]
        fact_finding.answer(
            actor=http.actor,
            request_id=None,
            draft_id=draft,
            answers=questions.answers_in(http.POST, names),
            known=known,
            version=finding.version if finding else 0,
            at=at,
        )
        return redirect("concern-check" if "enough" in http.POST else "concern-guide", draft=draft)
    context = beside.shown(
        known=known,
        origins=known_facts.ORIGINS_OF_A_DRAFT,
        answers=fact_finding.answers_about(finding),
        agency_id=http.actor.agency_id,
        on=timezone.localdate(at),
        change=http.POST.get("change", ""),
    )
    http.danger_route = numbers.bar_route(context["advice"])
    return render(http, "concern/guide.html", {"draft": found, **context})


paths = [path("concern/<uuid:draft>/guide", guide, name="concern-guide")]
