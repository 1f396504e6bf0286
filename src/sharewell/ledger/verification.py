"""The check of the whole ledger as it stands in the database, and its export to a file."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection

from sharewell.base.actor import system
from sharewell.base.rows import acting_for
from sharewell.ledger import copies, exports, keys, stored, verifying
from sharewell.ledger.verifying import UNSIGNED_FOR, Head, Report

_WHO = system("ledger-verify")

# What no pass over the placed entries can see. Each gives the ids of at most a few entries that are wrong.
_LOST = (
    "SELECT l.id FROM ledger_leaf l LEFT JOIN ledger_position p ON p.leaf_id = l.id"
    " LEFT JOIN ledger_waiting w ON w.leaf_id = l.id WHERE p.index IS NULL AND w.arrived IS NULL LIMIT 5"
)
_WAITING_TOO_LONG = (
    "SELECT w.leaf_id FROM ledger_waiting w LEFT JOIN ledger_opening o ON o.leaf_id = w.leaf_id"
    " WHERE o.at IS NULL OR o.at < %s ORDER BY w.arrived LIMIT 5"
)
_WITHOUT_A_LEAF = (
    "SELECT o.leaf_id FROM ledger_opening o LEFT JOIN ledger_leaf l ON l.id = o.leaf_id WHERE l.id IS NULL LIMIT 5"
)
_FOUND_WRONGLY = (
    "(SELECT leaf_id, unnest(about) AS about_id FROM ledger_opening EXCEPT SELECT leaf_id, about_id FROM ledger_about)"
    " UNION ALL"
    " (SELECT leaf_id, about_id FROM ledger_about EXCEPT SELECT leaf_id, unnest(about) FROM ledger_opening) LIMIT 5"
)


def verify_all(at: datetime) -> Report:
    """
    Check everything the ledger holds, from every stored byte to every signature; ``at`` is now, with its zone.

    Opens its own transaction and may run beside the worker: what is placed or signed meanwhile is left for next time.
    Takes about as long as reading the ledger once and hashing it; remembers no more than a few hashes.
    """
    with acting_for(_WHO):
        signed = stored.signed()  # before the entries, so that none of the signed ones is left out
        report = verifying.verify(
            entries=stored.entries(first=0, end=stored.placed()),
            heads=_every_head(signed),
            keys=keys.trusted(),
            origin=settings.LEDGER_ORIGIN,
            subtrees=stored.subtrees(up_to=signed),
            at=at,
        )
        _check_the_rest(report, at)
    return report


def export(path: Path, *, content: str = "none", agency_id: UUID | None = None) -> int:
    """
    Write the whole ledger to a file that its reader can check without us; give how many entries it holds.

    ``content`` is ``none``, the rule: order and commitments only, naming nobody. ``all`` is for an auditor and holds
    everything entries say. ``some`` holds what one agency may read, and needs its ``agency_id``. The file can be read
    by its owner alone and appears whole or not at all.
    """
    if (content == "some") is (agency_id is None):
        raise ValueError("an agency's id belongs to an export with some of the content, and to no other")
    fresh = path.with_name(path.name + ".new")
    with acting_for(_WHO), os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        signed = stored.signed()
        end = stored.placed()
        found = stored.entries(first=0, end=end, without_content=content == "none")
        file.writelines(
            exports.log_lines(
                entries=found if agency_id is None else _readable_by(agency_id, found),
                notes=(head.note for head in stored.heads(up_to=signed)),
                origin=settings.LEDGER_ORIGIN,
                keys=keys.trusted(),
                content=content,
            )
        )
    fresh.replace(path)
    return end


def _every_head(signed: int) -> Iterator[Head]:
    yield from stored.heads(up_to=signed)
    for note in copies.every():
        yield Head(note, is_kept_outside=True)


def _readable_by(agency_id: UUID, found: Iterator[verifying.Entry]) -> Iterator[verifying.Entry]:
    for entry in found:
        payload = entry.payload or {}
        readers = [payload.get("agency"), *payload.get("visible_to", ())]  # type: ignore[misc]  # our own payload
        yield entry if str(agency_id) in readers else entry._replace(salt=None, payload=None)


def _check_the_rest(report: Report, at: datetime) -> None:
    since = at - UNSIGNED_FOR
    for kind, sentence, query, values in (
        ("unplaced", "Entry {} was written and then taken out of the order before it had a place.", _LOST, []),
        ("unplaced", "Entry {} was written and has no place yet, or was changed.", _WAITING_TOO_LONG, [since]),
        ("content", "What entry {} says is there, and its commitment is not.", _WITHOUT_A_LEAF, []),
        ("index", "Entry {} would be shown in the history of the wrong record, or not be shown.", _FOUND_WRONGLY, []),
    ):
        with connection.cursor() as cursor:
            cursor.execute(query, values)
            for row in cursor.fetchall():
                report.add(kind, sentence.format(row[0]))
