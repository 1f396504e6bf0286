"""The second person's pages: the proposals that wait, and one of them, with its decision."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.directory import contact_points
from sharewell.directory.local import deciding, published_notes, waiting
from sharewell.notices import post
from sharewell.notices import queries as notices
from sharewell.rules.access import Permission, may
from sharewell.web.page import page, render

OF_OWN = ("local_change_overdue",)
NOTICES = ("local_change_waits", *OF_OWN, "local_change_decided")


class DecisionForm(forms.Form):
    """What the second person decides, and how they checked it."""

    decision = forms.ChoiceField(
        label="What do you decide?",
        choices=[("approve", "Approve it"), ("turn_down", "Turn it down")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether you approve it or turn it down"},
    )
    reason = forms.CharField(
        label="How did you check it, or why do you turn it down?",
        widget=forms.Textarea,
        error_messages={"required": "Write down how you checked it, or why you turn it down"},
    )


@page(Permission.READ_LIBRARY)
def index(http: Any) -> HttpResponse:
    """Show the proposals that wait."""
    return render(http, "local/changes.html", {"waiting": waiting.waiting(http.actor)})


@page(Permission.READ_LIBRARY)
def change(http: Any, ref: UUID) -> HttpResponse:
    """Show one proposal beside what stands there now; take the second person's decision, or take it back."""
    found, at = waiting.one(http.actor, ref), timezone.now()
    # What somebody is to decide on stays on their list until it is decided; that theirs is late is read and known.
    notices.read_by(actor=http.actor, about=ref, kinds=OF_OWN if found.is_open else NOTICES, at=at)
    is_own = found.change.proposed_by_id == http.actor.practitioner_id
    form = DecisionForm(http.POST if "withdraw" not in http.POST and http.POST else None)
    context = {
        "found": found,
        "form": form,
        "is_own": is_own,
        "is_late": waiting.is_late(found.change, at),
        "may_decide": found.is_open and not is_own and may(http.actor.role, Permission.APPROVE_LOCAL),
        "beside": waiting.beside(http.actor, found) if found.is_open else [],
        "second_people": waiting.second_people(found.change) if found.is_open and is_own else [],
    }
    if http.method == "POST" and "withdraw" in http.POST:
        return _withdrawn(http, ref)
    if http.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                return _decided(http, ref, form.cleaned_data)
        except deciding.Overtaken as refusal:
            return render(http, "local/proposal.html", context | {"refusal": refusal}, status=409)
    return render(http, "local/proposal.html", context)


def _decided(http: Any, ref: UUID, given: dict[str, str]) -> HttpResponse:
    at = timezone.now()
    deed = deciding.approve if given["decision"] == "approve" else deciding.turn_down
    done = deed(actor=http.actor, change_id=ref, reason=given["reason"], at=at)
    if done.decided_at == at:
        post.tell(
            actor=http.actor,
            agency_id=done.proposed_by.agency_id,
            practitioner_id=done.proposed_by_id,
            kind="local_change_decided",
            about=done.id,
            at=at,
        )
    _settled(http, done, at)
    said = "Approved. It holds from its day on." if done.state == deciding.APPROVED else "Turned down. Nothing changes."
    messages.success(http, said)
    return redirect("local-change", ref=ref)


def _withdrawn(http: Any, ref: UUID) -> HttpResponse:
    at = timezone.now()
    _settled(http, deciding.withdraw(actor=http.actor, change_id=ref, at=at), at)
    messages.success(http, "Taken back. Nothing changes.")
    return redirect("local-change", ref=ref)


def _settled(http: Any, change: Any, at: Any) -> None:
    """Take it off the lists of those who were asked to decide, and tell the pages that need no database."""
    notices.done(actor=http.actor, about=change.id, kinds=("local_change_waits", "local_change_overdue"), at=at)
    # Only what is committed is told to the pages that need no database.
    if change.kind == "number":
        transaction.on_commit(lambda: contact_points.publish(at))
    if change.kind in ("note", "name"):
        transaction.on_commit(lambda: published_notes.publish(at))


paths = [
    path("local/changes", index, name="local-changes"),
    path("local/changes/<uuid:ref>", change, name="local-change"),
]
