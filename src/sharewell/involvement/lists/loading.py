"""Loading an agency's list: every row taken, unchanged, or refused with the reason; nothing stops half-way."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from sharewell.base.actor import Actor
from sharewell.directory import access
from sharewell.involvement.lists import keeping, sensitive
from sharewell.involvement.lists.drawn import Drawn, ListedPerson
from sharewell.involvement.lists.drawn import RefusedRow as Refused
from sharewell.involvement.lists.kinds import KINDS, Kind
from sharewell.involvement.lists.reading import REST, Table, UnreadableList, read
from sharewell.jobs import queue
from sharewell.ledger import entries
from sharewell.people.models import ListImport, RefusedRow
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound


@transaction.atomic
def load(
    *, actor: Actor, kind: str, file_name: str, data: bytes, as_of: date, at: datetime, is_whole: bool = False
) -> ListImport:
    """
    Load one agency's list and give the report; the same file of the same day twice gives the first report again.

    ``as_of`` is the day the agency drew the list, which is shown as its freshness. A whole list also says what is no
    longer in it: that work is shown as no longer listed, never as ended. Raises ``UnreadableList`` when the file as a
    whole cannot be understood, or a newer list of its kind was loaded: then nothing was changed.
    """
    access.require(actor, Permission.LOAD_LIST)
    fingerprint = hashlib.sha256(f"{kind} {as_of} {is_whole} ".encode() + data).hexdigest()
    known = ListImport.objects.filter(agency_id=actor.agency_id, fingerprint=fingerprint).first()
    if known is not None:
        return known
    table = read(data)
    described = _described(kind, table)
    _refuse_an_older_list(actor, kind, as_of)
    loading = ListImport.objects.create(
        agency_id=actor.agency_id,
        kind=kind,
        file_name=file_name[:120],
        fingerprint=fingerprint,
        as_of=as_of,
        loaded_at=at,
        loaded_by_id=actor.practitioner_id,
        rows_read=len(table.rows),
        is_whole=is_whole,
    )
    closing = sensitive.words(actor.agency_id, as_of)
    touched: set[UUID] = set()
    for number, row in enumerate(table.rows, start=2):  # the heading is row 1
        _load_row(_Row(actor, loading, number, row, closing), described, touched)
    if is_whole:
        loading.no_longer_listed = keeping.no_longer_listed(loading, touched)
    loading.save()
    queue.later(queue.TELL_WATCHERS)
    counts = {"read": loading.rows_read, "taken": loading.rows_taken, "refused": loading.rows_refused}
    counts |= {"unchanged": loading.rows_unchanged, "no_longer_listed": loading.no_longer_listed}
    entries.append(actor=actor, event="list.imported", about=[loading.id], detail={"kind": kind, **counts}, at=at)
    return loading


def _described(kind: str, table: Table) -> Kind:
    if kind not in KINDS:
        raise UnreadableList(next_step="Choose what kind of list it is.")
    missing = [name for name in KINDS[kind].needs if name not in table.headings]
    if missing:
        raise UnreadableList(next_step=f"It has no column called {', '.join(missing)}. Is it the right kind of list?")
    return KINDS[kind]


def _refuse_an_older_list(actor: Actor, kind: str, as_of: date) -> None:
    newer = ListImport.objects.filter(agency_id=actor.agency_id, kind=kind, as_of__gt=as_of).order_by("-as_of").first()
    if newer is not None:
        drawn = f"{newer.as_of.day} {newer.as_of:%B %Y}"
        raise UnreadableList(next_step=f"You have loaded a newer list of this kind, drawn on {drawn}.")


@dataclass(frozen=True, slots=True)
class _Row:
    """One row with what it is loaded by."""

    actor: Actor
    loading: ListImport
    number: int
    text: dict[str, str]
    closing: tuple[str, ...]


def _load_row(row: _Row, kind: Kind, touched: set[UUID]) -> None:
    """Take one row in a savepoint of its own, so that a bad one cannot take others with it."""
    loading = row.loading
    try:
        with transaction.atomic():
            drawn = _understood(kind, row.text)
            doubts = list(drawn.doubts)
            kept = [_keep(row, listed, doubts) for listed in drawn.people]
    except Refused as refused:
        loading.rows_refused += 1
        _report(row, [(refused.column, refused.reason)], was_taken=False)
        return
    touched.update(pointer for pointers, _ in kept for pointer in pointers)
    if any(changed for _, changed in kept):
        loading.rows_taken += 1
    else:
        loading.rows_unchanged += 1
    _report(row, doubts, was_taken=True)


def _understood(kind: Kind, row: dict[str, str]) -> Drawn:
    if row.get(REST):
        raise Refused("", f"the row has {REST}: a quotation mark may be missing")
    return kind.draw(row)


def _keep(row: _Row, listed: ListedPerson, doubts: list[tuple[str, str]]) -> tuple[list[UUID], bool]:
    """Keep one person of a row with pointers and entries; gives the pointers, and whether anything was news."""
    if listed.must_exist:
        record = keeping.known_record(row.actor.agency_id, listed, row.loading.as_of)
        changed = False
    else:
        record, changed = keeping.record(row.actor.agency_id, row.loading, listed, row.text, doubts)
    pointers = [keeping.pointer(record, row.loading, pointer, row.closing) for pointer in listed.pointers]
    if pointers:
        keeping.close_if_brokered(record)
    entries_changed = [keeping.entry(record, row.loading, entry) for entry in listed.entries]
    return [one for one, _ in pointers], changed or any(is_news for _, is_news in pointers) or any(entries_changed)


def _report(row: _Row, reasons: list[tuple[str, str]], *, was_taken: bool) -> None:
    for column, reason in reasons:
        RefusedRow.objects.create(
            list_import=row.loading,
            agency_id=row.loading.agency_id,
            row_number=row.number,
            was_taken=was_taken,
            field=column[:60],
            reason=reason[:300],
            original=row.text,
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
