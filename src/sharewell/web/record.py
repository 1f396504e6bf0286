"""Pages of the record: what was done about something, when, by whom, and the proof that nobody rewrote it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import path
from django.utils import timezone

from sharewell.directory import queries
from sharewell.ledger import entries, history
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound
from sharewell.web.page import page, render


@page(Permission.READ_RECORD)
def own(http: Any) -> HttpResponse:
    """Say what the record is, and show its newest signed head."""
    return render(http, "record/own.html", {"note": history.latest_note()})


@page(Permission.READ_RECORD)
def about(http: Any, ref: UUID) -> HttpResponse:
    """Show the history of one record, each entry with its proof; reading it is an entry too."""
    found = history.history(http.actor, ref)
    if not found.entries:  # nothing there, or nothing of it the actor's to read: both look the same
        raise NotFound
    entries.append(actor=http.actor, event="history.viewed", about=[ref], detail={}, at=timezone.now())
    names = {person.id: person for person in queries.everyone()}
    return render(http, "record/about.html", {"found": found, "names": names, "ref": ref})


paths = [
    path("record", own, name="record"),
    path("record/<uuid:ref>", about, name="record-about"),
]
