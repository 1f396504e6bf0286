"""What is looked for: what the sender wrote, or what the hub knows better, typed as people know it."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.cases import queries, recognising
from sharewell.matching import asking
from sharewell.matching.asking import Read, Written
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound
from sharewell.web.page import page, render


def enquiry_person(http: Any, ref: UUID, person: UUID) -> Any:
    """Give someone in an enquiry of the actor's hub; raises ``NotFound``."""
    return meant(queries.enquiry_person(http.actor, ref, person))


def meant(found: Any) -> Any:
    """Give the same when there is somebody whom a sender wrote of; raises ``NotFound``."""
    if found is None or found.contact_person is None:
        raise NotFound
    return found


def asked_of(found: Any, at: datetime) -> Read:
    """Give who is looked for: what the hub typed, else what the sender wrote, with what is doubtful in it."""
    if found.sought:
        return asking.read(Written(**found.sought), today=timezone.localdate(at))
    meant = found.contact_person
    read = asking.read(_as_written(meant), today=timezone.localdate(at))
    # The dates were read on the day it was written; an age was one of that day.
    dated = {"born_on": meant.born_on, "birth_accuracy": meant.birth_accuracy or "AAA", "due_on": meant.due_on}
    known = replace(read.known, known_as=meant.known_as, former="", address=meant.address, **dated)
    return Read(known, read.errors, read.doubts)


def _as_written(meant: Any) -> Written:
    return Written(
        given=meant.given_name,
        family=meant.family_name,
        others=meant.known_as,
        birth=meant.birth_text,
        sex=meant.sex,
        postcode="" if meant.is_address_protected else meant.postcode,
        number=meant.nhs_number,
    )


class LookForm(forms.Form):
    """The facts one has, as one has them."""

    given = forms.CharField(
        label="First names",
        help_text="In either box if you are not sure which is which. Part of a name will do, as you hear it",
        required=False,
        max_length=80,
    )
    family = forms.CharField(label="Family name", required=False, max_length=80)
    others = forms.CharField(
        label="Any other name",
        help_text="A nickname, or a family name they had before",
        required=False,
        max_length=80,
    )
    birth = forms.CharField(
        label="Birth date, age or due date",
        help_text="For example 4/7/2015, July 2015, about 2015, aged 11, 8 months, 6 weeks, due 8/2/2027,"
        " or 20 weeks pregnant",
        required=False,
        max_length=60,
    )
    sex = forms.ChoiceField(
        label="Sex",
        choices=[("", "Not known"), ("F", "Female"), ("M", "Male")],
        widget=forms.Select,
        required=False,
    )
    postcode = forms.CharField(
        label="Postcode", help_text="Now or before; the first half helps too", required=False, max_length=10
    )
    number = forms.CharField(
        label="NHS number or UPN",
        help_text="That it is well formed does not prove whose it is",
        required=False,
        max_length=20,
    )
    reference = forms.CharField(label="An agency’s own reference number", required=False, max_length=60)

    def clean(self) -> dict[str, Any]:
        """Say beside each fact what cannot be right, and that one fact alone is too little."""
        given = super().clean() or {}
        read = asking.read(Written(**given), today=timezone.localdate())
        for name, said in read.errors.items():
            self.add_error(name, said)
        if any(given.values()) and not read.errors and not asking.is_enough(read.known):
            self.add_error("given", "Give at least two facts, such as a name and a birth date or age, or one number")
        return given


@page(Permission.IDENTIFY_PERSON)
def look_for(http: Any, ref: UUID, person: UUID) -> HttpResponse:
    """Take what to look for instead of what the sender wrote; nothing at all goes back to the sender's words."""
    found = enquiry_person(http, ref, person)
    form = LookForm(http.POST or None, initial=found.sought or asdict(_as_written(found.contact_person)))
    if http.method == "POST" and form.is_valid():
        recognising.look_for(actor=http.actor, enquiry_id=ref, ref=person, sought=form.cleaned_data, at=timezone.now())
        return redirect("hub-identify", ref=ref, person=person)
    return render(http, "hub/look_for.html", {"form": form, "found": found, "ref": ref})


paths = [path("hub/enquiry/<uuid:ref>/who/<uuid:person>/look-for", look_for, name="hub-look-for")]
