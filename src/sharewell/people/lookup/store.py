"""The look-up's store, asked: one trip for who may fit, one for what is said of the best of them."""

import json
from threading import Lock
from typing import NamedTuple
from uuid import UUID

from django.db import Error

from sharewell.base import statements
from sharewell.matching import borne, coding
from sharewell.matching.candidates import MOST
from sharewell.matching.comparing import Known
from sharewell.matching.frequencies import Frequency
from sharewell.matching.question import numbers, of
from sharewell.matching.scoring import Spelling, best
from sharewell.people.lookup.plain import from_plain, to_plain

FIND = (
    "SELECT pid, family_code, given_code, place, born, sex FROM priv.lookup_find(%s::text[], %s::text[], %s::int[],"
    " %s::text[], %s::text[], %s::int[], %s::int, %s::int, %s::smallint, %s::smallint, %s::smallint[], %s::smallint,"
    " %s::smallint, %s::int, %s::int, %s::int, %s::jsonb)"
)
LONGEST = "5s"  # a look-up that takes longer has failed, and is said to have
LIMIT = "SELECT current_setting('statement_timeout'), set_config('statement_timeout', %s, true)"
SAVEPOINT = "look_up"  # so that its failing can still be told and noted
MOST_SPELLINGS = 200_000  # kept in a process; a spelling never changes its code, its share only slowly
GROWN = 1.5  # times as many records as when shares were read: they are read again
# What this process keeps: spellings by code, and how many records the store had when it began to keep them.
_kept: list[tuple[dict[int, Spelling], int]] = [({}, 0)]
_guard = Lock()


class Likely(NamedTuple):
    """Records that fit best, how often the names are borne in the store, and of how many records it is made."""

    records: list[Known]
    frequency: Frequency
    entries: int


def likely(asked: Known) -> Likely:
    """
    Give what the records say that fit best, best first, at most twenty; logged in the store before it answers.

    Each carries ``record_id`` and ``agency_id`` in its ``extra``. The acting agency must be the hub. Raises Django's
    ``Error`` when the store does not answer in time, with the transaction as it was before.
    """
    try:
        return _likely(asked)
    except Error:
        statements.fetched(f"ROLLBACK TO SAVEPOINT {SAVEPOINT}")
        raise


def _likely(asked: Known) -> Likely:
    """Ask in two trips: who may fit, behind a savepoint and a limit; what is said of the best, and both taken off."""
    wanted = numbers(asked)
    _, ((before, _now),), rows, carrying = statements.together(
        (f"SAVEPOINT {SAVEPOINT}", ()),
        (LIMIT, [LONGEST]),
        (FIND, [*of(asked).arguments(), json.dumps(to_plain(asked))]),
        ("SELECT pid FROM priv.lookup_by_number(%s::text[])", [wanted]),
    )
    codes = {code for _pid, family, given, *_rest in rows for code in (family, given)} - {coding.NO_NAME}
    spellings, entries = _known_spellings(codes)
    ranked = best(asked, rows, spellings, MOST)
    # Whoever carries the number is shown, however unlike the name: it may be theirs, or a brother's on the wrong child.
    pids = list(dict.fromkeys([*(pid for (pid,) in carrying), *(pid for pid, _bits in ranked)]))[:MOST]
    told, *_ = statements.together(
        ("SELECT pid, record_id, agency_id, known::text FROM priv.lookup_tell(%s::int[])", [pids]),
        ("SELECT set_config('statement_timeout', %s, true)", [before]),
        (f"RELEASE SAVEPOINT {SAVEPOINT}", ()),
    )
    by_pid = {pid: (record_id, agency_id, known) for pid, record_id, agency_id, known in told}
    records = [_said(*by_pid[pid]) for pid in pids if pid in by_pid]
    met = [one for code in codes if (one := spellings.get(code))]
    return Likely(records, borne.frequency(met), entries)


def _said(record_id: UUID, agency_id: UUID, known: str) -> Known:
    return from_plain(json.loads(known), record_id=str(record_id), agency_id=str(agency_id))


def _known_spellings(codes: set[int]) -> tuple[dict[int, Spelling], int]:
    """Give the spellings behind codes, and of how many records their shares are; what this process has not is read."""
    known, entries = _kept[-1]
    new = codes - known.keys()
    if not new:
        return known, entries
    rows = _read(new)
    now = rows[-1][-1] if rows else entries
    if now > GROWN * entries or len(known) + len(rows) > MOST_SPELLINGS:
        known, entries, rows = {}, now, _read(codes) if len(new) < len(codes) else rows
    with _guard:
        known.update((code, borne.spelling(text, *counts)) for code, text, *counts in rows)
        _kept[:] = [(known, entries)]
    return known, entries


def _read(codes: set[int]) -> list[tuple[int, str, int, int, int]]:
    return statements.fetched("SELECT * FROM priv.lookup_spellings(%s::int[])", [list(codes)])
