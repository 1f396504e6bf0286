"""Contacts about one family: shown beside each other, because small worries add up; never merged."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery, UUIDField
from django.db.models.functions import Upper

from sharewell.base.questions import Given
from sharewell.base.sheets import Part
from sharewell.cases.models import Contact, ContactPerson, EnquiryPerson
from sharewell.directory.seen import SeenAgency
from sharewell.matching import names

A_YEAR = timedelta(days=365)
SUBJECTS = ("child", "unborn", "adult_at_risk")
AGENCY = Given("agency", UUIDField())


@dataclass(frozen=True, slots=True)
class Other:
    """A contact that looks to be about the same family."""

    id: UUID
    reference: str
    raised_at: datetime
    agency: SeenAgency


@dataclass(frozen=True, slots=True)
class Told:
    """A child or adult at risk of a contact, by what makes people look alike; ``person_id`` is whom the hub found."""

    contact_id: UUID
    given_name: str
    family_name: str
    born_on: date | None
    postcode: str
    person_id: UUID | None
    contact: Other


def part(contacts: Callable[[], "QuerySet[Contact]"]) -> Part[Told]:
    """
    Give the part of a sheet with everyone in contacts to the hub who may be of a family that some contacts are about.

    They have the same family name as somebody in those contacts, or the hub has identified the same person in both. The
    people of those contacts are among them. The sheet's ``agency`` is the hub.
    """

    def question() -> "QuerySet[ContactPerson]":
        ours = ContactPerson.objects.filter(contact__in=contacts(), kind__in=SUBJECTS)
        identified = EnquiryPerson.objects.filter(enquiry__agency_id=AGENCY, person__isnull=False)
        same_people = identified.filter(contact_person__in=ours).values("person_id")
        same_name = ours.exclude(family_name="").annotate(upper_name=Upper("family_name")).values("upper_name")
        same_person = identified.filter(person_id__in=same_people).values("contact_person_id")
        to_the_hub = Q(contact__to_agency_id=AGENCY) | Q(contact__first_to_agency_id=AGENCY)
        alike = to_the_hub & (Q(upper_name__in=same_name) | Q(id__in=same_person))
        person = identified.filter(contact_person_id=OuterRef("pk")).values("person_id")[:1]
        found = ContactPerson.objects.annotate(upper_name=Upper("family_name"), person_id=Subquery(person))
        return found.filter(alike | Q(id__in=ours.values("id")), kind__in=SUBJECTS)

    return Part(Told, question)


def of(contacts: Iterable[tuple[UUID, datetime]], told: Sequence[Told]) -> dict[UUID, list[Other]]:
    """
    Give, for each contact by its id and the time it was raised, the others about the same family, newest first.

    A contact looks so when a child or adult at risk has the same family name and the same first name, birth date or
    postcode, or when the hub has identified the same person in both. It counts if it was raised in the year before.
    """
    filed: dict[object, list[Told]] = {}
    people: dict[UUID, list[Told]] = {}
    for person in told:
        people.setdefault(person.contact_id, []).append(person)
        for key in _keys(person):
            filed.setdefault(key, []).append(person)
    return {ref: _others(ref, raised_at, people.get(ref, ()), filed) for ref, raised_at in contacts}


def _others(
    contact_id: UUID, raised_at: datetime, about: Iterable[Told], filed: dict[object, list[Told]]
) -> list[Other]:
    others = {
        person.contact_id: person.contact
        for one in about
        for key in _keys(one)
        for person in filed.get(key, ())
        if person.contact_id != contact_id and person.contact.raised_at >= raised_at - A_YEAR and _alike(one, person)
    }
    return sorted(others.values(), key=lambda other: other.raised_at, reverse=True)


def _keys(person: Told) -> list[object]:
    """Give under what somebody can be met again: the family name, and the hub's person."""
    return [key for key in (names.plain(person.family_name), person.person_id) if key]


def _alike(one: Told, other: Told) -> bool:
    if one.person_id is not None and one.person_id == other.person_id:
        return True
    if not one.family_name or names.plain(one.family_name) != names.plain(other.family_name):
        return False
    same_first = bool(one.given_name) and names.plain(one.given_name) == names.plain(other.given_name)
    same_birth = one.born_on is not None and one.born_on == other.born_on
    same_place = bool(one.postcode) and one.postcode == other.postcode
    return same_first or same_birth or same_place
