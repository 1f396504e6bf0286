"""
How a look-up grows with the number of people: several stores asked in turn, round by round, medians of the rounds.

    python benchmarks/matching/growth.py --server "host=… user=…" [--people 1000000,12000000] [--rounds 5]

What stands already (standing.py) is used; the rest is filled first, and standing.py says what that takes. Asking takes
five seconds a round. The tables are vacuumed before they are asked.
"""

import argparse
import sys
from pathlib import Path

import numpy as np
import psycopg

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "src")]
import standing
import store
from look_up import ask_all, show


def main() -> None:
    """Ask the same kinds of questions of each store in turn, and print the medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True)
    parser.add_argument("--people", default="1000000,12000000", help="sizes, the smallest first")
    parser.add_argument("--each", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    sizes = [int(size) for size in asked.people.split(",")]
    stores = {size: psycopg.connect(standing.stand(asked.server, size), autocommit=True) for size in sizes}
    sides = {}
    for size, db in stores.items():
        db.execute("VACUUM lookup_facet")
        sides[size] = (db.cursor(binary=True), standing.questions(db, asked.each), store.spellings(db))
        ask_all(sides[size][0], store.look_up, *sides[size][1:])
    told: dict[int, list[np.ndarray]] = {size: [] for size in sizes}
    for turn in range(asked.rounds):
        for size, (cursor, questions, vocabulary) in sides.items():
            times, ranks = ask_all(cursor, store.look_up, questions, vocabulary)
            show(f"round {turn + 1}, {size:,}", times, ranks)
            told[size].append(np.percentile(times, [50, 99]))
    middle = {size: np.median(rounds, axis=0) for size, rounds in told.items()}
    for size, (p50, p99) in middle.items():
        least = middle[sizes[0]]
        print(f"{size:,}: p50 {p50:.2f}, p99 {p99:.2f} ms; p99 {p99 / least[1]:.2f} of that at {sizes[0]:,}")


if __name__ == "__main__":
    main()
