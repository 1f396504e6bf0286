"""
Looking people up: the product's own store beside a sensible trigram search, hashed keys, tantivy, and everybody.

    python benchmarks/matching/look_up.py --server "host=… user=…" [--people 1000000] [--each 20] [--rounds 3]

All in one run, turn and turn about. --rivals chooses among trigrams, hashed, tantivy (which requirements/benchmarks.txt
pins) and splink4 (./sharewell add splink4; half a second a question, so say --each 2). Sixty million work too (--people
60000000: 45 GB of disk, 36 GB of memory, some hours).

Needs a PostgreSQL server of its own (15 or newer, with the extension pg_trgm) and a superuser's address of it. One
million people take about 0.7 GB of disk, 1 GB of memory and four minutes; twelve million 8 GB, 6 GB and half an hour.
"""

import argparse
import importlib
import random
import sys
import time
from datetime import date
from pathlib import Path

import numpy as np
import psycopg
from psycopg.conninfo import make_conninfo

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "src")]
import errors
import rival_hashed
import rival_trigrams
import store

from sharewell.matching.generating.population import generate
from sharewell.matching.scoring import Columns, best

INDEXES = importlib.import_module("sharewell.people.lookup.migrations.0002_coded_facets").INDEXES
SPACE = {"gigabytes of disk": 0.75, "gigabytes of memory": 0.6}  # for a million people


def main() -> None:
    """Fill a database, ask every question of both sides in turn, print times and recall by kind of difference."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True, help="a superuser's address of a server of its own")
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--each", type=int, default=20, help="questions of each kind")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rivals", default="trigrams,hashed,tantivy", help="none, or some of these")
    parser.add_argument("--exhaustive", type=int, default=0, metavar="N", help="questions compared with everybody")
    asked = parser.parse_args()
    need = ", ".join(f"about {share * asked.people / 1e6:.1f} {what}" for what, share in SPACE.items())
    print(f"{asked.people:,} invented people: {need}.")
    people = generate(
        asked.people, seed=1, born_from=date(2008, 9, 1), born_to=date(2026, 8, 31),
        tail_names=min(140_000, max(12_000, asked.people // 80)),
    )  # fmt: skip
    name = f"sharewell_benchmark_{asked.people}"
    store.make(asked.server, name)
    address = make_conninfo(asked.server, dbname=name)
    print("filled in seconds:", {step: round(took, 1) for step, took in store.fill(address, people, INDEXES).items()})
    with psycopg.connect(address, autocommit=True) as db:
        size = db.execute("SELECT pg_total_relation_size('lookup_facet')").fetchone()[0]
        print(f"facets and indexes: {size / 1e9:.2f} GB, {size / len(people):.0f} bytes a person")
    compare(address, people, asked)


def compare(address: str, people: "object", asked: argparse.Namespace) -> None:
    """Ask both sides in turn, round by round, and print."""
    questions = errors.questions(people, asked.each, seed=7)
    random.Random(3).shuffle(questions)
    ours = psycopg.connect(address, autocommit=True)
    vocabulary = store.spellings(ours)
    sides = {"Sharewell": (ours.cursor(binary=True), store.look_up)}
    sides |= rivals(address, people, vocabulary, asked.rivals.split(","))
    for cursor, look_up in sides.values():
        for _kind, _number, known in questions[:200]:
            look_up(cursor, known, vocabulary)
    told: dict[str, list[tuple[float, float, float]]] = {side: [] for side in sides}
    for turn in range(asked.rounds):
        for side, (cursor, look_up) in sides.items():
            times, ranks = ask_all(cursor, look_up, questions, vocabulary)
            show(f"round {turn + 1}, {side}", times, ranks)
            told[side].append((*np.percentile(times, [50, 99]), (ranks < 5).mean()))
    ratios(told)
    by_kind(questions, ranks_of(*sides["Sharewell"], questions, vocabulary))
    if asked.exhaustive:
        floor(people, questions[: asked.exhaustive], vocabulary, sides["Sharewell"][0])


def rivals(address: str, people: "object", vocabulary: dict, wanted: list[str]) -> dict[str, tuple]:
    """Make the rivals that are wanted; gives what each is asked through, and how."""
    codes = {one.text: code for code, one in vocabulary.items()}
    family = np.array([codes[one] for one in people.family_names])
    given = np.array([codes[one] for one in people.given_names])
    found = {}
    if {"trigrams", "hashed"} & set(wanted):
        theirs = psycopg.connect(address)
        rival_trigrams.fill(theirs, people, family, given)
        theirs.execute("SET pg_trgm.similarity_threshold = 0.45")
        found["trigrams"] = (theirs.cursor(binary=True), rival_trigrams.look_up)
    if "hashed" in wanted:
        theirs = psycopg.connect(address)
        rival_hashed.fill(theirs, people)
        found["hashed keys"] = (theirs.cursor(binary=True), rival_hashed.look_up)
    if "tantivy" in wanted:
        rival_tantivy = importlib.import_module("rival_tantivy")
        found["tantivy"] = (rival_tantivy.Side(people, family, given), rival_tantivy.look_up)
    if "splink4" in wanted:
        rival_splink4 = importlib.import_module("rival_splink4")
        found["Splink 4"] = (rival_splink4.Side(people), rival_splink4.look_up)
    return found


def ratios(told: dict[str, list[tuple[float, float, float]]]) -> None:
    """Print the medians of the rounds, and ours against each rival's."""
    middle = {side: np.median(np.array(rounds), axis=0) for side, rounds in told.items()}
    ours = middle["Sharewell"]
    print(f"medians, Sharewell: p50 {ours[0]:.2f}, p99 {ours[1]:.2f} ms, r@5 {ours[2]:.4f}")
    for side in (one for one in middle if one != "Sharewell"):
        p50, p99, recall = middle[side]
        print(
            f"against {side:12} p99 {ours[1] / p99:.3f} of its p99, {ours[1] / p50:.3f} of its p50, p50"
            f" {ours[0] / p50:.3f}; r@5 {ours[2] - recall:+.4f}"
        )


