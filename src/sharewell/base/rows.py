"""Row security as the code sees it: one transaction, one actor, cleared at its end."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import connection, transaction

from sharewell.base import statements
from sharewell.base.actor import Actor
from sharewell.base.scope import sign

_acting: ContextVar[Actor | None] = ContextVar("acting", default=None)


class NestedScopeError(RuntimeError):
    """A programming fault: a second actor was set inside the first one's transaction."""


class NoScopeError(RuntimeError):
    """A programming fault: something that must be done in an actor's name was tried outside ``acting_for``."""


@contextmanager
def acting_for(actor: Actor) -> Iterator[Actor]:
    """
    Open a transaction in which only the actor's rows exist.

    The scope is signed for this connection, lives in this transaction alone and is cleared before it ends, also inside
    an outer transaction (a ``SET LOCAL`` would otherwise outlive a released savepoint). Raises
    ``NestedScopeError`` inside another one.
    """
    if _acting.get() is not None:
        raise NestedScopeError("acting_for() inside acting_for()")
    is_inside_another = connection.in_atomic_block
    token = _acting.set(actor)
    try:
        with transaction.atomic():
            _set_scope(actor)
            yield actor
            if is_inside_another:
                _clear_scope()  # on an error the rollback does this, and at its own end the outermost transaction
    finally:
        _acting.reset(token)


def acting() -> Actor:
    """Give the actor of the transaction under way; raises ``NoScopeError`` when there is none."""
    actor = _acting.get()
    if actor is None:
        raise NoScopeError("no actor: wrap this in acting_for()")
    return actor


def _set_scope(actor: Actor) -> None:
    connection.ensure_connection()
    backend_pid = connection.connection.info.backend_pid
    scope = sign(actor=actor, key=settings.SCOPE_KEY, backend_pid=backend_pid)
    statements.together(("SELECT set_config('sharewell.scope', %s, true)", [scope]))  # one trip, with the BEGIN


def _clear_scope() -> None:
    statements.fetched("SELECT set_config('sharewell.scope', '', true)")
