"""Linking lists on the command line: pairs that may be one person, and how right they are where the truth is known."""

import argparse
import csv
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from sharewell.matching.linking import columns, evaluating, learning, linking, telling
from sharewell.matching.linking.coded import Vocabularies, code

HEADINGS = ("list_a", "row_a", "list_b", "row_b", "probability", "likely", "agreement")


class Misunderstood(Exception):
    """What was asked cannot be done; the message says why."""


def match(arguments: Sequence[str]) -> int:
    """Answer ``sharewell match link`` and ``match evaluate``; exit code 2 for a mistake in what was asked."""
    parser = argparse.ArgumentParser(prog="sharewell match", description="Find the same person in several lists.")
    commands = parser.add_subparsers(required=True, metavar="link | evaluate")
    asking = commands.add_parser("link", help="write the pairs of rows that may be one person; one list: its doubles")
    asking.add_argument("lists", nargs="+", type=Path, metavar="LIST.csv")
    asking.add_argument(
        "--out", type=Path, required=True, help="pairs.csv, or pairs.parquet where pyarrow is installed"
    )
    asking.add_argument("--columns", type=Path, help="a file that says which column holds what, as --out writes one")
    asking.add_argument("--weights", type=Path, help="use what an earlier linkage learnt")
    asking.add_argument("--at-least", type=float, default=0.05, help="leave out what is less likely (0 to 1)")
    asking.add_argument("--once", action="store_true", help="everyone in at most one pair: the likeliest")
    asking.set_defaults(run=link)
    judging = commands.add_parser("evaluate", help="precision and recall of pairs against the truth")
    judging.add_argument("pairs", type=Path)
    judging.add_argument("truth", type=Path, help="a CSV with row_a, row_b and, if known, kind")
    judging.set_defaults(run=evaluate)
    asked = parser.parse_args(list(arguments))
    try:
        return int(asked.run(asked))
    except (Misunderstood, OSError, UnicodeDecodeError, KeyError, ValueError) as fault:
        print(f"This could not be done: {fault}", file=sys.stderr)
        return 2


def link(asked: argparse.Namespace) -> int:
    """Link every two of the lists, or the one with itself, and write the pairs."""
    said = json.loads(asked.columns.read_text(encoding="utf-8")) if asked.columns else {}
    model = learning.of_plain(json.loads(asked.weights.read_text(encoding="utf-8"))) if asked.weights else None
    vocabularies, read, mapping = Vocabularies(), {}, {}
    today = date.today()  # noqa: DTZ011 (the local day of whoever asks)
    for path in asked.lists:
        rows, mapping[path.name] = _rows(path, said.get(path.name))
        read[path.name] = code(columns.fields(rows, mapping[path.name]), vocabularies, today=today)
        print(f"{path.name}: {len(rows)} rows; " + ", ".join(f"{k} from “{v}”" for k, v in mapping[path.name].items()))
    asked.out.with_suffix(".columns.json").write_text(
        json.dumps(mapping, indent=2, ensure_ascii=False), encoding="utf-8"
    )
    pairs = list(combinations(read, 2)) or [(next(iter(read)),) * 2]
    with _writer(asked.out) as write:
        for one, other in pairs:
            found = linking.link(
                read[one], read[other], vocabularies, one_list=one == other, model=model, progress=_progress
            )
            places = (
                linking.one_to_one(found, at_least=asked.at_least) if asked.once else _likely(found, asked.at_least)
            )
            write(_lines(found, places, one, other))
            print(f"\r{one} with {other}: {len(places)} pairs of rows may be one person." + " " * 20)
            if found.model and not asked.weights:
                weights = asked.out.with_suffix(f".{Path(one).stem}-{Path(other).stem}.weights.json")
                weights.write_text(json.dumps(found.model.plain(), indent=1), encoding="utf-8")
    print(f"Written to {asked.out}. They are proposals: a person confirms each.")
    return 0


