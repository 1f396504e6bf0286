"""Reading a list a part at a time, whatever its size: quickly where pyarrow is installed, else with Python alone."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from sharewell.matching.linking import letters, memory
from sharewell.matching.linking.abreast import THREADS
from sharewell.matching.linking.coded import Distinct, Written

AT_ONCE = 50_000  # rows held as text
BYTES_AT_ONCE = 8 << 20
SAMPLE = 300  # rows looked at to propose what a column holds
ENCODINGS = ("utf-8-sig", "cp1252")  # what today's and old Windows programs write
_MARKS = ",;\t|"

Block = dict[str, Written]


@dataclass(frozen=True, slots=True)
class Style:
    """How a file is written: its letters, what stands between its columns, and its headings."""

    encoding: str
    mark: str
    headings: tuple[str, ...]


def style(path: Path) -> Style:
    """Find out how a file is written."""
    encoding = next(one for one in (*ENCODINGS, "latin-1") if one == "latin-1" or _can_be_read(path, one))
    with path.open(encoding=encoding, newline="") as file:
        first = file.readline()
    mark = max(_MARKS, key=first.count)
    headings = next(csv.reader([first], delimiter=mark), [])
    return Style(encoding, mark, tuple(headings))


def sample(path: Path, how: Style) -> dict[str, list[str]]:
    """Give the first values under each heading."""
    found: dict[str, list[str]] = {heading: [] for heading in how.headings}
    for row in islice(_rows(path, how), SAMPLE):
        for heading, value in zip(how.headings, row, strict=True):
            found[heading].append(value)
    return found


def blocks(path: Path, how: Style, wanted: Sequence[str]) -> Iterator[Block]:
    """
    Give the wanted columns part by part; every row is in one part, in the file's order.

    Where the quick reader comes upon a row that it does not understand, the plain one goes on from there: a short row
    lacks its last values, of a long one the rest is left out, and none is lost.
    """
    given = 0
    pyarrow = arrow()
    if pyarrow:
        try:
            for table in _quickly(pyarrow, path, how, wanted):
                given += len(table)
                yield dict(distinct(dict(zip(wanted, table.columns, strict=True))))
        except pyarrow.ArrowInvalid:
            pass
        else:
            return
    places = [how.headings.index(heading) for heading in wanted]
    rows = islice(_rows(path, how), given, None)
    while some := list(islice(rows, AT_ONCE)):
        yield {heading: [row[place] for row in some] for heading, place in zip(wanted, places, strict=True)}


def distinct(columns: Mapping[str, Any]) -> dict[str, Distinct]:
    """Give columns of pyarrow with each distinct text once."""
    with ThreadPoolExecutor(THREADS) as pool:
        return dict(zip(columns, pool.map(_distinct, columns.values()), strict=True))


def _distinct(column: Any) -> Distinct:
    listed = column.combine_chunks().dictionary_encode(null_encoding="encode")  # none is a text without letters
    places = listed.indices
    # Its own ways to fill in what is missing and to numpy load pandas, where it is installed: a second, and 50 MB.
    held = np.frombuffer(places.buffers()[1], np.int32, len(places), places.offset * 4)
    return Distinct(letters.of_arrow(listed.dictionary), held)


def arrow(module: str = "pyarrow") -> Any:
    """
    Give the library for quick reading and for Parquet, or None where it is not installed.

    It takes memory as Python does: its own store of it would hold 60 MB more, from the first text on.
    """
    memory.shared_by_threads()
    try:
        import_module("pyarrow.csv")
        import_module("pyarrow.parquet")
        pyarrow = import_module("pyarrow")
    except ImportError:
        return None
    pyarrow.set_memory_pool(pyarrow.system_memory_pool())
    return import_module(module)


def _quickly(pyarrow: Any, path: Path, how: Style, wanted: Sequence[str]) -> Iterator[Any]:
    reading = pyarrow.csv.ReadOptions(
        block_size=BYTES_AT_ONCE, encoding="utf8" if how.encoding.startswith("utf-8") else how.encoding
    )
    parsing = pyarrow.csv.ParseOptions(delimiter=how.mark, newlines_in_values=True)
    text = dict.fromkeys(how.headings, pyarrow.string())
    converting = pyarrow.csv.ConvertOptions(
        column_types=text, include_columns=list(wanted), strings_can_be_null=False, quoted_strings_can_be_null=False
    )
    with pyarrow.csv.open_csv(path, reading, parsing, converting) as batches:
        for batch in batches:
            yield pyarrow.Table.from_batches([batch])


def _rows(path: Path, how: Style) -> Iterator[list[str]]:
    """Give each row with as many values as there are headings; empty lines are none."""
    size = len(how.headings)
    with path.open(encoding=how.encoding, newline="") as file:
        lines = csv.reader(file, delimiter=how.mark)
        next(lines, None)
        for row in lines:
            if row:
                yield (row + [""] * (size - len(row)))[:size]


def _can_be_read(path: Path, encoding: str) -> bool:
    try:
        with path.open(encoding=encoding) as file:
            while file.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return False
    return True


def texts(written: Written) -> list[str]:
    """Give a column's texts, row by row."""
    if not isinstance(written, Distinct):
        return list(written)
    listed = [*written.texts, ""]
    return [listed[place] for place in written.places.tolist()]
