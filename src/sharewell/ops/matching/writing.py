"""Writing pairs and groups, as CSV or as Parquet by the file's ending; the file is there whole or not at all."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from sharewell.matching.linking.reading import arrow
from sharewell.ops.matching.refusing import GET_ARROW, Refused

AT_ONCE = 50_000
NUMBERS = {"row_a", "row_b", "row", "group"}
SHARES = {"probability"}


Write = Callable[[Iterable[Sequence[Any]]], None]  # adds lines to the file


def can_be_written(path: Path) -> None:
    """Refuse a file that could not be written, before any work is done."""
    if path.suffix not in (".csv", ".parquet"):
        raise Refused(f"{path.name} should end in .csv or .parquet: that says how it is written")
    if path.suffix == ".parquet" and arrow() is None:
        raise Refused(f"Parquet needs pyarrow, which is not installed. To install it: {GET_ARROW}. Or write a .csv")
    if not path.parent.is_dir():
        raise Refused(f"there is no folder {path.parent}")


@contextmanager
def writer(path: Path, headings: Sequence[str]) -> Iterator[Write]:
    """Give a function that adds lines to a file; the file takes its name when all are written."""
    half = path.with_name(path.name + ".half")
    with _parquet(half, headings) if path.suffix == ".parquet" else _csv(half, headings) as write:
        yield write
    half.replace(path)


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Give the lines of a file of pairs, whichever way it is written."""
    if path.suffix == ".parquet":
        can_be_written(path)
        with arrow("pyarrow.parquet").ParquetFile(path) as file:
            for batch in file.iter_batches(AT_ONCE):
                yield from batch.to_pylist()
        return
    with path.open(encoding="utf-8-sig", newline="") as lines:
        yield from csv.DictReader(lines)


@contextmanager
def _csv(path: Path, headings: Sequence[str]) -> Iterator[Write]:
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(headings)
        yield lines.writerows


@contextmanager
def _parquet(path: Path, headings: Sequence[str]) -> Iterator[Write]:
    pyarrow = arrow()
    kinds = {**dict.fromkeys(NUMBERS, pyarrow.int64()), **dict.fromkeys(SHARES, pyarrow.float64())}
    schema = pyarrow.schema([(heading, kinds.get(heading, pyarrow.string())) for heading in headings])
    with pyarrow.parquet.ParquetWriter(path, schema) as file:

        def write(lines: Iterable[Sequence[Any]]) -> None:
            rest = iter(lines)
            while some := list(islice(rest, AT_ONCE)):
                columns = [
                    pyarrow.array(values, kind)
                    for values, kind in zip(zip(*some, strict=True), schema.types, strict=True)
                ]
                file.write_table(pyarrow.Table.from_arrays(columns, schema=schema))

        yield write
