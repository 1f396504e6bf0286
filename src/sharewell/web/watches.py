"""One's watches for other agencies, of both kinds on one page: read, answered whether it helped, ended."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.base.actor import Actor
from sharewell.cases import watching as enquiry_watching
from sharewell.directory import queries as directory
from sharewell.involvement import brokering, record_watching, watching, who_else
from sharewell.involvement.watching import Usefulness, Watches
from sharewell.rules.access import Permission, may
from sharewell.rules.refusals import NotFound
from sharewell.web import wording
from sharewell.web.page import page, render


class WatchForm(forms.Form):
    """To what end, why, and until when."""

    purpose = forms.ChoiceField(
        label="What for?",
        choices=list(brokering.PURPOSES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is for"},
    )
    reason = forms.CharField(
        label="Why do you need to be told?",
        help_text="A few words. This is kept, and the family may one day read it",
        widget=forms.Textarea,
        error_messages={"required": "Write down why you need to be told"},
    )
    until = forms.DateField(
        label="Until which day?",
        help_text="For example 23/12/2026",
        input_formats=wording.TYPED_DAYS,
        error_messages={"required": "Enter the last day of the watch", "invalid": "Enter a day, like 23/11/2026"},
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """One watch as it is shown: on whom, what ends it besides its last day, and its news, newest first."""

    watch: Any
    title: str
    or_until: str
    news: list[tuple[Any, Any, str]]  # the news, its pointer, the agency's name


@page(Permission.WATCH)
def watches(http: Any) -> HttpResponse:
    """Show one's watches and what they told; take whether it helped, or end one."""
    if http.method == "POST":
        _take(http)
        return redirect("watches")
    at = timezone.now()
    context = {
        "watches": list(_shown(http.actor, at)),
        "ends": watching.ENDS,
        "purposes": brokering.PURPOSES,
        "useful": _useful(http.actor),
    }
    return render(http, "people/watches.html", context)


def last_day(actor: Actor, today: date) -> date:
    """Give the last day that a watch may have which is set today."""
    return today + timedelta(days=watching.longest(actor.agency_id, today))


def _kinds(actor: Actor) -> list[Watches]:
    on_records = record_watching.WATCHES
    return [enquiry_watching.WATCHES, on_records] if may(actor.role, Permission.ASK_WHO_ELSE) else [on_records]


def _shown(actor: Actor, at: datetime) -> Iterator[Shown]:
    agencies = {agency.id: agency.name for agency in directory.agencies()}
    for kind in _kinds(actor):
        for watch in kind.own(actor=actor, at=at):
            told = sorted(watch.news.all(), key=lambda one: one.told_at, reverse=True)
            news = [(one, who_else.pointer_of(one.pointer), agencies.get(one.source_agency_id, "")) for one in told]
            if kind is record_watching.WATCHES:
                yield Shown(watch, _named(watch.record), "until your agency’s work with them ends", news)
            else:
                title = f"{watch.person.full_name}, {watch.enquiry.contact.reference}"
                yield Shown(watch, title, "until the enquiry is concluded", news)


def _named(record: Any) -> str:
    name = " ".join(part for part in (record.given_name, record.family_name) if part) or "Name not known"
    return f"{name} ({record.source_ref})"


def _useful(actor: Actor) -> Usefulness:
    counted = [kind.usefulness(actor) for kind in _kinds(actor)]
    return Usefulness(
        told=sum(one.told for one in counted),
        opened=sum(one.opened for one in counted),
        answered=sum(one.answered for one in counted),
        helped=sum(one.helped for one in counted),
        acted=sum(one.acted for one in counted),
    )


def _take(http: Any) -> None:
    """Take one button's word: whether a piece of news helped, or that a watch is over."""
    try:
        ref = UUID(http.POST.get("ref", ""))
    except ValueError:
        raise NotFound from None
    choice = http.POST.get("choice", "")
    if choice not in ("acted", "yes", "no", "end"):
        raise NotFound
    for kind in _kinds(http.actor):
        try:
            _do(kind, http.actor, ref, choice)
        except NotFound:
            continue
        messages.success(http, "The watch has ended." if choice == "end" else "Thank you. That is noted.")
        return
    raise NotFound


def _do(kind: Watches, actor: Actor, ref: UUID, choice: str) -> None:
    at = timezone.now()
    if choice == "end":
        kind.end(actor=actor, watch_id=ref, at=at)
    else:
        kind.answer(actor=actor, news_id=ref, helped=choice != "no", acted=choice == "acted", at=at)


paths = [path("watches", watches, name="watches")]
