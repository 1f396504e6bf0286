"""Recording a contact: a draft becomes the concern that the hub receives."""

from datetime import date, datetime
from typing import Any

from django.utils.timezone import localdate

from sharewell.base.actor import Actor
from sharewell.cases import drafts
from sharewell.cases.models import Contact, ContactDraft, ContactPerson
from sharewell.directory import queries, references, retention
from sharewell.matching import dates, identifiers
from sharewell.rules.refusals import Refusal

RECOGNISED_BY = ("given", "family", "known_as", "note", "address", "birth", "nhs_number")
SUBJECTS = ("child", "unborn", "adult_at_risk")


class NobodyToRecognise(Refusal):
    """Nothing in the draft lets anybody find out who is meant, and nobody is said to be in danger."""

    title = "The concern was not sent yet"
    next_step = (
        "Write down anything by which the person can be recognised: a name, an age, an address or a description. "
        "If you know nothing, ring the hub: the number is at the top of the page."
    )


def route_of(draft: ContactDraft) -> str:
    """Give where the draft goes: only a chosen early help goes there; unsure and unanswered are treated as risk."""
    chosen = drafts.answers_of(draft, "route").get("route", "")
    if drafts.answers_of(draft, "danger").get("danger") == "yes":
        return "safeguarding"
    if chosen == "early-help":
        return "early-help"
    people = drafts.people_of(draft)
    only_adults = bool(people) and all(person.get("kind") not in ("child", "unborn") for person in people)
    return "adult-safeguarding" if chosen == "adult" or (only_adults and chosen != "safeguarding") else "safeguarding"


def is_recognisable(draft: ContactDraft) -> bool:
    """Say whether somebody could find out who is meant."""
    return any(any(str(person.get(name, "")).strip() for name in RECOGNISED_BY) for person in drafts.people_of(draft))


def record(*, actor: Actor, draft: ContactDraft, at: datetime) -> Contact:
    """
    Make the contact from a draft; called by ``sharing.raising.send``, which decides whether it may.

    Raises ``NobodyToRecognise`` when nobody could be found and nobody is in danger; nothing else stops a contact.
    """
    in_danger = drafts.answers_of(draft, "danger").get("danger") == "yes"
    if not is_recognisable(draft) and not in_danger:
        raise NobodyToRecognise
    route = route_of(draft)
    hub = queries.hub(route)
    people = [_person(person, localdate(at)) for person in drafts.people_of(draft)]
    youngest = max((person["born_on"] for person in people if person["born_on"]), default=None)
    contact = Contact.objects.create(
        reference=references.new("C"),
        draft_id=draft.id,
        agency_id=actor.agency_id,
        to_agency=hub,
        first_to_agency=hub,
        raised_by_id=actor.practitioner_id,
        raised_at=at,
        route=route,
        retention_class="contact",
        review_on=retention.review_on(hub.id, "contact", made_on=localdate(at), born_on=youngest),
        **_words(draft),
    )
    for position, person in enumerate(people):
        ContactPerson.objects.create(contact=contact, position=position, **person)
    return contact


def _words(draft: ContactDraft) -> dict[str, Any]:
    def typed(step: str, name: str) -> str:
        return str(drafts.answers_of(draft, step).get(name, "") or "")

    danger = typed("danger", "danger")
    return {
        "is_danger_now": {"yes": True, "no": False}.get(danger),
        "danger_action": typed("danger", "action"),
        "observed": typed("seen", "observed"),
        "reported": typed("seen", "reported"),
        "thought": typed("seen", "thought"),
        "child_words": typed("words", "child_words"),
        "strengths": typed("strengths", "strengths"),
        "done_already": typed("done", "done_already"),
        "who_knows": typed("done", "who_knows"),
        "family_told": typed("family", "told")[:12],
        "family_told_why": typed("family", "why"),
        "agreement": typed("agreement", "agreement")[:16],
        "agreement_note": typed("agreement", "note"),
        "safe_contact": typed("contact", "safe_contact"),
        "needs": typed("contact", "needs"),
    }


def _person(typed: dict[str, Any], on: date) -> dict[str, Any]:
    def text(name: str, most: int) -> str:
        return str(typed.get(name, "") or "").strip()[:most]

    kind = text("kind", 16) or "child"
    written = text("birth", 60)
    reading = dates.read(f"EDD {written}" if kind == "unborn" and written else written, today=on)
    return {
        "kind": kind,
        "given_name": text("given", 80),
        "family_name": text("family", 80),
        "known_as": text("known_as", 120),
        "sex": text("sex", 1),
        "birth_text": written,
        "born_on": None if reading.is_due_date else reading.on,
        "due_on": reading.on if reading.is_due_date else None,
        "birth_accuracy": reading.accuracy if reading.on else "",
        "nhs_number": text("nhs_number", 20),
        "address": text("address", 300),
        # What cannot be read as a postcode is kept as it was written: somebody else may read it.
        "postcode": identifiers.postcode(text("postcode", 10)).value or text("postcode", 10),
        "is_address_protected": typed.get("protected") == "yes",
        "kept_from": text("kept_from", 160),
        "relation": text("relation", 80),
        "note": text("note", 300),
    }
