"""Pages for loading an agency's list of people, and for reading what was not taken."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.involvement.lists import loading, queries, reporting
from sharewell.involvement.lists.kinds import KINDS
from sharewell.involvement.lists.reading import LARGEST, TOO_LARGE, UnreadableList
from sharewell.rules.access import Permission
from sharewell.web import wording
from sharewell.web.page import page, render

MOST_ROWS = 2_000_000_000  # a larger number is no row of any file


class ListForm(forms.Form):
    """Which list, of which day, in which file."""

    kind = forms.ChoiceField(
        label="What kind of list is it?",
        choices=[(name, kind.title) for name, kind in KINDS.items()],
        error_messages={"required": "Choose what kind of list it is"},
        widget=forms.RadioSelect,
    )
    as_of = forms.DateField(
        label="On which day was it drawn from your system?",
        help_text="For example 23/11/2026. Everyone who uses it is shown this day.",
        input_formats=wording.TYPED_DAYS,
        error_messages={
            "required": "Enter the day on which the list was drawn",
            "invalid": "Enter a day, like 23/11/2026",
        },
    )
    extent = forms.ChoiceField(
        label="What is in the file?",
        choices=[
            ("whole", "Everybody on this list: who is not in it is no longer listed"),
            ("changes", "Only what is new or has changed since the last time"),
        ],
        error_messages={"required": "Say whether the file holds everybody, or only what has changed"},
        widget=forms.RadioSelect,
    )
    file = forms.FileField(
        label="The list, as CSV",
        error_messages={"required": "Choose the file", "empty": "The file is empty. Choose another"},
    )

    def clean_as_of(self) -> date:
        """A list cannot have been drawn tomorrow."""
        as_of: date = self.cleaned_data["as_of"]
        if as_of > timezone.localdate():
            raise forms.ValidationError("The day is in the future. Enter the day on which the list was drawn")
        return as_of

    def clean_file(self) -> Any:
        """Too large a file is said before it is read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        return file


@page(Permission.LOAD_LIST)
def index(http: Any) -> HttpResponse:
    """Show the loadings so far; take a new list."""
    at = timezone.now()
    form = ListForm(http.POST or None, http.FILES or None)
    if http.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            loaded = loading.load(
                actor=http.actor,
                kind=given["kind"],
                file_name=given["file"].name,
                data=given["file"].read(),
                as_of=given["as_of"],
                is_whole=given["extent"] == "whole",
                at=at,
            )
            if loaded.loaded_at < at:
                said = "This very file, of the same day, was loaded before. Its report is below."
            else:
                said = "The list was loaded. The report is below." if loaded.is_finished else "The list was taken in."
            messages.success(http, said)
            return redirect("lists-report", list_import=loaded.id)
        except UnreadableList as refusal:
            form.add_error("file", f"{refusal.title}. {refusal.next_step}")
    return render(http, "lists/index.html", {"form": form, "loadings": queries.loadings(http.actor), "kinds": KINDS})


@page(Permission.LOAD_LIST)
def report(http: Any, list_import: UUID) -> HttpResponse:
    """Show what was taken, what was doubtful and what was not taken, with the original text."""
    found = reporting.report(actor=http.actor, list_import_id=list_import)
    return render(http, "lists/report.html", {**found, "kinds": KINDS})


@page(Permission.LOAD_LIST)
def not_taken(http: Any, list_import: UUID, first: int) -> HttpResponse:
    """Show more of the rows that were not taken."""
    return _more(http, list_import, first, was_taken=False)


@page(Permission.LOAD_LIST)
def doubtful(http: Any, list_import: UUID, first: int) -> HttpResponse:
    """Show more of the rows that were taken with a doubt."""
    return _more(http, list_import, first, was_taken=True)


def _more(http: Any, list_import: UUID, first: int, *, was_taken: bool) -> HttpResponse:
    found, told = reporting.rows_from(
        actor=http.actor, list_import_id=list_import, first=min(first, MOST_ROWS), was_taken=was_taken
    )
    context = {"loading": found, "told": told, "was_taken": was_taken, "kinds": KINDS}
    return render(http, "lists/rows.html", context)


paths = [
    path("lists", index, name="lists"),
    path("lists/<uuid:list_import>", report, name="lists-report"),
    path("lists/<uuid:list_import>/not-taken/<int:first>", not_taken, name="lists-not-taken"),
    path("lists/<uuid:list_import>/doubtful/<int:first>", doubtful, name="lists-doubtful"),
]
