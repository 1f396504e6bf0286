"""A lawyer or an information governance lead signs a version off, and sees what changed since one that was signed."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.directory.local import signing
from sharewell.rules import rulebook
from sharewell.rules.access import Permission
from sharewell.web.page import page, render
from sharewell.web.rulebook.reading import book_of


class SignForm(forms.Form):
    """That it was read, and what is to be said about it."""

    was_read = forms.BooleanField(
        label="I have read this version, and my agency can work with it",
        error_messages={"required": "Confirm that you have read this version"},
    )
    remarks = forms.CharField(
        label="Remarks",
        required=False,
        help_text="For example which rules you want checked, and by when. Everybody who reads the rulebook sees it",
        widget=forms.Textarea,
    )


@page(Permission.SIGN_RULEBOOK)
def sign_off(http: Any) -> HttpResponse:
    """Take a signature under the version that is in use today."""
    book, content_hash = book_of(timezone.localdate())
    form = SignForm(http.POST or None)
    standing = signing.standing(http.actor, content_hash)
    context = {
        "form": form,
        "book": book,
        "content_hash": content_hash,
        "counts": rulebook.counts(book),
        "standing": standing,
        "mine": [one for one in standing.signed if one.signed_by_id == http.actor.practitioner_id],
    }
    if http.method == "POST" and form.is_valid():
        try:
            signing.sign_off(
                actor=http.actor,
                content_hash=http.POST.get("content", ""),
                book=book,
                remarks=form.cleaned_data["remarks"],
                at=timezone.now(),
            )
        except signing.AnotherVersion as refusal:
            return render(http, "rulebook/sign_off.html", context | {"refusal": refusal}, status=409)
        messages.success(http, "You have signed this version off. Its text is kept with your signature.")
        return redirect("rulebook-signatures")
    return render(http, "rulebook/sign_off.html", context)


@page(Permission.READ_LIBRARY)
def signatures(http: Any) -> HttpResponse:
    """Show every signature, the newest first."""
    _, content_hash = book_of(timezone.localdate())
    found = signing.signatures(http.actor)
    return render(http, "rulebook/signatures.html", {"signatures": found, "content_hash": content_hash})


@page(Permission.READ_LIBRARY)
def changed(http: Any, ref: UUID) -> HttpResponse:
    """Show what changed since the version under a signature."""
    book, content_hash = book_of(timezone.localdate())
    signature, changes = signing.changes_since(http.actor, ref, book)
    context = {"signature": signature, "changes": changes, "book": book, "content_hash": content_hash}
    return render(http, "rulebook/changed.html", context)


paths = [
    path("rulebook/sign-off", sign_off, name="rulebook-sign-off"),
    path("rulebook/signatures", signatures, name="rulebook-signatures"),
    path("rulebook/signatures/<uuid:ref>", changed, name="rulebook-changed"),
]
