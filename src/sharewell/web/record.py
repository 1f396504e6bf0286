"""Pages of the record: what was done about something, when, by whom, and the proof that nobody rewrote it."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import path
from django.utils import timezone

from sharewell.directory import queries
from sharewell.ledger import entries, events, history
from sharewell.rules.access import Permission
from sharewell.web.page import page, render


@page(Permission.READ_RECORD)
def own(http: Any) -> HttpResponse:
    """Show what the practitioner's agency did lately."""
    return render(http, "record/own.html", {"lines": _lines(history.latest(actor=http.actor, most=100))})


@page(Permission.READ_RECORD)
def about(http: Any, ref: UUID) -> HttpResponse:
    """Show the history of one record, each entry with its proof; reading it is an entry too."""
    found = history.history(actor=http.actor, about=ref)
    entries.append(actor=http.actor, event="history.viewed", about=[ref], detail={}, at=timezone.now())
    return render(http, "record/about.html", {"lines": _lines(found), "ref": ref})


def _lines(found: Any) -> list[dict[str, Any]]:
    names = {person.id: person for person in queries.everyone()}
    return [
        {"entry": entry, "said": events.EVENTS[entry.event].sentence, "who": names.get(entry.practitioner_id)}
        for entry in found
    ]


paths = [
    path("record", own, name="record"),
    path("record/<uuid:ref>", about, name="record-about"),
]
