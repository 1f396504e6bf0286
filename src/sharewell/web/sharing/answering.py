"""The asked agency's pages: what was asked, the conversation, advice without a name."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.directory import queries as directory
from sharewell.directory.local.notes import notes_beside
from sharewell.rules.access import Permission
from sharewell.sharing import (
    consultations,
    conversations,
    escalations,
    fact_finding,
    queries,
    request_terms,
    requests,
    without_names,
)
from sharewell.web.page import key_of, page, render


@page(Permission.ANSWER_REQUEST)
def index(http: Any) -> HttpResponse:
    """Show the requests put to the practitioner's agency."""
    at = timezone.now()
    found = list(queries.put_to_us(http.actor))
    open_ones = [one for one in found if one.state in queries.OPEN_STATES]
    done = [one for one in found if one.state not in queries.OPEN_STATES]
    overdue = {one.id for one in open_ones if queries.is_overdue(one, at)}
    return render(http, "sharing/requests.html", {"open_ones": open_ones, "done": done, "overdue": overdue})


@page(Permission.ANSWER_REQUEST)
def request(http: Any, ref: UUID) -> HttpResponse:
    """Open a request: what is asked, why, on which basis, and what to do next."""
    at = timezone.now()
    requests.open_one(actor=http.actor, request_id=ref, at=at)
    found = queries.one(http.actor, ref)
    finding = fact_finding.for_request(http.actor, ref)
    context = {
        "information_request": found,
        "purposes": request_terms.PURPOSES,
        "bases": request_terms.BASES,
        "levels": request_terms.LEVELS,
        "family": request_terms.FAMILY,
        "overdue": queries.is_overdue(found, at),
        "finding": finding,
        "notes": notes_beside(finding.advice if finding else None, http.actor.agency_id, timezone.localdate(at)),
        "decisions": queries.decisions_about(http.actor, ref),
        "conversation": queries.messages_of(http.actor, ref),
        "advice_asked": consultations.about_request(http.actor, ref),
        "key": uuid4(),
    }
    return render(http, "sharing/request.html", context)


@page(Permission.RECEIVE_DISCLOSURE)
def write(http: Any, ref: UUID) -> HttpResponse:
    """Write to the other party of a request."""
    found = queries.one(http.actor, ref)
    if http.method == "POST":
        text = http.POST.get("text", "")
        conversations.write(actor=http.actor, key=key_of(http), request_id=ref, text=text, at=timezone.now())
        messages.success(http, "Your message was sent.")
    return redirect("request" if found.asked_agency_id == http.actor.agency_id else "request-sent", ref=ref)


@page(Permission.ASK_AGENCY)
def sent(http: Any, ref: UUID) -> HttpResponse:
    """Show the hub a request it made: where it stands, what came back, the conversation."""
    at = timezone.now()
    found = queries.one(http.actor, ref)
    if http.method == "POST" and "escalate" in http.POST:
        escalations.escalate(actor=http.actor, request_id=ref, reason=http.POST.get("reason", ""), at=at)
        messages.success(http, "It was escalated: a manager of the hub and the agency have been told.")
        return redirect("request-sent", ref=ref)
    context = {
        "information_request": found,
        "purposes": request_terms.PURPOSES,
        "bases": request_terms.BASES,
        "overdue": queries.is_overdue(found, at),
        "conversation": queries.messages_of(http.actor, ref),
        "disclosures": queries.disclosures_about(http.actor, ref),
        "key": uuid4(),
    }
    return render(http, "sharing/request_sent.html", context)


class AdviceForm(forms.Form):
    """A question to a named adviser."""

    adviser = forms.ChoiceField(
        label="Whom do you ask?", widget=forms.RadioSelect, error_messages={"required": "Choose an adviser"}
    )
    question = forms.CharField(
        label="Your question, without names",
        help_text="Say “the child”, “the mother”. Leave out dates, numbers and places that would tell who it is",
        widget=forms.Textarea,
        error_messages={"required": "Write your question"},
    )


@page(Permission.ASK_ADVICE)
def ask_advice(http: Any, ref: UUID) -> HttpResponse:
    """Ask an adviser; words that would identify are shown and replaced before it goes."""
    at = timezone.now()
    found = queries.one(http.actor, ref)
    form = AdviceForm(http.POST or None)
    advisers = [(str(one.id), f"{one.full_name}, {one.agency.name}") for one in directory.advisers()]
    form.fields["adviser"].choices = advisers  # type: ignore[attr-defined]
    key = key_of(http) if http.method == "POST" else uuid4()
    identifying: list[str] = []
    if http.method == "POST" and form.is_valid():
        people = [
            without_names.Meant(f"{one.given_name} {one.family_name}", one.relation) for one in found.subjects.all()
        ]
        text = form.cleaned_data["question"]
        telling = without_names.telling_words(text, people)
        identifying = [one.text for one in telling]
        if identifying and "as_it_is" not in http.POST and "replaced" not in http.POST:
            replaced = without_names.replaced(text, telling)
            return render(
                http,
                "sharing/advice_names.html",
                {
                    "form": form,
                    "identifying": identifying,
                    "replaced": replaced,
                    "information_request": found,
                    "key": key,
                },
            )
        if "replaced" in http.POST:
            text = http.POST.get("replaced_text", text)
        consultations.ask(
            actor=http.actor,
            key=key,
            adviser_id=UUID(form.cleaned_data["adviser"]),
            question=text,
            request_id=ref,
            draft_id=None,
            at=at,
        )
        messages.success(http, "Your question was sent. The clock of the request keeps running.")
        return redirect("request", ref=ref)
    return render(http, "sharing/advice_ask.html", {"form": form, "information_request": found, "key": key})


@page(Permission.GIVE_ADVICE)
def advice(http: Any) -> HttpResponse:
    """Show an adviser the questions put to them; take an answer."""
    if http.method == "POST":
        consultations.answer(
            actor=http.actor,
            consultation_id=UUID(http.POST.get("question", "")),
            text=http.POST.get("answer", ""),
            at=timezone.now(),
        )
        messages.success(http, "Your advice was sent.")
        return redirect("advice")
    return render(http, "sharing/advice.html", {"asked": consultations.put_to(http.actor)})


paths = [
    path("requests", index, name="requests"),
    path("requests/<uuid:ref>", request, name="request"),
    path("requests/<uuid:ref>/write", write, name="request-write"),
    path("requests/<uuid:ref>/advice", ask_advice, name="request-advice"),
    path("requests/<uuid:ref>/sent", sent, name="request-sent"),
    path("advice", advice, name="advice"),
]
