"""Telling a record's custodian that somebody looked for the person they have locked."""

import json

from django.db import connection

from sharewell.base import rows
from sharewell.base.actor import system
from sharewell.jobs import queue
from sharewell.matching.closed import Closed
from sharewell.people.lookup.plain import from_plain


def tell() -> int:
    """
    Compare the questions that wait with the locked records; gives how many custodians' notices were made.

    The worker does this, after the asker has had the answer, so that a locked person changes nothing in it. A notice
    says only that somebody looked; who it was is in the store's log, for those who may read that.
    """
    with rows.acting_for(system("custodians")), connection.cursor() as cursor:
        cursor.execute("SELECT log_id, asked::text FROM priv.lookup_waiting()")
        waiting = [(log_id, from_plain(json.loads(asked))) for log_id, asked in cursor.fetchall()]
        if not waiting:
            return 0
        cursor.execute("SELECT pid, known::text FROM priv.lookup_locked()")
        locked = Closed({pid: from_plain(json.loads(known)) for pid, known in cursor.fetchall()})
        sought = {pid for _, asked in waiting for pid in locked.sought_by(asked)}
        cursor.execute(
            "SELECT priv.lookup_looked_at(%s::bigint[], %s::int[])", [[log_id for log_id, _ in waiting], sorted(sought)]
        )
        notices = [notice for (notice,) in cursor.fetchall()]
        for notice in notices:
            queue.later(queue.SEND_NOTICE, about=notice)
        return len(notices)
