"""Pages that take the concern, step by step; every one saves, whatever was typed."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.cases import contacts, drafts
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound
from sharewell.web.concern import doubts, steps
from sharewell.web.page import page, render


@page(Permission.RAISE_CONCERN)
def new(http: Any) -> HttpResponse:
    """Ask the first question: is anyone in danger?"""
    form = steps.DangerForm(http.POST or None)
    if http.method == "POST":
        draft_id = _uuid_of(http.POST.get("draft", ""))
        if form.is_valid():
            draft = drafts.start(actor=http.actor, draft_id=draft_id, at=timezone.now())
            kept = drafts.answers_of(draft, "danger") | {"danger": form.cleaned_data["danger"]}
            _save(http, draft, "danger", kept)
            if form.cleaned_data["danger"] == "yes":
                return redirect("concern-danger", draft=draft.id)
            return redirect("concern-people", draft=draft.id)
        return render(http, "concern/new.html", {"form": form, "draft_id": draft_id})
    return render(http, "concern/new.html", {"form": form, "draft_id": uuid4(), "drafts": drafts.own(http.actor)[:5]})


@page(Permission.RAISE_CONCERN)
def danger(http: Any, draft: UUID) -> HttpResponse:
    """Say 999 first; take what was done, if anything is written."""
    found = drafts.read(http.actor, draft)
    kept = drafts.answers_of(found, "danger")
    form = steps.DangerDoneForm(http.POST or None, initial=kept)
    if http.method == "POST":
        saved = _save(http, found, "danger", kept | {"action": http.POST.get("action", "")})
        if isinstance(saved, HttpResponse):
            return saved
        return redirect("concern-urgent" if "short" in http.POST else "concern-people", draft=draft)
    return render(http, "concern/danger.html", {"form": form, "draft": found})


@page(Permission.RAISE_CONCERN)
def urgent(http: Any, draft: UUID) -> HttpResponse:
    """The short way: who and what on one page, then send."""
    found = drafts.read(http.actor, draft)
    initial = {"who": _noted_person(found), "what": drafts.answers_of(found, "seen").get("observed", "")}
    form = steps.UrgentForm(http.POST or None, initial=initial)
    if http.method == "POST":
        typed = {"who": http.POST.get("who", ""), "what": http.POST.get("what", "")}
        others = [one for one in drafts.people_of(found) if not one.get("urgent")]
        noted = [{"kind": "child", "note": typed["who"], "urgent": True}] if typed["who"].strip() else []
        saved = _save(http, found, "people", {"list": others + noted})
        if not isinstance(saved, HttpResponse):
            seen = drafts.answers_of(saved, "seen") | {"observed": typed["what"]}
            saved = _save(http, saved, "seen", seen)
        return saved if isinstance(saved, HttpResponse) else redirect("concern-check", draft=draft)
    return render(http, "concern/urgent.html", {"form": form, "draft": found})


@page(Permission.RAISE_CONCERN)
def people(http: Any, draft: UUID) -> HttpResponse:
    """List the people written down so far."""
    found = drafts.read(http.actor, draft)
    context = {"draft": found, "people": drafts.people_of(found), "kinds": dict(steps.KINDS)}
    return render(http, "concern/people.html", context)


@page(Permission.RAISE_CONCERN)
def person(http: Any, draft: UUID, number: int) -> HttpResponse:
    """Take one person; the number after the last adds one."""
    found = drafts.read(http.actor, draft)
    listed = drafts.people_of(found)
    if number < 1 or number > len(listed) + 1:
        raise NotFound
    is_new = number > len(listed)
    initial = _like_the_last(listed) if is_new else listed[number - 1]
    form = steps.PersonForm(http.POST or None, initial=initial)
    if http.method == "POST":
        if "remove" in http.POST:
            listed = [one for place, one in enumerate(listed, start=1) if place != number]
        else:
            typed = {name: str(http.POST.get(name, ""))[:300] for name in steps.PersonForm.base_fields}
            listed = [*listed[: number - 1], typed, *listed[number:]]
        saved = _save(http, found, "people", {"list": listed})
        if isinstance(saved, HttpResponse):
            return saved
        if "remove" not in http.POST and _has_new_doubts(form, before=initial):
            context = {"form": form, "draft": saved, "number": number, "is_new": False}
            return render(http, "concern/person.html", context)
        if "another" in http.POST:
            return redirect("concern-person", draft=draft, number=len(listed) + 1)
        return redirect("concern-people", draft=draft)
    return render(http, "concern/person.html", {"form": form, "draft": found, "number": number, "is_new": is_new})


def _step(name: str) -> Any:
    @page(Permission.RAISE_CONCERN)
    def show(http: Any, draft: UUID) -> HttpResponse:
        """Take one step's answers."""
        found = drafts.read(http.actor, draft)
        step = steps.BY_NAME[name]
        form: forms.Form = step.form(http.POST or None, initial=drafts.answers_of(found, name))
        if http.method == "POST":
            typed = {field: str(http.POST.get(field, "")) for field in step.form.base_fields}
            saved = _save(http, found, name, typed)
            if isinstance(saved, HttpResponse):
                return saved
            if form.is_valid():
                return _onward(saved, name)
        return render(http, "concern/step.html", {"form": form, "draft": found, "step": step} | _around(found, name))

    show.__name__ = f"step_{name}"
    return show


