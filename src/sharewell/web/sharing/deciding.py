"""Deciding on a request: choose passages, see exactly what would be sent; words are kept while they are written."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.timezone import localdate

from sharewell.directory import queries as directory
from sharewell.directory.local.notes import notes_beside
from sharewell.rules.access import ROLES, Permission
from sharewell.rules.refusals import SomeoneWasFirst
from sharewell.sharing import (
    consultations,
    decisions,
    departures,
    each_person,
    known_facts,
    leak_guard,
    passages,
    place_releases,
    queries,
    requests,
    seven_tests,
    working_papers,
)
from sharewell.sharing.items import COLLECTED_FOR, KINDS
from sharewell.web.page import key_of, page, render
from sharewell.web.sharing import choosing, judging, own_entries

NOT_KEPT = ("csrfmiddlewaretoken", "key", "version", "paper", "confirm", "back", "save", "look", "release", "departure")
CONFLICT = 409


@page(Permission.ANSWER_REQUEST)
def decide(http: Any, ref: UUID) -> HttpResponse:
    """Choose what to release and how; keep the words; preview; record the decision."""
    at = timezone.now()
    requests.open_one(actor=http.actor, request_id=ref, at=at)
    found = queries.one(http.actor, ref)
    paper = working_papers.read(http.actor, ref)
    said = _said(http, paper)
    context = _context(http, found, said, at) | {
        "key": key_of(http) if http.method == "POST" else uuid4(),
        "version": http.POST.get("version") or found.version,
        "paper": http.POST.get("paper") or (paper.version if paper else 0),
        "kept": paper if http.method != "POST" else None,
    }
    if http.method != "POST":
        return render(http, "sharing/decide.html", context)
    if "confirm" in http.POST:
        return _confirmed(http, found, context, at)
    try:
        kept = working_papers.save(actor=http.actor, about=ref, words=said, version=_number(http, "paper"), at=at)
    except SomeoneWasFirst as clash:
        return _clashing(http, context, clash, paper)
    return _kept(http, found, context | {"paper": kept.version, "kept": kept})


def _said(http: Any, paper: Any) -> dict[str, Any]:
    if http.method == "POST":
        return {name: text for name, text in choosing.said_in(http.POST).items() if name not in NOT_KEPT}
    return dict(paper.words) if paper else {}


def _context(http: Any, request: Any, said: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    entries = own_entries.about(http.actor, request)
    choices = choosing.choices_in(said, entries, request)
    items = choosing.items_from(choices, http.actor.agency_name)
    outcome = said.get("outcome", "")
    given = [] if outcome == "nothing" else items
    advice = judging.advice(http.actor, request, localdate(at))
    about_each = each_person.in_short(http.actor, request, localdate(at))
    recipient = _recipient(said, request)
    return {
        "information_request": request,
        "questions": sorted(request.questions.all(), key=lambda one: one.position),
        "choices": choices,
        "passages": judging.about_passages(http.actor, request, choices, localdate(at)),
        "items": given,
        "kinds": KINDS,
        "purposes": COLLECTED_FOR,
        "take": choosing.TAKE,
        "tests": seven_tests.SAID,
        "outcomes": decisions.OUTCOMES,
        "outcome": outcome,
        "advice": advice,
        "notes": notes_beside(advice, http.actor.agency_id, timezone.localdate(at)),
        "about_each": about_each,
        "called": known_facts.called(request),
        "departs": departures.departed_from({**advice, "people": about_each}, outcome, given, request.subjects.all()),
        "recipients": directory.practitioners_of(request.asking_agency_id, Permission.RECEIVE_DISCLOSURE),
        "recipient": recipient,
        "recipient_role": recipient.job_title or ROLES.get(recipient.role, ""),
        "said": said,
        "errors": {},
        "withheld": passages.WITHHELD,
        "late": queries.is_overdue(request, at),
        "answered_tests": seven_tests.answered(
            items=given, said=judging.tests_said(said), request=request, recipient=recipient, at=at
        ),
        "asked_advice": consultations.about_request(http.actor, request.id),
        "releases": place_releases.about_request(http.actor, request.id),
    }


def _recipient(said: Mapping[str, Any], request: Any) -> Any:
    """Give the recipient chosen of those who may receive it; without a choice, the one who asked."""
    able = directory.practitioners_of(request.asking_agency_id, Permission.RECEIVE_DISCLOSURE)
    chosen = next((one for one in able if str(one.id) == said.get("recipient", "")), None)
    return chosen or directory.practitioner(request.asked_by_id)


def _kept(http: Any, request: Any, context: dict[str, Any]) -> HttpResponse:
    """Go on after the words were kept: leave it for now, ask a colleague about a place, go back, or preview."""
    if "save" in http.POST:
        messages.success(http, "What you wrote is kept. Nothing was sent.")
        return redirect("request", ref=request.id)
    if "release" in http.POST:
        name = http.POST["release"]
        return redirect("place-ask", ref=request.id, entry=request.id if name == choosing.OWN else UUID(name))
    if "back" in http.POST or "look" in http.POST:
        return render(http, "sharing/decide.html", context)
    errors = judging.missing(context["said"], context["choices"], context["items"])
    errors |= judging.leaks(http.actor, request, context["choices"], context["said"], context["outcome"])
    if errors:
        return render(http, "sharing/decide.html", context | {"errors": errors}, status=400)
    return render(http, "sharing/preview.html", context)


def _clashing(http: Any, context: dict[str, Any], clash: SomeoneWasFirst, theirs: Any) -> HttpResponse:
    """Show what a colleague wrote meanwhile beside one's own words, which can be saved over it on purpose."""
    own = context["said"]
    names = [name for name in {**theirs.words, **own} if str(theirs.words.get(name, "")) != str(own.get(name, ""))]
    differing = [(judging.called(name, context), theirs.words.get(name, ""), own.get(name, "")) for name in names]
    about = {"clash": clash, "theirs": theirs, "differing": differing, "paper": theirs.version, "kept": None}
    return render(http, "sharing/decide.html", context | about, status=CONFLICT)


def _confirmed(http: Any, request: Any, context: dict[str, Any], at: datetime) -> HttpResponse:
    said, outcome = context["said"], context["outcome"]
    try:
        made = decisions.record(
            actor=http.actor,
            key=context["key"],
            request_id=request.id,
            outcome=outcome,
            reasons=said.get("reasons", ""),
            tests=judging.tests_said(said),
            advice=judging.advice_to_keep(http.actor, request, localdate(at)),
            departure_reason=http.POST.get("departure", ""),
            items=context["items"],
            recipient_id=context["recipient"].id,
            covering_note=said.get("covering_note", ""),
            message=said.get("message", ""),
            record_ids=own_entries.records_named(request),
            version=_number(http, "version"),
            at=at,
        )
    except decisions.DecisionIncomplete as refusal:
        errors = {"departure": refusal.next_step} if context["departs"] else {"reasons": refusal.next_step}
        return render(http, "sharing/preview.html", context | {"errors": errors}, status=400)
    except leak_guard.WouldLeak:
        errors = judging.leaks(http.actor, request, context["choices"], said, outcome)
        return render(http, "sharing/decide.html", context | {"errors": errors}, status=400)
    working_papers.clear(actor=http.actor, about=request.id, at=at)
    messages.success(http, "Your decision was recorded." + ("" if made.outcome == "nothing" else " It was sent."))
    return redirect("decision", ref=made.id)


def _number(http: Any, name: str) -> int:
    try:
        return int(http.POST.get(name, 0))
    except ValueError:
        return 0


paths = [path("requests/<uuid:ref>/decide", decide, name="request-decide")]
