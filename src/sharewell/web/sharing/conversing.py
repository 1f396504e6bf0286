"""The conversation between the two parties of a request, on the page of whichever party reads it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound
from sharewell.sharing import conversations, leak_guard, queries
from sharewell.web.page import key_of, page, render
from sharewell.web.sharing import answering, asked

TEMPLATES = {"request": "sharing/request.html", "request-sent": "sharing/request_sent.html"}


@page(Permission.RECEIVE_DISCLOSURE)
def either(http: Any, ref: UUID) -> HttpResponse:
    """Send a reader to the page of a request that is for their side of it."""
    return redirect(_side(http, ref), ref=ref)


@page(Permission.RECEIVE_DISCLOSURE)
def write(http: Any, ref: UUID) -> HttpResponse:
    """Write to the other party of a request; what could not be sent stays in the box, with why."""
    name, at = _side(http, ref), timezone.now()
    if http.method != "POST":
        return redirect(name, ref=ref)
    text = http.POST.get("text", "")
    try:
        conversations.write(actor=http.actor, key=key_of(http), request_id=ref, text=text, at=at)
    except (conversations.NothingWritten, leak_guard.WouldLeak) as refusal:
        standing = asked.standing if name == "request-sent" else answering.standing
        errors = {"text": f"{refusal.title}. {refusal.next_step}"}
        about = {"errors": errors, "written": text, "key": key_of(http)}
        return render(http, TEMPLATES[name], standing(http, ref, at) | about, status=400)
    messages.success(http, "Your message was sent.")
    return redirect(name, ref=ref)


def _side(http: Any, ref: UUID) -> str:
    found = queries.one(http.actor, ref)
    if http.actor.agency_id not in (found.asking_agency_id, found.asked_agency_id):
        raise NotFound
    return "request-sent" if found.asking_agency_id == http.actor.agency_id else "request"


paths = [
    path("requests/<uuid:ref>/write", write, name="request-write"),
    path("requests/<uuid:ref>/either", either, name="request-either"),
]
