"""The hub's own persons: made by a practitioner, opened for a reason."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import DateField, F, Func, IntegerField, Q, QuerySet, TextField, UUIDField
from django.db.models.functions import Cast, Upper
from django.utils.timezone import localdate

from sharewell.base import sheets
from sharewell.base.actor import Actor
from sharewell.base.questions import Given
from sharewell.base.sheets import Part
from sharewell.directory import access, retention
from sharewell.ledger import entries
from sharewell.matching import identifiers
from sharewell.matching.candidates import Candidate, rank
from sharewell.matching.comparing import Known
from sharewell.people.models import Person
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound, Refusal

MOST_COMPARED = 300


class RevealNeedsAReason(Refusal):
    """A protected address was to be shown without saying why."""

    title = "The address was not shown"
    next_step = "Write down why you need it now. It is kept with your name."


def make(*, actor: Actor, known: Known, is_address_protected: bool, at: datetime) -> Person:
    """Make a person for the hub from what is known; nobody else's record is touched."""
    access.require(actor, Permission.IDENTIFY_PERSON)
    person = Person.objects.create(
        agency_id=actor.agency_id,
        given_name=known.given[:80],
        family_name=known.family[:80],
        known_as=known.known_as[:120],
        sex=known.sex,
        born_on=known.born_on,
        birth_accuracy=known.birth_accuracy if known.born_on else "",
        due_on=known.due_on,
        nhs_number=identifiers.nhs_number(known.nhs_number).value,
        address=known.address[:300],
        postcode=known.postcode,
        is_address_protected=is_address_protected,
        made_by_id=actor.practitioner_id,
        made_at=at,
        retention_class="person",
        review_on=retention.review_on(actor.agency_id, "person", made_on=localdate(at), born_on=known.born_on),
    )
    entries.append(actor=actor, event="person.made", about=[person.id], detail={}, at=at)
    return person


def read(*, actor: Actor, person_id: UUID, at: datetime) -> Person:
    """Open one of the hub's persons; the reading is in the ledger."""
    access.require(actor, Permission.WORK_ENQUIRY)
    person = Person.objects.filter(id=person_id, agency_id=actor.agency_id).first()
    if person is None:
        raise NotFound
    entries.append(actor=actor, event="person.viewed", about=[person.id], detail={}, at=at)
    return person


def _like() -> "QuerySet[Person]":
    """Give the question for persons of the same family name in any letters, the same number, or born on the day."""
    family, number = Given("family", TextField()), Given("nhs_number", TextField())
    days = Given("days", ArrayField(DateField()))
    without = Given("without", ArrayField(UUIDField()))
    own = Person.objects.filter(agency_id=Given("agency", UUIDField())).alias(
        in_capitals=Upper("family_name"),
        on_the_day=Func(days, F("born_on"), function="array_position", output_field=IntegerField()),
        left_out=Func(without, F("id"), function="array_position", output_field=IntegerField()),
    )
    same_name = ~Q(family_name="") & Q(in_capitals=Upper(Cast(family, TextField())))
    same_number = ~Q(nhs_number="") & Q(nhs_number=number)
    like = same_name | same_number | Q(on_the_day__isnull=False)
    return own.filter(like, left_out__isnull=True).order_by("-made_at")[:MOST_COMPARED]


LIKE = Part(Person, _like)


def known_like(*, actor: Actor, asked: Known, at: datetime, without: Iterable[UUID] = ()) -> list[Candidate]:
    """
    Give the hub's own persons who may be the one asked for, best first, in words like any candidate.

    Each carries ``person_id`` in its ``extra``. Showing them is in the ledger; nobody is taken for anybody.
    """
    access.require(actor, Permission.IDENTIFY_PERSON)
    sheet = sheets.read(
        LIKE,
        agency=actor.agency_id,
        family=asked.family,
        nhs_number=asked.nhs_number,
        days=[day for day in (asked.born_on, *asked.other_births) if day],
        without=list(without),
    )
    shown = list(rank(asked, [known_of(person) for person in sheet[LIKE]]).candidates)
    about = [UUID(str(one.known.extra["person_id"])) for one in shown]
    if about:
        entries.append(actor=actor, event="person.viewed", about=about, detail={"as": "candidates"}, at=at)
    return shown


def known_of(person: Person) -> Known:
    """Give one of the hub's persons as the look-up compares them, without a protected place."""
    return Known(
        given=person.given_name,
        family=person.family_name,
        known_as=person.known_as,
        born_on=person.born_on,
        birth_accuracy=person.birth_accuracy or "AAA",
        due_on=person.due_on,
        died_on=person.died_on,
        sex=person.sex,
        nhs_number=person.nhs_number,
        postcode="" if person.is_address_protected else person.postcode,
        extra={"person_id": str(person.id)},
    )


def by_id(actor: Actor, person_ids: Iterable[Any]) -> dict[UUID, Person]:
    """Give some of the hub's persons by id, for showing their names beside what was opened."""
    return {one.id: one for one in Person.objects.filter(agency_id=actor.agency_id, id__in=list(person_ids))}


def reveal_address(*, actor: Actor, person_id: UUID, reason: str, at: datetime) -> str:
    """Give a protected address for a reason, which is in the ledger with the reading."""
    access.require(actor, Permission.WORK_ENQUIRY)
    person = Person.objects.filter(id=person_id, agency_id=actor.agency_id).first()
    if person is None:
        raise NotFound
    if not reason.strip():
        raise RevealNeedsAReason
    entries.append(actor=actor, event="address.revealed", about=[person.id], detail={"reason": reason.strip()}, at=at)
    return ", ".join(part for part in (person.address, person.postcode) if part)


def age_words(born_on: date | None, due_on: date | None, on: date) -> str:
    """Give an age as said: “12”, “7 months”, “due on 8 February 2027”, or that it is not known."""
    if born_on is None:
        return f"due on {due_on.day} {due_on:%B %Y}" if due_on else "age not known"
    months = (on.year - born_on.year) * 12 + on.month - born_on.month - (on.day < born_on.day)
    return f"{months // 12}" if months >= 24 else f"{months} months"
