"""The writing of an entry, in the same transaction as the act it records."""

import logging
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import Error, connection, transaction
from psycopg.types.json import Jsonb

from sharewell.base import rows, statements
from sharewell.base.actor import Actor
from sharewell.ledger import commitments, events
from sharewell.rules.refusals import EMERGENCY, Refusal

log = logging.getLogger(__name__)

# Milliseconds. An entry that cannot be written at once must fail its act, not hang it.
LONGEST_WAIT_FOR_A_LOCK = 1500
LONGEST_WRITE = 1800

# One trip. The leaf is hashed and signed; the rest says what it commits to, and that it waits for a place.
_WRITE = """
WITH leaf AS (INSERT INTO ledger_leaf (id, version, commitment) VALUES (%(leaf)s, %(version)s, %(commitment)s)),
     waiting AS (INSERT INTO ledger_waiting (leaf_id) VALUES (%(leaf)s)),
     about AS (INSERT INTO ledger_about (about_id, leaf_id) SELECT unnest(%(about)s::uuid[]), %(leaf)s::uuid)
INSERT INTO ledger_opening (leaf_id, salt, event, agency_id, practitioner_id, about, visible_to, detail, at)
VALUES (%(leaf)s, %(salt)s, %(event)s, %(agency)s, %(practitioner)s, %(about)s, %(visible_to)s, %(detail)s, %(at)s)
"""


# How long the entry may take, and again what held before.
_LIMIT = """
SELECT set_config('sharewell.lock_timeout', current_setting('lock_timeout'), true),
       set_config('sharewell.statement_timeout', current_setting('statement_timeout'), true),
       set_config('lock_timeout', %s, true), set_config('statement_timeout', %s, true)
"""
_UNLIMIT = """
SELECT set_config('lock_timeout', current_setting('sharewell.lock_timeout'), true),
       set_config('statement_timeout', current_setting('sharewell.statement_timeout'), true)
"""


class NotRecorded(Refusal):
    """The entry could not be written, so what it records was not done."""

    title = "This was not done, because it could not be recorded"
    next_step = "Nothing was shown, sent or changed. Try again in a minute. " + EMERGENCY


class NotInTransaction(RuntimeError):
    """A programming fault: an entry was to be written apart from its act."""


class NotTheActor(RuntimeError):
    """A programming fault: an entry was to be written in another's name than the transaction's."""


def append(
    *,
    actor: Actor,
    event: str,
    about: Sequence[UUID],
    detail: Mapping[str, object],
    at: datetime,
    visible_to: Sequence[UUID] = (),
) -> UUID:
    """
    Write one entry of the ledger in the caller's transaction, and give its id.

    Takes the event's name from the catalogue; the records it is about; ``detail`` in text, whole numbers, true, false,
    nothing, lists and mappings (ids as text; nothing that belongs in the record itself); the time, with its zone; and
    the agencies that may read it besides the actor's own. When it cannot be written within two seconds ``NotRecorded``
    is raised and the transaction can only be rolled back: no entry, no act. Raises ``UnknownEvent``, ``NotCanonical``,
    ``NotInTransaction`` or ``NotTheActor`` for a programming fault, with the same effect.
    """
    with _failing_its_act():
        if not connection.in_atomic_block:
            raise NotInTransaction("append() outside a transaction: write it in acting_for(), with the act")
        acting = rows.acting()
        if (acting.agency_id, acting.practitioner_id) != (actor.agency_id, actor.practitioner_id):
            raise NotTheActor("append() for another actor than acting_for()'s")
        opening = commitments.Opening(
            leaf_id=uuid4(),
            event=events.event(event).name,
            agency_id=actor.agency_id,
            practitioner_id=actor.practitioner_id,
            about=_ids(about),
            visible_to=_ids(visible_to),
            detail=dict(detail),
            at=at,
        )
        _write(opening)
    return opening.leaf_id


def _write(opening: commitments.Opening) -> None:
    salt = secrets.token_bytes(commitments.SALT_SIZE)
    values: dict[str, Any] = {
        "leaf": opening.leaf_id,
        "version": commitments.VERSION,
        "commitment": commitments.commitment(salt, opening.payload()),
        "salt": salt,
        "event": opening.event,
        "agency": opening.agency_id,
        "practitioner": opening.practitioner_id,
        "about": list(opening.about),
        "visible_to": list(opening.visible_to),
        "detail": Jsonb(opening.detail),
        "at": opening.at,
    }
    limits = [f"{LONGEST_WAIT_FOR_A_LOCK}ms", f"{LONGEST_WRITE}ms"]
    statements.together((_LIMIT, limits), (_WRITE, values), (_UNLIMIT, ()))


def _ids(named: Sequence[UUID]) -> tuple[UUID, ...]:
    if not all(isinstance(one, UUID) for one in named):
        raise commitments.NotCanonical("what an entry is about, and who may read it, are ids")
    return tuple(dict.fromkeys(named))


@contextmanager
def _failing_its_act() -> Iterator[None]:
    try:
        yield
    except Error as fault:
        _doom()
        # Never the message: PostgreSQL repeats the row in it.
        code = getattr(fault.__cause__, "sqlstate", None)
        log.error("an entry could not be written: SQLSTATE %s", code)  # noqa: TRY400 (see above)
        raise NotRecorded from None
    except Exception:
        _doom()  # also when the caller swallows this, the act cannot be committed
        raise


def _doom() -> None:
    if connection.in_atomic_block:
        transaction.set_rollback(True)
