"""What was done about one record, each entry with the proof that it stands in the signed log."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import connection

from sharewell.base import rows
from sharewell.base.actor import Actor
from sharewell.ledger import exports, keys, stored
from sharewell.ledger.checkpoints import BadNote, Checkpoint, open_note
from sharewell.ledger.commitments import leaf_bytes
from sharewell.ledger.events import EVENTS
from sharewell.ledger.merkle import Node, inclusion_proof
from sharewell.ledger.proofs import inclusion_holds
from sharewell.ledger.verifying import Entry, is_bound

LONGEST = 1000  # entries a page can use


class Happened(NamedTuple):
    """One entry of a record's history."""

    leaf_id: UUID
    event: str
    sentence: str
    at: datetime
    agency_id: UUID
    practitioner_id: UUID
    about: tuple[UUID, ...]
    detail: Mapping[str, object]
    place: int | None  # its place in the log, counted from 0; none while it waits for one
    proof: tuple[bytes, ...]  # the hashes beside its way to the root; none while it waits for a signature
    is_proved: bool | None  # False: what is shown is not what was recorded. None: not signed yet


class History(NamedTuple):
    """What was done about a record, oldest first, and the signed checkpoint it is proved against."""

    entries: tuple[Happened, ...]
    checkpoint: Checkpoint | None
    note: str
    signed_by: str

    @property
    def is_proved(self) -> bool:
        """Whether no entry was found to be other than it was recorded."""
        return all(entry.is_proved is not False for entry in self.entries)


def history(actor: Actor, about: UUID, *, limit: int = LONGEST) -> History:
    """
    Give what was done about a record as far as the actor's agency may read it, the latest ``limit`` entries.

    Must be called in the actor's ``acting_for``. Every entry's content is held against its commitment, and its proof
    against the last signed checkpoint, before it is given: nobody has to believe the database.
    """
    found = _found(actor, about, limit)
    checkpoint, note, signed_by = _last_checkpoint()
    size = checkpoint.size if checkpoint else 0
    proofs = _proofs([entry.place for entry, *_ in found if 0 <= entry.place < size], size)
    happened = [_happened(entry, row, proofs.get(entry.place), checkpoint) for entry, row in found]
    return History(tuple(happened), checkpoint, note, signed_by)


def latest_note() -> str:
    """Give the last signed checkpoint as it is handed to others; empty where there is none that can be trusted."""
    return _last_checkpoint()[1]


def proof_file(actor: Actor, about: UUID, leaf_id: UUID) -> str:
    """
    Give one entry of a record's history as a file that anyone can check with ``tools/verify_ledger.py``.

    Must be called in the actor's ``acting_for``. Raises ``LookupError`` for an entry that is not there, not the actor's
    to read, or not signed yet.
    """
    checkpoint, note, _ = _last_checkpoint()
    for entry, _row in _found(actor, about, LONGEST):
        if entry.leaf_id == str(leaf_id) and checkpoint and 0 <= entry.place < checkpoint.size:
            proof = _proofs([entry.place], checkpoint.size)[entry.place]
            return exports.proof_text(entry=entry, proof=proof, note=note)
    raise LookupError("there is no such signed entry")


def _found(actor: Actor, about: UUID, limit: int) -> list[tuple[Entry, Sequence[Any]]]:
    if rows.acting() != actor:
        raise rows.NoScopeError("history() for another actor than acting_for()'s")
    with connection.cursor() as cursor:
        cursor.execute(
            # The array is asked again: a row of the finding table alone shows nothing about another record.
            "SELECT coalesce(p.index, -1), o.leaf_id, l.version, l.commitment, p.leaf_hash,"  # noqa: S608 (a constant)
            f" {stored.CONTENT}"
            " FROM ledger_about a JOIN ledger_opening o ON o.leaf_id = a.leaf_id AND a.about_id = ANY (o.about)"
            " JOIN ledger_leaf l ON l.id = o.leaf_id LEFT JOIN ledger_position p ON p.leaf_id = o.leaf_id"
            " WHERE a.about_id = %s ORDER BY o.at DESC, p.index DESC LIMIT %s",
            [about, limit],
        )
        found = cursor.fetchall()
    return [(stored.entry(*row), row) for row in reversed(found)]


def _last_checkpoint() -> tuple[Checkpoint | None, str, str]:
    """Give the last checkpoint whose signature holds under a trusted key; none where no key is trusted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM ledger_checkpoint ORDER BY size DESC LIMIT 1")
        row = cursor.fetchone()
    if row is None:
        return None, "", ""
    try:
        checkpoint, signers = open_note(row[0], origin=settings.LEDGER_ORIGIN, keys=keys.trusted())
    except BadNote:
        return None, "", ""
    return checkpoint, row[0], ", ".join(f"{key.name} ({key.key_id.hex()})" for key in signers)


def _proofs(places: Sequence[int], size: int) -> dict[int, list[bytes]]:
    """Give the inclusion proofs of these places, with one trip to the database for all of them."""
    needed: dict[Node, bytes] = {}

    def note_down(nodes: Sequence[Node]) -> list[bytes]:
        needed.update(dict.fromkeys(nodes, b""))
        return [b""] * len(nodes)

    for place in places:
        inclusion_proof(place, size, note_down)
    hashes = stored.hashes(list(needed))
    return {place: inclusion_proof(place, size, lambda nodes: [hashes[node] for node in nodes]) for place in places}


def _happened(
    entry: Entry, row: Sequence[Any], proof: Sequence[bytes] | None, checkpoint: Checkpoint | None
) -> Happened:
    event, agency_id, practitioner_id, about, _visible_to, _detail, at = row[6:]
    known = EVENTS.get(event)
    detail = (entry.payload or {}).get("detail")
    return Happened(
        leaf_id=row[1],
        event=event,
        sentence=known.sentence if known else "Something was done that this version does not know.",
        at=at,
        agency_id=agency_id,
        practitioner_id=practitioner_id,
        about=tuple(about),
        detail=detail if isinstance(detail, dict) else {},
        place=entry.place if entry.place >= 0 else None,
        proof=tuple(proof or ()),
        is_proved=_is_proved(entry, proof, checkpoint),
    )


def _is_proved(entry: Entry, proof: Sequence[bytes] | None, checkpoint: Checkpoint | None) -> bool | None:
    if not is_bound(entry):
        return False
    if checkpoint is None or proof is None:
        return None
    return inclusion_holds(
        leaf=leaf_bytes(entry.commitment or b"", entry.version),
        index=entry.place,
        size=checkpoint.size,
        proof=proof,
        root=checkpoint.root,
    )
