"""
How long the worker looks through closed records for one question: at a glance, beside judging each in full.

    python benchmarks/matching/closed.py [--records 20000] [--rounds 3]

Closed are locked records and those of services that answer only by getting in touch. Needs no server; 50 MB, a minute.
"""

import argparse
import sys
import time
from pathlib import Path

import numpy as np

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "src")]
import errors
import standing

from sharewell.matching.candidates import judge, may_be
from sharewell.matching.closed import Closed


def main() -> None:
    """Ask one question of each kind both ways in turn; print times, and whether both found the same."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    people = standing.people(asked.records)
    records = {number: errors.person(people, number) for number in range(asked.records)}
    questions = [known for _kind, _number, known in errors.questions(people, 1, standing.UNSEEN)]
    started = time.perf_counter()
    closed = Closed(records)
    print(f"{asked.records:,} records made ready in {time.perf_counter() - started:.2f} s")
    ratios, missed, found = [], 0, 0
    for turn in range(asked.rounds):
        took = {"at a glance": 0.0, "each in full": 0.0}
        for known in questions:
            started = time.perf_counter()
            quick = closed.sought_by(known)
            between = time.perf_counter()
            full = {number for number, one in records.items() if may_be(judge(known, one))}
            took["at a glance"] += between - started
            took["each in full"] += time.perf_counter() - between
            missed, found = missed + len(full ^ quick), found + len(full)
        each = {way: seconds / len(questions) * 1000 for way, seconds in took.items()}
        ratios.append(each["at a glance"] / each["each in full"])
        print(f"round {turn + 1}: " + ", ".join(f"{way} {ms:,.1f} ms a question" for way, ms in each.items()))
    print(f"median of the ratios {np.median(ratios):.3f}; {found} found, {missed} of them by one way only")


if __name__ == "__main__":
    main()
