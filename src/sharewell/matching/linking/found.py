"""The pairs that were found, kept rule by rule: in memory, or in a folder where a killed run finds them again."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

PAIR = np.dtype([("one", np.int32), ("other", np.int32), ("pattern", np.uint32)])
AT_ONCE = 2_000_000  # pairs read at a time

Found = NDArray[np.void]


class Keeping(Protocol):
    """Where pairs are kept while a linkage runs."""

    def has(self, rule: int) -> bool:
        """Say whether all pairs of a rule are here."""
        ...

    def add(self, rule: int, found: Found) -> None:
        """Keep some pairs of a rule."""
        ...

    def finish(self, rule: int) -> None:
        """Know that all pairs of a rule are here."""
        ...

    def all(self) -> Iterator[Found]:
        """Give all pairs, rule by rule, so many at a time."""
        ...


def packed(one: NDArray[np.integer], other: NDArray[np.integer], patterns: NDArray[np.uint32]) -> Found:
    """Give pairs as they are kept."""
    found = np.empty(len(one), PAIR)
    found["one"], found["other"], found["pattern"] = one, other, patterns
    return found


class InMemory:
    """Keeps pairs in memory: twelve bytes each."""

    def __init__(self) -> None:
        self.found: dict[int, list[Found]] = {}
        self.finished: set[int] = set()

    def has(self, rule: int) -> bool:
        """Say whether all pairs of a rule are here."""
        return rule in self.finished

    def add(self, rule: int, found: Found) -> None:
        """Keep some pairs of a rule."""
        self.found.setdefault(rule, []).append(found)

    def finish(self, rule: int) -> None:
        """Know that all pairs of a rule are here."""
        self.finished.add(rule)

    def all(self) -> Iterator[Found]:
        """Give all pairs, rule by rule."""
        for rule in sorted(self.found):
            yield from self.found[rule]


class InFolder:
    """
    Keeps pairs in files, one for each rule: what is held in memory does not grow with them.

    A file has its name only when it is whole and on the disk; one that a killed run left half written is begun anew.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.begun: set[int] = set()

    def has(self, rule: int) -> bool:
        """Say whether all pairs of a rule are here."""
        return self._whole(rule).exists()

    def add(self, rule: int, found: Found) -> None:
        """Keep some pairs of a rule."""
        with self._half(rule).open("ab" if rule in self.begun else "wb") as file:
            file.write(found.tobytes())
        self.begun.add(rule)

    def finish(self, rule: int) -> None:
        """Know that all pairs of a rule are here."""
        with self._half(rule).open("ab" if rule in self.begun else "wb") as file:
            file.flush()
            os.fsync(file.fileno())
        self._half(rule).replace(self._whole(rule))

    def all(self) -> Iterator[Found]:
        """Give all pairs, rule by rule, so many at a time."""
        for path in sorted(self.folder.glob("rule-*.pairs")):
            with path.open("rb") as file:
                while len(found := np.fromfile(file, PAIR, AT_ONCE)):
                    yield found

    def _whole(self, rule: int) -> Path:
        return self.folder / f"rule-{rule:02}.pairs"

    def _half(self, rule: int) -> Path:
        return self.folder / f"rule-{rule:02}.half"
