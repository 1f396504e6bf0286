"""Asking agencies from an enquiry: who, what for, which questions, by when; preview, then send."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.cases import enquiries, queries, ratings
from sharewell.directory import clocks
from sharewell.directory import queries as directory
from sharewell.people import identity
from sharewell.rules.access import Permission
from sharewell.sharing import queries as sharing
from sharewell.sharing import request_terms, requests
from sharewell.web.page import key_of, page, render

SUGGESTED: dict[str, tuple[str, ...]] = {
    "gp": (
        "What injuries or illnesses since the date below bear on this worry?",
        "Who brings the child, and what have you seen between them?",
        "Is anybody in the household treated for something that affects the care of the child?",
    ),
    "police-force": (
        "Which events at this address or with these people bear on this worry, and what was done?",
        "Is anybody in the household a risk to children or adults? On what is that based?",
    ),
    "housing": (
        "Who lives in the home, as far as you know?",
        "What have you seen of the home, or been told, that bears on this worry?",
    ),
    "school": (
        "How is the child in school: attendance, behaviour, what they say?",
        "What do you see of the parents or carers?",
    ),
}
SUGGESTED["school-academy"] = SUGGESTED["school"]
EVERYBODY = ("What do you know that bears on this worry?", "What is going well in this family?")


class AskForm(forms.Form):
    """One request, sent to each agency chosen."""

    agencies = forms.MultipleChoiceField(
        label="Which agencies do you ask?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one agency"},
    )
    subjects = forms.MultipleChoiceField(
        label="About whom?",
        help_text="Only those the questions need",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one person"},
    )
    purpose = forms.ChoiceField(
        label="What is it for?",
        choices=list(request_terms.PURPOSES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is for"},
    )
    purpose_text = forms.CharField(
        label="In a sentence: why do you ask?",
        help_text="The agency weighs this. Say what you know and what you fear; do not overstate it",
        widget=forms.Textarea,
        error_messages={"required": "Say in a sentence what the answer is needed for"},
    )
    level = forms.ChoiceField(
        label="How serious is it, as far as you know?",
        choices=list(request_terms.LEVELS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how serious it is"},
    )
    legal_basis = forms.ChoiceField(
        label="On which legal basis do you ask?",
        choices=list(request_terms.BASES.items()),
        widget=forms.RadioSelect,
        help_text="Section 47 is a threshold, not a label: asking on it without reasonable cause is unlawful",
        error_messages={"required": "Choose the legal basis of the request"},
    )
    questions = forms.CharField(
        label="Questions, one on each line",
        help_text="Ask for what you need and no more. They can be changed freely",
        widget=forms.Textarea,
        error_messages={"required": "Ask at least one question"},
    )
    period_from = forms.DateField(
        label="About the time from",
        required=False,
        input_formats=["%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d"],
        help_text="For example 01/11/2025. Leave it empty for any time",
        error_messages={"invalid": "Enter a day, like 01/11/2025"},
    )
    due = forms.CharField(label="Answer needed by", help_text="Day and time, for example 25/11/2026 12:00")
    family_knows = forms.ChoiceField(
        label="Does the family know that you ask?",
        choices=list(request_terms.FAMILY.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Say what the family knows: the agency must not tell them by accident"},
    )
    family_note = forms.CharField(label="Anything the agency must know before getting in touch", required=False)
    handling = forms.CharField(label="How to handle this request", required=False)

    def clean_due(self) -> datetime:
        """Read day and time, in London."""
        for style in ("%d/%m/%Y %H:%M", "%d.%m.%Y %H:%M", "%Y-%m-%d %H:%M"):
            try:
                naive = datetime.strptime(self.cleaned_data["due"].strip(), style)  # noqa: DTZ007 (given its zone below)
            except ValueError:
                continue
            due = naive.replace(tzinfo=clocks.LONDON)
            if due <= timezone.now():
                raise forms.ValidationError("That is in the past. Enter a day and time to come")
            return due
        raise forms.ValidationError("Enter a day and time, like 25/11/2026 12:00")


@page(Permission.ASK_AGENCY)
def ask(http: Any, ref: UUID) -> HttpResponse:
    """Take a request; preview it; send one to each agency."""
    at = timezone.now()
    enquiry = enquiries.read(actor=http.actor, enquiry_id=ref, at=at)
    people = list(queries.people_of(enquiry))
    form = _form(http, enquiry, people, at)
    key = key_of(http) if http.method == "POST" else uuid4()
    context = {"form": form, "enquiry": enquiry, "key": key, "sent": sharing.of_enquiry(http.actor, ref)}
    if http.method == "POST" and form.is_valid():
        asked = [directory.agency(UUID(one)) for one in form.cleaned_data["agencies"]]
        subjects = {str(one.id): one for one in people}
        chosen = [subjects[one] for one in form.cleaned_data["subjects"]]
        if "send" not in http.POST:
            vague = [one for one in _lines(form) if request_terms.asks_for_everything(one)]
            about = {"agencies": asked, "chosen": chosen, "questions": _lines(form), "vague": vague}
            wording = {"purposes": request_terms.PURPOSES, "bases": request_terms.BASES, "family": request_terms.FAMILY}
            return render(http, "sharing/ask_check.html", context | about | wording)
        try:
            for agency in asked:
                _send(
                    http, key=uuid5(key, agency.code), enquiry=enquiry, agency=agency, chosen=chosen, form=form, at=at
                )
        except requests.NotAsked as refusal:
            form.add_error("legal_basis", refusal.next_step)
        else:
            messages.success(http, f"Sent to {len(asked)} agenc{'y' if len(asked) == 1 else 'ies'}.")
            return redirect("hub-picture", ref=ref)
    return render(http, "sharing/ask.html", context)


def _form(http: Any, enquiry: Any, people: list[Any], at: datetime) -> AskForm:
    rating = ratings.latest(enquiry)
    hours = clocks.working_hours(http.actor.agency_id, at.date())
    due = rating.due_at if rating and rating.due_at and rating.due_at > at else hours.after_working_days(at, 1)
    initial = {
        "due": timezone.localtime(due).strftime("%d/%m/%Y %H:%M"),
        "questions": "\n".join((*SUGGESTED["gp"][:1], *EVERYBODY)),
        "subjects": [str(one.id) for one in people if one.role in ("child", "unborn")],
    }
    form = AskForm(http.POST or None, initial=initial)
    others = [one for one in directory.agencies(at.date()) if one.id != http.actor.agency_id]
    form.fields["agencies"].choices = [(str(one.id), one.name) for one in others]  # type: ignore[attr-defined]
    form.fields["subjects"].choices = [(str(one.id), _named(one)) for one in people]  # type: ignore[attr-defined]
    return form


def _named(one: Any) -> str:
    meant = one.contact_person
    name = f"{meant.given_name} {meant.family_name}".strip() or meant.known_as or meant.note or "Name not known"
    return f"{name} ({meant.relation})" if meant.relation else name


def _lines(form: AskForm) -> list[str]:
    return [line.strip() for line in form.cleaned_data["questions"].splitlines() if line.strip()]


def _send(http: Any, *, key: UUID, enquiry: Any, agency: Any, chosen: list[Any], form: AskForm, at: datetime) -> None:
    given = form.cleaned_data
    requests.ask(
        actor=http.actor,
        key=key,
        enquiry_id=enquiry.id,
        asked_agency_id=agency.id,
        purpose=given["purpose"],
        purpose_text=given["purpose_text"],
        legal_basis=given["legal_basis"],
        level=given["level"],
        questions=_lines(form),
        subjects=[_subject(http, one, agency.id) for one in chosen],
        period_from=given["period_from"],
        period_to=None,
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
    )


paths = [path("hub/enquiry/<uuid:ref>/ask", ask, name="request-ask")]
