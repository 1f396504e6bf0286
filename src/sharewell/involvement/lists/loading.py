"""Loading an agency's list: every row taken, unchanged, or refused with the reason; nothing stops half-way."""

import hashlib
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from sharewell.base.actor import Actor
from sharewell.directory import access
from sharewell.involvement.lists import keeping
from sharewell.involvement.lists.drawn import Drawn, ListedPerson
from sharewell.involvement.lists.drawn import RefusedRow as Refused
from sharewell.involvement.lists.kinds import KINDS, Kind
from sharewell.involvement.lists.reading import REST, Table, UnreadableList, read
from sharewell.ledger import entries
from sharewell.people.models import ListImport, RefusedRow
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound


@transaction.atomic
def load(*, actor: Actor, kind: str, file_name: str, data: bytes, as_of: date, at: datetime) -> ListImport:
    """
    Load one agency's list and give the report; the same file twice gives the first report again.

    ``as_of`` is the day the agency drew the list, which is shown as its freshness. Raises ``UnreadableList`` when the
    file as a whole cannot be understood: then nothing was changed.
    """
    access.require(actor, Permission.LOAD_LIST)
    fingerprint = hashlib.sha256(data).hexdigest()
    known = ListImport.objects.filter(agency_id=actor.agency_id, fingerprint=fingerprint).first()
    if known is not None:
        return known
    table = read(data)
    described = _described(kind, table)
    loading = ListImport.objects.create(
        agency_id=actor.agency_id,
        kind=kind,
        file_name=file_name[:120],
        fingerprint=fingerprint,
        as_of=as_of,
        loaded_at=at,
        loaded_by_id=actor.practitioner_id,
        rows_read=len(table.rows),
    )
    for number, row in enumerate(table.rows, start=2):  # the heading is row 1
        _load_row(actor, loading, described, number, row)
    loading.save()
    counts = {"read": loading.rows_read, "taken": loading.rows_taken, "refused": loading.rows_refused}
    entries.append(actor=actor, event="list.imported", about=[loading.id], detail={"kind": kind, **counts}, at=at)
    return loading


def _described(kind: str, table: Table) -> Kind:
    if kind not in KINDS:
        raise UnreadableList(next_step="Choose what kind of list it is.")
    missing = [name for name in KINDS[kind].needs if name not in table.headings]
    if missing:
        raise UnreadableList(next_step=f"It has no column called {', '.join(missing)}. Is it the right kind of list?")
    return KINDS[kind]


def _load_row(actor: Actor, loading: ListImport, kind: Kind, number: int, row: dict[str, str]) -> None:
    """Take one row in a savepoint of its own, so that a bad one cannot take others with it."""
    try:
        with transaction.atomic():
            drawn = _understood(kind, row)
            doubts = list(drawn.doubts)
            changed = [_keep(actor, loading, listed, row, doubts) for listed in drawn.people]
    except Refused as refused:
        loading.rows_refused += 1
        _report(loading, number, row, [(refused.column, refused.reason)], was_taken=False)
        return
    if any(changed):
        loading.rows_taken += 1
    else:
        loading.rows_unchanged += 1
    _report(loading, number, row, doubts, was_taken=True)


def _understood(kind: Kind, row: dict[str, str]) -> Drawn:
    if row.get(REST):
        raise Refused("", f"the row has {REST}: a quotation mark may be missing")
    return kind.draw(row)


def _keep(
    actor: Actor, loading: ListImport, listed: ListedPerson, row: dict[str, str], doubts: list[tuple[str, str]]
) -> bool:
    """Keep one person of a row with pointers and entries; says whether anything was new or changed."""
    if listed.must_exist:
        record = keeping.known_record(actor.agency_id, listed, loading.as_of)
        changed = False
    else:
        record, changed = keeping.record(actor.agency_id, loading, listed, row, doubts)
    for pointer in listed.pointers:
        changed |= keeping.pointer(record, loading, pointer)
    for entry in listed.entries:
        changed |= keeping.entry(record, loading, entry)
    return changed


def _report(
    loading: ListImport, number: int, row: dict[str, str], reasons: list[tuple[str, str]], *, was_taken: bool
) -> None:
    for column, reason in reasons:
        RefusedRow.objects.create(
            list_import=loading,
            agency_id=loading.agency_id,
            row_number=number,
            was_taken=was_taken,
            field=column[:60],
            reason=reason[:300],
            original=row,
        )


def report(*, actor: Actor, list_import_id: UUID) -> dict[str, object]:
    """Give the report of one loading: counts, refused rows, doubtful rows with their original text."""
    access.require(actor, Permission.LOAD_LIST)
    loading = ListImport.objects.filter(id=list_import_id).first()
    if loading is None:
        raise NotFound
    rows = loading.refused.order_by("row_number", "was_taken")
    return {
        "loading": loading,
        "refused": [row for row in rows if not row.was_taken],
        "doubtful": [row for row in rows if row.was_taken],
    }
