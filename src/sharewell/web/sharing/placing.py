"""A second person looks whether a protected place may stand in one passage: asking them, and their answer."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound
from sharewell.sharing import place_releases, queries, working_papers
from sharewell.web.page import key_of, page, render
from sharewell.web.sharing import choosing, own_entries


class AskForm(forms.Form):
    """Whom to ask, and why the recipient must know the place."""

    approver = forms.ChoiceField(
        label="Which colleague looks at it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a colleague", "invalid_choice": "Choose a colleague who is here today"},
    )
    needed_because = forms.CharField(
        label="Why must the recipient know the place?",
        widget=forms.Textarea,
        error_messages={"required": "Write why the recipient must know the place"},
    )


class AnswerForm(forms.Form):
    """Whether the place may go, and why."""

    released = forms.ChoiceField(
        label="May the passage go with its place?",
        choices=[("yes", "Yes, it may go as it stands"), ("no", "No, the place stays here")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it may go"},
    )
    reason = forms.CharField(
        label="Why?",
        widget=forms.Textarea,
        error_messages={"required": "Write why the place may go, or why it must stay"},
    )


@page(Permission.ANSWER_REQUEST)
def ask(http: Any, ref: UUID, entry: UUID) -> HttpResponse:
    """Ask a colleague about one passage of the answer that is being written."""
    request = queries.one(http.actor, ref)
    paper = working_papers.read(http.actor, ref)
    choices = choosing.choices_in(paper.words if paper else {}, own_entries.about(http.actor, request), request)
    wanted = choosing.OWN if entry == ref else str(entry)
    choice = next((one for one in choices if one.name == wanted and one.goes), None)
    if choice is None:
        raise NotFound
    colleagues = place_releases.who_may(http.actor)
    form = AskForm(http.POST or None)
    form.fields["approver"].choices = [(str(one.id), one.full_name) for one in colleagues]  # type: ignore[attr-defined]
    key = key_of(http) if http.method == "POST" else uuid4()
    if http.method == "POST" and form.is_valid():
        place_releases.ask(
            actor=http.actor,
            key=key,
            request_id=ref,
            text=choice.text,
            needed_because=form.cleaned_data["needed_because"],
            approver_id=UUID(form.cleaned_data["approver"]),
            at=timezone.now(),
        )
        messages.success(http, "Your colleague has been told. Until they answer, the place does not go.")
        return redirect("request-decide", ref=ref)
    context = {"form": form, "information_request": request, "text": choice.text, "able": colleagues, "key": key}
    return render(http, "sharing/place_ask.html", context)


@page(Permission.ANSWER_REQUEST)
def release(http: Any, ref: UUID) -> HttpResponse:
    """Show the second person the passage and why the place is needed; take their answer."""
    found = place_releases.read(http.actor, ref)
    form = AnswerForm(http.POST or None)
    is_mine = found.approver_id == http.actor.practitioner_id
    if http.method == "POST" and form.is_valid():
        place_releases.answer(
            actor=http.actor,
            release_id=ref,
            is_released=form.cleaned_data["released"] == "yes",
            reason=form.cleaned_data["reason"],
            at=timezone.now(),
        )
        messages.success(http, "Your answer was kept, and your colleague has been told.")
        return redirect("work")
    return render(http, "sharing/place_release.html", {"form": form, "found": found, "is_mine": is_mine})


paths = [
    path("requests/<uuid:ref>/place/<uuid:entry>", ask, name="place-ask"),
    path("place/<uuid:ref>", release, name="place-release"),
]
