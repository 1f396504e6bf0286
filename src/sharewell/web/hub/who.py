"""Who is this, and who else works with them."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.cases import enquiries, queries
from sharewell.directory import queries as directory
from sharewell.involvement import brokering, who_else
from sharewell.matching import dates, identifiers
from sharewell.matching.comparing import Known
from sharewell.matching.wording import STATES, SURENESS
from sharewell.people import identity, persons
from sharewell.people.lookup import search
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound
from sharewell.sharing import queries as sharing
from sharewell.web.page import page, render


def asked_about(meant: Any, today: Any) -> Known:
    """Give what the sender wrote about somebody, as the look-up asks for it."""
    reading = dates.read(meant.birth_text, today=today)
    return Known(
        given=meant.given_name,
        family=meant.family_name,
        known_as=meant.known_as,
        born_on=meant.born_on,
        birth_accuracy=meant.birth_accuracy or "AAA",
        other_births=reading.others,
        due_on=meant.due_on,
        sex=meant.sex,
        nhs_number=identifiers.nhs_number(meant.nhs_number).value,
        postcode=meant.postcode,
        address="" if meant.is_address_protected else meant.address,
    )


def _enquiry_person(http: Any, ref: UUID, person: UUID) -> Any:
    found = queries.enquiry_person(http.actor, ref, person)
    if found is None or found.contact_person is None:
        raise NotFound
    return found


@page(Permission.IDENTIFY_PERSON)
def identify(http: Any, ref: UUID, person: UUID) -> HttpResponse:
    """Show candidates from all agencies' lists for someone the sender meant."""
    at = timezone.now()
    found = _enquiry_person(http, ref, person)
    asked = asked_about(found.contact_person, at.date())
    refusal, result = None, None
    try:
        result = search.candidates(
            actor=http.actor, asked=asked, about=[ref], reason="Who is meant in this enquiry", at=at
        )
    except search.TooLittleToGoOn as too_little:
        refusal = too_little
    standing = _standing(http, found)
    context = {
        "found": found,
        "ref": ref,
        "result": result,
        "refusal": refusal,
        "standing": standing,
        "judged": {one.record_id: one for one in standing if one.undone_at is None},
        "states": STATES,
        "sureness": SURENESS,
    }
    return render(http, "hub/identify.html", context)


def _standing(http: Any, found: Any) -> list[Any]:
    return list(identity.judgements(http.actor, found.person_id)) if found.person_id else []


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
    """Take a judgement about one candidate."""
    at = timezone.now()
    found = _enquiry_person(http, ref, person)
    asked = asked_about(found.contact_person, at.date())
    result = search.candidates(actor=http.actor, asked=asked, about=[ref], reason="Judging a candidate", at=at)
    shown = next((one for one in result.found if one.record_id == record), None)
    if shown is None:
        raise NotFound
    form = JudgementForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        if found.person_id is None:
            made = persons.make(
                actor=http.actor, known=asked, is_address_protected=found.contact_person.is_address_protected, at=at
            )
            queries.note_person(actor=http.actor, enquiry_person=found, person_id=made.id)
        identity.judge(
            actor=http.actor,
            person_id=found.person_id,
            record_id=record,
            record_agency_id=shown.agency_id,
            is_same=form.cleaned_data["is_same"] == "yes",
            reason=form.cleaned_data["reason"],
            evidence={
                "agrees": list(shown.candidate.agrees),
                "differs": list(shown.candidate.differs),
                "warnings": list(shown.candidate.warnings),
                "sureness": shown.candidate.sureness,
            },
            at=at,
        )
        messages.success(http, "Your judgement was saved. You can undo it later.")
        return redirect("hub-identify", ref=ref, person=person)
    return render(
        http, "hub/judge.html", {"form": form, "shown": shown, "found": found, "ref": ref, "sureness": SURENESS}
    )


@page(Permission.IDENTIFY_PERSON)
def none_of_these(http: Any, ref: UUID, person: UUID) -> HttpResponse:
    """Make the hub's own person when no record fits."""
    at = timezone.now()
    found = _enquiry_person(http, ref, person)
    if http.method == "POST" and found.person_id is None:
        asked = asked_about(found.contact_person, at.date())
        made = persons.make(
            actor=http.actor, known=asked, is_address_protected=found.contact_person.is_address_protected, at=at
        )
        queries.note_person(actor=http.actor, enquiry_person=found, person_id=made.id)
        messages.success(http, "Noted: nobody on the lists fits so far. You can look again later.")
    return redirect("hub-enquiry", ref=ref)


