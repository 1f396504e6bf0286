"""One of the hub's people: what is known, who is related, whose records are theirs, what must be kept from whom."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.cases import queries
from sharewell.directory import queries as directory
from sharewell.involvement import who_else
from sharewell.people import identity, kinship, persons, shields
from sharewell.rules.access import Permission
from sharewell.web.hub.contacts import ReasonForm, RevealForm
from sharewell.web.page import page, render


@page(Permission.WORK_ENQUIRY)
def person(http: Any, ref: UUID) -> HttpResponse:
    """Show one of the hub's people; a protected address stays closed."""
    at = timezone.now()
    found = persons.read(actor=http.actor, person_id=ref, at=at)
    agencies = {agency.id: agency.name for agency in directory.agencies()}
    judgements = list(identity.judgements(http.actor, ref))
    never = shields.in_force(http.actor)
    context = {
        "person": found,
        "age": persons.age_words(found.born_on, found.due_on, timezone.localtime(at).date()),
        "kin": kinship.relatives(http.actor, [ref])[ref],
        "judgements": [(one, agencies.get(one.record_agency_id, "an agency")) for one in judgements],
        "enquiries": queries.enquiries_about(http.actor, ref),
        "questions": who_else.questions_about(http.actor, ref),
        "kept_from": never.filter(protected_id=ref),
        "must_not_know": never.filter(kept_from_id=ref),
        "covers": shields.COVERS,
    }
    return render(http, "people/person.html", context)


@page(Permission.WORK_ENQUIRY)
def reveal(http: Any, ref: UUID) -> HttpResponse:
    """Show a protected address once, for a reason."""
    at = timezone.now()
    form = RevealForm(http.POST or None)
    shown = None
    if http.method == "POST" and form.is_valid():
        shown = persons.reveal_address(actor=http.actor, person_id=ref, reason=form.cleaned_data["reason"], at=at)
    found = persons.read(actor=http.actor, person_id=ref, at=at)
    return render(http, "people/reveal.html", {"form": form, "person": found, "shown": shown})


@page(Permission.SHIELD_PERSON)
def protect(http: Any, ref: UUID) -> HttpResponse:
    """Protect the address of one of the hub's people, or end that."""
    at = timezone.now()
    found = persons.read(actor=http.actor, person_id=ref, at=at)
    form = ReasonForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        wanted = http.POST.get("protect") == "yes"
        try:
            shields.protect_address(
                actor=http.actor, person_id=ref, is_protected=wanted, reason=form.cleaned_data["reason"], at=at
            )
            messages.success(http, "The address is protected." if wanted else "The address is no longer protected.")
            return redirect("person", ref=ref)
        except shields.ShieldNeedsAReason as refusal:
            form.add_error("reason", refusal.next_step)
    return render(http, "people/protect.html", {"form": form, "person": found})


class NeverForm(ReasonForm):
    """From whom somebody must be kept, how far, and why."""

    kept_from = forms.ChoiceField(
        label="Who must not be told?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who must not be told", "invalid_choice": "Choose one of these people"},
    )
    covers = forms.ChoiceField(
        label="What must this person not be told?",
        choices=list(shields.COVERS.items()),
        widget=forms.RadioSelect,
        initial="whereabouts",
        error_messages={"required": "Choose what must not be told"},
    )


@page(Permission.SHIELD_PERSON)
def never(http: Any, ref: UUID) -> HttpResponse:
    """Set that nothing about where somebody is may reach a certain person."""
    at = timezone.now()
    found = persons.read(actor=http.actor, person_id=ref, at=at)
    others = people_around(http, ref)
    form = NeverForm(http.POST or None)
    form.fields["kept_from"].choices = others  # type: ignore[attr-defined]
    if http.method == "POST" and form.is_valid():
        shields.never_disclose(
            actor=http.actor,
            protected_id=ref,
            kept_from_id=UUID(form.cleaned_data["kept_from"]),
            covers=form.cleaned_data["covers"],
            reason=form.cleaned_data["reason"],
            at=at,
        )
        messages.success(http, "Saved. Everybody who opens the enquiry sees it, and sending checks it.")
        return redirect("person", ref=ref)
    return render(http, "people/never.html", {"form": form, "person": found, "others": others})


@page(Permission.SHIELD_PERSON)
def end_never(http: Any, ref: UUID, never: UUID) -> HttpResponse:
    """End what must never be disclosed between two people."""
    at = timezone.now()
    form = ReasonForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        shields.end_never_disclose(actor=http.actor, never_id=never, reason=form.cleaned_data["reason"], at=at)
        messages.success(http, "It was ended. The address itself is still protected.")
        return redirect("person", ref=ref)
    found = persons.read(actor=http.actor, person_id=ref, at=at)
    return render(http, "people/end_never.html", {"form": form, "person": found})


def people_around(http: Any, ref: UUID) -> list[tuple[str, str]]:
    """Give the other identified people of the enquiries somebody stands in, to choose from: reference and name."""
    around: dict[str, str] = {}
    for enquiry in queries.enquiries_about(http.actor, ref):
        for one in queries.people_of(enquiry):
            if one.person is not None and one.person_id != ref:
                around[str(one.person_id)] = one.person.full_name
    return sorted(around.items(), key=lambda pair: pair[1])


paths = [
    path("hub/person/<uuid:ref>", person, name="person"),
    path("hub/person/<uuid:ref>/address", reveal, name="person-address"),
    path("hub/person/<uuid:ref>/protect", protect, name="person-protect"),
    path("hub/person/<uuid:ref>/never", never, name="person-never"),
    path("hub/person/<uuid:ref>/never/<uuid:never>/end", end_never, name="person-never-end"),
]