def evaluate(asked: argparse.Namespace) -> int:
    """Print precision, recall and F1 over thresholds, whether it is right as often as it says, recall by kind."""
    with asked.truth.open(encoding="utf-8-sig", newline="") as lines:
        truth = {(row["row_a"], row["row_b"]): row.get("kind") or "" for row in csv.DictReader(lines)}
    told = {(row["row_a"], row["row_b"]): float(row["probability"]) for row in _read_pairs(asked.pairs)}
    if not truth:
        raise Misunderstood(f"{asked.truth.name} holds no pairs")
    probability = np.array(list(told.values()))
    right = np.array([pair in truth for pair in told], np.bool_)
    print("at least  precision  recall      F1")
    for one in evaluating.figures(right, probability, len(truth)):
        print(f"    {one.at_least:.2f}      {one.precision:.4f}  {one.recall:.4f}  {one.f1:.4f}")
    print("\nAs sure as it says:  pairs   said   right")
    for band in evaluating.bands(right, probability):
        print(f"    {band.low:.2f} to {band.high:.2f}  {band.pairs:8}  {band.promised:.3f}  {band.right:.3f}")
    kinds = np.array(list(truth.values()))
    if kinds.any():
        found = np.array([told.get(pair, 0.0) >= 0.5 for pair in truth], np.bool_)
        print("\nFound at one half, by kind of difference:")
        for kind, share in evaluating.recall_by_kind(found, kinds).items():
            print(f"    {kind:40} {share:.4f}")
    return 0


def _rows(path: Path, said: dict[str, str] | None) -> tuple[list[dict[str, str]], dict[str, str]]:
    """Give a list's rows and which column holds what: as said, else as guessed."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        rows = list(reader)
    headings = reader.fieldnames or []
    chosen = said or columns.guess(headings)
    missing = [heading for heading in chosen.values() if heading not in headings]
    if missing:
        raise Misunderstood(f"{path.name} has no column “{missing[0]}”; it has {', '.join(headings)}")
    if not {"given", "family", columns.WHOLE_NAME} & set(chosen):
        raise Misunderstood(f"{path.name}: no column looks like a name. Say which with --columns; see --help")
    return rows, chosen


def _likely(found: linking.Linked, at_least: float) -> Any:
    return np.flatnonzero(found.probability >= at_least)


def _lines(found: linking.Linked, places: Any, one: str, other: str) -> Iterator[tuple[Any, ...]]:
    """Give the lines of the file; rows are counted from 1, without the heading."""
    for place in places.tolist():
        probability = float(found.probability[place])
        yield (
            one,
            int(found.one[place]) + 1,
            other,
            int(found.other[place]) + 1,
            f"{probability:.4f}",
            telling.likely(probability),
            telling.said(int(found.pattern[place])),
        )


def _progress(step: str, share: float) -> None:
    print(f"\r{step} {'#' * round(share * 30):30} {share:4.0%}", end="", flush=True)


@contextmanager
def _writer(path: Path) -> Iterator[Any]:
    """Give a function that adds lines to the file."""
    if path.suffix == ".parquet":
        arrow = _arrow()
        kept: list[tuple[Any, ...]] = []
        yield kept.extend
        values = [list(column) for column in zip(*kept, strict=True)] or [[] for _ in HEADINGS]
        arrow.parquet.write_table(arrow.table(dict(zip(HEADINGS, values, strict=True))), path)
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(HEADINGS)
        yield lines.writerows


def _read_pairs(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".parquet":
        rows = _arrow().parquet.read_table(path).to_pylist()
        return [{name: str(value) for name, value in row.items()} for row in rows]
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _arrow() -> Any:
    """Give the library for parquet files, which is not needed otherwise."""
    try:
        import_module("pyarrow.parquet")
    except ImportError as fault:
        raise Misunderstood("for parquet, install pyarrow; or name a file that ends in .csv") from fault
    return import_module("pyarrow")
