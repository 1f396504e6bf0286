"""Feeding the look-up's store with what an agency's record says."""

import json
from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from sharewell.matching import coding, identifiers
from sharewell.matching.comparing import Known
from sharewell.matching.question import family_parts, given_parts, numbers
from sharewell.people.lookup.plain import to_plain
from sharewell.people.models import PersonRecord

# The form of an entry: how a record becomes names, keys, places, days and numbers. Raise it whenever the same record
# would be filed otherwise than before; migrating then has every record filed anew. A test holds what each form files.
FORM = 2
MOST_NAMES = 6  # spellings of each name that a record is filed under
MOST_PLACES = 3  # earlier postcodes


def index_record(record: PersonRecord) -> None:
    """
    File one record of the acting agency, anew when it has changed; a locked one is kept where no question finds it,
    as is one that only services that answer by getting in touch know of. One that was taken back is not kept.

    The place of a person whose address is protected is not filed at all: not the address, not the postcode.
    """
    if record.withdrawn_at is not None:
        forget(record.id)
        return
    known = known_from(record)
    families, givens = family_parts(known)[:MOST_NAMES], given_parts(known)[:MOST_NAMES]
    codes = _codes({*families, *givens})
    day = coding.day(known.born_on or known.due_on)
    with connection.cursor() as cursor:
        cursor.execute(
            # A service whose existence is not shown is closed as a whole, whatever its records say of themselves.
            "SELECT priv.lookup_file(%s::uuid, %s::boolean OR EXISTS (SELECT 1 FROM directory_agency a"
            " WHERE a.id = priv.agency() AND a.sensitivity <> 'open'), %s::jsonb, %s::text[], %s::int[], %s::int[],"
            " %s::int[], %s::smallint, %s::smallint, %s::smallint)",
            [
                record.id,
                record.is_locked or record.is_brokered_only,
                json.dumps(to_plain(known)),
                numbers(known),
                [codes[part] for part in families] or [coding.NO_NAME],
                [codes[part] for part in givens] or [coding.NO_NAME],
                _places(known),
                day,
                coding.SEXES.get(known.sex, 0),
                FORM,
            ],
        )


def forget(record_id: UUID) -> None:
    """Take one record of the acting agency out of the store: nothing of it is left there under any arm."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT priv.lookup_forget(%s)", [record_id])


def _places(known: Known) -> list[int]:
    """Give the places a record is filed under: where they live, and where they lived before."""
    written = [code for code in (known.postcode, *known.earlier_postcodes[:MOST_PLACES]) if code]
    return list(dict.fromkeys(coding.place(code) for code in written)) or [coding.NO_PLACE]


def known_from(record: PersonRecord, extra: dict[str, object] | None = None) -> Known:
    """Give a record as the look-up compares it, with what else the caller wants to carry along."""
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
        earlier_numbers=tuple(record.earlier.get("nhs_number", ())),
        earlier_postcodes=() if protected else tuple(record.earlier.get("postcode", ())),
        references=(reference,) if (reference := identifiers.reference(record.source_ref)) else (),
        extra=extra or {},
    )


def _codes(parts: Iterable[str]) -> dict[str, int]:
    """Give each spelling its code, a new one where there is none yet."""
    wanted = {part: {"prefix": coding.prefix(part), "keys": coding.keys(part)} for part in parts}
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT spelling, code FROM priv.lookup_codes(%s::jsonb, %s::smallint)", [json.dumps(wanted), FORM]
        )
        return dict(cursor.fetchall())
