"""The giving of places to new entries, and the signing of the tree they make; one process at a time."""

import logging
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from django.conf import settings
from django.db import connection

from sharewell.base.actor import system
from sharewell.base.rows import acting_for
from sharewell.ledger import copies, keys, stored
from sharewell.ledger.checkpoints import BadNote, Checkpoint, SigningKey, open_note, sign
from sharewell.ledger.commitments import leaf_bytes
from sharewell.ledger.merkle import Frontier, Node, leaf_hash
from sharewell.ledger.verifying import Entry, is_bound

log = logging.getLogger(__name__)

_LOCK = 7_310_462_001  # the advisory lock that makes the sequencer single
BATCH = 5000  # entries placed in one transaction


class LedgerDamaged(RuntimeError):
    """What is stored is not what was written or signed. Nothing is signed until a person has looked into it."""


class Ran(NamedTuple):
    """What one run did: how many entries it placed, and the size it signed, if any."""

    placed: int
    signed_size: int | None


def run(at: datetime) -> Ran:
    """
    Place every entry that waits and sign the tree; the worker calls this every few seconds and after commits.

    Opens its own transactions, so it must not be called inside one. Raises ``LedgerDamaged`` when what is stored is not
    what was written, and ``NoSigningKey`` where the private key is missing; in both cases places were given already.
    """
    placed = 0
    while batch := place_new_leaves():
        placed += batch
    return Ran(placed, sign_checkpoint(at))


def place_new_leaves() -> int:
    """
    Give places to waiting entries, oldest first, at most ``BATCH``; give how many.

    Each is read back first: one whose stored content does not fit its stored commitment gets no place but waits on, is
    written to the log file by its id, and is found by every check of the ledger.
    """
    with acting_for(system("sequencing")):
        if not _is_the_only_one():
            return 0
        done: list[int] = []
        sound: dict[str, Entry] = {}
        for arrived, is_placed, entry in stored.waiting(BATCH):
            if is_placed or is_bound(entry):
                done.append(arrived)
            else:
                log.error("entry %s was changed before it was placed; it is held back", entry.leaf_id)
            if not is_placed and is_bound(entry):
                sound[entry.leaf_id] = entry
        _place(list(sound.values()))
        _take_away(done)
        return len(sound)


def sign_checkpoint(at: datetime) -> int | None:
    """
    Sign the tree over every placed entry; give its size, or ``None`` when there is nothing new to sign.

    What is signed is read anew from what is stored: every new entry's content, commitment and hash, on top of the last
    signed right edge, whose own signature is checked first. Raises ``LedgerDamaged`` or ``NoSigningKey``.
    """
    with acting_for(system("sequencing")):
        if not _is_the_only_one():
            return None
        frontier = _last_signed()
        _refuse_a_rollback(frontier.size)
        end = stored.placed()
        if end == frontier.size:
            return None
        key = keys.signing()
        _store_subtrees(_grown(frontier, end))
        note = _signed(frontier, key)
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO ledger_checkpoint (size, root, frontier, note, at) VALUES (%s, %s, %s, %s, %s)",
                [frontier.size, frontier.root(), frontier.to_bytes(), note, at],
            )
    copies.keep(note, at)  # after the commit: a copy of what was never kept would look like a rollback
    return end


def _is_the_only_one() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        return bool(cursor.fetchone()[0])


def _place(entries: list[Entry]) -> None:
    first = stored.placed()
    hashes = [leaf_hash(leaf_bytes(entry.commitment or b"", entry.version)) for entry in entries]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_position (index, leaf_id, leaf_hash)"
            " SELECT * FROM unnest(%s::bigint[], %s::uuid[], %s::bytea[])",
            [list(range(first, first + len(entries))), [entry.leaf_id for entry in entries], hashes],
        )


def _take_away(arrived: list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_waiting WHERE arrived = ANY(%s::bigint[])", [arrived])


def _last_signed() -> Frontier:
    """Give the right edge at the last checkpoint, once its own signature and root have been checked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT size, frontier, note FROM ledger_checkpoint ORDER BY size DESC LIMIT 1")
        row = cursor.fetchone()
    if row is None:
        return Frontier()
    size, edge, note = row
    try:
        frontier = Frontier.from_bytes(size, bytes(edge))
        checkpoint, _ = open_note(note, origin=settings.LEDGER_ORIGIN, keys=keys.trusted())
    except ValueError as fault:  # BadNote among them
        raise LedgerDamaged(f"the last signed checkpoint, over {size} entries, is not genuine: {fault}") from fault
    if (checkpoint.size, checkpoint.root) != (size, frontier.root()):
        raise LedgerDamaged(f"the right edge stored with the checkpoint over {size} entries is not what was signed")
    return frontier


def _refuse_a_rollback(size: int) -> None:
    """Compare with the copy outside the database: what was signed once must still be there."""
    note = copies.latest()
    if note is None:
        return
    try:
        checkpoint, _ = open_note(note, origin=settings.LEDGER_ORIGIN, keys=keys.trusted())
    except BadNote as fault:
        raise LedgerDamaged(
            f"the copy of the last checkpoint in {copies.folder().name} is not genuine: {fault}"
        ) from fault
    with connection.cursor() as cursor:
        cursor.execute("SELECT root FROM ledger_checkpoint WHERE size = %s", [checkpoint.size])
        row = cursor.fetchone()
    if size < checkpoint.size or row is None or bytes(row[0]) != checkpoint.root:
        raise LedgerDamaged(
            f"a checkpoint over {checkpoint.size} entries was signed before, and the database does not hold it:"
            " it was brought back from an older copy, or rewritten"
        )


def _grown(frontier: Frontier, end: int) -> Iterator[tuple[Node, bytes]]:
    """Add the entries up to ``end`` to the frontier as they are stored; give the subtrees that completes."""
    for entry in stored.entries(first=frontier.size, end=end):
        hashed = leaf_hash(leaf_bytes(entry.commitment or b"", entry.version))
        if entry.place != frontier.size:
            raise LedgerDamaged(f"entry {frontier.size} is missing")
        if entry.stored_hash != hashed or not is_bound(entry):
            raise LedgerDamaged(f"entry {entry.place} was changed before it was signed")
        yield from frontier.append(hashed)
    if frontier.size != end:
        raise LedgerDamaged(f"entry {frontier.size} is missing")


def _store_subtrees(completed: Iterator[tuple[Node, bytes]]) -> None:
    while batch := list(islice(completed, BATCH)):
        levels, indexes = [node[0] for node, _ in batch], [node[1] for node, _ in batch]
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO ledger_subtree (level, index, hash)"
                " SELECT * FROM unnest(%s::int[], %s::bigint[], %s::bytea[])",
                [levels, indexes, [hashed for _, hashed in batch]],
            )


def _signed(frontier: Frontier, key: SigningKey) -> str:
    note = sign(Checkpoint(settings.LEDGER_ORIGIN, frontier.size, frontier.root()), key)
    try:
        open_note(note, origin=settings.LEDGER_ORIGIN, keys=keys.trusted())
    except BadNote as fault:
        # Nobody could check it, and the next run would take it for damage.
        raise keys.NoSigningKey(
            f"The private key is not among the trusted keys in {keys.trusted_file().name}."
        ) from fault
    return note
