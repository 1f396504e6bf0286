"""The file form of a whole log, and of one entry's proof, as they are handed to someone who checks them elsewhere."""

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sharewell.ledger.checkpoints import VerifierKey
from sharewell.ledger.verifying import Entry, Head

FORM = "sharewell-ledger-export-1"
PROOF_HEADING = "c2sp.org/tlog-proof@v1"


class BadExport(ValueError):
    """A file that is not an export of a log; the message says where."""


def log_lines(
    *, entries: Iterable[Entry], notes: Iterable[str], origin: str, keys: Sequence[VerifierKey], content: str
) -> Iterator[str]:
    """
    Give the lines of an export: a heading, every signed checkpoint, then every entry in its order.

    ``content`` is ``all``, ``some`` or ``none``: whether what the entries say goes with them. Without it the file names
    nobody and nothing, and still proves that the log was not rewritten.
    """
    named = [key.text() for key in keys]  # for information: who checks gets the key by another way
    yield _line({"form": FORM, "origin": origin, "keys": named, "content": content})
    for note in notes:
        yield _line({"checkpoint": note})
    for entry in entries:
        record: dict[str, object] = {
            "index": entry.place,
            "leaf": entry.leaf_id,
            "version": entry.version,
            "commitment": (entry.commitment or b"").hex(),
        }
        if content != "none" and entry.payload is not None and entry.salt is not None:
            record |= {"salt": entry.salt.hex(), "says": entry.payload}
        yield _line(record)


def read_log(lines: Iterable[str]) -> tuple[Mapping[str, object], list[Head], Iterator[Entry]]:
    """Give an export's heading, its checkpoints, and its entries as they are read; raises ``BadExport``."""
    records = (_record(line, number) for number, line in enumerate(lines, start=1))
    heading = next(records, {})
    if heading.get("form") != FORM:
        raise BadExport("this is not a ledger export")
    heads: list[Head] = []
    for record in records:
        if "checkpoint" not in record:
            return heading, heads, _entries(record, records)
        heads.append(Head(str(record["checkpoint"])))
    return heading, heads, iter(())


def proof_text(*, entry: Entry, proof: Sequence[bytes], note: str) -> str:
    """Give one entry with its inclusion proof and signed checkpoint, in the C2SP ``tlog-proof`` form."""
    extra = _line({"salt": (entry.salt or b"").hex(), "says": entry.payload}).strip()
    hashes = [b64encode(one).decode() for one in proof]
    return "\n".join(
        [PROOF_HEADING, f"extra {b64encode(extra.encode()).decode()}", f"index {entry.place}", *hashes, "", note]
    )


def _entries(first: Mapping[str, object], rest: Iterator[Mapping[str, object]]) -> Iterator[Entry]:
    yield _entry(first)
    yield from map(_entry, rest)


def _entry(record: Mapping[str, object]) -> Entry:
    try:
        index, version, says = record["index"], record["version"], record.get("says")
        if type(index) is not int or type(version) is not int or not (says is None or isinstance(says, dict)):
            raise BadExport("an entry of the export is malformed")
        salt = bytes.fromhex(str(record["salt"])) if says is not None else None
        committed = bytes.fromhex(str(record["commitment"]))
        return Entry(index, str(record["leaf"]), version, committed or None, None, salt, says)
    except (KeyError, ValueError) as fault:
        raise BadExport("an entry of the export is malformed") from fault


def _line(record: Mapping[str, object]) -> str:
    return json.dumps(record, separators=(",", ":")) + "\n"


def _record(line: str, number: int) -> Mapping[str, object]:
    try:
        record = json.loads(line, object_pairs_hook=_unique)
    except BadExport:
        raise
    except ValueError as fault:
        raise BadExport(f"line {number} of the export is malformed") from fault
    if not isinstance(record, dict):
        raise BadExport(f"line {number} of the export is malformed")
    return record


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    # Two values for one key would let two readers see two entries.
    if len({key for key, _ in pairs}) != len(pairs):
        raise BadExport("a key stands twice")
    return dict(pairs)
