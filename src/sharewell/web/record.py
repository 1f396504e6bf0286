"""Pages of the record: what was done about something, when, by whom, and the proof that nobody rewrote it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import path
from django.utils import timezone

from sharewell.directory import queries
from sharewell.ledger import entries, history
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound
from sharewell.web import detail_words
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
    each = "each" in http.GET
    context = {
        "found": found,
        "lines": [(one, 0) for one in found.entries] if each else _read_together(found.entries),
        "each": each,
        "names": names,
        "said": {one.leaf_id: detail_words.said(one.detail, names) for one in found.entries},
        "ref": ref,
    }
    return render(http, "record/about.html", context)


def _read_together(happened: Sequence[history.Happened]) -> list[tuple[history.Happened, int]]:
    """Give the entries with readings of one person that follow each other told once, and how many more there were."""
    lines: list[tuple[history.Happened, int]] = []
    for one in happened:
        last, more = lines[-1] if lines else (None, 0)
        is_same = last is not None and (last.event, last.practitioner_id) == (one.event, one.practitioner_id)
        if last is not None and is_same and one.event.endswith(".viewed"):
            lines[-1] = (last, more + 1)
        else:
            lines.append((one, 0))
    return lines


@page(Permission.READ_RECORD)
def proof(http: Any, ref: UUID, leaf: UUID) -> HttpResponse:
    """Give one entry with its proof as a file that anyone can check without this system."""
    try:
        text = history.proof_file(http.actor, ref, leaf)
    except LookupError:
        raise NotFound from None
    entries.append(actor=http.actor, event="history.viewed", about=[ref], detail={"as": "file"}, at=timezone.now())
    return HttpResponse(
        text,
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="proof.txt"'},
    )


paths = [
    path("record", own, name="record"),
    path("record/<uuid:ref>", about, name="record-about"),
    path("record/<uuid:ref>/proof/<uuid:leaf>", proof, name="record-proof"),
]