def ask_all(cursor, look_up, questions, vocabulary) -> tuple[np.ndarray, np.ndarray]:
    """Give milliseconds and the place of the right person for each question (99: not among the twenty)."""
    times, ranks = [], []
    for _kind, number, known in questions:
        started = time.perf_counter()
        found = look_up(cursor, known, vocabulary)
        times.append((time.perf_counter() - started) * 1000)
        pids = [pid for pid, _bits in found]
        ranks.append(pids.index(number) if number in pids else 99)
    return np.array(times), np.array(ranks)


def ranks_of(cursor, look_up, questions, vocabulary) -> np.ndarray:
    """Give the places alone."""
    return ask_all(cursor, look_up, questions, vocabulary)[1]


def show(label: str, times: np.ndarray, ranks: np.ndarray) -> None:
    """Print one round of one side."""
    p50, p95, p99 = np.percentile(times, [50, 95, 99])
    recall = "  ".join(f"r@{most} {(ranks < most).mean():.4f}" for most in (1, 5, 20))
    print(f"{label:28} p50 {p50:8.2f}  p95 {p95:8.2f}  p99 {p99:8.2f} ms   {recall}")


def by_kind(questions, ranks: np.ndarray) -> None:
    """Print recall for each kind of difference, and for all but the three that no method finds."""
    kinds = np.array([kind for kind, _number, _known in questions])
    print("\nrecall by kind of difference          r@1    r@5    r@20")
    for kind in errors.KINDS:
        own = ranks[kinds == kind]
        print(f"  {kind:36} {(own == 0).mean():.3f}  {(own < 5).mean():.3f}  {(own < 20).mean():.3f}")
    rest = ranks[~np.isin(kinds, errors.HARDEST)]
    print(
        f"  {'all but the three hardest':36} {(rest == 0).mean():.3f} {(rest < 5).mean():.4f} {(rest < 20).mean():.3f}"
    )


def floor(people, questions, vocabulary, cursor) -> None:
    """Compare every record with each question: what speed costs in people not found."""
    codes = {one.text: code for code, one in vocabulary.items()}
    family = np.array([codes[one] for one in people.family_names])[people.family]
    given = np.array([codes[one] for one in people.given_names])[people.given]
    double = np.flatnonzero(people.second >= 0)
    rows = np.concatenate([np.arange(len(people)), double])
    second = np.array([codes[one] for one in people.family_names])[people.second[double]]
    columns = Columns(
        rows, np.concatenate([family, second]), given[rows], people.place[rows].astype(np.int64),
        people.born[rows].astype(np.int64), people.sex[rows].astype(np.int64),
    )  # fmt: skip
    ranks, same, times = [], 0, []
    for _kind, number, known in questions:
        started = time.perf_counter()
        found = best(known, columns, vocabulary)
        times.append((time.perf_counter() - started) * 1000)
        pids = [pid for pid, _bits in found]
        ranks.append(pids.index(number) if number in pids else 99)
        ours = store.look_up(cursor, known, vocabulary)
        same += bool(ours) and ours[0][1] >= found[0][1] - 0.001
    show("everybody compared", np.array(times), np.array(ranks))
    print(f"the first of ours is the first of all, or weighs the same: {same / len(questions):.4f} of {len(questions)}")


if __name__ == "__main__":
    main()
