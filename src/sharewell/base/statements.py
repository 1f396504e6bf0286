"""Statements sent as they are written, on Django's connection but without its query builder and cursor in between."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.db import connection

Values = Sequence[Any] | Mapping[str, Any]
Row = tuple[Any, ...]


def fetched(statement: str, values: Values = ()) -> list[Row]:
    """
    Run a statement in the transaction under way, if there is one, and give its rows; none when it gives none.

    Row security and the signed scope hold as for every statement. Values travel apart from the text, and what is asked
    often stays prepared. Faults are Django's own, and in a transaction that can only be rolled back nothing is asked.
    """
    run = _run
    for wrapper in reversed(connection.execute_wrappers):  # whoever listens to statements hears these too
        run = partial(wrapper, run)
    rows: list[Row] = run(statement, values, False, {"connection": connection})  # noqa: FBT003 (Django's own order)
    return rows


def _run(statement: str, values: Values, *_: object) -> list[Row]:
    connection.ensure_connection()
    connection.validate_no_broken_transaction()
    with connection.wrap_database_errors, connection.connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[Row] = cursor.fetchall() if cursor.description else []
        return rows
