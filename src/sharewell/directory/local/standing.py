"""What stands on a day: the local values in force, what is coming, and what an entry was before."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sharewell.base.actor import Actor
from sharewell.directory import queries
from sharewell.directory.local import whose
from sharewell.directory.local.kinds import KINDS
from sharewell.directory.local.kinds.kind import Kind, Value
from sharewell.rules.refusals import NotFound


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a local value, with its words."""

    id: UUID
    kind: Kind
    agency_id: UUID | None
    whose: str
    key: str
    value: Value
    valid_from: date
    valid_to: date | None
    source: str
    reason: str
    checked_on: date | None

    @property
    def name(self) -> str:
        """Give what it is called."""
        return self.kind.name(self.key, self.value)

    @property
    def said(self) -> str:
        """Give its value in words."""
        return self.kind.said(self.key, self.value)

    @property
    def was_called_off(self) -> bool:
        """Say whether it was replaced before it began, so that it never held."""
        return self.valid_to is not None and self.valid_to < self.valid_from

    def holds(self, on: date) -> bool:
        """Say whether it holds on a day."""
        return self.valid_from <= on and (self.valid_to is None or self.valid_to >= on)


def in_force(actor: Actor, on: date) -> dict[str, list[Entry]]:
    """
    Give what stands on a day, by kind: the partnership's, the actor's own controller's and the hub's.

    The same question about a day that has passed gives what stood on that day.
    """
    names = {agency.id: agency.name for agency in _shown(actor)}
    return {kind.id: [one for one in _entries(kind, names) if one.holds(on)] for kind in KINDS.values()}


def coming(actor: Actor, on: date) -> list[Entry]:
    """Give what was approved and begins after a day, the soonest first."""
    names = {agency.id: agency.name for agency in _shown(actor)}
    found = [one for kind in KINDS.values() for one in _entries(kind, names)]
    later = [one for one in found if one.valid_from > on and not one.was_called_off]
    return sorted(later, key=lambda one: one.valid_from)


def one(actor: Actor, row_id: UUID) -> Entry:
    """Give one row; raises ``NotFound``, also for what is not shown to the actor."""
    names = {agency.id: agency.name for agency in _shown(actor)}
    for kind in KINDS.values():
        row = kind.rows().filter(id=row_id).first()
        if row is not None:
            entry = _entry(kind, row, names)
            if entry is not None:
                return entry
    raise NotFound


def history(entry: Entry) -> list[Entry]:
    """Give every row of an entry, the newest first."""
    rows = entry.kind.series(entry.agency_id, entry.key)
    found = [_entry(entry.kind, row, {entry.agency_id: entry.whose}) for row in rows]
    return [one for one in reversed(found) if one is not None]


def _shown(actor: Actor) -> list[Any]:
    own = {agency.id for agency in whose.of_the_same_controller(actor.agency_id)}
    return [agency for agency in queries.agencies() if agency.id in own or agency.hub_route]


def _entries(kind: Kind, names: dict[UUID, str]) -> list[Entry]:
    return [entry for row in kind.rows() if (entry := _entry(kind, row, names)) is not None]


def _entry(kind: Kind, row: Any, names: dict[Any, str]) -> Entry | None:
    agency_id, key = kind.of_row(row)
    if agency_id is not None and agency_id not in names:
        return None
    return Entry(
        id=row.id,
        kind=kind,
        agency_id=agency_id,
        whose=names.get(agency_id, "The partnership") if agency_id else "The partnership",
        key=key,
        value=kind.value_of(row),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=row.source,
        reason=row.reason,
        checked_on=row.checked_on,
    )
