"""Deciding on a request: choose passages, see exactly what would be sent, decide."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.directory import queries as directory
from sharewell.directory.local.notes import notes_beside
from sharewell.involvement import queries as involvement
from sharewell.rules.access import Permission
from sharewell.sharing import decisions, fact_finding, leak_guard, passages, queries, third_parties
from sharewell.sharing.items import KINDS, Item
from sharewell.web.page import key_of, page, render
from sharewell.web.sharing.choosing import TESTS, Choice, choices_in, items_from

OWN_WORDS = "own"


@page(Permission.ANSWER_REQUEST)
def decide(http: Any, ref: UUID) -> HttpResponse:
    """Choose what to release and how; preview; record the decision."""
    at = timezone.now()
    found = queries.one(http.actor, ref)
    entries = _entries(http, found)
    choices = choices_in(http.POST, entries)
    key = key_of(http) if http.method == "POST" else uuid4()
    context = {
        "information_request": found,
        "choices": choices,
        "own": choices_in(http.POST, [None])[0],
        "kinds": KINDS,
        "tests": TESTS,
        "outcomes": decisions.OUTCOMES,
        "advice": (advice := _advice(http, found, at.date())),
        "notes": notes_beside(advice, http.actor.agency_id, timezone.localdate(at)),
        "recipients": directory.practitioners_of(found.asking_agency_id, Permission.RECEIVE_DISCLOSURE),
        "named": {choice.entry.id: _named(found, choice) for choice in choices},
        "key": key,
        "posted": http.POST,
        "withheld": passages.WITHHELD,
    }
    if http.method == "POST":
        return _weighed(http, found, context, at)
    return render(http, "sharing/decide.html", context)


def _entries(http: Any, request: Any) -> list[Any]:
    """Give the agency's own entries about the people asked about, in the period asked about."""
    records = [UUID(record) for one in request.subjects.all() for record in one.record_ids]
    if not records:
        for one in request.subjects.all():
            like = involvement.own_records_like(http.actor, one.family_name, one.born_on)
            records += [record.id for record in like]
    own = involvement.own_records_beside(http.actor, records)
    return list(involvement.own_entries(http.actor, own, request.period_from, request.period_to))


def _advice(http: Any, request: Any, on: Any) -> dict[str, Any]:
    finding = fact_finding.for_request(http.actor, request.id)
    known = fact_finding.known_from_request(http.actor, request)
    return fact_finding.advise(known | (dict(finding.answers) if finding else {}), on)


def _named(request: Any, choice: Choice) -> list[third_parties.Named]:
    record = choice.entry.record
    about = [record.given_name, record.family_name, record.known_as]
    others = [f"{one.given_name} {one.family_name}" for one in request.subjects.all()]
    return third_parties.named_in(choice.text, about=about, known=[*others])


def _weighed(http: Any, request: Any, context: dict[str, Any], at: Any) -> HttpResponse:
    items = items_from(context["choices"], context["own"], request, http.actor.agency_name)
    chosen = {
        "items": items,
        "outcome": http.POST.get("outcome", ""),
        "departs": decisions.departs_from(context["advice"], http.POST.get("outcome", "")),
        "recipient": _recipient(http, request),
    }
    try:
        if "back" in http.POST:
            return render(http, "sharing/decide.html", context)
        if "confirm" not in http.POST:
            decisions.look_over(
                outcome=http.POST.get("outcome", ""),
                reasons=http.POST.get("reasons", ""),
                items=items,
                message=http.POST.get("message", ""),
            )
            _guard(http, request, items)
            return render(http, "sharing/preview.html", context | chosen)
        made = _record(http, request, items, context, at)
    except decisions.DecisionIncomplete as refusal:
        template = "sharing/preview.html" if "confirm" in http.POST else "sharing/decide.html"
        return render(http, template, context | chosen | {"refusal": refusal}, status=400)
    except leak_guard.WouldLeak as leak:
        return render(http, "sharing/decide.html", context | {"refusal": leak, "leaking": leak.items}, status=400)
    messages.success(http, "Your decision was recorded." + ("" if made.outcome == "nothing" else " It was sent."))
    return redirect("decision", ref=made.id)


def _guard(http: Any, request: Any, items: list[Item]) -> None:
    records = [UUID(record) for one in request.subjects.all() for record in one.record_ids]
    leak_guard.check(actor=http.actor, texts=[item.text for item in items], record_ids=records, person_ids=())


def _recipient(http: Any, request: Any) -> Any:
    try:
        return directory.practitioner(UUID(http.POST.get("recipient", "")))
    except ValueError:
        return request.asked_by


def _record(http: Any, request: Any, items: list[Item], context: dict[str, Any], at: Any) -> Any:
    outcome = http.POST.get("outcome", "")
    return decisions.record(
        actor=http.actor,
        key=context["key"],
        request_id=request.id,
        outcome=outcome,
        reasons=http.POST.get("reasons", ""),
        tests={name: http.POST.get(f"test_{name}", "").strip() for name in TESTS},
        advice=context["advice"],
        departure_reason=http.POST.get("departure", ""),
        items=[] if outcome == "nothing" else items,
        recipient_id=_recipient(http, request).id,
        covering_note=http.POST.get("covering_note", ""),
        message=http.POST.get("message", ""),
        record_ids=[UUID(record) for one in request.subjects.all() for record in one.record_ids],
        at=at,
    )


paths = [path("requests/<uuid:ref>/decide", decide, name="request-decide")]
