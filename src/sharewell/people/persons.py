"""The hub's own persons: made by a practitioner, opened for a reason."""

from datetime import date, datetime
from uuid import UUID

from sharewell.base.actor import Actor
from sharewell.directory import access, retention
from sharewell.ledger import entries
from sharewell.matching import identifiers
from sharewell.matching.comparing import Known
from sharewell.people.models import Person
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound


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
        review_on=retention.review_on(actor.agency_id, "person", made_on=at.date(), born_on=known.born_on),
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


def reveal_address(*, actor: Actor, person_id: UUID, reason: str, at: datetime) -> str:
    """Give a protected address for a reason, which is in the ledger with the reading."""
    access.require(actor, Permission.WORK_ENQUIRY)
    person = Person.objects.filter(id=person_id, agency_id=actor.agency_id).first()
    if person is None or not reason.strip():
        raise NotFound
    entries.append(actor=actor, event="address.revealed", about=[person.id], detail={"reason": reason.strip()}, at=at)
    return ", ".join(part for part in (person.address, person.postcode) if part)


def age_words(born_on: date | None, due_on: date | None, on: date) -> str:
    """Give an age as said: “12”, “7 months”, “due on 8 February 2027”, or that it is not known."""
    if born_on is None:
        return f"due on {due_on.day} {due_on:%B %Y}" if due_on else "age not known"
    months = (on.year - born_on.year) * 12 + on.month - born_on.month - (on.day < born_on.day)
    return f"{months // 12}" if months >= 24 else f"{months} months"