def _around(draft: Any, name: str) -> dict[str, Any]:
    """Give where a step stands on its route: what comes before it, and how many pages there are."""
    is_early_help = contacts.route_of(draft) == "early-help"
    return {
        "before": steps.preceding(name, is_early_help=is_early_help),
        "place": steps.place_of(name, is_early_help=is_early_help),
        "places": len(steps.wanted(is_early_help=is_early_help)),
        "hints": steps.ROUTE_HINTS,
    }


def _onward(draft: Any, name: str) -> HttpResponse:
    after = steps.following(name, is_early_help=contacts.route_of(draft) == "early-help")
    if after is None:
        return redirect("concern-guide", draft=draft.id)
    return redirect(f"concern-{after.name}", draft=draft.id)


def _save(http: Any, draft: Any, step: str, typed: Mapping[str, Any]) -> Any:
    """Save a page; gives the draft, or the answer to send at once (an autosave, or both texts of a clash)."""
    try:
        version = int(http.POST.get("version", draft.version))
    except ValueError:
        version = draft.version
    try:
        saved = drafts.save(
            actor=http.actor, draft_id=draft.id, step=step, answers=typed, version=version, at=timezone.now()
        )
    except drafts.WrittenElsewhere as clash:
        if http.POST.get("autosave"):
            return JsonResponse({"version": clash.version}, status=409)
        return render(http, "concern/both.html", {"clash": clash, "step": step, "action": http.path}, status=409)
    if http.POST.get("autosave"):
        return JsonResponse({"version": saved.version})
    return saved


def _has_new_doubts(form: forms.Form, *, before: Mapping[str, Any]) -> bool:
    """
    Put a doubt beside each field that was just typed and cannot be read; say whether there is any.

    Everything is saved by then, and the same text sent again goes on: a doubt never stops anybody.
    """
    typed = {name: str(form.data.get(name, "")).strip() for name in form.fields}
    found = doubts.about(typed, today=timezone.localdate())
    new = {name: said for name, said in found.items() if str(before.get(name, "")).strip() != typed[name]}
    for name, said in new.items():
        form.add_error(name, said)
    return bool(new)


def _like_the_last(listed: list[dict[str, Any]]) -> dict[str, Any]:
    """A brother or sister mostly shares family name and address: they are filled in, to be changed."""
    if not listed:
        return {"kind": "child"}
    return {name: listed[-1].get(name, "") for name in ("family", "address", "postcode", "protected", "kept_from")}


def _noted_person(draft: Any) -> str:
    return next((str(one.get("note", "")) for one in drafts.people_of(draft) if one.get("urgent")), "")


def _uuid_of(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


paths = [
    path("concern/new", new, name="concern-new"),
    path("concern/<uuid:draft>/danger", danger, name="concern-danger"),
    path("concern/<uuid:draft>/urgent", urgent, name="concern-urgent"),
    path("concern/<uuid:draft>/people", people, name="concern-people"),
    path("concern/<uuid:draft>/people/<int:number>", person, name="concern-person"),
    *[path(f"concern/<uuid:draft>/{step.name}", _step(step.name), name=f"concern-{step.name}") for step in steps.STEPS],
]
