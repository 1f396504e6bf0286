"""The folder of a linkage that is under way: what a killed run has done already is not done again."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from sharewell.matching.linking.coded import COLUMNS, Coded, Vocabularies
from sharewell.matching.linking.found import InFolder

FORMAT = 2  # of what the folder holds; another form is begun anew


@dataclass(frozen=True, slots=True)
class Asked:
    """All that the pairs depend on: a run goes on only where all of this is the same."""

    lists: tuple[tuple[str, str], ...]  # each file's name and the digest of what is in it
    mapping: dict[str, dict[str, str]]
    weights: str
    doubles: bool
    engine: str
    format: int = FORMAT


def digest(path: Path) -> str:
    """Give a number of what is in a file."""
    counted = sha256()
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            counted.update(part)
    return counted.hexdigest()


class Working:
    """
    The folder beside the file that is to be written.

    It holds the lists as numbers, the spellings, and the pairs of every finished step; and goes when the file is there.
    """

    def __init__(self, out: Path, asked: Asked) -> None:
        self.folder = out.with_name(out.name + ".unfinished")
        note = self.folder / "asked.json"
        now = json.loads(json.dumps(asdict(asked)))
        before: dict[str, Any] = json.loads(note.read_text(encoding="utf-8")) if note.exists() else {}
        self.goes_on = before.get("asked") == now
        if not self.goes_on and self.folder.exists():
            shutil.rmtree(self.folder)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # A birth date is read as of the day on which the run began.
        self.today = date.fromisoformat(before["today"]) if self.goes_on else local_day()
        if not self.goes_on:
            _write(note, json.dumps({"asked": now, "today": self.today.isoformat()}))

    def lists(self) -> tuple[list[Coded], list[Any], Vocabularies] | None:
        """Give the lists that an earlier run read, with their references; None when it had not read them all."""
        kept = self.folder / "lists.npz"
        if not kept.exists():
            return None
        with np.load(kept) as held:
            size = int(held["lists"])
            coded = [Coded(*(held[f"{number}-{column}"] for column in COLUMNS)) for number in range(size)]
            references = [held.get(f"{number}-reference") for number in range(size)]
        vocabularies = Vocabularies()
        texts = json.loads((self.folder / "spellings.json").read_text(encoding="utf-8"))
        vocabularies.given.numbers(texts["given"])
        vocabularies.family.numbers(texts["family"])
        return coded, references, vocabularies

    def keep_lists(self, coded: Sequence[Coded], references: Sequence[Any], vocabularies: Vocabularies) -> None:
        """Keep the lists as they were read."""
        held: dict[str, Any] = {"lists": np.array(len(coded))}
        for number, (one, reference) in enumerate(zip(coded, references, strict=True)):
            held |= {f"{number}-{column}": getattr(one, column) for column in COLUMNS}
            if reference is not None:
                held[f"{number}-reference"] = reference
        texts = {"given": vocabularies.given.texts(), "family": vocabularies.family.texts()}
        _write(self.folder / "spellings.json", json.dumps(texts))
        half = self.folder / "lists.half.npz"
        np.savez(half, **held)
        half.replace(self.folder / "lists.npz")

    def pairs(self, left: int, right: int) -> InFolder:
        """Give where the pairs of two lists are kept."""
        return InFolder(self.folder / f"pairs-{left}-{right}")

    def weights(self, left: int, right: int) -> dict[str, Any] | None:
        """Give what an earlier run learnt of two lists."""
        kept = self._weights(left, right)
        return json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else None

    def keep_weights(self, left: int, right: int, learnt: dict[str, Any]) -> None:
        """Keep what was learnt of two lists."""
        _write(self._weights(left, right), json.dumps(learnt, indent=1))

    def give_weights(self, left: int, right: int, path: Path) -> None:
        """Put what was learnt of two lists beside the pairs."""
        if self._weights(left, right).exists():
            shutil.copyfile(self._weights(left, right), path)

    def done(self) -> None:
        """Take the folder away: all is in the file."""
        shutil.rmtree(self.folder)

    def _weights(self, left: int, right: int) -> Path:
        return self.folder / f"weights-{left}-{right}.json"


def _write(path: Path, text: str) -> None:
    """Write a file that is there whole or not at all."""
    half = path.with_suffix(".half")
    half.write_text(text, encoding="utf-8")
    half.replace(path)


def local_day() -> date:
    """Give the day where the command runs."""
    return date.today()  # noqa: DTZ011 (the local day of whoever asks)
