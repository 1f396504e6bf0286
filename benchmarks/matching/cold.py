"""
A cold start: the server stopped, its files out of the system's memory, started, and asked at once; then prewarmed.

    python benchmarks/matching/cold.py --server "host=… user=…" --stop "pg_ctl … stop" --start "pg_ctl … start" \
        [--people 12000000]

Runs on the server's own machine, as somebody who may read its files. What does not stand already (standing.py) is
filled first. Takes about a minute a round. What lies in a memory below the system's, as a virtual disk may have, stays.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import psycopg

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "src")]
import standing
import store
from look_up import ask_all, show

FIRST = 600
INDEXES = (
    "SELECT indexrelid::regclass::text FROM pg_index"
    " WHERE indrelid = ANY ('{lookup_facet,lookup_name,lookup_name_key}'::regclass[])"
)


def main() -> None:
    """Ask the first questions after a cold start, and after one that was prewarmed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True)
    parser.add_argument("--people", type=int, default=12_000_000)
    parser.add_argument("--stop", required=True, help="a command that stops the server")
    parser.add_argument("--start", required=True, help="a command that starts it")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    address = standing.stand(asked.server, asked.people)
    with psycopg.connect(address, autocommit=True) as db:
        db.execute("CREATE EXTENSION IF NOT EXISTS pg_prewarm")
        db.execute("VACUUM lookup_facet")
        db.execute("CHECKPOINT")
        folder = Path(db.execute("SHOW data_directory").fetchone()[0])
        questions, vocabulary = standing.questions(db, 40)[:FIRST], store.spellings(db)
    told: dict[str, list[np.ndarray]] = {"cold": [], "prewarmed": []}
    for turn in range(asked.rounds):
        for label, rounds in told.items():
            restart(asked, folder)
            with psycopg.connect(address, autocommit=True) as db:
                if label == "prewarmed":
                    prewarm(db)
                times, ranks = ask_all(db.cursor(binary=True), store.look_up, questions, vocabulary)
            show(f"round {turn + 1}, {label}: first {len(questions)}", times, ranks)
            print(f"   the first of all {times[0]:.0f} ms, the slowest {times.max():.0f} ms")
            rounds.append(np.percentile(times, [50, 95, 99]))
    for label, rounds in told.items():
        print(label, "medians: p50 {:.2f}, p95 {:.2f}, p99 {:.2f} ms".format(*np.median(rounds, axis=0)))


def restart(asked: argparse.Namespace, folder: Path) -> None:
    """Stop the server, put its files out of the system's memory, start it."""
    subprocess.run(asked.stop, shell=True, check=True, stdout=subprocess.DEVNULL)  # noqa: S602 (the caller's own)
    os.sync()
    for file in (one for one in folder.rglob("*") if one.is_file()):
        with file.open("rb") as opened:
            os.posix_fadvise(opened.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    subprocess.run(asked.start, shell=True, check=True, stdout=subprocess.DEVNULL)  # noqa: S602


def prewarm(db: psycopg.Connection) -> None:
    """Read every index into the server's memory, and say how long it takes."""
    started, blocks = time.perf_counter(), 0
    for (index,) in db.execute(INDEXES).fetchall():
        blocks += db.execute("SELECT pg_prewarm(%s::regclass)", [index]).fetchone()[0]
    print(f"   prewarmed {blocks * 8192 / 1e9:.2f} GB of indexes in {time.perf_counter() - started:.1f} s")


if __name__ == "__main__":
    main()
