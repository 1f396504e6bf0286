"""Concluding an enquiry: what follows, why, who does it by when; and what the one who raised it is told."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.cases import enquiries, feedback, outcomes, queries
from sharewell.people.protection import TellsWhere
from sharewell.rules.access import ROLES, Permission
from sharewell.sharing import queries as sharing
from sharewell.web import wording
from sharewell.web.page import key_of, page, render

SERVICES = 3  # rows for services to begin with
MOST_SERVICES = 20
CONFLICT = 409


class OutcomeForm(forms.Form):
    """What follows and why, with a row for each service."""

    kind = forms.ChoiceField(
        label="What follows?",
        choices=list(outcomes.KINDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what follows"},
    )
    rationale = forms.CharField(
        label="Why? What weighed for it, and what against?",
        widget=forms.Textarea,
        error_messages={"required": "Write down why, so that others can follow it later"},
    )

    def __init__(self, *args: Any, rows: int = SERVICES, today: date | None = None, **kwargs: Any) -> None:
        """Add the rows for services."""
        super().__init__(*args, **kwargs)
        self.rows, self.today = rows, today
        for number in range(1, rows + 1):
            self.fields[f"service_{number}"] = forms.CharField(
                label=f"Service {number}", required=False, max_length=120
            )
            self.fields[f"owner_{number}"] = forms.CharField(label="Who does it", required=False, max_length=120)
            self.fields[f"due_{number}"] = forms.DateField(
                label="By when",
                required=False,
                input_formats=wording.TYPED_DAYS,
                help_text="For example 08/12/2026",
                error_messages={"invalid": "Enter a day, like 08/12/2026"},
            )

    def clean(self) -> dict[str, Any]:
        """A service has an owner and a day, or it is nobody's."""
        given = super().clean() or {}
        for number in range(1, self.rows + 1):
            self._look_over(given, number)
        return given

    def _look_over(self, given: dict[str, Any], number: int) -> None:
        name, owner, due = (given.get(f"{part}_{number}") for part in ("service", "owner", "due"))
        if name and not owner:
            self.add_error(f"owner_{number}", f"Service {number}: say who does it, else nobody does")
        if name and not due and f"due_{number}" not in self.errors:
            self.add_error(f"due_{number}", f"Service {number}: say by when, like 08/12/2026")
        if (owner or due) and not name:
            self.add_error(f"service_{number}", f"Service {number}: write down what will be done")
        if due and self.today and due < self.today:
            self.add_error(f"due_{number}", f"Service {number}: that day has passed. Enter a day to come")

    def services(self) -> list[outcomes.Service]:
        """Give the services written down."""
        given = self.cleaned_data
        return [
            outcomes.Service(given[f"service_{n}"], given[f"owner_{n}"], given[f"due_{n}"])
            for n in range(1, self.rows + 1)
            if given.get(f"service_{n}") and isinstance(given.get(f"due_{n}"), date)
        ]


@page(Permission.CONCLUDE_ENQUIRY)
def outcome(http: Any, ref: UUID) -> HttpResponse:
    """Record an outcome; warn about what was not answered, and let nothing be held up by it."""
    at = timezone.now()
    enquiry = enquiries.read(actor=http.actor, enquiry_id=ref, at=at)
    rows = _rows(http)
    adds_a_row = "add" in http.POST
    form = OutcomeForm(http.POST or None, rows=rows, today=timezone.localtime(at).date())
    key = key_of(http) if http.method == "POST" else uuid4()
    first: outcomes.ConcludedMeanwhile | None = None
    if http.method == "POST" and not adds_a_row and form.is_valid():
        try:
            _record(http, ref, form, key)
            messages.success(http, "The outcome was recorded. Now tell the one who raised it.")
            return redirect("hub-feedback", ref=ref)
        except outcomes.ConcludedMeanwhile as meanwhile:
            first = meanwhile
    if adds_a_row:  # another row, with every word as it stands and no word about what is missing yet
        form = OutcomeForm(initial=http.POST.dict(), rows=rows)
    latest = outcomes.latest(enquiry)
    context = {
        "form": form,
        "enquiry": enquiry,
        "key": key,
        "waiting": [one for one in sharing.of_enquiry(http.actor, ref) if one.state in sharing.OPEN_STATES],
        "rows": range(1, rows + 1),
        "may_add": rows < MOST_SERVICES,
        "outcomes": queries.outcomes_of(enquiry),
        "kinds": outcomes.KINDS,
        "seen": latest.id if latest else "",
        "first": first,
    }
    return render(http, "hub/outcome.html", context, status=CONFLICT if first else 200)


def _record(http: Any, ref: UUID, form: OutcomeForm, key: UUID) -> None:
    try:
        seen = UUID(http.POST.get("seen", ""))
    except ValueError:
        seen = None
    outcomes.record(
        actor=http.actor,
        enquiry_id=ref,
        key=key,
        kind=form.cleaned_data["kind"],
        rationale=form.cleaned_data["rationale"],
        services=form.services(),
        seen_id=seen,
        at=timezone.now(),
    )


def _rows(http: Any) -> int:
    """Give how many rows for services to show: those that were sent, and one more when it was asked for."""
    sent = [name for name in http.POST if name.startswith("service_") and name.removeprefix("service_").isdigit()]
    numbers = [int(name.removeprefix("service_")) for name in sent]
    rows = max([SERVICES, *numbers]) + ("add" in http.POST)
    return min(rows, MOST_SERVICES)


class FeedbackForm(forms.Form):
    """What the sender is told."""

    text = forms.CharField(
        label="What do you tell them?",
        help_text="What was decided and what happens next, as far as they need it. Not what other agencies told you",
        widget=forms.Textarea,
        error_messages={"required": "Write what the one who raised it should know"},
    )


@page(Permission.CONCLUDE_ENQUIRY)
def tell_sender(http: Any, ref: UUID) -> HttpResponse:
    """Send feedback to the one who raised the concern."""
    at = timezone.now()
    enquiry = enquiries.read(actor=http.actor, enquiry_id=ref, at=at)
    form = FeedbackForm(http.POST or None)
    first: feedback.ToldMeanwhile | None = None
    if http.method == "POST" and form.is_valid():
        try:
            feedback.send(actor=http.actor, enquiry_id=ref, text=form.cleaned_data["text"], at=at)
            messages.success(http, "The feedback was sent.")
            return redirect("hub-enquiry", ref=ref)
        except feedback.ToldMeanwhile as meanwhile:
            first = meanwhile
        except TellsWhere as refusal:
            form.add_error("text", f"{refusal.title}. {refusal.next_step}")
    sender = enquiry.contact.raised_by
    context = {
        "form": form,
        "enquiry": enquiry,
        "sent": feedback.sent_on(enquiry),
        "sender": sender,
        "sender_role": sender.job_title or ROLES.get(sender.role, ""),
        "first": first,
    }
    return render(http, "hub/feedback.html", context, status=CONFLICT if first else 200)


paths = [
    path("hub/enquiry/<uuid:ref>/outcome", outcome, name="hub-outcome"),
    path("hub/enquiry/<uuid:ref>/feedback", tell_sender, name="hub-feedback"),
]
