"""The picture: one chronology, agencies side by side, who has answered; then the outcome and the feedback."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone

from sharewell.cases import accountability, chronology, enquiries, feedback, outcomes, queries
from sharewell.rules.access import Permission
from sharewell.sharing import queries as sharing
from sharewell.sharing.items import KINDS
from sharewell.web.page import key_of, page, render

SERVICES = 3  # rows for services on the form; more can be added by recording a further outcome


@page(Permission.WORK_ENQUIRY)
def picture(http: Any, ref: UUID) -> HttpResponse:
    """Show what every agency told, in one order and side by side."""
    at = timezone.now()
    enquiry = enquiries.read(actor=http.actor, enquiry_id=ref, at=at, event="picture.viewed")
    people = list(queries.people_of(enquiry))
    births = {str(one.person_id): one.person.born_on for one in people if one.person is not None}
    events = sharing.events_of(http.actor, ref, births) + _from_contact(enquiry.contact, people)
    made = sharing.of_enquiry(http.actor, ref)
    context = {
        "enquiry": enquiry,
        "lines": chronology.order(events),
        "sides": chronology.side_by_side(events),
        "requests": made,
        "overdue": {one.id for one in made if sharing.is_overdue(one, at)},
        "unopened": [one for one in sharing.received(http.actor) if _is_of(one, ref) and one.received_at is None],
        "kinds": KINDS,
        "accountable": accountability.now(enquiry),
    }
    return render(http, "hub/picture.html", context)


def _is_of(disclosure: Any, ref: UUID) -> bool:
    return disclosure.information_request is not None and disclosure.information_request.enquiry_id == ref


def _from_contact(contact: Any, people: list[Any]) -> list[chronology.Event]:
    """Give the sender's own words as events of the day they sent them."""
    on = timezone.localtime(contact.raised_at).date()
    child = next((one for one in people if one.role in ("child", "unborn")), None)
    about = f"{child.contact_person.given_name} {child.contact_person.family_name}".strip() if child else ""
    born_on = child.contact_person.born_on if child else None

    def event(text: str, kind: str, source: str, *, is_strength: bool = False) -> chronology.Event:
        return chronology.Event(
            happened_on=on,
            happened_text="",
            known_on=on,
            agency=contact.agency.name,
            source=source,
            kind=kind,
            text=text,
            about=about,
            born_on=born_on,
            is_strength=is_strength,
        )

    told = [
        event(contact.observed, "fact", f"contact {contact.reference}, seen or heard"),
        event(contact.reported, "report", f"contact {contact.reference}, told by others"),
        event(contact.thought, "opinion", f"contact {contact.reference}, what the sender thinks"),
        event(contact.child_words, "fact", f"contact {contact.reference}, the child’s own words"),
        event(contact.strengths, "fact", f"contact {contact.reference}, strengths", is_strength=True),
    ]
    return [one for one in told if one.text]


class OutcomeForm(forms.Form):
    """What follows, why, and what the sender is told."""

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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add the rows for services."""
        super().__init__(*args, **kwargs)
        for number in range(1, SERVICES + 1):
            self.fields[f"service_{number}"] = forms.CharField(label=f"Service {number}", required=False)
            self.fields[f"owner_{number}"] = forms.CharField(label="Who does it", required=False)
            self.fields[f"due_{number}"] = forms.DateField(
                label="By when",
                required=False,
                input_formats=["%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d"],
                help_text="For example 08/12/2026",
                error_messages={"invalid": "Enter a day, like 08/12/2026"},
            )

    def clean(self) -> dict[str, Any]:
        """A service has an owner and a day, or it is nobody's."""
        given = super().clean() or {}
        for number in range(1, SERVICES + 1):
            if given.get(f"service_{number}") and not (given.get(f"owner_{number}") and given.get(f"due_{number}")):
                self.add_error(f"owner_{number}", "Say who does it and by when: else nobody does")
        return given

    def services(self) -> list[outcomes.Service]:
        """Give the services written down."""
        given = self.cleaned_data
        return [
            outcomes.Service(given[f"service_{n}"], given[f"owner_{n}"], given[f"due_{n}"])
            for n in range(1, SERVICES + 1)
            if given.get(f"service_{n}") and isinstance(given.get(f"due_{n}"), date)
        ]


@page(Permission.CONCLUDE_ENQUIRY)
def outcome(http: Any, ref: UUID) -> HttpResponse:
    """Record an outcome; warn about what was not answered, and let nothing be held up by it."""
    at = timezone.now()
    enquiry = enquiries.read(actor=http.actor, enquiry_id=ref, at=at)
    form = OutcomeForm(http.POST or None)
    key = key_of(http) if http.method == "POST" else uuid4()
    if http.method == "POST" and form.is_valid():
        outcomes.record(
            actor=http.actor,
            enquiry_id=ref,
            key=key,
            kind=form.cleaned_data["kind"],
            rationale=form.cleaned_data["rationale"],
            services=form.services(),
            at=at,
        )
        messages.success(http, "The outcome was recorded. Now tell the one who raised it.")
        return redirect("hub-feedback", ref=ref)
    waiting = [one for one in sharing.of_enquiry(http.actor, ref) if one.state in sharing.OPEN_STATES]
    context = {"form": form, "enquiry": enquiry, "key": key, "waiting": waiting, "rows": range(1, SERVICES + 1)}
    return render(http, "hub/outcome.html", context)


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
    if http.method == "POST" and form.is_valid():
        feedback.send(actor=http.actor, enquiry_id=ref, text=form.cleaned_data["text"], at=at)
        messages.success(http, "The feedback was sent.")
        return redirect("hub-enquiry", ref=ref)
    context = {"form": form, "enquiry": enquiry, "sent": feedback.sent_on(enquiry)}
    return render(http, "hub/feedback.html", context)


paths = [
    path("hub/enquiry/<uuid:ref>/picture", picture, name="hub-picture"),
    path("hub/enquiry/<uuid:ref>/outcome", outcome, name="hub-outcome"),
    path("hub/enquiry/<uuid:ref>/feedback", tell_sender, name="hub-feedback"),
]
