"""Filing every record anew when the form of the store's entries has changed: resumable, while look-ups go on."""

import logging
import time
from uuid import UUID

from django.db import OperationalError, connection

from sharewell.base import rows
from sharewell.base.actor import NOBODY, Actor, system
from sharewell.jobs import queue
from sharewell.people.lookup import feeding
from sharewell.people.models import PersonRecord

log = logging.getLogger("sharewell.people")
AT_ONCE = 50  # records a transaction: what a list that is loaded meanwhile may have to wait for
AT_A_STRETCH = 20.0  # seconds, then other jobs have their turn


def begin() -> bool:
    """
    Have every agency's records brought to today's form, if they are not; gives whether any still are to be.

    Safe to repeat: migrating does this, and so does a worker that starts, so that what a lost one left goes on.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT priv.lookup_refiling_begin(%s::smallint)", [feeding.FORM])
        (waits,) = cursor.fetchone()
    if waits:
        queue.later(queue.REFILE)
    return bool(waits)


def go_on(stretch: float = AT_A_STRETCH) -> int:
    """
    File records anew for a while, and ask to go on later if there are more; gives how many were filed anew.

    Each transaction keeps how far it came. A record that was never filed is filed too; nothing is shown to anybody.
    """
    until, filed = time.monotonic() + stretch, 0
    while (agency := _next()) is not None and time.monotonic() < until:
        try:
            filed += _some_of(*agency)
        except OperationalError as fault:  # such as a deadlock with a list that is being loaded
            log.warning("some records are filed anew later: %s", type(fault).__name__)
            break
    if agency is not None:
        queue.later(queue.REFILE)
    return filed


def _next() -> tuple[UUID, UUID] | None:
    with rows.acting_for(system("refiling")), connection.cursor() as cursor:
        cursor.execute("SELECT agency_id, reached FROM priv.lookup_refiling_next()")
        found: tuple[UUID, UUID] | None = cursor.fetchone()
        return found


def _some_of(agency_id: UUID, reached: UUID) -> int:
    """Bring an agency's next records to today's form, in its own name and one transaction; gives how many."""
    with (
        rows.acting_for(Actor(NOBODY, agency_id, "system", "Sharewell", "Sharewell", "refiling")),
        connection.cursor() as cursor,
    ):
        own = PersonRecord.objects.filter(agency_id=agency_id, id__gt=reached, withdrawn_at__isnull=True)
        ids = list(own.order_by("id").values_list("id", flat=True)[:AT_ONCE])
        cursor.execute("SELECT * FROM priv.lookup_not_in_form(%s::uuid[], %s::smallint)", [ids, feeding.FORM])
        wanted = [record_id for (record_id,) in cursor.fetchall()]
        for record in PersonRecord.objects.select_for_update().filter(id__in=wanted, withdrawn_at__isnull=True):
            feeding.index_record(record)
        cursor.execute("SELECT priv.lookup_refiled(%s, %s)", [ids[-1] if ids else None, len(ids) < AT_ONCE])
        return len(wanted)
