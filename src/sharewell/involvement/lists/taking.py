"""Taking the rows of a list one after the other: each new or changed, unchanged, or refused with the reason."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from django.db import transaction

from sharewell.base.actor import Actor
from sharewell.involvement.lists import keeping
from sharewell.involvement.lists.drawn import Drawn, ListedPerson
from sharewell.involvement.lists.drawn import RefusedRow as Refused
from sharewell.involvement.lists.kinds import Kind
from sharewell.involvement.lists.reading import REST
from sharewell.people.models import ListImport, PersonRecord, RefusedRow


class NotedRow(dict[str, str]):
    """A row that notes which of its columns were looked at, so that none is passed over in silence."""

    def __init__(self, row: dict[str, str], seen: set[str]) -> None:
        """Take the row and the set to note in."""
        super().__init__(row)
        self._seen = seen

    def __getitem__(self, column: str) -> str:
        """Give a cell."""
        self._seen.add(column)
        return super().__getitem__(column)

    def get(self, column: str, default: str = "") -> str:  # type: ignore[override] # cells are text
        """Give a cell, or nothing of a column that is not there."""
        self._seen.add(column)
        return super().get(column, default)


@dataclass(slots=True)
class Taking:
    """One loading on its way: by whom, as what kind, which words close a piece of work, which columns were read."""

    actor: Actor
    loading: ListImport
    kind: Kind
    closing: tuple[str, ...]
    columns: set[str] = field(default_factory=set)
    rows_above: dict[tuple[str, str], int] = field(default_factory=dict)  # by reference and part

    def pass_over(self, rows: Iterable[tuple[int, dict[str, str]]]) -> None:
        """Pass over rows that were taken before an interruption: only what stands in them is noted."""
        for number, text in rows:
            with suppress(Refused):
                self._is_first(self._understood(text).people, number)

    def take(self, rows: Iterable[tuple[int, dict[str, str]]]) -> None:
        """Take some rows, each with its number in the file; the loading's counts are not saved."""
        for number, text in rows:
            self.loading.rows_read += 1
            self._take(number, text)

    def _take(self, number: int, text: dict[str, str]) -> None:
        """Take one row in a savepoint of its own, so that a bad one cannot take others with it."""
        try:
            with transaction.atomic():
                drawn = self._understood(text)
                above = self._is_first(drawn.people, number)
                doubts = [*drawn.doubts, *self._twice(drawn.people, above, text)]
                changed = [self._keep(listed, text, doubts, is_first=above is None) for listed in drawn.people]
        except Refused as refused:
            self.loading.rows_refused += 1
            kept = text if refused.is_kept else {}
            self._report(number, kept, [(refused.column, refused.reason)], was_taken=False)
            return
        if any(changed):
            self.loading.rows_taken += 1
        else:
            self.loading.rows_unchanged += 1
        self._report(number, text, doubts, was_taken=True)

    def _understood(self, text: dict[str, str]) -> Drawn:
        if text.get(REST):
            raise Refused("", f"the row has {REST}: a quotation mark may be missing")
        return self.kind.draw(NotedRow(text, self.columns))

    def _is_first(self, people: list[ListedPerson], number: int) -> int | None:
        """Note that a reference stands in a row; gives the row above that has it already, if one has."""
        main = (people[0].ref[:60], people[0].part)
        above = self.rows_above.get(main)
        self.rows_above.setdefault(main, number)
        return above

    def _twice(self, people: list[ListedPerson], above: int | None, text: dict[str, str]) -> Iterator[tuple[str, str]]:
        """Say of a register that a reference stands in it twice; what the row above said is kept in the report."""
        if above is None or not self.kind.is_register:
            return
        same = {"agency_id": self.loading.agency_id, "source": self.loading.kind}
        kept = PersonRecord.objects.filter(**same, source_ref=people[0].ref[:60], part=people[0].part).first()
        if kept is not None and kept.original != text:
            self._report(above, kept.original, [("", "a row below has the same reference")], was_taken=True)
            yield "", f"row {above} has the same reference; where the two differ, this lower row holds"
        else:
            yield "", f"row {above} says the same: it was taken once"

    def _keep(
        self, listed: ListedPerson, text: dict[str, str], doubts: list[tuple[str, str]], *, is_first: bool
    ) -> bool:
        """Keep one person of a row with pointers and entries; gives whether anything was news."""
        loading = self.loading
        if listed.must_exist:
            record, changed = keeping.known_record(loading.agency_id, listed, loading.as_of), False
        else:
            may_empty = self.kind.is_register and is_first
            record, changed = keeping.record(loading, listed, text, doubts, may_empty=may_empty)
        news = [keeping.pointer(record, loading, pointer, self.closing) for pointer in listed.pointers]
        if listed.pointers:
            keeping.close_if_brokered(record)
        entries_changed = [keeping.entry(record, loading, entry, text) for entry in listed.entries]
        return changed or any(news) or any(entries_changed)

    def _report(
        self, number: int, text: dict[str, str], reasons: Iterable[tuple[str, str]], *, was_taken: bool
    ) -> None:
        for column, reason in reasons:
            RefusedRow.objects.create(
                list_import=self.loading,
                agency_id=self.loading.agency_id,
                row_number=number,
                was_taken=was_taken,
                field=column[:60],
                reason=reason[:300],
                original=text,
            )
