"""The checking of a whole log, wherever it comes from: the database, or a file at a partner agency."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from sharewell.ledger.checkpoints import BadNote, VerifierKey, open_note
from sharewell.ledger.commitments import VERSION, NotCanonical, commitment, leaf_bytes, utc_text
from sharewell.ledger.merkle import Frontier, Node, leaf_hash

MOST_FAULTS = 50  # named one by one; the rest are counted
UNSIGNED_FOR = timedelta(minutes=15)  # the longest a placed entry may wait for a signed checkpoint


class Entry(NamedTuple):
    """One entry as it is stored. ``None`` is what is not there, or not given to the one who checks."""

    place: int
    leaf_id: str
    version: int
    commitment: bytes | None
    stored_hash: bytes | None = None
    salt: bytes | None = None
    payload: Mapping[str, object] | None = None


class Head(NamedTuple):
    """One signed checkpoint as it is stored: the note, and the size and root written beside it."""

    note: str
    stored_size: int | None = None
    stored_root: bytes | None = None
    is_kept_outside: bool = False  # a copy that whoever can rewrite the database could not reach


class Fault(NamedTuple):
    """One thing that is wrong. ``first`` and ``end`` are the entries it lies in (end not included), when known."""

    kind: str
    sentence: str
    first: int | None = None
    end: int | None = None

    @property
    def is_exact(self) -> bool:
        """Whether one entry is named, not a stretch."""
        return self.first is not None and self.end == self.first + 1


@dataclass
class Report:
    """What a check found."""

    size: int = 0
    root: bytes = b""
    signed_size: int = 0
    signed_by: str = ""
    checkpoints: int = 0
    opened: int = 0
    faults: list[Fault] = field(default_factory=list)
    further_faults: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether nothing at all was found."""
        return not self.faults

    @property
    def first_bad(self) -> int | None:
        """The first entry that is wrong; the first that may be, when only a stretch is known; else ``None``."""
        exact = [fault.first for fault in self.faults if fault.is_exact and fault.first is not None]
        vague = [
            fault.first
            for fault in self.faults
            if fault.first is not None
            and not fault.is_exact
            # A stretch that holds an entry known to be wrong says no more than that entry does.
            and not any(fault.first <= one < (fault.end or one + 1) for one in exact)
        ]
        return min(exact + vague, default=None)

    def add(self, kind: str, sentence: str, first: int | None = None, end: int | None = None) -> None:
        """Note a fault; after the first few only count it."""
        if len(self.faults) >= MOST_FAULTS:
            self.further_faults += 1
            return
        self.faults.append(Fault(kind, sentence, first, first + 1 if first is not None and end is None else end))


class _Signed(NamedTuple):
    size: int
    root: bytes
    is_kept_outside: bool


def verify(
    *,
    entries: Iterable[Entry],
    heads: Iterable[Head],
    keys: Sequence[VerifierKey],
    origin: str,
    subtrees: Iterable[tuple[Node, bytes]] | None = None,
    has_content: bool = True,
    at: datetime | None = None,
) -> Report:
    """
    Check a whole log from its first byte to its last signature.

    Takes the entries in the order of their index, every signed checkpoint (copies kept outside marked as such), the
    keys and the origin the reader expects, and, from a database, the stored subtrees in the order they were completed.
    With ``has_content`` every entry must have its content, or a later entry must say that it was destroyed. With ``at``
    (with a time zone), entries must not have waited longer than ``UNSIGNED_FOR`` for a signature.

    Every checkpoint's root is computed anew from the stored bytes of one and the same list, so two checkpoints that
    hold are consistent with each other as well.
    """
    report = Report()
    signed = _signed(heads, keys, origin, report)
    walk = _Walk(report, signed, subtrees, has_content=has_content)
    for entry in entries:
        walk.take(entry)
    walk.finish(at)
    return report


def _signed(heads: Iterable[Head], keys: Sequence[VerifierKey], origin: str, report: Report) -> list[_Signed]:
    """Give the checkpoints whose signature holds, smallest first; note the others as faults."""
    signed = set()
    for head in heads:
        report.checkpoints += 1
        whose = "copy of a signed checkpoint kept outside" if head.is_kept_outside else "signed checkpoint"
        which = (
            f"The {whose} over the first {head.stored_size} entries" if head.stored_size is not None else f"A {whose}"
        )
        try:
            checkpoint, signers = open_note(head.note, origin=origin, keys=keys)
        except BadNote as fault:
            report.add("checkpoint", f"{which} is not genuine: {fault}.")
            continue
        if head.stored_size not in (None, checkpoint.size) or head.stored_root not in (None, checkpoint.root):
            report.add("checkpoint", f"{which} says something else in its signed text than beside it.")
        signed.add(_Signed(checkpoint.size, checkpoint.root, head.is_kept_outside))
        if checkpoint.size >= report.signed_size:
            report.signed_size = checkpoint.size
            report.signed_by = ", ".join(f"{key.name} ({key.key_id.hex()})" for key in signers)
    return sorted(signed)


