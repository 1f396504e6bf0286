"""The reading of the ledger's tables as entries, heads and subtrees, in order and without holding them all."""

import json
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from sharewell.ledger.commitments import Opening
from sharewell.ledger.merkle import Node
from sharewell.ledger.verifying import Entry, Head

CHUNK = 5000  # rows a trip
# A constant, joined into the queries below and into the history's: nothing that was ever typed gets into their text.
CONTENT = "o.salt, o.event, o.agency_id, o.practitioner_id, o.about, o.visible_to, o.detail::text, o.at"


def entries(*, first: int, end: int, without_content: bool = False) -> Iterator[Entry]:
    """Give the entries from place ``first`` to before ``end``, under the scope of the transaction."""
    content = f", {CONTENT}" if not without_content else ""
    opening = "LEFT JOIN ledger_opening o ON o.leaf_id = p.leaf_id" if content else ""
    yield from (
        entry(*row)
        for row in _rows(
            f"SELECT p.index, p.leaf_id, l.version, l.commitment, p.leaf_hash{content} FROM ledger_position p"  # noqa: S608 (see CONTENT)
            f" LEFT JOIN ledger_leaf l ON l.id = p.leaf_id {opening}"
            " WHERE p.index >= %s AND p.index < %s ORDER BY p.index",
            [first, end],
        )
    )


def entry(
    place: int, leaf_id: UUID, version: int | None, committed: bytes | None, stored_hash: bytes | None, *content: Any
) -> Entry:
    """Give a row's entry; without content when the row has none, or it is not for the one who asks."""
    salt, payload = None, None
    if content and content[0] is not None:
        salt = bytes(content[0])
        event, agency_id, practitioner_id, about, visible_to, detail, at = content[1:]
        opening = Opening(leaf_id, event, agency_id, practitioner_id, about, visible_to, json.loads(detail), at)
        payload = opening.payload()
    return Entry(
        place=place,
        leaf_id=str(leaf_id),
        version=version or 0,
        commitment=None if committed is None else bytes(committed),
        stored_hash=None if stored_hash is None else bytes(stored_hash),
        salt=salt,
        payload=payload,
    )


def waiting(limit: int) -> list[tuple[int, bool, Entry]]:
    """Give the oldest waiting entries: the number of their arrival, whether they have a place already, the entry."""
    rows = _rows(
        "SELECT w.arrived, p.index IS NOT NULL, w.leaf_id, l.version, l.commitment,"  # noqa: S608 (see CONTENT)
        f" {CONTENT} FROM ledger_waiting w"
        " JOIN ledger_leaf l ON l.id = w.leaf_id LEFT JOIN ledger_opening o ON o.leaf_id = w.leaf_id"
        " LEFT JOIN ledger_position p ON p.leaf_id = w.leaf_id ORDER BY w.arrived LIMIT %s",
        [limit],
    )
    return [
        (arrived, is_placed, entry(-1, leaf_id, version, committed, None, *content))
        for arrived, is_placed, leaf_id, version, committed, *content in rows
    ]


def heads(*, up_to: int) -> Iterator[Head]:
    """Give the signed checkpoints over at most ``up_to`` entries, smallest first."""
    for note, size, root in _rows(
        "SELECT note, size, root FROM ledger_checkpoint WHERE size <= %s ORDER BY size", [up_to]
    ):
        yield Head(note, size, bytes(root))


def subtrees(*, up_to: int) -> Iterator[tuple[Node, bytes]]:
    """Give the stored subtrees over the first ``up_to`` entries in the order in which they were completed."""
    for level, index, stored in _rows(
        "SELECT level, index, hash FROM ledger_subtree WHERE (index + 1) << level <= %s"
        " ORDER BY (index + 1) << level, level",
        [up_to],
    ):
        yield (level, index), bytes(stored)


def hashes(nodes: Sequence[Node]) -> dict[Node, bytes]:
    """Give the stored hashes of complete subtrees, leaves included, in one trip; raises ``KeyError``."""
    levels, indexes = [level for level, _ in nodes], [index for _, index in nodes]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT level, index, hash FROM ledger_subtree"
            " JOIN unnest(%(levels)s::int[], %(indexes)s::bigint[]) AS wanted (level, index) USING (level, index)"
            " UNION ALL SELECT 0, p.index, p.leaf_hash FROM ledger_position p"
            " JOIN unnest(%(levels)s::int[], %(indexes)s::bigint[]) AS wanted (level, index) USING (index)"
            " WHERE wanted.level = 0",
            {"levels": levels, "indexes": indexes},
        )
        found = {(level, index): bytes(stored) for level, index, stored in cursor.fetchall()}
    return {node: found[node] for node in nodes}


def placed() -> int:
    """Give how many entries have a place."""
    return int(_one("SELECT coalesce(max(index) + 1, 0) FROM ledger_position"))


def signed() -> int:
    """Give the size of the largest signed checkpoint."""
    return int(_one("SELECT coalesce(max(size), 0) FROM ledger_checkpoint"))


def _one(query: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]


def _rows(query: str, values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(query, values)
        while chunk := cursor.fetchmany(CHUNK):
            yield from chunk
