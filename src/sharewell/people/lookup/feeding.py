"""Feeding the look-up's store with what an agency's record says."""

import json
from typing import Any
from uuid import UUID

from django.db import connection

from sharewell.matching import keys
from sharewell.matching.comparing import Known
from sharewell.people.lookup.plain import to_plain
from sharewell.people.models import PersonRecord


def index_record(record: PersonRecord) -> None:
    """
    File one record of the acting agency, anew when it has changed.

    The place of a person whose address is protected is not filed at all: not the address, not the postcode.
    """
    known = known_from(record)
    _feed(record.id, locked=record.is_locked, says=to_plain(known), filed=keys.filed_under(known))


def known_from(record: PersonRecord) -> Known:
    """Give a record as the look-up compares it."""
    protected = record.is_address_protected
    return Known(
        given=f"{record.given_name} {record.middle_names}".strip(),
        family=record.family_name,
        known_as=record.known_as,
        former=record.former_names,
        born_on=record.born_on,
        birth_accuracy=record.birth_accuracy or "AAA",
        due_on=record.due_on,
        died_on=record.died_on,
        sex=record.sex,
        nhs_number=record.nhs_number,
        upn=record.upn,
        postcode="" if protected else record.postcode,
    )


def _feed(record_id: UUID, *, locked: bool, says: dict[str, Any], filed: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT priv.lookup_feed(%s::uuid, %s::boolean, %s::jsonb, %s::text[])",
            [record_id, locked, json.dumps(says), filed],
        )
