"""Feeding the look-up's store with what an agency's record says."""

import json
from collections.abc import Iterable

from django.db import connection

from sharewell.matching import coding
from sharewell.matching.comparing import Known
from sharewell.matching.question import family_parts, given_parts, numbers
from sharewell.people.lookup.plain import to_plain
from sharewell.people.models import PersonRecord

MOST_NAMES = 6  # spellings of each name that a record is filed under


def index_record(record: PersonRecord) -> None:
    """
    File one record of the acting agency, anew when it has changed; a locked one is kept where no question finds it.

    The place of a person whose address is protected is not filed at all: not the address, not the postcode.
    """
    known = known_from(record)
    families, givens = family_parts(known)[:MOST_NAMES], given_parts(known)[:MOST_NAMES]
    codes = _codes({*families, *givens})
    day = coding.day(known.born_on or known.due_on)
    with connection.cursor() as cursor:
        cursor.execute(
            # A service whose existence is not shown is closed as a whole, whatever its records say of themselves.
            "SELECT priv.lookup_file(%s::uuid, %s::boolean OR EXISTS (SELECT 1 FROM directory_agency a"
            " WHERE a.id = priv.agency() AND a.sensitivity <> 'open'), %s::jsonb, %s::text[], %s::int[], %s::int[],"
            " %s::int, %s::smallint, %s::smallint)",
            [
                record.id,
                record.is_locked,
                json.dumps(to_plain(known)),
                numbers(known),
                [codes[part] for part in families] or [coding.NO_NAME],
                [codes[part] for part in givens] or [coding.NO_NAME],
                coding.place(known.postcode) if known.postcode else coding.NO_PLACE,
                day,
                coding.SEXES.get(known.sex, 0),
            ],
        )


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


def _codes(parts: Iterable[str]) -> dict[str, int]:
    """Give each spelling its code, a new one where there is none yet."""
    wanted = {part: {"prefix": coding.prefix(part), "keys": coding.keys(part)} for part in parts}
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT spelling, code FROM priv.lookup_codes(%s::jsonb)", [json.dumps(wanted)])
        return dict(cursor.fetchall())
