"""Linking lists on the command line: pairs that may be one person, and how right they are where the truth is known."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from sharewell.ops.matching import engines, judging, linking_lists, weights_of_lists
from sharewell.ops.matching.refusing import Refused


def match(arguments: Sequence[str]) -> int:
    """
    Answer ``sharewell match link``, ``evaluate``, ``learn`` and ``weights``.

    The exit code is 2 for a mistake in what was asked, 3 where a person must first agree on the columns.
    """
    parser = argparse.ArgumentParser(prog="sharewell match", description="Find the same person in several lists.")
    commands = parser.add_subparsers(required=True, metavar="link | evaluate | learn | weights")
    _link(commands.add_parser("link", help="write the pairs of rows that may be one person; one list: its doubles"))
    judging_ = commands.add_parser("evaluate", help="precision, recall and F1 of pairs against the truth")
    judging_.add_argument("pairs", type=Path)
    judging_.add_argument("truth", type=Path, help="a CSV with row_a, row_b (or reference_a, reference_b) and kind")
    judging_.set_defaults(run=judging.evaluate)
    _learn(commands.add_parser("learn", help="write the weights of a look-up, learnt from two lists without labels"))
    showing = commands.add_parser("weights", help="show a look-up's weights, and where each comes from")
    showing.add_argument("file", nargs="?", type=Path, help="if none is given: those in force")
    showing.set_defaults(run=weights_of_lists.show)
    asked = parser.parse_args(list(arguments))
    try:
        return int(asked.run(asked))
    except (Refused, OSError, KeyError, ValueError) as fault:
        print(f"This could not be done: {fault}", file=sys.stderr)
        return 2


def _link(asking: argparse.ArgumentParser) -> None:
    asking.add_argument("lists", nargs="+", type=Path, metavar="LIST.csv")
    asking.add_argument(
        "--out", type=Path, required=True, help="pairs.csv, or pairs.parquet where pyarrow is installed"
    )
    asking.add_argument("--mapping", type=Path, help="a file that says which column of each list holds what")
    asking.add_argument("--accept-proposal", action="store_true", help="use the columns that are proposed, unseen")
    asking.add_argument("--weights", type=Path, help="use what an earlier linkage learnt")
    asking.add_argument("--at-least", type=float, default=0.05, help="leave out what is less likely (0 to 1)")
    asking.add_argument("--once", action="store_true", help="everyone in at most one pair: the likeliest")
    asking.add_argument("--doubles", action="store_true", help="also look for doubles within each list")
    asking.add_argument("--groups", type=Path, help="also write which rows seem to be of one person, as a proposal")
    asking.add_argument(
        "--engine", choices=engines.NAMES, default=engines.NAMES[0],
        help="Splink with DuckDB, or with Spark where one machine is outgrown",
    )  # fmt: skip
    asking.set_defaults(run=linking_lists.link)


def _learn(asking: argparse.ArgumentParser) -> None:
    asking.add_argument("lists", nargs="*", type=Path, metavar="LIST.csv")
    asking.add_argument("--out", type=Path, required=True, help="weights.json")
    asking.add_argument("--mapping", type=Path, help="a file that says which column of each list holds what")
    asking.add_argument("--accept-proposal", action="store_true", help="use the columns that are proposed, unseen")
    asking.add_argument("--people", type=int, help="how many people all lists of the look-up hold together")
    asking.add_argument("--invented", type=int, metavar="ROWS", help="learn from invented lists of so many rows")
    asking.add_argument("--seed", type=int, default=1, help="of the invented lists")
    asking.add_argument(
        "--alone", action="store_true", help="do not draw what is seen seldom towards the shipped weights"
    )
    asking.set_defaults(run=weights_of_lists.learn)
