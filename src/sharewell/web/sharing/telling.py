"""What the child or family is told about a share: a notice to read and to print, or why not now. Nothing is sent."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.papers import notice_paper
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound
from sharewell.sharing import decisions, leak_guard, openness
from sharewell.web import wording
from sharewell.web.page import key_of, page, render

HEADINGS: dict[str, str] = {
    "why": "Why we share information",
    "what": "What we share",
    "how": "How we share it",
    "with_whom": "With whom",
    "rights": "Your rights",
    "ask": "Whom to ask",
}
SOMEONE = "A service that works with your family"  # where the agency's own name would tell the place
TELLS = "This tells where a protected person can be found. Take the place out"


class OpennessForm(forms.Form):
    """What the family is told, or why not now."""

    told = forms.ChoiceField(
        label="Is the child or family told about this share?",
        help_text="Tell them, unless that could put somebody at more risk or spoil an enquiry into a serious crime",
        choices=list(openness.TOLD.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether the family is told"},
    )
    not_now_reason = forms.CharField(label="If not now: why?", widget=forms.Textarea, required=False)
    look_again_on = forms.DateField(
        label="If not now: when will you look again?",
        required=False,
        input_formats=wording.TYPED_DAYS,
        help_text="A day after today, for example 01/12/2026",
        error_messages={"invalid": "Enter a day, like 01/12/2026"},
    )
    whom = forms.CharField(label="Whom?", help_text="For example: the mother, and the boy himself", required=False)
    how = forms.CharField(label="How?", help_text="For example: face to face, with an interpreter", required=False)
    audience = forms.ChoiceField(
        label="For whom is the notice written?",
        choices=list(openness.AUDIENCES.items()),
        widget=forms.RadioSelect,
        required=False,
    )
    why = forms.CharField(label="Why we share information", widget=forms.Textarea, required=False)
    what = forms.CharField(label="What we share", widget=forms.Textarea, required=False)
    with_whom = forms.CharField(label="With whom", required=False)
    ask = forms.CharField(
        label="Whom to ask",
        help_text="A name, and a number that is safe for them to ring",
        required=False,
    )
    reader_is_protected = forms.BooleanField(
        label="Only the protected person reads this notice",
        help_text="Then it may say where they are",
        required=False,
    )

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        """Take the day, after which it must be looked at again."""
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """Not telling has a reason and a day; telling says whom, and says something."""
        given = super().clean() or {}
        if given.get("told") == "not_yet":
            if not (given.get("not_now_reason") or "").strip():
                self.add_error("not_now_reason", "Write down why they are not told now")
            day = given.get("look_again_on")
            if "look_again_on" not in self.errors and (day is None or day <= self.today):
                self.add_error("look_again_on", "Choose a day after today to look again")
        elif given.get("told"):
            for name, missing in (
                ("whom", "Write whom you told or will tell"),
                ("why", "Write why you share, in words they can understand"),
                ("what", "Write what you share"),
                ("with_whom", "Write with whom you share it"),
            ):
                if not (given.get(name) or "").strip():
                    self.add_error(name, missing)
        return given


@page(Permission.RECORD_OPENNESS)
def tell(http: Any, ref: UUID) -> HttpResponse:
    """Write the notice for the child or family, or record why not now."""
    at = timezone.now()
    found = decisions.read(actor=http.actor, decision_id=ref, at=at)
    if found.outcome == "nothing" or found.information_request is None:
        raise NotFound  # nothing was shared with anybody of which a family could be told
    audience = http.POST.get("audience") or http.GET.get("for", "carer")
    begin = _plain(found, audience if audience in openness.AUDIENCES else "carer")
    form = OpennessForm(http.POST or None, initial=begin | {"how": ""}, today=timezone.localtime(at).date())
    key = key_of(http) if http.method == "POST" else uuid4()
    context = {
        "form": form,
        "decision": found,
        "key": key,
        "protected": openness.someone_is_protected(found),
        "audiences": openness.AUDIENCES,
        "audience": begin["audience"],
        "names": [],
    }
    if http.method != "POST" or not form.is_valid():
        return render(http, "sharing/tell.html", context)
    notice = _notice(begin, form.cleaned_data)
    names = openness.names_to_look_at(notice, _allowed(found, form.cleaned_data))
    if names and form.cleaned_data["told"] != "not_yet" and "names_looked_at" not in http.POST:
        return render(http, "sharing/tell.html", context | {"names": names})
    try:
        made = _record(http, ref, key=key, given=form.cleaned_data, notice=notice, at=at)
    except leak_guard.WouldLeak:
        form.add_error("what", TELLS)
        return render(http, "sharing/tell.html", context, status=400)
    messages.success(http, "It was recorded. Nothing was sent to the family.")
    return redirect("openness", ref=ref, openness_id=made.id)


def _plain(decision_made: Any, audience: str) -> dict[str, str]:
    disclosure = decision_made.disclosures.first()
    tells = openness.tells_by_its_name(decision_made)
    return openness.plain_notice(
        agency=SOMEONE if tells else decision_made.agency.name,
        recipient=disclosure.recipient.agency.name if disclosure else "the people who asked us",
        purpose=decision_made.information_request.purpose,
        audience=audience,
    )


def _notice(begin: dict[str, str], given: dict[str, Any]) -> dict[str, str]:
    """Give the notice in the words as changed; a house telephone number is not printed where the place is hidden."""
    return begin | {name: given[name].strip() for name in ("why", "what", "with_whom", "ask")}


def _allowed(decision_made: Any, given: dict[str, Any]) -> list[str]:
    """Give who may be named in a notice: whom it is about, who is told, and the agencies."""
    subjects = decision_made.information_request.subjects.all()
    names = [f"{one.given_name} {one.family_name}" for one in subjects]
    to = [one.recipient.agency.name for one in decision_made.disclosures.all()]
    return [*names, given["whom"], *to, decision_made.agency.name, given["ask"], "Information Commissioner"]


def _record(http: Any, ref: UUID, *, key: UUID, given: dict[str, Any], notice: dict[str, str], at: datetime) -> Any:
    return openness.record(
        actor=http.actor,
        key=key,
        decision_id=ref,
        told=given["told"],
        whom=given["whom"],
        how=given["how"],
        notice=notice,
        not_now_reason=given["not_now_reason"],
        look_again_on=given["look_again_on"],
        reader_is_protected=given["reader_is_protected"],
        at=at,
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
    context = {"openness": found, "told": openness.TOLD, "ref": ref, "headings": HEADINGS}
    return render(http, "sharing/notice.html", context)


@page(Permission.RECORD_OPENNESS)
def notice_pdf(http: Any, ref: UUID, openness_id: UUID) -> HttpResponse:
    """Give the notice as a document to print; nothing is sent."""
    found = _openness(http, ref, openness_id)
    if found.told == "not_yet":
        raise NotFound
    paper = notice_paper.write(actor=http.actor, openness_id=found.id, notice=found.notice, at=timezone.now())
    return HttpResponse(
        paper, content_type="application/pdf", headers={"Content-Disposition": 'attachment; filename="notice.pdf"'}
    )


paths = [
    path("decisions/<uuid:ref>/tell", tell, name="tell"),
    path("decisions/<uuid:ref>/told/<uuid:openness_id>", notice, name="openness"),
    path("decisions/<uuid:ref>/told/<uuid:openness_id>/pdf", notice_pdf, name="openness-pdf"),
]
