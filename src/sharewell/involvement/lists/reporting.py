"""The report of one loading: counts, and row by row what was not taken or is doubtful, with the original text."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sharewell.base.actor import Actor
from sharewell.directory import access
from sharewell.people.models import ListImport, RefusedRow
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound

MOST = 100  # rows on one page


@dataclass(frozen=True, slots=True)
class Told:
    """One row of the file: its number there, what is said of it, and its text as it was written."""

    row_number: int
    said: tuple[str, ...]
    original: dict[str, str]

    @property
    def reason(self) -> str:
        """Give all that is said of the row as one text."""
        return "; ".join(self.said)


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows in the order of the file, how many there are in all, and with which row the next page begins."""

    rows: tuple[Told, ...]
    in_all: int
    next_from: int | None


def report(*, actor: Actor, list_import_id: UUID) -> dict[str, object]:
    """Give one loading with the first of its rows that were not taken, and of those that were taken with a doubt."""
    loading = _own(actor, list_import_id)
    return {"loading": loading, "refused": _rows(loading, 0, was_taken=False), "doubtful": _rows(loading, 0)}


def rows_from(*, actor: Actor, list_import_id: UUID, first: int, was_taken: bool) -> tuple[ListImport, Rows]:
    """Give one loading with its rows of one sort from a row of the file on."""
    loading = _own(actor, list_import_id)
    return loading, _rows(loading, first, was_taken=was_taken)


def _own(actor: Actor, list_import_id: UUID) -> ListImport:
    access.require(actor, Permission.LOAD_LIST)
    loading = ListImport.objects.filter(id=list_import_id, agency_id=actor.agency_id).first()
    if loading is None:
        raise NotFound
    return loading


def _rows(loading: ListImport, first: int, *, was_taken: bool = True) -> Rows:
    of_it = RefusedRow.objects.filter(list_import=loading, was_taken=was_taken)
    numbers = of_it.filter(row_number__gte=first).order_by("row_number").values_list("row_number", flat=True).distinct()
    shown = list(numbers[: MOST + 1])
    found = of_it.filter(row_number__in=shown[:MOST]).order_by("row_number", "field", "reason")
    return Rows(
        rows=tuple(_by_row(found)),
        in_all=of_it.values("row_number").distinct().count(),
        next_from=shown[MOST] if len(shown) > MOST else None,
    )


def _by_row(found: Iterable[RefusedRow]) -> Iterable[Told]:
    together: dict[int, list[RefusedRow]] = {}
    for one in found:
        together.setdefault(one.row_number, []).append(one)
    for number, said in together.items():
        yield Told(number, tuple(_said(one) for one in said), said[0].original)


def _said(one: RefusedRow) -> str:
    return f"column “{one.field}”: {one.reason}" if one.field else one.reason
