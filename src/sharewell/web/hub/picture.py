"""The picture: who, one chronology, agencies side by side, who has answered and who has not."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import path
from django.utils import timezone

from sharewell.cases import chronology, standing
from sharewell.cases.standing import Standing
from sharewell.people import kinship, persons
from sharewell.rules.access import Permission
from sharewell.rules.pathway import SAID
from sharewell.sharing import picture as sharing_picture
from sharewell.sharing import queries as sharing
from sharewell.sharing.items import KINDS
from sharewell.web.page import page, render

CHILDREN = ("child", "unborn")
KEPT_BACK = "[withheld"  # how a sender marks what was left out of a passage


@page(Permission.WORK_ENQUIRY)
def picture(http: Any, ref: UUID) -> HttpResponse:
    """Show what every agency told, in one order and side by side."""
    at = timezone.now()
    found = sharing_picture.read(actor=http.actor, enquiry_id=ref, at=at)
    sheet, enquiry, people = found.sheet, found.enquiry, found.people
    http.danger_route = enquiry.contact.route
    made = sheet[sharing_picture.ASKED]
    # What nobody has opened is not passed on yet: it stands here once it has been, which is the sender's receipt.
    unopened = sheet[sharing_picture.UNOPENED]
    waiting = {str(one.id) for one in unopened}
    births = {one.person_id: one.person.born_on for one in people if one.person_id and one.person}
    events = [one for one in sharing_picture.events(sheet, births) if one.ref not in waiting]
    events += from_contact(enquiry.contact, people)
    context = {
        "enquiry": enquiry,
        "accountable": sheet.first(standing.ACCOUNTABLE),
        "lines": chronology.order(events),
        "sides": chronology.side_by_side(events),
        "requests": made,
        "said": SAID,
        "overdue": {one.id for one in made if sharing.is_overdue(one, at)},
        "counts": _counts(made, at),
        "unopened": unopened,
        "kept_back": _kept_back(events),
        "kinds": KINDS,
    }
    return render(http, "hub/picture.html", context | _family(found, at))


def _family(found: Standing, at: Any) -> dict[str, Any]:
    """Give who the enquiry is about and how they are related; what is known of it, never guessed."""
    today = timezone.localtime(at).date()
    return {
        "people": found.people,
        "kin": kinship.tree(found.sheet[standing.KIN], found.person_ids),
        "never": found.sheet[standing.NEVER],
        "age": lambda one: persons.age_words(one.born_on, one.due_on, today),
    }


def _counts(made: list[Any], at: Any) -> dict[str, int]:
    """Count what came back; an answer in part and a refusal are answers, and each is said for what it is."""
    asked = [one for one in made if one.state != "withdrawn"]
    states = Counter(one.state for one in asked)
    overdue = [one for one in asked if sharing.is_overdue(one, at)]
    return {
        "asked": len(asked),
        "answered": states["answered"] + states["part_answered"] + states["refused"],
        "in_part": states["part_answered"],
        "refused": states["refused"],
        "overdue": len(overdue),
    }


def _kept_back(events: list[chronology.Event]) -> dict[str, int]:
    """Count for each agency the passages from which it left something out, so that a gap is seen as one."""
    counted: dict[str, int] = {}
    for event in events:
        if KEPT_BACK in event.text:
            counted[event.agency] = counted.get(event.agency, 0) + 1
    return counted


def from_contact(contact: Any, people: list[Any]) -> list[chronology.Event]:
    """Give the sender's own words; when they happened was not said, so they stand where they became known."""
    known_on = timezone.localtime(contact.raised_at).date()
    children = [one.contact_person for one in people if one.contact_person and one.role in CHILDREN]
    names = [f"{one.given_name} {one.family_name}".strip() for one in children]

    def event(text: str, kind: str, source: str, *, is_strength: bool = False) -> chronology.Event:
        return chronology.Event(
            happened_on=None,
            happened_text="",
            known_on=known_on,
            agency=contact.agency.name,
            source=f"contact {contact.reference}, {source}",
            kind=kind,
            text=text,
            about=", ".join(name for name in names if name),
            is_strength=is_strength,
        )

    told = [
        event(contact.observed, "fact", "what the sender saw or heard"),
        event(contact.reported, "report", "what others told the sender"),
        event(contact.thought, "opinion", "what the sender thinks"),
        event(contact.child_words, "report", "the child’s own words"),
        event(contact.strengths, "fact", "what goes well", is_strength=True),
    ]
    return [one for one in told if one.text]


paths = [path("hub/enquiry/<uuid:ref>/picture", picture, name="hub-picture")]
