"""Who is this: candidates from agencies' lists and among the hub's own people; a person judges each."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.cases import queries, recognising
from sharewell.matching import left
from sharewell.matching.candidates import MOST
from sharewell.matching.wording import STATES, SURENESS
from sharewell.people import identity, persons
from sharewell.people.lookup import search
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound
from sharewell.web.hub import looking
from sharewell.web.hub.looking import enquiry_person
from sharewell.web.page import page, render


@page(Permission.IDENTIFY_PERSON)
def identify(http: Any, ref: UUID, person: UUID) -> HttpResponse:
    """Show candidates from all agencies' lists, and the hub's own people who look alike."""
    at = timezone.now()
    sheet = queries.judged_person(http.actor, ref, person)
    found = looking.meant(sheet.first(queries.ONE_PERSON))
    read = looking.asked_of(found, at)
    asked = read.known
    refusal, result = None, None
    try:
        result = search.candidates(
            actor=http.actor, asked=asked, about=[ref], reason="Who is meant in this enquiry", at=at
        )
    except search.TooLittleToGoOn as too_little:
        refusal = too_little
    standing = sheet[queries.JUDGED]
    own = [found.person_id] if found.person_id else []
    context = {
        "found": found,
        "ref": ref,
        "read": read,
        "asked": asked,
        "left": left.to_find_by(asked),
        "most": MOST,
        "whose_number": left.of_different_people(one.candidate for one in result.found) if result else "",
        "not_compared": left.not_compared,
        "result": result,
        "refusal": refusal,
        "known_here": persons.known_like(actor=http.actor, asked=asked, without=own, at=at),
        "written": sheet[queries.JUDGED_AS_WRITTEN],
        "standing": standing,
        "judged": {one.record_id: one for one in standing if one.undone_at is None},
        "states": STATES,
        "sureness": SURENESS,
    }
    return render(http, "hub/identify.html", context)


class JudgementForm(forms.Form):
    """The same person or not, and why."""

    is_same = forms.ChoiceField(
        label="Is this record about the person you are looking for?",
        choices=[("yes", "Yes, the same person"), ("no", "No, a different person")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is the same person"},
    )
    reason = forms.CharField(
        label="Why do you think so?",
        help_text="For example: name, birth date and address are the same, and the school confirmed it by telephone",
        widget=forms.Textarea,
        error_messages={"required": "Write down why you think so. A wrong link can put a child at risk"},
    )


@page(Permission.IDENTIFY_PERSON)
def judge(http: Any, ref: UUID, person: UUID, record: UUID) -> HttpResponse:
    """Take a judgement about one record of an agency's list."""
    at = timezone.now()
    found = enquiry_person(http, ref, person)
    asked = looking.asked_of(found, at).known
    result = search.candidates(actor=http.actor, asked=asked, about=[ref], reason="Judging a candidate", at=at)
    shown = next((one for one in result.found if one.record_id == record), None)
    if shown is None:
        raise NotFound
    form = JudgementForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        try:
            whose = recognising.as_new(actor=http.actor, enquiry_id=ref, ref=person, known=asked, at=at)
            identity.judge(
                actor=http.actor,
                person_id=whose.id,
                record_id=record,
                record_agency_id=shown.agency_id,
                is_same=form.cleaned_data["is_same"] == "yes",
                reason=form.cleaned_data["reason"],
                evidence=_evidence(shown.candidate, shown.agency_name),
                at=at,
            )
            messages.success(http, "Your judgement was saved. You can undo it later.")
            return redirect("hub-identify", ref=ref, person=person)
        except identity.JudgementNeedsAReason as refusal:
            form.add_error("is_same", refusal.next_step)
    context = {"form": form, "candidate": shown.candidate, "whose": shown.agency_name, "found": found, "ref": ref}
    context |= {"asked": asked, "as_of": shown.as_of, "not_compared": left.not_compared}
    return render(http, "hub/judge.html", context | {"sureness": SURENESS})


@page(Permission.IDENTIFY_PERSON)
def known_here(http: Any, ref: UUID, person: UUID, other: UUID) -> HttpResponse:
    """Take a judgement that the sender means somebody the hub already knows."""
    at = timezone.now()
    found = enquiry_person(http, ref, person)
    asked = looking.asked_of(found, at).known
    alike = persons.known_like(actor=http.actor, asked=asked, at=at)
    candidate = next((one for one in alike if one.known.extra["person_id"] == str(other)), None)
    if candidate is None:
        raise NotFound
    form = JudgementForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        try:
            recognising.as_known(
                actor=http.actor,
                enquiry_id=ref,
                ref=person,
                person_id=other,
                is_same=form.cleaned_data["is_same"] == "yes",
                reason=form.cleaned_data["reason"],
                evidence=_evidence(candidate, "the hub"),
                at=at,
            )
            messages.success(http, "Your judgement was saved. You can undo it later.")
            return redirect("hub-identify", ref=ref, person=person)
        except (identity.JudgementNeedsAReason, recognising.IdentifiedAlready) as refusal:
            form.add_error("is_same", refusal.next_step)
    context = {"form": form, "candidate": candidate, "whose": "The hub", "found": found, "ref": ref}
    context |= {"asked": asked, "not_compared": left.not_compared}
    return render(http, "hub/judge.html", context | {"sureness": SURENESS})


def _evidence(candidate: Any, whose: str) -> dict[str, object]:
    """Keep what the page showed, so that it can be seen later on what the judgement rested."""
    named = " ".join(part for part in (candidate.known.given, candidate.known.family) if part) or "Name not known"
    return {
        "shown": f"{named}, {whose}",
        "agrees": list(candidate.agrees),
        "differs": list(candidate.differs),
        "rarity": candidate.rarity,
        "warnings": list(candidate.warnings),
        "sureness": candidate.sureness,
    }


@page(Permission.IDENTIFY_PERSON)
def none_of_these(http: Any, ref: UUID, person: UUID) -> HttpResponse:
    """Make the hub's own person when no record fits."""
    at = timezone.now()
    found = enquiry_person(http, ref, person)
    if http.method == "POST":
        known = looking.asked_of(found, at).known
        recognising.as_new(actor=http.actor, enquiry_id=ref, ref=person, known=known, at=at)
        messages.success(http, "Noted: nobody on the lists fits so far. You can look again later.")
    return redirect("hub-enquiry", ref=ref)


paths = [
    path("hub/enquiry/<uuid:ref>/who/<uuid:person>", identify, name="hub-identify"),
    path("hub/enquiry/<uuid:ref>/who/<uuid:person>/record/<uuid:record>", judge, name="hub-judge"),
    path("hub/enquiry/<uuid:ref>/who/<uuid:person>/known/<uuid:other>", known_here, name="hub-known"),
    path("hub/enquiry/<uuid:ref>/who/<uuid:person>/none", none_of_these, name="hub-none"),
]
