"""The rulebook on one page, and as a document to print."""

from datetime import date
from functools import lru_cache
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import path
from django.utils import timezone

from sharewell.directory.local import notes, signing
from sharewell.ledger import entries
from sharewell.papers import rulebook_paper
from sharewell.rules import dates, rulebook
from sharewell.rules.access import Permission
from sharewell.web import wording
from sharewell.web.page import page, render
from sharewell.web.wording import when


class DayForm(forms.Form):
    """On which day."""

    on = forms.DateField(
        label="Read the rules of another day",
        help_text="For example 01/09/2018",
        required=False,
        input_formats=wording.TYPED_DAYS,
        error_messages={"invalid": "Enter a day, like 01/09/2018"},
    )

    def clean_on(self) -> date | None:
        """There are no rules before the first."""
        on: date | None = self.cleaned_data["on"]
        if on is not None and on < dates.EARLIEST:
            raise forms.ValidationError(f"The first rules here are those of {dates.EARLIEST:%d/%m/%Y}")
        return on


@lru_cache(maxsize=4)
def book_of(on: date) -> tuple[rulebook.Book, str]:
    """Give a day's rulebook and the hash of its text; made once a day."""
    book = rulebook.book_on(on)
    return book, rulebook.content_hash(rulebook.canonical(book))


@page(Permission.READ_LIBRARY)
def read(http: Any) -> HttpResponse:
    """Show the whole rulebook of a day (today, when none is given), and who signed this version off."""
    form = DayForm(http.GET or None)
    today = timezone.localdate()
    on = (form.cleaned_data["on"] if form.is_bound and form.is_valid() else None) or today
    book, content_hash = book_of(on)
    context = {
        "form": form,
        "on": on,
        "is_today": on == today,
        "book": book,
        "content_hash": content_hash,
        "counts": rulebook.counts(book),
        "places": rulebook.PLACES,
        "standing": signing.standing(http.actor, content_hash),
        "notes": notes.notes_for(http.actor.agency_id, _ids(book), on),
    }
    return render(http, "rulebook/read.html", context)


def _ids(book: rulebook.Book) -> list[str]:
    return [rule["id"] for part in book["parts"] for rule in part["rules"]]


@page(Permission.READ_LIBRARY)
def printed(http: Any) -> HttpResponse:
    """Give the rulebook of today as PDF."""
    at = timezone.now()
    book, content_hash = book_of(timezone.localdate())
    signed = "; ".join(
        f"{one.signed_by.full_name}, {one.agency.name}, {when(one.signed_at)}"
        for one in signing.standing(http.actor, content_hash).signed
    )
    paper = rulebook_paper.write(book, made_on=timezone.localdate(), signed=signed)
    entries.append(actor=http.actor, event="document.made", about=[], detail={"kind": "rulebook"}, at=at)
    answer = HttpResponse(paper, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="rulebook-{book["since"]}.pdf"'
    return answer


paths = [
    path("rulebook", read, name="rulebook"),
    path("rulebook/print", printed, name="rulebook-print"),
]
