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
    rows: list[Row] = _heard(_run)(statement, values, False, {"connection": connection})  # noqa: FBT003 (Django's order)
    return rows


def together(*asked: tuple[str, Values]) -> list[list[Row]]:
    """
    Run statements one after the other in one trip to the database, and give the rows of each.

    None of them can depend on what another gives. When one fails, those after it are not run and its fault is raised.
    """
    text = ";\n".join(statement for statement, _values in asked)
    rows: list[list[Row]] = _heard(_run_together)(text, asked, True, {"connection": connection})  # noqa: FBT003 (the same)
    return rows


def _heard(run: Any) -> Any:
    """Let whoever listens to statements hear these too."""
    for wrapper in reversed(connection.execute_wrappers):
        run = partial(wrapper, run)
    return run


def _run(statement: str, values: Values, *_: object) -> list[Row]:
    connection.ensure_connection()
    connection.validate_no_broken_transaction()
    with connection.wrap_database_errors, connection.connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[Row] = cursor.fetchall() if cursor.description else []
        return rows


def _run_together(_text: str, asked: Sequence[tuple[str, Values]], *_: object) -> list[list[Row]]:
    connection.ensure_connection()
    connection.validate_no_broken_transaction()
    with connection.wrap_database_errors:
        with connection.connection.pipeline():
            cursors = [connection.connection.cursor() for _one in asked]
            for cursor, (statement, values) in zip(cursors, asked, strict=True):
                cursor.execute(statement, values)
        return [cursor.fetchall() if cursor.description else [] for cursor in cursors]
