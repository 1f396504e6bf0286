"""The hub's page of a request it made: where it stands, what came back, reminding, escalating, taking it back."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.directory import queries as directory
from sharewell.rules.access import Permission
from sharewell.rules.pathway import SAID
from sharewell.sharing import conversations, escalations, queries, request_terms, requests
from sharewell.web.page import page, render


@page(Permission.ASK_AGENCY)
def sent(http: Any, ref: UUID) -> HttpResponse:
    """Show a request that was made; escalate it to a named manager."""
    at = timezone.now()
    requests.look_at(actor=http.actor, request_id=ref, at=at)
    conversations.read(actor=http.actor, request_id=ref, at=at)
    errors: dict[str, str] = {}
    if http.method == "POST" and "escalate" in http.POST:
        try:
            made = escalations.escalate(
                actor=http.actor,
                request_id=ref,
                reason=http.POST.get("reason", ""),
                to_id=_manager(http),
                at=at,
            )
        except escalations.NotEscalated as refusal:
            errors = {"reason": refusal.next_step}
        else:
            manager = directory.practitioner(made.escalated_to_id) if made.escalated_to_id else None
            who = f"{manager.full_name} and the agency" if manager else "The agency"
            messages.success(http, f"It was escalated. {who} have been told.")
            return redirect("request-sent", ref=ref)
    context = standing(http, ref, at) | {"errors": errors, "reason": http.POST.get("reason", "")}
    return render(http, "sharing/request_sent.html", context, status=400 if errors else 200)


def standing(http: Any, ref: UUID, at: datetime) -> dict[str, Any]:
    """Give what the hub's page of its own request shows."""
    found = queries.one(http.actor, ref)
    return {
        "information_request": found,
        "purposes": request_terms.PURPOSES,
        "bases": request_terms.BASES,
        "levels": request_terms.LEVELS,
        "family": request_terms.FAMILY,
        "state": SAID[found.state],
        "is_open": found.state in queries.OPEN_STATES,
        "overdue": queries.is_overdue(found, at),
        "answers_for_it": directory.practitioner(found.accountable_id) if found.accountable_id else None,
        "ringable": directory.practitioners_of(found.asked_agency_id, Permission.ANSWER_REQUEST),
        "may_escalate": found.state in (*escalations.MAY_BE_ESCALATED, "escalated"),
        "may_withdraw": found.state not in ("withdrawn", "answered"),
        "managers": escalations.managers(found.asking_agency_id),
        "escalated_to": directory.practitioner(found.escalated_to_id) if found.escalated_to_id else None,
        "conversation": queries.messages_of(http.actor, ref),
        "disclosures": queries.disclosures_about(http.actor, ref),
        "key": uuid4(),
    }


def _manager(http: Any) -> UUID | None:
    try:
        return UUID(http.POST.get("to", ""))
    except ValueError:
        return None


@page(Permission.ASK_AGENCY)
def withdraw(http: Any, ref: UUID) -> HttpResponse:
    """Take a request back, after saying once more that one means it."""
    at = timezone.now()
    requests.look_at(actor=http.actor, request_id=ref, at=at)
    if http.method == "POST":
        requests.withdraw(actor=http.actor, request_id=ref, at=at)
        messages.success(http, "The request was withdrawn, and the agency has been told.")
        return redirect("request-sent", ref=ref)
    return render(http, "sharing/withdraw.html", {"information_request": queries.one(http.actor, ref)})


paths = [
    path("requests/<uuid:ref>/sent", sent, name="request-sent"),
    path("requests/<uuid:ref>/withdraw", withdraw, name="request-withdraw"),
]