class _Walk:
    """One pass over the entries, remembering no more than the tree's right edge."""

    def __init__(
        self,
        report: Report,
        signed: list[_Signed],
        subtrees: Iterable[tuple[Node, bytes]] | None,
        *,
        has_content: bool,
    ) -> None:
        self.report = report
        self.signed = iter(signed)
        self.next_signed = next(self.signed, None)
        self.subtrees: Iterator[tuple[Node, bytes]] | None = None if subtrees is None else iter(subtrees)
        self.has_content = has_content
        self.frontier = Frontier()
        self.is_unbroken = True  # no gap so far: after one, no root can be computed
        self.good_until = 0  # the size of the last checkpoint that held
        self.without_content: dict[str, int] = {}
        self.accounted_for: set[str] = set()
        self.oldest_unsigned: str | None = None

    def take(self, entry: Entry) -> None:
        self._check_place(entry)
        self._check_content(entry)
        if self.is_unbroken and entry.commitment is not None:
            self._grow(entry)
        else:
            self.is_unbroken = False
        self.report.size = entry.place + 1

    def _check_place(self, entry: Entry) -> None:
        expected = self.report.size
        if entry.place < expected:
            self.report.add("order", f"Entry {entry.place} stands in the log twice.", entry.place)
            self.is_unbroken = False
        elif entry.place > expected:
            missing = (
                f"Entry {expected} is" if entry.place == expected + 1 else f"{_stretch(expected, entry.place)} are"
            )
            # Exact all the same: the first of them is the first bad entry.
            self.report.add("missing", f"{missing} missing from the log.", expected)
            self.is_unbroken = False
        if entry.commitment is None:
            self.report.add("missing", f"Entry {entry.place} is missing: its place is there, it is not.", entry.place)

    def _check_content(self, entry: Entry) -> None:
        if entry.commitment is None:
            return
        if entry.payload is None or entry.salt is None:
            if self.has_content:
                self.without_content[entry.leaf_id] = entry.place
            return
        self.report.opened += 1
        if not is_bound(entry):
            self.report.add(
                "altered", f"Entry {entry.place} was changed: what it says does not fit its commitment.", entry.place
            )
            return
        if entry.payload.get("event") == "content.destroyed":
            self.accounted_for |= _leaves_named(entry.payload.get("detail"))
        if entry.place >= self.report.signed_size:
            said_at = str(entry.payload.get("at"))
            self.oldest_unsigned = min(self.oldest_unsigned or said_at, said_at)

    def _grow(self, entry: Entry) -> None:
        hashed = leaf_hash(leaf_bytes(entry.commitment or b"", entry.version))
        if entry.version != VERSION or entry.stored_hash not in (None, hashed):
            self.report.add("altered", f"Entry {entry.place} is not the entry that was placed there.", entry.place)
        completed = self.frontier.append(hashed)
        self._check_subtrees(completed)
        while self.next_signed is not None and self.next_signed.size <= self.frontier.size:
            self._check_root(self.next_signed)
            self.next_signed = next(self.signed, None)

    def _check_subtrees(self, completed: list[tuple[Node, bytes]]) -> None:
        # The stored subtrees reach as far as the last signature; what is completed after it is not stored yet.
        if self.subtrees is None or self.frontier.size > self.report.signed_size:
            return
        for node, hashed in completed:
            if next(self.subtrees, None) != (node, hashed):
                level, index = node
                first, end = index << level, (index + 1) << level
                self.report.add("subtree", f"The stored hash over {_stretch(first, end)} was changed.", first, end)
                self.subtrees = None  # everything above it differs too
                return

    def _check_root(self, signed: _Signed) -> None:
        if signed.size != self.frontier.size:  # only a checkpoint over no entries at all comes late
            return
        if signed.root == self.frontier.root():
            self.good_until = signed.size
            return
        if not any(fault.kind == "root" for fault in self.report.faults):  # every later root differs as well
            by = "a copy of a signed checkpoint kept outside" if signed.is_kept_outside else "the signed checkpoint"
            which = _stretch(self.good_until, signed.size, "be")
            self.report.add(
                "root", f"{which} not what was signed: the hashes differ from {by}.", self.good_until, signed.size
            )

    def finish(self, at: datetime | None) -> None:
        report = self.report
        report.root = self.frontier.root() if self.is_unbroken else b""
        if report.signed_size > report.size:
            which = _stretch(report.size, report.signed_size, "were")
            report.add("missing", f"{which} cut off: a signed checkpoint reaches to {report.signed_size}.", report.size)
        if self.subtrees is not None and self.is_unbroken and next(self.subtrees, None) is not None:
            report.add("subtree", "There are stored hashes over entries that were never signed.")
        for leaf_id, index in self.without_content.items():
            if leaf_id not in self.accounted_for:
                report.add("content", f"What entry {index} said is gone, and nothing says it was destroyed.", index)
        if at is not None and self.oldest_unsigned is not None and self.oldest_unsigned < utc_text(at - UNSIGNED_FOR):
            which = _stretch(report.signed_size, report.size)
            report.add(
                "unsigned",
                f"{which} are not signed, the oldest since {self.oldest_unsigned}.",
                report.signed_size,
                report.size,
            )
        report.faults.sort(key=lambda fault: (fault.first is None, fault.first or 0))


def is_bound(entry: Entry) -> bool:
    """Say whether what an entry says is what its commitment was made of; False without content."""
    if entry.payload is None or entry.salt is None:
        return False
    try:
        return entry.payload.get("leaf") == entry.leaf_id and commitment(entry.salt, entry.payload) == entry.commitment
    except (NotCanonical, ValueError):
        return False


def _leaves_named(detail: object) -> set[str]:
    named = detail.get("leaves", ()) if isinstance(detail, Mapping) else ()
    return {one for one in named if isinstance(one, str)} if isinstance(named, (list, tuple)) else set()


def _stretch(first: int, end: int, verb: str = "") -> str:
    one, many = {"": ("", ""), "be": (" is", " are"), "were": (" was", " were")}[verb]
    return f"Entry {first}{one}" if end == first + 1 else f"Entries {first} to {end - 1}{many}"
