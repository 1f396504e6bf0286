"""What follows a decision: its record, what was sent and received, recalled, corrected."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.directory import queries as directory
from sharewell.directory.local.notes import notes_beside
from sharewell.rules.access import ROLES, Permission
from sharewell.rules.refusals import NotFound
from sharewell.sharing import (
    consultations,
    corrections,
    decisions,
    disclosures,
    known_facts,
    leak_guard,
    openness,
    queries,
    seven_tests,
)
from sharewell.sharing.items import KINDS
from sharewell.web.page import key_of, page, render
from sharewell.web.paging import part


@page(Permission.ANSWER_REQUEST)
def decision(http: Any, ref: UUID) -> HttpResponse:
    """Show the record of one decision, what was sent on it, what the family is told; add what there was no time for."""
    at = timezone.now()
    found = decisions.read(actor=http.actor, decision_id=ref, at=at)
    errors: dict[str, str] = {}
    if http.method == "POST":
        try:
            text = http.POST.get("added", "")
            decisions.add_later(actor=http.actor, key=key_of(http), decision_id=ref, text=text, at=at)
        except decisions.DecisionIncomplete as missing:
            errors = {"added": missing.next_step}
        else:
            messages.success(http, "It was added. The decision itself stays as it was made.")
            return redirect("decision", ref=ref)
    asked = found.information_request
    context = {
        "decision": found,
        # As they stood on the day of the decision, like the rules.
        "notes": notes_beside(found.advice, found.agency_id, timezone.localdate(found.decided_at)),
        "outcomes": decisions.OUTCOMES,
        "tests": [(name, found.tests.get(name, "")) for name in (*seven_tests.TESTS, "impact")],
        "asked": asked,
        "called": known_facts.called(asked) if asked else {},
        "advice_asked": consultations.about_request(http.actor, asked.id) if asked else [],
        "added": found.added_later.select_related("written_by").order_by("written_at"),
        "openness": openness.about_decision(http.actor, ref),
        "told": openness.TOLD,
        "key": uuid4(),
        "errors": errors,
    }
    return render(http, "sharing/decision.html", context, status=400 if errors else 200)


@page(Permission.RECEIVE_DISCLOSURE)
def received(http: Any) -> HttpResponse:
    """Show what was shared with the practitioner's agency, and what was called back."""
    at = timezone.now()
    disclosures.note_recalls(actor=http.actor, at=at)
    found = queries.received(http.actor)
    context = {
        "waiting": found.filter(received_at__isnull=True),
        "opened": part(http, found.filter(received_at__isnull=False)),
        "recalled": disclosures.recalled_from_us(actor=http.actor, at=at),
    }
    return render(http, "sharing/received.html", context)


@page(Permission.RECEIVE_DISCLOSURE)
def read(http: Any, ref: UUID) -> HttpResponse:
    """Open what was shared: this is the receipt the sender waits for."""
    at = timezone.now()
    disclosures.receive(actor=http.actor, disclosure_id=ref, at=at)
    corrections.seen(actor=http.actor, disclosure_id=ref, at=at)
    found = queries.disclosure_received(http.actor, ref)
    is_the_askers = found.information_request is not None and http.actor.agency_id == found.receiving_agency_id
    context = {
        "disclosure": found,
        "items": queries.items_of(http.actor, ref),
        "kinds": KINDS,
        "opened_by": directory.practitioner(found.received_by_id) if found.received_by_id else None,
        "may_see_request": is_the_askers,
    }
    return render(http, "sharing/disclosure.html", context)


@page(Permission.CORRECT_DISCLOSURE)
def sent(http: Any, ref: UUID) -> HttpResponse:
    """Show the sender what was sent and whether it was opened; recall it."""
    at = timezone.now()
    errors: dict[str, str] = {}
    if http.method == "POST":
        try:
            reason = http.POST.get("reason", "")
            disclosures.recall(actor=http.actor, disclosure_id=ref, reason=reason, at=at)
            messages.success(http, "It was recalled. The recipient can no longer open it, and has been told.")
            return redirect("disclosure-sent", ref=ref)
        except disclosures.RecallNeedsAReason as missing:
            errors = {"reason": missing.next_step}
    found = disclosures.look_at_sent(actor=http.actor, disclosure_id=ref, at=at)
    recipient = found.recipient
    context = {
        "disclosure": found,
        "items": queries.items_of(http.actor, ref),
        "kinds": KINDS,
        "recipient_role": recipient.job_title or ROLES.get(recipient.role, ""),
        "opened_by": directory.practitioner(found.received_by_id) if found.received_by_id else None,
        "errors": errors,
    }
    return render(http, "sharing/disclosure_sent.html", context, status=400 if errors else 200)


class CorrectionForm(forms.Form):
    """What is right, and why it was wrong."""

    text = forms.CharField(
        label="What is right?", widget=forms.Textarea, error_messages={"required": "Write what is right"}
    )
    reason = forms.CharField(
        label="Why was it wrong?", widget=forms.Textarea, error_messages={"required": "Write why it was wrong"}
    )


@page(Permission.CORRECT_DISCLOSURE)
def correct(http: Any, ref: UUID, item: UUID) -> HttpResponse:
    """Correct one passage for everyone who was given it."""
    found = disclosures.look_at_sent(actor=http.actor, disclosure_id=ref, at=timezone.now())
    wrong = next((one for one in queries.items_of(http.actor, ref) if one.id == item), None)
    if wrong is None or found.recalled_at is not None:
        raise NotFound
    form = CorrectionForm(http.POST or None)
    key = key_of(http) if http.method == "POST" else uuid4()
    if http.method == "POST" and form.is_valid():
        try:
            made = corrections.correct(actor=http.actor, key=key, item_id=item, at=timezone.now(), **form.cleaned_data)
            said = f"{len(made)} recipient{'s were' if len(made) != 1 else ' was'} told."
            messages.success(http, f"The correction was sent: {said}")
            return redirect("disclosure-sent", ref=ref)
        except leak_guard.WouldLeak as leak:
            form.add_error("text" if 0 in leak.items else "reason", f"{leak.title}. Take the place out")
    context = {"form": form, "disclosure": found, "item": wrong, "key": key, "kinds": KINDS}
    return render(http, "sharing/correct.html", context)


@page(Permission.CORRECT_DISCLOSURE)
def unread(http: Any) -> HttpResponse:
    """Show what was sent and not opened, and corrections not seen: none of it counts as passed on."""
    context = {
        "disclosures": queries.not_yet_received(http.actor),
        "corrections": corrections.not_yet_seen(http.actor),
    }
    return render(http, "sharing/unread.html", context)


paths = [
    path("decisions/<uuid:ref>", decision, name="decision"),
    path("received", received, name="received"),
    path("received/<uuid:ref>", read, name="disclosure"),
    path("sent", unread, name="unread"),
    path("sent/<uuid:ref>", sent, name="disclosure-sent"),
    path("sent/<uuid:ref>/correct/<uuid:item>", correct, name="correct"),
]
