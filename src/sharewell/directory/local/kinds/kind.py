"""What every kind of local value can do: find its rows, read what was typed, say a value in words, make a row."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from sharewell.directory.local.models import LocalChange
from sharewell.rules.refusals import Refusal

Value = dict[str, Any]


class NotUsable(Refusal):
    """What was typed cannot be used; ``fields`` says for each field what to do, the empty name is for the whole."""

    title = "Nothing was proposed"

    def __init__(self, fields: Mapping[str, str]) -> None:
        """Take what is wrong, by field."""
        self.fields = dict(fields)
        super().__init__(next_step=" ".join(fields.values()))


class Kind(ABC):
    """One kind of local value; ``is_partnerships`` kinds belong to no single agency."""

    id: ClassVar[str]
    title: ClassVar[str]
    says: ClassVar[str]
    model: ClassVar[type[Model]]
    key_field: ClassVar[str]
    may_end: ClassVar[bool] = False
    is_partnerships: ClassVar[bool] = False

    def rows(self) -> QuerySet[Any]:
        """Give every row of this kind, in the order in which they are shown."""
        return self.model._default_manager.select_related("agency").order_by(self.key_field, "valid_from")

    def series(self, agency_id: UUID | None, key: str) -> QuerySet[Any]:
        """Give the rows of one entry, the oldest first; of those that begin on one day, the called-off ones first."""
        found = self.rows().filter(**{self.key_field: key})
        return found.filter(Q(agency_id=agency_id) if agency_id else Q(agency__isnull=True))

    def of_row(self, row: Any) -> tuple[UUID | None, str]:
        """Give whose a row is (``None``: the partnership's) and its key."""
        return row.agency_id, getattr(row, self.key_field)

    @abstractmethod
    def keys(self) -> dict[str, str]:
        """Give what a new entry can be about, with its words; empty where a new one makes its own key."""

    @abstractmethod
    def name(self, key: str, value: Value | None) -> str:
        """Give what the entry is called on a page."""

    @abstractmethod
    def value_of(self, row: Any) -> Value:
        """Give a row's value."""

    @abstractmethod
    def read(self, key: str, typed: Mapping[str, str]) -> Value:
        """Give the value that was typed; raises ``NotUsable``, naming the fields."""

    @abstractmethod
    def typed(self, key: str, value: Value) -> dict[str, str]:
        """Give a value as somebody would have typed it."""

    @abstractmethod
    def said(self, key: str, value: Value) -> str:
        """Give a value in words."""

    def refuse_change(self, rows: QuerySet[Any]) -> None:  # noqa: B027 (most kinds refuse nothing)
        """Raise ``NotUsable`` where an entry is not local data at all."""

    def make(self, change: LocalChange, valid_from: date) -> Any:
        """Make the row of an approved change."""
        assert change.value is not None
        return self.model._default_manager.create(
            **self._fields(change),
            **self._whose(change),
            source=change.source,
            reason=change.reason,
            checked_on=change.checked_on,
            valid_from=valid_from,
        )

    def _whose(self, change: LocalChange) -> dict[str, Any]:
        return {"agency_id": None if change.is_partnerships else change.agency_id}

    @abstractmethod
    def _fields(self, change: LocalChange) -> dict[str, Any]:
        """Give the columns of a change's value."""
