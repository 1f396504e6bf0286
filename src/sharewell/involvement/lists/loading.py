"""Loading an agency's list: every row taken, unchanged, or refused with the reason; an interrupted one goes on."""

import hashlib
import time
from datetime import date, datetime
from itertools import islice
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from sharewell.base import rows
from sharewell.base.actor import Actor, system
from sharewell.directory import access, queries
from sharewell.involvement.lists import keeping, sensitive
from sharewell.involvement.lists.kinds import KINDS, Kind
from sharewell.involvement.lists.reading import Table, UnreadableList, read
from sharewell.involvement.lists.taking import Taking
from sharewell.jobs import queue
from sharewell.ledger import entries
from sharewell.people.models import ListFile, ListImport
from sharewell.rules.access import Permission

AT_ONCE = 300  # rows that are taken while somebody waits for the page, and rows a part of a longer list
AT_A_STRETCH = 300.0  # seconds in which the worker goes through a list before other jobs have their turn


@transaction.atomic
def load(
    *, actor: Actor, kind: str, file_name: str, data: bytes, as_of: date, at: datetime, is_whole: bool = False
) -> ListImport:
    """
    Load one agency's list and give the report; the same file of the same day twice gives the first report again.

    ``as_of`` is the day the agency drew the list, which is shown as its freshness. A whole list also says what is no
    longer in it: that work is shown as no longer listed, never as ended. A long list is kept, and the worker goes
    through it part by part: what it has taken holds, whatever interrupts it. Raises ``UnreadableList`` when the file as
    a whole cannot be understood, a newer list of its kind was loaded, or one is still being gone through: then nothing
    was changed.
    """
    access.require(actor, Permission.LOAD_LIST)
    fingerprint = hashlib.sha256(f"{kind} {as_of} {is_whole} ".encode() + data).hexdigest()
    known = ListImport.objects.filter(agency_id=actor.agency_id, fingerprint=fingerprint).first()
    if known is not None:
        if not known.is_finished:
            queue.later(queue.LOAD_LISTS)
        return known
    table = read(data)
    described = _described(kind, table)
    _refuse_beside_another(actor, kind, as_of)
    is_short = len(list(islice(table.each(), AT_ONCE + 1))) <= AT_ONCE
    loading = ListImport.objects.create(
        agency_id=actor.agency_id,
        kind=kind,
        file_name=file_name[:120],
        fingerprint=fingerprint,
        as_of=as_of,
        loaded_at=at,
        loaded_by_id=actor.practitioner_id,
        is_whole=is_whole,
        is_finished=is_short,
    )
    if is_short:
        taking = Taking(actor, loading, described, sensitive.words(actor.agency_id, as_of))
        taking.take(enumerate(table.each(), start=2))  # the heading is row 1
        _finish(taking, table, at)
    else:
        ListFile.objects.create(list_import=loading, agency_id=actor.agency_id, data=data)
        queue.later(queue.LOAD_LISTS)
    return loading


def go_on(stretch: float = AT_A_STRETCH) -> int:
    """
    Go through the lists that wait, for a while, and ask to go on later if there is more; gives the rows taken now.

    The worker does this, in the name of whoever loaded each list. Every part is a transaction of its own.
    """
    until, taken = time.monotonic() + stretch, 0
    for list_import, practitioner_id in _unfinished():
        actor = access.actor_for(queries.practitioner(practitioner_id))
        taken += _go_through(actor, list_import, until)
        if time.monotonic() >= until:
            queue.later(queue.LOAD_LISTS)
            break
    return taken


def resume() -> None:
    """Have the worker go on with what another one left: a worker that starts does this."""
    if _unfinished():
        queue.later(queue.LOAD_LISTS)


def _unfinished() -> list[tuple[UUID, UUID]]:
    with rows.acting_for(system("loading")), connection.cursor() as cursor:
        cursor.execute("SELECT list_import, practitioner_id FROM priv.lists_unfinished()")
        return cursor.fetchall()


def _go_through(actor: Actor, list_import: UUID, until: float) -> int:
    with rows.acting_for(actor):
        loading = ListImport.objects.get(id=list_import)
        file = ListFile.objects.filter(list_import=loading).first()
        if file is None:
            return 0  # another worker has been through all of it
        table = read(bytes(file.data))
        closing = sensitive.words(actor.agency_id, loading.as_of)
    taking = Taking(actor, loading, KINDS[loading.kind], closing)
    numbered, before = enumerate(table.each(), start=2), loading.rows_read
    taking.pass_over(islice(numbered, before))
    while not loading.is_finished and time.monotonic() < until:
        with rows.acting_for(actor):
            taking.loading = loading = ListImport.objects.select_for_update().get(id=list_import)
            part = list(islice(numbered, AT_ONCE))
            if part and part[0][0] != loading.rows_read + 2:
                break  # another worker goes through it as well, and is further on
            taking.take(part)
            loading.is_finished = len(part) < AT_ONCE
            if loading.is_finished:
                _finish(taking, table, timezone.now())
                ListFile.objects.filter(list_import=loading).delete()
            loading.save()
    return loading.rows_read - before


def _finish(taking: Taking, table: Table, at: datetime) -> None:
    """Say what is in no row of a whole list any more, and put the loading on record."""
    loading = taking.loading
    loading.columns_not_read = [name for name in table.headings if name and name not in taking.columns]
    if loading.is_whole:
        loading.no_longer_listed = keeping.no_longer_listed(loading)
    loading.save()
    queue.later(queue.TELL_WATCHERS)
    counts = {"read": loading.rows_read, "taken": loading.rows_taken, "refused": loading.rows_refused}
    counts |= {"unchanged": loading.rows_unchanged, "no_longer_listed": loading.no_longer_listed}
    detail = {"kind": loading.kind, **counts}
    entries.append(actor=taking.actor, event="list.imported", about=[loading.id], detail=detail, at=at)


def _described(kind: str, table: Table) -> Kind:
    if kind not in KINDS:
        raise UnreadableList(next_step="Choose what kind of list it is.")
    missing = [name for name in KINDS[kind].needs if name not in table.headings]
    if missing:
        raise UnreadableList(next_step=f"It has no column called {', '.join(missing)}. Is it the right kind of list?")
    twice = sorted({name for name in table.headings if name and table.headings.count(name) > 1})
    if twice:
        raise UnreadableList(next_step=f"Two of its columns are called {', '.join(twice)}. Rename or remove one.")
    return KINDS[kind]


def _refuse_beside_another(actor: Actor, kind: str, as_of: date) -> None:
    own = ListImport.objects.filter(agency_id=actor.agency_id, kind=kind)
    if own.filter(is_finished=False).exists():
        raise UnreadableList(next_step="Another list of this kind is still being loaded. Wait until it is finished.")
    newer = own.filter(as_of__gt=as_of).order_by("-as_of").first()
    if newer is not None:
        drawn = f"{newer.as_of.day} {newer.as_of:%B %Y}"
        raise UnreadableList(next_step=f"You have loaded a newer list of this kind, drawn on {drawn}.")
