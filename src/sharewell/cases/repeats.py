"""Contacts about one family: shown beside each other, because small worries add up; never merged."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Upper

from sharewell.base.actor import Actor
from sharewell.cases.models import Contact, ContactPerson, EnquiryPerson
from sharewell.matching import names

A_YEAR = timedelta(days=365)
SUBJECTS = ("child", "unborn", "adult_at_risk")


def of(actor: Actor, contacts: Sequence[Contact]) -> dict[UUID, list[Contact]]:
    """
    Give, for each contact, the others to the actor's hub that look to be about the same family, newest first.

    A contact looks so when a child or adult at risk has the same family name and the same first name, birth date or
    postcode, or when the hub has identified the same person in both. It counts if it was raised in the year before.
    """
    ours = [one for contact in contacts for one in contact.people.all() if one.kind in SUBJECTS]
    same = Q(upper_name__in={person.family_name.upper() for person in ours if person.family_name})
    identified = _identified(actor, ours)
    same |= Q(id__in=_contact_people_of(actor, set(identified.values())))
    theirs = list(
        ContactPerson.objects.annotate(upper_name=Upper("family_name"))
        .filter(same, Q(contact__to_agency_id=actor.agency_id) | Q(contact__first_to_agency_id=actor.agency_id))
        .filter(kind__in=SUBJECTS)
        .select_related("contact", "contact__agency")
    )
    identified |= _identified(actor, theirs)
    filed = _filed(theirs, identified)
    return {
        contact.id: _others(contact, [one for one in ours if one.contact_id == contact.id], filed, identified)
        for contact in contacts
    }


def _others(
    contact: Contact, about: list[ContactPerson], filed: dict[object, list[ContactPerson]], identified: dict[UUID, UUID]
) -> list[Contact]:
    others = {
        person.contact_id: person.contact
        for one in about
        for key in _keys(one, identified)
        for person in filed.get(key, ())
        if person.contact_id != contact.id
        and person.contact.raised_at >= contact.raised_at - A_YEAR
        and _alike(one, person, identified)
    }
    return sorted(others.values(), key=lambda other: other.raised_at, reverse=True)


def _filed(people: Sequence[ContactPerson], identified: dict[UUID, UUID]) -> dict[object, list[ContactPerson]]:
    filed: dict[object, list[ContactPerson]] = {}
    for person in people:
        for key in _keys(person, identified):
            filed.setdefault(key, []).append(person)
    return filed


def _keys(person: ContactPerson, identified: dict[UUID, UUID]) -> list[object]:
    """Give under what somebody can be met again: the family name, and the hub's person."""
    return [key for key in (names.plain(person.family_name), identified.get(person.id)) if key]


def _identified(actor: Actor, people: Sequence[ContactPerson]) -> dict[UUID, UUID]:
    """Give the hub's person for each person of a contact that it has identified."""
    found = EnquiryPerson.objects.filter(
        contact_person_id__in=[person.id for person in people], enquiry__agency_id=actor.agency_id
    )
    return dict(found.values_list("contact_person_id", "person_id"))


def _contact_people_of(actor: Actor, person_ids: set[UUID]) -> list[UUID]:
    found = EnquiryPerson.objects.filter(person_id__in=person_ids, enquiry__agency_id=actor.agency_id)
    return list(found.values_list("contact_person_id", flat=True))


def _alike(one: ContactPerson, other: ContactPerson, identified: dict[UUID, UUID]) -> bool:
    if one.id in identified and identified.get(other.id) == identified[one.id]:
        return True
    if not one.family_name or names.plain(one.family_name) != names.plain(other.family_name):
        return False
    same_first = bool(one.given_name) and names.plain(one.given_name) == names.plain(other.given_name)
    same_birth = one.born_on is not None and one.born_on == other.born_on
    same_place = bool(one.postcode) and one.postcode == other.postcode
    return same_first or same_birth or same_place
