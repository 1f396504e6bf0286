"""Sharing in haste: no field is required, nothing waits for advice; what was told by telephone is noted here."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.timezone import localdate

from sharewell.directory import queries as directory
from sharewell.rules.access import Permission
from sharewell.sharing import decisions, leak_guard, queries, requests
from sharewell.sharing.items import KINDS, Item
from sharewell.web.page import key_of, page, render
from sharewell.web.sharing import choosing, judging, own_entries

HOW = {"told": "I have told them by telephone or in person: note it", "here": "Send it here now"}


@page(Permission.ANSWER_REQUEST)
def urgent(http: Any, ref: UUID) -> HttpResponse:
    """Share now, or note what was told; what is missing can be added to the record later."""
    at = timezone.now()
    requests.open_one(actor=http.actor, request_id=ref, at=at)
    found = queries.one(http.actor, ref)
    entries = own_entries.about(http.actor, found)
    chosen = [one for one in entries if str(one.id) in http.POST.getlist("entry")]
    context: dict[str, Any] = {
        "information_request": found,
        "entries": entries,
        "chosen": {one.id for one in chosen},
        "recipients": directory.practitioners_of(found.asking_agency_id, Permission.RECEIVE_DISCLOSURE),
        "said": http.POST,
        "how": HOW,
        "key": key_of(http) if http.method == "POST" else uuid4(),
        "errors": {},
    }
    if http.method != "POST":
        return render(http, "sharing/urgent.html", context)
    told = http.POST.get("how", "told" if not (chosen or http.POST.get("text", "").strip()) else "here") == "told"
    try:
        made = _record(http, found, chosen, told=told, key=context["key"], at=at)
    except leak_guard.WouldLeak:
        return render(http, "sharing/urgent.html", context | {"errors": {"text": judging.TELLS}}, status=400)
    except decisions.DecisionIncomplete:
        missing = "Write what they must know now, or tick an entry; or ring them and choose “I have told them”"
        return render(http, "sharing/urgent.html", context | {"errors": {"text": missing}}, status=400)
    messages.success(http, "It was noted." if told else "It was sent.")
    return redirect("decision", ref=made.id)


def _record(http: Any, request: Any, chosen: list[Any], *, told: bool, key: UUID, at: datetime) -> Any:
    items = choosing.items_from(choosing.whole(chosen, request), http.actor.agency_name)
    text = http.POST.get("text", "").strip()
    if text:
        kind = http.POST.get("kind", "")
        items.append(
            Item(
                text=text,
                kind=kind if kind in KINDS else "report",
                source=f"{http.actor.agency_name}, {'told by telephone or in person' if told else 'written in haste'}",
                subject_name="",
            )
        )
    return decisions.record(
        actor=http.actor,
        key=key,
        request_id=request.id,
        outcome="part",
        reasons=http.POST.get("reasons", ""),
        tests={},
        advice=judging.advice_to_keep(http.actor, request, localdate(at)),
        departure_reason="",
        items=items,
        recipient_id=_recipient(http, request),
        covering_note="",
        message="",
        record_ids=own_entries.records_named(request),
        is_urgent=True,
        told_at=_told_at(http, at) if told else None,
        at=at,
    )


def _recipient(http: Any, request: Any) -> UUID:
    able = directory.practitioners_of(request.asking_agency_id, Permission.RECEIVE_DISCLOSURE)
    chosen = next((one.id for one in able if str(one.id) == http.POST.get("recipient", "")), None)
    return chosen or UUID(str(request.asked_by_id))


def _told_at(http: Any, at: datetime) -> datetime:
    """Give when it was told: the time written, if it can be read, of today or of yesterday evening; else now."""
    local = timezone.localtime(at)
    try:
        said = datetime.strptime(http.POST.get("told", "").strip().replace(".", ":"), "%H:%M")  # noqa: DTZ007 (below)
    except ValueError:
        return at
    told = local.replace(hour=said.hour, minute=said.minute, second=0, microsecond=0)
    return told if told <= local else told - timedelta(days=1)


paths = [path("requests/<uuid:ref>/urgent", urgent, name="request-urgent")]
