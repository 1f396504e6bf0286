"""``sharewell match evaluate``: how right pairs are, where the truth about them is known."""

import argparse
import csv

import numpy as np

from sharewell.matching.linking import evaluating
from sharewell.ops.matching import writing
from sharewell.ops.matching.refusing import Refused

AT = (0.2, 0.5, 0.8, 0.95)  # thresholds at which recall by kind is shown
Pair = tuple[str, ...]


def evaluate(asked: argparse.Namespace) -> int:
    """Print precision, recall and F1 over thresholds, whether it is right as often as it says, recall by kind."""
    with asked.truth.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    if not rows:
        raise Refused(f"{asked.truth.name} holds no pairs")
    by = ("reference_a", "reference_b") if "reference_a" in rows[0] else ("row_a", "row_b")
    if not set(by) <= set(rows[0]):
        raise Refused(f"{asked.truth.name} should have the columns row_a and row_b, or reference_a and reference_b")
    with_lists = {"list_a", "list_b"} <= set(rows[0])
    truth = {_pair(row, by, with_lists): row.get("kind") or "" for row in rows}
    pairs = list(writing.read(asked.pairs))
    unnamed = sorted({str(row[f"list_{side}"]) for row in pairs for side in "ab" if not row[by["ab".index(side)]]})
    if unnamed:
        raise Refused(
            f"rows of {', '.join(unnamed)} carry no reference in {asked.pairs.name}. Link again with a column as its"
            " “reference”, or name the true pairs by row_a and row_b"
        )
    told = {_pair(row, by, with_lists): float(row["probability"]) for row in pairs}
    probability = np.array(list(told.values()))
    right = np.array([pair in truth for pair in told], np.bool_)
    print(f"{len(told)} pairs, {len(truth)} true ones\n\nat least  precision  recall      F1")
    for one in evaluating.figures(right, probability, len(truth)):
        print(f"    {one.at_least:.2f}      {one.precision:.4f}  {one.recall:.4f}  {one.f1:.4f}")
    print("\nAs sure as it says:  pairs   said   right")
    for band in evaluating.bands(right, probability):
        print(f"    {band.low:.2f} to {band.high:.2f}  {band.pairs:8}  {band.promised:.3f}  {band.right:.3f}")
    _by_kind(truth, told)
    return 0


def _by_kind(truth: dict[Pair, str], told: dict[Pair, float]) -> None:
    kinds = np.array(list(truth.values()))
    if not kinds.any():
        return
    likely = np.array([told.get(pair, 0.0) for pair in truth])
    print("\nFound, by kind of difference" + " " * 20 + "pairs" + "".join(f"   at {low:.2f}" for low in AT))
    shares = [evaluating.recall_by_kind(likely >= low, kinds) for low in AT]
    for kind in shares[0]:
        print(f"    {kind:40} {int((kinds == kind).sum()):8}" + "".join(f"  {share[kind]:.4f} " for share in shares))


def _pair(row: dict[str, str], by: tuple[str, str], with_lists: bool) -> Pair:  # noqa: FBT001 (a fact of the file)
    """Give a pair so that both orders of it are one."""
    sides = [
        (str(row[f"list_{side}"]) if with_lists else "", str(row[name])) for side, name in zip("ab", by, strict=True)
    ]
    return tuple(part for side in (sorted(sides) if with_lists else sides) for part in side)
