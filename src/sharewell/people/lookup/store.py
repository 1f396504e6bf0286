"""The look-up's store, asked: one trip for who may fit, one for what is said of the best of them."""

import json
from collections.abc import Iterable
from threading import Lock
from typing import NamedTuple
from uuid import UUID

from django.db import Error

from sharewell.base import statements
from sharewell.matching import borne
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
_spellings: dict[int, Spelling] = {}
_entries = [0]  # how many records the store had when spellings were last read
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
    codes = {code for _pid, family, given, *_rest in rows for code in (family, given)}
    spellings = _known_spellings(codes)
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
    return Likely(records, borne.frequency(met), _entries[0])


def _said(record_id: UUID, agency_id: UUID, known: str) -> Known:
    return from_plain(json.loads(known), record_id=str(record_id), agency_id=str(agency_id))


def _known_spellings(codes: Iterable[int]) -> dict[int, Spelling]:
    """Give the spellings behind codes; what this process has not met yet is read."""
    new = [code for code in codes if code not in _spellings]
    if new:
        rows = statements.fetched("SELECT * FROM priv.lookup_spellings(%s::int[])", [new])
        with _guard:
            if len(_spellings) + len(rows) > MOST_SPELLINGS:
                _spellings.clear()
            _spellings.update((code, borne.spelling(*counted)) for code, *counted in rows)
            _entries[0] = rows[-1][-1] if rows else _entries[0]
    return _spellings
