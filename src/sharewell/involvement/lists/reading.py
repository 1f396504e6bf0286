"""Reading a list's bytes into rows, whatever program wrote them."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from sharewell.rules.refusals import Refusal

LARGEST = 20 * 1024 * 1024  # bytes
REST = "more columns than the heading has"
TOO_LARGE = (
    "It is larger than 20 MB. Split it, with the line of headings on top of each part, and load the parts one after the"
    " other as “only what is new or has changed”: a part is not everybody on the list."
)


class UnreadableList(Refusal):
    """The file as a whole could not be read; nothing was loaded."""

    title = "The list was not loaded"
    next_step = "Save it again as CSV from your system and try once more. Nothing has been changed."


@dataclass(frozen=True, slots=True)
class Table:
    """A list's rows under its own headings, with how it was written; rows are read one by one, so that few are held."""

    headings: tuple[str, ...]
    text: str
    encoding: str
    delimiter: str

    @property
    def rows(self) -> tuple[dict[str, str], ...]:
        """Give all rows at once: for a short list."""
        return tuple(self.each())

    def each(self) -> Iterator[dict[str, str]]:
        """Give row by row what stands under the headings."""
        reader = _reader(self.text, self.delimiter)
        next(reader.reader, None)
        reader.fieldnames = list(self.headings)
        for row in reader:
            yield _row(row)


def read(data: bytes) -> Table:
    """
    Give the rows of a list: UTF-8 (with or without a mark) or Windows-1252; comma, semicolon, pipe or tab.

    Line breaks inside quoted cells are kept. Raises ``UnreadableList`` when the file is too large, empty, holds NUL
    bytes (it is not text) or has no heading row.
    """
    if len(data) > LARGEST:
        raise UnreadableList(next_step=TOO_LARGE)
    if b"\0" in data:
        raise UnreadableList(next_step="It is not a text file. Save it as CSV, not as a spreadsheet.")
    text, encoding = _decode(data)
    delimiter = _delimiter(text)
    headings = tuple((heading or "").strip() for heading in _reader(text, delimiter).fieldnames or ())
    if len([heading for heading in headings if heading]) < 2:
        raise UnreadableList(next_step="Its first line must hold the names of the columns.")
    return Table(headings, text, encoding, delimiter)


def _reader(text: str, delimiter: str) -> "csv.DictReader[str]":
    # A pipe file quotes nothing: there a quotation mark is a character.
    quoting: Literal[0, 3] = csv.QUOTE_NONE if delimiter == "|" else csv.QUOTE_MINIMAL
    return csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=quoting, restkey=REST)


def _decode(data: bytes) -> tuple[str, str]:
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), "Windows-1252"


def _delimiter(text: str) -> str:
    heading = text.split("\n", 1)[0]
    return max("|;\t,", key=heading.count)


def _row(row: dict[str, str | list[str] | None]) -> dict[str, str]:
    """Keep each cell's text; a short row has empty cells, a long one says so under ``REST``."""
    return {key: " | ".join(value) if isinstance(value, list) else (value or "") for key, value in row.items()}