class UndoForm(forms.Form):
    """Why a judgement is undone."""

    reason = forms.CharField(
        label="Why was it wrong?",
        widget=forms.Textarea,
        error_messages={"required": "Write down why, so that others can follow it later"},
    )


@page(Permission.IDENTIFY_PERSON)
def undo(http: Any, ref: UUID, judgement: UUID) -> HttpResponse:
    """Undo a judgement, after showing what followed from it and who was told."""
    at = timezone.now()
    form = UndoForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        identity.undo(actor=http.actor, judgement_id=judgement, reason=form.cleaned_data["reason"], at=at)
        messages.success(http, "The judgement was undone. Tell everyone on the list you saw.")
        return redirect("hub-enquiry", ref=ref)
    found = identity.judgement(http.actor, judgement)
    followed = sharing.followed_from(http.actor, found.person_id, found.record_id)
    return render(http, "hub/undo.html", {"form": form, "judgement": found, "followed": followed, "ref": ref})


class WhoElseForm(forms.Form):
    """Why one needs to know, and to what end."""

    purpose = forms.ChoiceField(
        label="What for?",
        choices=[
            ("CHILD_PROTECTION", "To find out whether a child is suffering or likely to suffer significant harm"),
            ("SAFEGUARDING", "To safeguard or promote a child’s welfare"),
            ("EARLY_HELP", "To offer early help"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is for"},
    )
    reason = forms.CharField(
        label="Why do you need to know now?",
        help_text="This is kept, and the family may one day read it",
        widget=forms.Textarea,
        error_messages={"required": "Write down why you need to know"},
    )


@page(Permission.ASK_WHO_ELSE)
def who(http: Any, ref: UUID, person: UUID) -> HttpResponse:
    """Ask who else works with a person, and show pointers with their sources."""
    at = timezone.now()
    found = _enquiry_person(http, ref, person)
    enquiries.read(actor=http.actor, enquiry_id=ref, at=at)
    if found.person_id is None:
        return redirect("hub-identify", ref=ref, person=person)
    form = WhoElseForm(http.POST or None)
    answer = None
    if http.method == "POST" and form.is_valid():
        answer = who_else.ask(actor=http.actor, person_id=found.person_id, at=at, **form.cleaned_data)
    context = {
        "form": form,
        "found": found,
        "ref": ref,
        "answer": answer,
        "nothing": who_else.NOTHING_FOUND,
        "records": len(identity.confirmed_records(http.actor, found.person_id)),
    }
    return render(http, "hub/who_else.html", context)


@page(Permission.ANSWER_REQUEST)
def asked_of_us(http: Any) -> HttpResponse:
    """Show a sensitive service who asks; take whether it will get in touch."""
    if http.method == "POST":
        question = UUID(http.POST.get("question", ""))
        brokering.answer(actor=http.actor, question_id=question, choice=http.POST.get("choice", ""), at=timezone.now())
        messages.success(http, "Noted. Nothing was told to the one who asks.")
        return redirect("brokered")
    asked = [(one, directory.practitioner(one.asking_practitioner_id)) for one in brokering.waiting(http.actor)]
    return render(http, "hub/brokered.html", {"asked": asked, "answers": brokering.ANSWERS})


paths = [
    path("hub/enquiry/<uuid:ref>/who/<uuid:person>", identify, name="hub-identify"),
    path("hub/enquiry/<uuid:ref>/who/<uuid:person>/record/<uuid:record>", judge, name="hub-judge"),
    path("hub/enquiry/<uuid:ref>/who/<uuid:person>/none", none_of_these, name="hub-none"),
    path("hub/enquiry/<uuid:ref>/undo/<uuid:judgement>", undo, name="hub-undo"),
    path("hub/enquiry/<uuid:ref>/who-else/<uuid:person>", who, name="hub-who-else"),
    path("brokered", asked_of_us, name="brokered"),
]
