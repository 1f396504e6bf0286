"""What follows a decision: what was sent and received, recalled, corrected, and what the family is told."""

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.directory.local.notes import notes_beside
from sharewell.papers import notice_paper
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound
from sharewell.sharing import corrections, decisions, disclosures, leak_guard, openness, queries
from sharewell.sharing.items import KINDS
from sharewell.web.page import key_of, page, render


@page(Permission.ANSWER_REQUEST)
def decision(http: Any, ref: UUID) -> HttpResponse:
    """Show the record of one decision, what was sent on it, and what the family is told."""
    found = queries.decision(http.actor, ref)
    context = {
        "decision": found,
        # As they stood on the day of the decision, like the rules.
        "notes": notes_beside(found.advice, found.agency_id, timezone.localdate(found.decided_at)),
        "outcomes": decisions.OUTCOMES,
        "kinds": KINDS,
        "openness": openness.about_decision(http.actor, ref),
        "told": openness.TOLD,
    }
    return render(http, "sharing/decision.html", context)


@page(Permission.RECEIVE_DISCLOSURE)
def received(http: Any) -> HttpResponse:
    """Show what was shared with the practitioner's agency."""
    return render(http, "sharing/received.html", {"disclosures": queries.received(http.actor)})


@page(Permission.RECEIVE_DISCLOSURE)
def read(http: Any, ref: UUID) -> HttpResponse:
    """Open what was shared: this is the receipt the sender waits for."""
    at = timezone.now()
    found = disclosures.receive(actor=http.actor, disclosure_id=ref, at=at)
    corrections.seen(actor=http.actor, disclosure_id=ref, at=at)
    context = {"disclosure": found, "items": queries.items_of(http.actor, ref), "kinds": KINDS}
    return render(http, "sharing/disclosure.html", context)


@page(Permission.CORRECT_DISCLOSURE)
def sent(http: Any, ref: UUID) -> HttpResponse:
    """Show the sender what was sent and whether it was opened; recall it."""
    refusal = None
    if http.method == "POST":
        try:
            reason = http.POST.get("reason", "")
            disclosures.recall(actor=http.actor, disclosure_id=ref, reason=reason, at=timezone.now())
            messages.success(http, "It was recalled. The recipient can no longer open it.")
            return redirect("disclosure-sent", ref=ref)
        except disclosures.RecallNeedsAReason as missing:
            refusal = missing
    found = queries.disclosure_sent(http.actor, ref)
    items = queries.items_of(http.actor, ref)
    return render(
        http, "sharing/disclosure_sent.html", {"disclosure": found, "items": items, "kinds": KINDS, "refusal": refusal}
    )


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
    found = queries.disclosure_sent(http.actor, ref)
    wrong = next((one for one in queries.items_of(http.actor, ref) if one.id == item), None)
    if wrong is None:
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
            form.add_error("text", leak.title)
    return render(http, "sharing/correct.html", {"form": form, "disclosure": found, "item": wrong, "key": key})


@page(Permission.CORRECT_DISCLOSURE)
def unread(http: Any) -> HttpResponse:
    """Show what was sent and not opened, and corrections not seen: none of it counts as passed on."""
    context = {
        "disclosures": queries.not_yet_received(http.actor),
        "corrections": corrections.not_yet_seen(http.actor),
    }
    return render(http, "sharing/unread.html", context)


class OpennessForm(forms.Form):
    """What the family is told, or why not now."""

    told = forms.ChoiceField(
        label="Is the child or family told about this share?",
        help_text="Tell them, unless that could put somebody at more risk",
        choices=list(openness.TOLD.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the family is told"},
    )
    whom = forms.CharField(label="Whom?", help_text="For example: the mother, and Mason himself", required=False)
    how = forms.CharField(label="How?", help_text="For example: face to face, with an interpreter", required=False)
    why = forms.CharField(label="Notice: why we share", widget=forms.Textarea, required=False)
    what = forms.CharField(label="Notice: what we share", widget=forms.Textarea, required=False)
    with_whom = forms.CharField(label="Notice: with whom", required=False)
    not_now_reason = forms.CharField(label="If not now: why?", widget=forms.Textarea, required=False)
    look_again_on = forms.DateField(
        label="If not now: when will you look again?",
        required=False,
        input_formats=["%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d"],
        help_text="For example 01/12/2026",
        error_messages={"invalid": "Enter a day, like 01/12/2026"},
    )


@page(Permission.RECORD_OPENNESS)
def tell(http: Any, ref: UUID) -> HttpResponse:
    """Write the notice for the child or family, or record why not now."""
    found = queries.decision(http.actor, ref)
    begin = _plain(found)
    form = OpennessForm(http.POST or None, initial=begin)
    key = key_of(http) if http.method == "POST" else uuid4()
    if http.method == "POST" and form.is_valid():
        given = form.cleaned_data
        notice = begin | {name: given[name] for name in ("why", "what", "with_whom")}
        try:
            made = openness.record(
                actor=http.actor,
                key=key,
                decision_id=ref,
                told=given["told"],
                whom=given["whom"],
                how=given["how"],
                notice=notice,
                not_now_reason=given["not_now_reason"],
                look_again_on=given["look_again_on"],
                at=timezone.now(),
            )
            messages.success(http, "It was recorded. Nothing was sent to the family.")
            return redirect("openness", ref=ref, openness_id=made.id)
        except openness.NotRecorded as refusal:
            form.add_error("not_now_reason" if given["told"] == "not_yet" else "told", refusal.next_step)
    return render(http, "sharing/tell.html", {"form": form, "decision": found, "key": key})


def _plain(decision_made: Any) -> dict[str, str]:
    recipient = decision_made.disclosures.first()
    to = recipient.recipient.agency.name if recipient else "the hub"
    return openness.plain_notice(
        agency=decision_made.agency.name,
        recipient=to,
    )


def _openness(http: Any, ref: UUID, openness_id: UUID) -> Any:
    found = openness.about_decision(http.actor, ref).filter(id=openness_id).first()
    if found is None:
        raise NotFound
    return found


@page(Permission.RECORD_OPENNESS)
def notice(http: Any, ref: UUID, openness_id: UUID) -> HttpResponse:
    """Show the notice as the family would read it."""
    found = _openness(http, ref, openness_id)
    return render(http, "sharing/notice.html", {"openness": found, "told": openness.TOLD, "ref": ref})


@page(Permission.RECORD_OPENNESS)
def notice_pdf(http: Any, ref: UUID, openness_id: UUID) -> HttpResponse:
    """Give the notice as a document to print; nothing is sent."""
    found = _openness(http, ref, openness_id)
    paper = notice_paper.write(actor=http.actor, openness_id=found.id, notice=found.notice, at=timezone.now())
    return HttpResponse(
        paper, content_type="application/pdf", headers={"Content-Disposition": 'attachment; filename="notice.pdf"'}
    )


paths = [
    path("decisions/<uuid:ref>", decision, name="decision"),
    path("decisions/<uuid:ref>/tell", tell, name="tell"),
    path("decisions/<uuid:ref>/told/<uuid:openness_id>", notice, name="openness"),
    path("decisions/<uuid:ref>/told/<uuid:openness_id>/pdf", notice_pdf, name="openness-pdf"),
    path("received", received, name="received"),
    path("received/<uuid:ref>", read, name="disclosure"),
    path("sent", unread, name="unread"),
    path("sent/<uuid:ref>", sent, name="disclosure-sent"),
    path("sent/<uuid:ref>/correct/<uuid:item>", correct, name="correct"),
]
