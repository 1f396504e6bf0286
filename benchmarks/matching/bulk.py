"""
Linking two whole lists: Sharewell beside Splink 5 on DuckDB, the same lists, in one run, turn and turn about.

    python benchmarks/matching/bulk.py [--people 100000] [--rounds 3] [--without-splink]

Splink is no part of the product: install it beside (pip install "splink==5.*"). Each side runs in a process of its
own, so that its memory is its own; reading files and the making of invented people are not counted for either.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "src")]
from sharewell.matching.generating.lists import two_lists
from sharewell.matching.linking import evaluating, linking
from sharewell.matching.linking.coded import Vocabularies, code

THRESHOLDS = (0.01, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99)


def main() -> None:
    """Run both sides and print seconds, memory, F1 at one half and at best, and how true the probabilities are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--without-splink", action="store_true")
    parser.add_argument("--side", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.side:
        print(json.dumps(SIDES[asked.side](asked.people)))
        return
    print(f"Two lists of {asked.people:,} invented children; about {asked.people * 4 / 1e6:.1f} GB of memory.")
    sides = ["sharewell"] + ([] if asked.without_splink else ["splink"])
    for turn in range(asked.rounds):
        for side in sides:
            told = subprocess.run(
                [sys.executable, "-W", "ignore", __file__, "--people", str(asked.people), "--side", side],
                check=True, capture_output=True, text=True,
            ).stdout.splitlines()[-1]  # fmt: skip
            print(f"round {turn + 1}, {side:10} {show(json.loads(told))}", flush=True)


def show(told: dict) -> str:
    """Give one side's figures in a line."""
    return (
        f"{told['seconds']:7.1f} s  {told['gigabytes']:5.2f} GB  pairwise F1 {told['pair_half']:.4f} at 0.5,"
        f" {told['pair_best']:.4f} best; one-to-one {told['one_half']:.4f} at 0.5, {told['one_best']:.4f} best"
    )


def ours(people: int) -> dict:
    """Link with the product."""
    left, right = two_lists(people, seed=5)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    started = time.perf_counter()
    vocabularies = Vocabularies()
    one, other = (code(listed.columns, vocabularies, today=date(2026, 11, 23)) for listed in (left, right))
    found = linking.link(one, other, vocabularies)
    once = linking.once_each(found)
    seconds = time.perf_counter() - started
    return judged(left, right, found, seconds, once) | {"before": before}


def splink(people: int) -> dict:
    """Link with Splink as its guide says, weights by expectation maximisation, the same facts compared."""
    import pandas as pd
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    left, right = two_lists(people, seed=5)
    frames = [frame(pd, listed) for listed in (left, right)]
    started = time.perf_counter()
    rules = [
        block_on("born", "given_first"), block_on("born", "family"), block_on("given_first", "family", "year"),
        block_on("postcode", "given_first"), block_on("postcode", "year"), block_on("born", "district"),
        block_on("given_start", "family_start", "year"), block_on("family", "year_month"),
    ]  # fmt: skip
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            cl.ForenameSurnameComparison("given_first", "family"), cl.DateOfBirthComparison(
                "born", input_is_string=True), cl.PostcodeComparison("postcode"), cl.ExactMatch("sex"),
        ],
        blocking_rules_to_generate_predictions=rules,
        retain_intermediate_calculation_columns=False,
    )  # fmt: skip
    api = DuckDBAPI()
    linker = Linker([api.register(one) for one in frames], settings)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("born", "given_first", "family"), block_on("postcode", "given_first", "born")], recall=0.8
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for rule in (block_on("born"), block_on("given_first", "family"), block_on("postcode")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    predicted = linker.inference.predict(threshold_match_probability=0.001).as_pandas_dataframe()
    seconds = time.perf_counter() - started
    predicted = predicted.sort_values("match_probability", ascending=False, kind="stable")
    number = predicted["unique_id_l"].str[1:].astype(int), predicted["unique_id_r"].str[1:].astype(int)
    is_left = predicted["unique_id_l"].str.startswith("a")
    one = np.where(is_left, number[0], number[1]).astype(np.int32)
    other = np.where(is_left, number[1], number[0]).astype(np.int32)
    found = linking.Linked(one, other, predicted["match_probability"].to_numpy(), np.zeros(len(one), np.uint16), None)
    return judged(left, right, found, seconds)


def frame(pd, listed):
    """Give a list as Splink takes it."""
    columns = {name: [value or None for value in values] for name, values in listed.columns.items()}
    made = pd.DataFrame(columns)
    made["unique_id"] = [f"{'a' if listed.is_first else 'b'}{row}" for row in range(len(made))]
    made["given_first"] = made["given"].str.split().str[0]
    made["given_start"], made["family_start"] = made["given"].str[:3], made["family"].str[:4]
    made["year"], made["year_month"] = made["born"].str[:4], made["born"].str[:7]
    made["district"] = made["postcode"].str.split().str[0]
    return made


def judged(left, right, found, seconds, once=None) -> dict:
    """Give the figures of a linkage; ``once`` are its pairs as likely as they are where everybody stands once."""
    once = once or found
    truth = len(np.intersect1d(left.person, right.person))
    correct = left.person[found.one] == right.person[found.other]
    pair = {low: f1(correct[found.probability >= low], truth) for low in THRESHOLDS}
    of_once = left.person[once.one] == right.person[once.other]
    one = {low: f1(of_once[linking.one_to_one(once, at_least=low)], truth) for low in THRESHOLDS}
    return {
        "seconds": seconds,
        "gigabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
        "pair_half": pair[0.5],
        "pair_best": max(pair.values()),
        "one_half": one[0.5],
        "one_best": max(one.values()),
        "bands": [
            (band.low, band.pairs, round(band.promised, 3), round(band.right, 3))
            for band in evaluating.bands(of_once, once.probability)
        ],
    }


def f1(right, truth: int) -> float:
    """Give the harmonic mean of precision and recall."""
    hits = int(right.sum())
    return 2 * hits / (len(right) + truth) if hits else 0.0


SIDES = {"sharewell": ours, "splink": splink}

if __name__ == "__main__":
    main()
