"""What an agency may ask about its own entries."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from sharewell.base.actor import Actor
from sharewell.involvement.models import AgencyEntry
from sharewell.people.models import PersonRecord


def own_entries(
    actor: Actor, record_ids: Iterable[UUID], period_from: date | None = None, period_to: date | None = None
) -> QuerySet[AgencyEntry]:
    """Give the agency's own entries of some of its records within a period; entries without a date are always in."""
    found = AgencyEntry.objects.filter(agency_id=actor.agency_id, record_id__in=list(record_ids))
    if period_from:
        found = found.filter(Q(happened_on__gte=period_from) | Q(happened_on__isnull=True))
    if period_to:
        found = found.filter(Q(happened_on__lte=period_to) | Q(happened_on__isnull=True))
    return found.select_related("record", "list_import").order_by("happened_on", "source_ref")


def own_records_like(actor: Actor, family_name: str, born_on: date | None) -> QuerySet[PersonRecord]:
    """Give the agency's own records of a family name and birth date, when the hub could not name the record."""
    found = PersonRecord.objects.filter(agency_id=actor.agency_id, family_name__iexact=family_name.strip())
    return found.filter(Q(born_on=born_on) | Q(born_on__isnull=True)) if born_on else found


def own_records_beside(actor: Actor, record_ids: Iterable[UUID]) -> list[UUID]:
    """
    Give some of the agency's own records, and its others that look to be about the same people.

    One agency often keeps a person in two lists. The same NHS number, or the same name and birth date, brings them
    together for its own practitioner to look at; nothing is linked.
    """
    named = list(own_records(actor, record_ids))
    beside = Q(id__in=[record.id for record in named])
    for record in named:
        if record.nhs_number:
            beside |= Q(nhs_number=record.nhs_number)
        if record.family_name and record.born_on:
            same = Q(family_name__iexact=record.family_name, born_on=record.born_on)
            beside |= same & Q(given_name__iexact=record.given_name)
    found = PersonRecord.objects.filter(beside, agency_id=actor.agency_id)
    return list(found.values_list("id", flat=True))


def own_records(actor: Actor, record_ids: Iterable[UUID]) -> QuerySet[PersonRecord]:
    """Give the agency's own records by their ids; others' are not there."""
    return PersonRecord.objects.filter(agency_id=actor.agency_id, id__in=list(record_ids))
