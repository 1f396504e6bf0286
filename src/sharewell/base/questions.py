"""Questions in the query builder's words, which it turns into SQL once and not each time they are asked."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, cast
from uuid import UUID

from django.db.models import Expression, Field, QuerySet, UUIDField

from sharewell.base import statements
from sharewell.base.actor import Actor


class Given(Expression):
    """A value that a question names, and that is given each time it is asked."""

    def __init__(self, name: str, kind: "Field[Any, Any]") -> None:
        """Take the value's name, and the kind of column it is compared with."""
        super().__init__(output_field=kind)
        self.name = name

    def as_sql(self, compiler: object, connection: object) -> tuple[str, tuple[Any, ...]]:  # noqa: ARG002
        """Give a placeholder, and itself where the value will stand."""
        return "%s", (self,)


# Whoever asks: for the questions that functions build for an actor, and that are asked for many.
WHOEVER = Actor(
    practitioner_id=cast("UUID", Given("practitioner", UUIDField())),
    agency_id=cast("UUID", Given("agency", UUIDField())),
    role="",
    name="whoever asks",
    agency_name="",
)


class Question:
    """
    A question for some columns, built when it is first needed and then kept for all requests.

    What differs between two times of asking must be ``Given``, and nothing else may: no person, no agency, no hour.
    """

    def __init__(self, build: "Callable[[], QuerySet[Any, Any]]", columns: Callable[[], list[str]]) -> None:
        """Take what builds the question, and what gives the columns to ask for in the builder's names."""
        self._build, self._columns = build, columns

    @cached_property
    def columns(self) -> list[str]:
        """Give the columns, in the order in which a row has their values."""
        return self._columns()

    @cached_property
    def statement(self) -> tuple[str, tuple[Any, ...]]:
        """Give the SQL, and for each of its places the value or the ``Given`` that stands there."""
        sql, values = self._build().values_list(*self.columns).query.sql_with_params()
        return sql, tuple(values)

    def ask(self, **given: object) -> list[statements.Row]:
        """Ask, and give the rows."""
        sql, places = self.statement
        return statements.fetched(sql, filled(places, given))


def filled(places: Sequence[Any], given: Mapping[str, object]) -> list[Any]:
    """Give what stands in a statement's places when these values are given."""
    return [given[place.name] if isinstance(place, Given) else place for place in places]
