"""Who else works with this child or family: asked for a reason, answered in pointers, with what was not asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.cases import enquiries, queries
from sharewell.directory import queries as directory
from sharewell.involvement import brokering, who_else
from sharewell.involvement.who_else import Pointer
from sharewell.matching.comparing import day_said
from sharewell.people import identity, kinship, persons
from sharewell.rules.access import Permission
from sharewell.web.hub.looking import enquiry_person
from sharewell.web.page import key_of, page, render

OFFERED = {
    "triage": "We are deciding what must happen with a concern that came in",
    "ask": "We need to know which agencies to ask",
    "meeting": "We are preparing a strategy discussion or another meeting",
    "help": "We want to offer help, and not to double what is there",
    "visit": "Somebody is about to visit the family",
}


class WhoElseForm(forms.Form):
    """For whom, why one needs to know, and to what end."""

    also = forms.MultipleChoiceField(
        label="For whom do you ask as well?",
        help_text="Leave out whoever you do not need to ask for",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    purpose = forms.ChoiceField(
        label="What for?",
        choices=list(brokering.PURPOSES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is for"},
    )
    offered = forms.ChoiceField(
        label="Which of these is nearest to your reason?",
        choices=[*OFFERED.items(), ("other", "Another reason, which I write below")],
        widget=forms.RadioSelect,
        required=False,
    )
    reason = forms.CharField(
        label="Why do you need to know now?",
        help_text="A few words. This is kept, and the family may one day read it",
        widget=forms.Textarea,
        required=False,
    )

    def __init__(self, *args: Any, around: "list[Around]", **kwargs: Any) -> None:
        """Take the people around the child who may be asked for; those who belong to the household now are ticked."""
        super().__init__(*args, **kwargs)
        also = self.fields["also"]
        also.choices = [(str(one.person_id), one.said) for one in around]  # type: ignore[attr-defined]
        also.initial = [str(one.person_id) for one in around if one.is_near]

    def clean(self) -> dict[str, Any]:
        """A reason is one of those offered, or words, or both."""
        given = super().clean() or {}
        if not given.get("reason", "").strip() and given.get("offered", "") in ("", "other"):
            self.add_error("reason", "Write down why you need to know, or choose the reason nearest to it")
        return given

    def why(self) -> str:
        """Give the reason in words."""
        given = self.cleaned_data
        return ". ".join(part for part in (OFFERED.get(given["offered"], ""), given["reason"].strip()) if part)


@page(Permission.ASK_WHO_ELSE)
def who(http: Any, ref: UUID, person: UUID) -> HttpResponse:
    """Ask who else works with a person and the household."""
    at = timezone.now()
    found = enquiry_person(http, ref, person)
    enquiry = enquiries.read(actor=http.actor, enquiry_id=ref, at=at)
    if found.person_id is None:
        return redirect("hub-identify", ref=ref, person=person)
    around = _around(http, enquiry, found.person_id)
    form = WhoElseForm(http.POST or None, around=around)
    key = key_of(http) if http.method == "POST" else uuid4()
    if http.method == "POST" and form.is_valid():
        answer = who_else.ask(
            actor=http.actor,
            person_id=found.person_id,
            household=[UUID(one) for one in form.cleaned_data["also"]],
            purpose=form.cleaned_data["purpose"],
            reason=form.why(),
            key=key,
            at=at,
        )
        return redirect("hub-who-else-answer", ref=ref, person=person, question=answer.question_id)
    context = {
        "form": form,
        "found": found,
        "ref": ref,
        "key": key,
        "around": around,
        "records": len(identity.confirmed_records(http.actor, found.person_id)),
        "earlier": who_else.questions_about(http.actor, found.person_id),
    }
    return render(http, "hub/who_else.html", context)


@dataclass(frozen=True, slots=True)
class Shown:
    """A pointer with whom it is about and what their dates say beside it."""

    pointer: Pointer
    about: str
    beside: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Around:
    """Somebody of the household or the family, said with how they belong to it and since when."""

    person_id: UUID
    said: str
    is_near: bool


def _around(http: Any, enquiry: Any, person_id: UUID) -> list[Around]:
    """Give the others of the enquiry, and the family that is noted, each once; who is near stands first."""
    kin = _kin(http, person_id)
    found = {
        one.person.id: Around(one.person.id, _said(one.person.full_name, kin.get(one.person.id)), is_near=True)
        for one in queries.people_of(enquiry)
        if one.person and one.person.id != person_id
    }
    for other, one in kin.items():
        is_near = one.until_on is None and one.lives_with is True
        found.setdefault(other, Around(other, _said(one.person.full_name, one), is_near=is_near))
    return sorted(found.values(), key=lambda one: (not one.is_near, one.said))


def _kin(http: Any, person_id: UUID) -> dict[UUID, kinship.Relative]:
    """Give how each relative belongs to a person: as it is now, or as it was last."""
    nearest_last = reversed(kinship.relatives(http.actor, [person_id])[person_id])
    return {one.person.id: one for one in nearest_last}


def _said(name: str, relative: kinship.Relative | None) -> str:
    if relative is None:
        return f"{name}, in this enquiry"
    until = f" until {day_said(relative.until_on)}" if relative.until_on else ""
    return f"{name}, {relative.is_their}{until}; {relative.lived}"


def _shown(http: Any, asked: Any, pointers: Sequence[Pointer]) -> list[Shown]:
    """Give each pointer with whom it is about and when they lived with the child; the child's own come first."""
    kin = _kin(http, asked.person_id)
    people = persons.by_id(http.actor, asked.people)
    shown = []
    for pointer in pointers:
        person = people.get(UUID(pointer.person_id)) if pointer.person_id else None
        relative = kin.get(person.id) if person and person.id != asked.person_id else None
        about = "" if person is None else _said(person.full_name, relative) if relative else person.full_name
        shown.append(Shown(pointer, about, _beside(pointer, relative), is_own=relative is None))
    return sorted(shown, key=lambda one: (not one.is_own, one.about))


def _beside(pointer: Pointer, relative: kinship.Relative | None) -> str:
    """Say where the dates tell that work with somebody of the household was not while they lived there."""
    if relative is None:
        return ""
    if relative.together_until and pointer.since_on and pointer.since_on > relative.together_until:
        return "This work began after they had lived together."
    if relative.together_since and pointer.ended_on and pointer.ended_on < relative.together_since:
        return "This work ended before they lived together."
    return ""


@page(Permission.ASK_WHO_ELSE)
def answer(http: Any, ref: UUID, person: UUID, question: UUID) -> HttpResponse:
    """Show an answer as it was when it was asked: pointers, what was asked, what was not."""
    at = timezone.now()
    found = enquiry_person(http, ref, person)
    enquiries.read(actor=http.actor, enquiry_id=ref, at=at)
    asked = who_else.question(http.actor, question)
    context = {
        "found": found,
        "ref": ref,
        "asked": asked,
        "asked_by": directory.practitioner(asked.asked_by_id),
        "purpose": brokering.PURPOSES.get(asked.purpose, ""),
        "answer": (given := who_else.kept(asked)),
        "shown": _shown(http, asked, given.pointers),
        "nothing": who_else.NOTHING_FOUND,
        "protected": any(one.is_address_protected for one in persons.by_id(http.actor, asked.people).values()),
    }
    return render(http, "hub/who_else_answer.html", context)


paths = [
    path("hub/enquiry/<uuid:ref>/who-else/<uuid:person>", who, name="hub-who-else"),
    path("hub/enquiry/<uuid:ref>/who-else/<uuid:person>/<uuid:question>", answer, name="hub-who-else-answer"),
]
