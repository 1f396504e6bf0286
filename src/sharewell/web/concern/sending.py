"""Pages for checking and sending a concern, its receipt, and the concerns one's agency raised."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.cases import contact_queries, contacts, drafts, feedback
from sharewell.directory import queries
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound
from sharewell.sharing import raising
from sharewell.web.concern import steps
from sharewell.web.page import page, render
from sharewell.web.paging import part


@page(Permission.RAISE_CONCERN)
def check(http: Any, draft: UUID) -> HttpResponse:
    """Show everything that will be sent, and to whom; send it once."""
    found = drafts.read(http.actor, draft)
    if found.contact_id:
        return redirect("concern-receipt", contact=found.contact_id)
    refusal = None
    if http.method == "POST":
        try:
            sent = raising.send(
                actor=http.actor, draft_id=draft, reasons=http.POST.get("reasons", ""), at=timezone.now()
            )
            return redirect("concern-receipt", contact=sent.id)
        except contacts.NobodyToRecognise as nobody:
            refusal = nobody
    route = contacts.route_of(found)
    sections = [
        (step, [(field.label, drafts.answers_of(found, step.name).get(name, "")) for name, field in _fields(step)])
        for step in steps.wanted(is_early_help=route == "early-help")
    ]
    context = {
        "draft": found,
        "people": drafts.people_of(found),
        "kinds": dict(steps.KINDS),
        "sections": sections,
        "choices": _choices(),
        "route": route,
        "hub": queries.hub(route),
        "danger": drafts.answers_of(found, "danger"),
        "refusal": refusal,
        "reasons": http.POST.get("reasons", ""),
    }
    return render(http, "concern/check.html", context)


def _fields(step: steps.Step) -> Any:
    return step.form.base_fields.items()


def _choices() -> dict[str, str]:
    return {
        value: label
        for step in steps.STEPS
        for field in step.form.base_fields.values()
        for value, label in getattr(field, "choices", [])
    }


@page(Permission.RAISE_CONCERN)
def receipt(http: Any, contact: UUID) -> HttpResponse:
    """Show the reference to read aloud, what happens next, and what was decided."""
    at = timezone.now()
    found = contact_queries.read(actor=http.actor, contact_id=contact, at=at)
    if not contact_queries.is_sender(http.actor, found):
        raise NotFound
    told = feedback.for_sender(actor=http.actor, contact_id=contact, at=at)
    context = {
        "contact": found,
        "told": told,
        "decision": raising.decision_of(http.actor, contact),
        "due_at": contact_queries.decision_due_at(found),
    }
    return render(http, "concern/receipt.html", context)


@page(Permission.RAISE_CONCERN)
def index(http: Any) -> HttpResponse:
    """Show the concerns the practitioner raised, and those of colleagues where the role reads them."""
    return render(http, "concern/index.html", {"contacts": part(http, contact_queries.raised_by_my_agency(http.actor))})


paths = [
    path("concern/<uuid:draft>/check", check, name="concern-check"),
    path("concerns", index, name="concerns"),
    path("concerns/<uuid:contact>", receipt, name="concern-receipt"),
]
