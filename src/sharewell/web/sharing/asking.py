"""Asking agencies from an enquiry: whom and about whom, what and why; one request for each agency."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.timezone import localdate

from sharewell.cases import enquiries, queries, ratings
from sharewell.directory import clocks
from sharewell.directory import queries as directory
from sharewell.directory.local.notes import level_names
from sharewell.people import identity
from sharewell.rules.access import Permission
from sharewell.rules.refusals import SomeoneWasFirst
from sharewell.sharing import leak_guard, request_terms, requests, working_papers
from sharewell.sharing import queries as sharing
from sharewell.web.guide import local_names
from sharewell.web.page import key_of, page, render
from sharewell.web.sharing.asking_forms import WhatForm, WhomForm, as_kept, questions_name

CONFLICT = 409


@page(Permission.ASK_AGENCY)
def whom(http: Any, ref: UUID) -> HttpResponse:
    """Choose which agencies are asked, and about whom."""
    at = timezone.now()
    enquiry = enquiries.read(actor=http.actor, enquiry_id=ref, at=at)
    people = list(queries.people_of(enquiry))
    paper = working_papers.read(http.actor, ref)
    form = _whom_form(http, people, paper, at)
    clash = None
    if http.method == "POST" and form.is_valid():
        try:
            _keep(http, ref, paper, form.cleaned_data, at)
            return redirect("request-ask-what", ref=ref)
        except SomeoneWasFirst as first:
            clash = first
    context = {
        "form": form,
        "enquiry": enquiry,
        "paper": paper,
        "clash": clash,
        "sent": sharing.of_enquiry(http.actor, ref),
    }
    return render(http, "sharing/ask_whom.html", context, status=CONFLICT if clash else 200)


@page(Permission.ASK_AGENCY)
def what(http: Any, ref: UUID) -> HttpResponse:
    """Say what is asked and why; keep the words; check them; send one request to each agency."""
    at = timezone.now()
    enquiry = enquiries.read(actor=http.actor, enquiry_id=ref, at=at)
    paper = working_papers.read(http.actor, ref)
    chosen = _chosen(http, enquiry, paper, at)
    if not chosen["agencies"] or not chosen["people"]:
        return redirect("request-ask", ref=ref)
    form = _what_form(http, enquiry, chosen["agencies"], paper, at)
    context = chosen | {
        "form": form,
        "enquiry": enquiry,
        "paper": paper,
        "key": key_of(http) if http.method == "POST" else uuid4(),
        "meaning": request_terms.MEANING,
        "questions": {str(one.id): form[questions_name(one.code)] for one in chosen["agencies"]},
        "sent": sharing.of_enquiry(http.actor, ref),
    }
    if http.method != "POST":
        return render(http, "sharing/ask_what.html", context)
    try:
        context["paper"] = _keep(http, ref, paper, as_kept(form), at)
    except SomeoneWasFirst as clash:
        return render(http, "sharing/ask_what.html", context | {"clash": clash}, status=CONFLICT)
    if "save" in http.POST:
        messages.success(http, "What you wrote is kept. Nothing was sent.")
        return redirect("hub-enquiry", ref=ref)
    if not form.is_valid() or "back" in http.POST:
        return render(http, "sharing/ask_what.html", context)
    return _send_all(http, context, form, at) if "send" in http.POST else _check(http, context, form)


def _whom_form(http: Any, people: Sequence[Any], paper: Any, at: datetime) -> WhomForm:
    begun = paper.words if paper else {}
    children = [str(one.id) for one in people if one.role in ("child", "unborn")]
    initial = {"agencies": begun.get("agencies", []), "subjects": begun.get("subjects") or children}
    others = [one for one in directory.agencies(localdate(at)).order_by("name") if one.id != http.actor.agency_id]
    form = WhomForm(http.POST or None, initial=initial)
    form.offer(agencies=others, known=_known_to_work(http, people), people=people)
    return form


def _known_to_work(http: Any, people: Sequence[Any]) -> set[UUID]:
    """Give the agencies with a record that the hub has confirmed to be of one of these people."""
    identified = [one.person_id for one in people if one.person_id]
    return {agency for person in identified for _, agency in identity.confirmed_records(http.actor, person)}


def _chosen(http: Any, enquiry: Any, paper: Any, at: datetime) -> dict[str, Any]:
    words = paper.words if paper else {}
    # The check carries them along: a second click comes after the first has sent them and wiped the paper.
    asked = http.POST.getlist("agencies") or words.get("agencies", [])
    about = http.POST.getlist("subjects") or words.get("subjects", [])
    agencies = [one for one in directory.agencies(localdate(at)) if str(one.id) in asked]
    people = [one for one in queries.people_of(enquiry) if str(one.id) in about]
    return {"agencies": [one for one in agencies if one.id != http.actor.agency_id], "people": people}


def _what_form(http: Any, enquiry: Any, agencies: Sequence[Any], paper: Any, at: datetime) -> WhatForm:
    rating = ratings.latest(enquiry)
    hours = clocks.working_hours(http.actor.agency_id, localdate(at))
    due = rating.due_at if rating and rating.due_at and rating.due_at > at else hours.after_working_days(at, 1)
    words = dict(paper.words) if paper else {}
    initial = {"due": timezone.localtime(due).strftime("%d/%m/%Y %H:%M")} | {
        name: text for name, text in words.items() if text
    }
    form = WhatForm(http.POST or None, initial=initial, agencies=agencies, now=at)
    local_names.onto(form, level_names(http.actor.agency_id, timezone.localdate(at)), "level")
    return form


def _keep(http: Any, ref: UUID, paper: Any, words: dict[str, Any], at: datetime) -> Any:
    """Keep the words of one page beside those of the other."""
    try:
        version = int(http.POST.get("paper", 0))
    except ValueError:
        version = 0
    together = (dict(paper.words) if paper else {}) | words
    return working_papers.save(actor=http.actor, about=ref, words=together, version=version, at=at)


def _check(http: Any, context: dict[str, Any], form: WhatForm) -> HttpResponse:
    asked = [(one, form.lines(one.code)) for one in context["agencies"]]
    vague = [text for _, lines in asked for text in lines if request_terms.asks_for_everything(text)]
    wording = {
        "asked": asked,
        "vague": vague,
        "purposes": request_terms.PURPOSES,
        "bases": request_terms.BASES,
        "levels": request_terms.LEVELS,
        "family": request_terms.FAMILY,
    }
    return render(http, "sharing/ask_check.html", context | wording)


def _send_all(http: Any, context: dict[str, Any], form: WhatForm, at: datetime) -> HttpResponse:
    try:
        for agency in context["agencies"]:
            _send(http, key=uuid5(context["key"], agency.code), context=context, agency=agency, form=form, at=at)
    except requests.NotAsked as refusal:
        form.add_error("legal_basis", refusal.next_step)
    except leak_guard.WouldLeak as leak:
        form.add_error("purpose_text", f"{leak.title}. Take the place out of your words and questions")
    else:
        working_papers.clear(actor=http.actor, about=context["enquiry"].id, at=at)
        count = len(context["agencies"])
        messages.success(http, f"Sent to {count} agenc{'y' if count == 1 else 'ies'}.")
        return redirect("hub-picture", ref=context["enquiry"].id)
    return render(http, "sharing/ask_what.html", context, status=400)


def _send(http: Any, *, key: UUID, context: dict[str, Any], agency: Any, form: WhatForm, at: datetime) -> None:
    given = form.cleaned_data
    requests.ask(
        actor=http.actor,
        key=key,
        enquiry_id=context["enquiry"].id,
        asked_agency_id=agency.id,
        purpose=given["purpose"],
        purpose_text=given["purpose_text"],
        legal_basis=given["legal_basis"],
        basis_reason=given["basis_reason"],
        level=given["level"],
        questions=form.lines(agency.code),
        subjects=[_subject(http, one, agency.id) for one in context["people"]],
        period_from=given["period_from"],
        period_to=given["period_to"],
        due_at=given["due"],
        family_knows=given["family_knows"],
        family_note=given["family_note"],
        handling=given["handling"],
        at=at,
    )


def _subject(http: Any, one: Any, agency_id: UUID) -> requests.Subject:
    """Give the fewest identifiers: name and birth date, and the asked agency's own record if it was confirmed."""
    meant = one.contact_person
    records = []
    if one.person_id:
        confirmed = identity.confirmed_records(http.actor, one.person_id)
        records = [record for record, agency in confirmed if agency == agency_id]
    return requests.Subject(
        given_name=meant.given_name,
        family_name=meant.family_name,
        relation=one.role or meant.kind,
        born_on=meant.born_on,
        birth_accuracy=meant.birth_accuracy,
        due_on=meant.due_on,
        person_id=one.person_id,
        record_ids=records,
        is_address_protected=meant.is_address_protected,
    )


paths = [
    path("hub/enquiry/<uuid:ref>/ask", whom, name="request-ask"),
    path("hub/enquiry/<uuid:ref>/ask/what", what, name="request-ask-what"),
]
