"""Advice without a name: asking a named adviser, giving advice, reading what came back."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.directory import queries as directory
from sharewell.rules.access import ROLES, Permission
from sharewell.sharing import consultations, leak_guard, queries, without_names
from sharewell.web.page import key_of, page, render


class AdviceForm(forms.Form):
    """A question to a named adviser."""

    adviser = forms.ChoiceField(
        label="Whom do you ask?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose an adviser", "invalid_choice": "Choose an adviser who is here today"},
    )
    question = forms.CharField(
        label="Your question, without names",
        help_text="Say “the child”, “the mother”. Leave out dates, numbers and places that would tell who it is",
        widget=forms.Textarea,
        error_messages={"required": "Write your question"},
    )


@page(Permission.ANSWER_REQUEST)
def ask(http: Any, ref: UUID) -> HttpResponse:
    """Ask an adviser about a request; words that would identify are shown and replaced before it goes."""
    found = queries.one(http.actor, ref)
    form = AdviceForm(http.POST or None)
    advisers = [one for one in directory.advisers() if one.id != http.actor.practitioner_id]
    form.fields["adviser"].choices = [  # type: ignore[attr-defined]
        (str(one.id), f"{one.full_name}, {one.job_title or ROLES.get(one.role, '')}, {one.agency.name}")
        for one in advisers
    ]
    key = key_of(http) if http.method == "POST" else uuid4()
    context: dict[str, Any] = {"form": form, "information_request": found, "key": key}
    if http.method != "POST" or not form.is_valid() or "back" in http.POST:
        return render(http, "sharing/advice_ask.html", context)
    text = form.cleaned_data["question"]
    people = [without_names.Meant(f"{one.given_name} {one.family_name}", one.relation) for one in found.subjects.all()]
    telling = without_names.telling_words(text, people)
    if telling and "as_it_is" not in http.POST:
        context |= {"telling": telling, "replaced": without_names.replaced(text, telling)}
        return render(http, "sharing/advice_names.html", context)
    try:
        consultations.ask(
            actor=http.actor,
            key=key,
            adviser_id=UUID(form.cleaned_data["adviser"]),
            question=text,
            request_id=ref,
            draft_id=None,
            at=timezone.now(),
        )
    except (leak_guard.WouldLeak, consultations.NotAsked) as refusal:
        form.add_error("question", f"{refusal.title}. Take it out: advice never needs it.")
        return render(http, "sharing/advice_ask.html", context, status=400)
    messages.success(http, "Your question was sent. The clock of the request keeps running.")
    return redirect("request", ref=ref)


@page(Permission.GIVE_ADVICE)
def give(http: Any) -> HttpResponse:
    """Show an adviser the questions put to them; take an answer."""
    errors: dict[str, str] = {}
    typed: dict[str, str] = {}
    if http.method == "POST":
        asked, text = http.POST.get("question", ""), http.POST.get("answer", "")
        try:
            consultations.answer(actor=http.actor, consultation_id=_ref(asked), text=text, at=timezone.now())
        except consultations.NotAsked as refusal:
            errors, typed = {f"answer_{asked}": refusal.next_step}, {f"answer_{asked}": text}
        else:
            messages.success(http, "Your advice was sent.")
            return redirect("advice")
    context = {"asked": consultations.put_to(http.actor), "errors": errors, "typed": typed}
    return render(http, "sharing/advice.html", context, status=400 if errors else 200)


def _ref(text: str) -> UUID:
    """Give a reference that a form carries; one that is none finds nothing."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


@page(Permission.ASK_ADVICE)
def own(http: Any) -> HttpResponse:
    """Show the questions the practitioner asked, and the answers."""
    return render(http, "sharing/advice_own.html", {"asked": consultations.asked_by_us(http.actor)})


@page(Permission.ASK_ADVICE)
def read(http: Any, ref: UUID) -> HttpResponse:
    """Show one question with its answer, and the request it was about."""
    found = consultations.read(actor=http.actor, consultation_id=ref, at=timezone.now())
    return render(http, "sharing/advice_read.html", {"one": found})


paths = [
    path("requests/<uuid:ref>/advice", ask, name="request-advice"),
    path("advice", give, name="advice"),
    path("advice/asked", own, name="advice-asked"),
    path("advice/<uuid:ref>", read, name="advice-read"),
]
