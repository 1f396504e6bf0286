"""
Everything a page shows, read in one statement.

A part of a sheet is a question in the query builder's words, and the class of the rows it gives. The builder is asked
once, for the SQL; from then on the database gets all parts of a sheet as one prepared statement, and answers with one
piece of JSON. Row security holds for every part as for any statement.
"""

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

from sharewell.base import sheet_rows, statements
from sharewell.base.questions import Question, filled

T = TypeVar("T")
MOST_COLUMNS = 100  # that PostgreSQL takes in one row of JSON


class Part(Generic[T]):
    """
    A question, and the class of its rows.

    The class is a dataclass, whose fields are the columns and related rows to ask for and nothing else, or a model, of
    which every column is asked for, with the related rows that are named.
    """

    def __init__(
        self, row: type[T], question: "Callable[[], QuerySet[Any, Any]]", *, related: tuple[str, ...] = ()
    ) -> None:
        """Take the class, and what builds the question; what differs between requests must be ``Given``."""
        self.row, self.related = row, related
        self.question = Question(question, lambda: sheet_rows.columns(row, related))


class Sheet:
    """The parts of a sheet as they were read."""

    def __init__(self, parts: Mapping[Part[Any], list[Any]]) -> None:
        """Take each part's rows."""
        self._parts = parts

    def __getitem__(self, part: Part[T]) -> list[T]:
        """Give a part's rows, in the order its question asks for."""
        return self._parts[part]

    def first(self, part: Part[T]) -> T | None:
        """Give a part's first row, or none when it has no rows."""
        return next(iter(self._parts[part]), None)


def read(*parts: Part[Any], **given: object) -> Sheet:
    """Read all parts at once; ``given`` are the values that their questions name."""
    statement, places, readers = _prepared(parts)
    ((told,),) = statements.fetched(statement, filled(places, given))
    answers = zip(parts, readers, json.loads(told), strict=True)
    return Sheet({part: [reader(row) for row in rows] for part, reader, rows in answers})


@cache  # as many as there are sheets in the code
def _prepared(parts: tuple[Part[Any], ...]) -> tuple[str, tuple[Any, ...], tuple[sheet_rows.Reader, ...]]:
    """Give a sheet's statement, what stands in its places, and what reads each part's rows."""
    asked: list[str] = []
    places: list[Any] = []
    for part in parts:
        sql, of_part = part.question.statement
        count = len(part.question.columns)
        if count > MOST_COLUMNS:
            raise ValueError(f"{part.row.__name__} asks for {count} columns; a part can have {MOST_COLUMNS}")
        names = ", ".join(f"c{number}" for number in range(count))
        row = f"json_build_array({names})"
        asked.append(f"(SELECT coalesce(json_agg({row}), '[]') FROM ({sql}) AS part({names}))")  # noqa: S608 (made here)
        places += of_part
    readers = tuple(sheet_rows.reader(part.row, part.related) for part in parts)
    return f"SELECT json_build_array({', '.join(asked)})::text", tuple(places), readers
