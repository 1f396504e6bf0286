"""The agency's own entries about the people of a request, for its practitioner to choose from."""

from typing import Any
from uuid import UUID

from sharewell.base.actor import Actor
from sharewell.involvement import queries as involvement


def about(actor: Actor, request: Any) -> list[Any]:
    """Give the agency's own entries about the people asked about, in the period asked about."""
    records = records_named(request)
    if not records:
        for one in request.subjects.all():
            if one.family_name:
                records += [record.id for record in involvement.own_records_like(actor, one.family_name, one.born_on)]
    own = involvement.own_records_beside(actor, records)
    return list(involvement.own_entries(actor, own, request.period_from, request.period_to))


def records_named(request: Any) -> list[UUID]:
    """Give the agency's own records that the hub has confirmed to be of the people asked about."""
    return [UUID(record) for one in request.subjects.all() for record in one.record_ids]
