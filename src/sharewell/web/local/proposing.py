"""Proposing a change to a local value: of an entry, of a new one, its end, or a number corrected at once."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.directory import contact_points
from sharewell.directory.local import proposing, standing, urgent, waiting, whose
from sharewell.directory.local.kinds import KINDS
from sharewell.directory.local.kinds.kind import NotUsable
from sharewell.directory.local.kinds.number import new_code
from sharewell.notices import post
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound, SomeoneWasFirst
from sharewell.web.local import forms as local_forms
from sharewell.web.page import key_of, page, render

PARTNERSHIP = "partnership"
GROUND = ("source", "reason", "checked_on")


@page(Permission.EDIT_DIRECTORY)
def change(http: Any, ref: UUID) -> HttpResponse:
    """Propose another value for an entry."""
    return _about_an_entry(http, ref, "local/change.html", proposing.propose)


@page(Permission.EDIT_DIRECTORY)
def end(http: Any, ref: UUID) -> HttpResponse:
    """Propose that an entry ends, with nothing in its place."""
    return _about_an_entry(http, ref, "local/end.html", proposing.propose, ends=True)


@page(Permission.CORRECT_NUMBER_AT_ONCE)
def correct(http: Any, ref: UUID) -> HttpResponse:
    """Correct a telephone number at once; a second person looks afterwards."""
    return _about_an_entry(http, ref, "local/correct.html", urgent.correct, at_once=True)


def _about_an_entry(
    http: Any, ref: UUID, template: str, deed: Callable[..., Any], *, ends: bool = False, at_once: bool = False
) -> HttpResponse:
    found = standing.history(standing.one(http.actor, ref))
    entry = next((one for one in found if not one.was_called_off), found[0])  # what stands last is what is replaced
    if at_once and entry.kind.id != "number":
        raise NotFound
    whose.require(http.actor, entry.agency_id)
    entry.kind.refuse_change(entry.kind.series(entry.agency_id, entry.key))
    typed = {} if ends else entry.kind.typed(entry.key, entry.value)
    form = local_forms.form_for(entry.kind.id, entry.key, http.POST or None, typed | _today())
    if ends:
        form.fields.clear()
    local_forms.add_ground(form, at_once=at_once)
    others = [one for one in waiting.about(http.actor, entry) if one.is_open]
    context = {"form": form, "entry": entry, "others": others, "key": _key(http)}
    if http.method != "POST" or not form.is_valid():
        return render(http, template, context)

    def wish() -> proposing.Wish:
        value = None if ends else entry.kind.read(entry.key, typed | _strings(form))
        return proposing.Wish(
            kind=entry.kind.id,
            agency_id=entry.agency_id,
            key=entry.key,
            replaces_id=_id(http.POST.get("replaces", "")) or entry.id,
            value=value,
            **_ground(form),
        )

    more = {"was_rung": form.cleaned_data["was_rung"]} if at_once else {}
    return _proposed(http, template, context, wish, partial(deed, **more))


@page(Permission.EDIT_DIRECTORY)
def new(http: Any, kind: str) -> HttpResponse:
    """Propose an entry that is not there yet."""
    form = local_forms.form_for(kind, "", http.POST if "source" in http.POST else None, _today() | _begun(http))
    local_forms.add_new(form, kind, _owners(http))
    local_forms.add_ground(form)
    context = {"form": form, "kind": KINDS[kind], "others": [], "key": _key(http), "keys": KINDS[kind].keys()}
    if http.method != "POST" or not form.is_valid():
        return render(http, "local/new.html", context)

    def wish() -> proposing.Wish:
        key = new_code() if kind == "number" else _key_of_note(form.cleaned_data["key"], KINDS[kind].keys())
        value = KINDS[kind].read(key, _strings(form))
        owner = form.cleaned_data.get("owner", PARTNERSHIP)
        agency_id = None if owner == PARTNERSHIP else UUID(owner)
        return proposing.Wish(kind=kind, agency_id=agency_id, key=key, replaces_id=None, value=value, **_ground(form))

    return _proposed(http, "local/new.html", context, wish, proposing.propose)


def _proposed(
    http: Any, template: str, context: dict[str, Any], wish: Callable[[], proposing.Wish], deed: Callable[..., Any]
) -> HttpResponse:
    at, form = timezone.now(), context["form"]
    try:
        with transaction.atomic():
            change = deed(actor=http.actor, form_key=context["key"], wish=wish(), seen=_seen(http), at=at)
    except NotUsable as refusal:
        for field, what in refusal.fields.items():
            form.add_error(field if field in form.fields else None, what)
        return render(http, template, context)
    except SomeoneWasFirst as refusal:
        return render(http, template, context | {"refusal": refusal}, status=409)
    _tell(http, change, at)
    if change.is_urgent:
        transaction.on_commit(lambda: contact_points.publish(at))
        messages.success(
            http, "The new number is shown now, with the one before it. A colleague has been asked to look."
        )
    else:
        messages.success(http, "Proposed. Nothing changes until a second person has approved it.")
    return redirect("local-change", ref=change.id)


def _tell(http: Any, change: Any, at: Any) -> None:
    if change.proposed_at != at:
        return  # the same form twice: they have been told
    for person in waiting.second_people(change):
        post.tell(
            actor=http.actor,
            agency_id=person.agency_id,
            practitioner_id=person.id,
            kind="local_change_waits",
            about=change.id,
            at=at,
        )


def _ground(form: forms.Form) -> dict[str, Any]:
    ground = {name: form.cleaned_data[name] for name in GROUND}
    return ground | {"valid_from": form.cleaned_data.get("valid_from") or timezone.localdate()}


def _owners(http: Any) -> dict[str, str]:
    own = {str(agency.id): agency.name for agency in whose.of_the_same_controller(http.actor.agency_id)}
    return ({PARTNERSHIP: "The whole partnership"} if whose.may_change(http.actor, None) else {}) | own


def _key_of_note(typed: str, keys: dict[str, str]) -> str:
    """Take a rule by its name in the rulebook, without the word that tells rules from routes."""
    typed = typed.strip()
    return f"rule:{typed}" if typed not in keys and f"rule:{typed}" in keys else typed


def _begun(http: Any) -> dict[str, str]:
    """Give what another page began a new entry with: the rule that a note is to stand beside."""
    return {"key": http.POST["rule"]} if "rule" in http.POST else {}


def _today() -> dict[str, str]:
    return {"checked_on": f"{timezone.localdate():%d/%m/%Y}"}


def _strings(form: forms.Form) -> dict[str, str]:
    return {name: str(value) for name, value in form.cleaned_data.items()}


def _key(http: Any) -> UUID:
    return key_of(http) if http.method == "POST" else uuid4()


def _seen(http: Any) -> list[UUID]:
    return [seen for one in http.POST.getlist("seen") if (seen := _id(one)) is not None]


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None  # what is not an id was not shown


paths = [path(f"local/new/{kind}", new, {"kind": kind}, name=f"local-new-{kind}") for kind in KINDS]
paths += [
    path("local/<uuid:ref>/change", change, name="local-entry-change"),
    path("local/<uuid:ref>/end", end, name="local-entry-end"),
    path("local/<uuid:ref>/correct", correct, name="local-entry-correct"),
]
