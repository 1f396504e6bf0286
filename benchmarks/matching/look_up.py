"""
Looking people up: the product's own store beside a sensible trigram search, hashed keys, tantivy, and everybody.

    python benchmarks/matching/look_up.py --server "host=… user=…" [--people 1000000] [--each 20] [--rounds 3]

All in one run, turn and turn about. --rivals chooses among trigrams, hashed, tantivy (which requirements/benchmarks.txt
pins) and splink4 (./sharewell add splink4; half a second a question, so say --each 2). --prepare only fills what is asked
later. Everything stands until standing.py --drop. Sixty million work too (--people 60000000, some hours).

Needs a PostgreSQL server of its own (15 or newer, with the extension pg_trgm) and a superuser's address of it. For each
million people: 0.5 GB of disk for ours, 0.3 GB for trigrams, 0.5 GB for hashed keys, 0.1 GB for tantivy; 1 GB of memory;
two minutes to fill them all, one second (us) to three minutes (trigrams at twelve million) a round.
"""

import argparse
import importlib
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import psycopg

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "src")]
import errors
import everybody
import rival_hashed
import rival_trigrams
import standing
import store

EVERY_SIDE = "trigrams,hashed,tantivy"


def main() -> None:
    """Fill what is missing, ask every question of all sides in turn, print times and recall by kind of difference."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True, help="a superuser's address of a server of its own")
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--each", type=int, default=20, help="questions of each kind")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rivals", default=EVERY_SIDE, help="none, or some of these")
    parser.add_argument("--exhaustive", type=int, default=0, metavar="N", help="questions compared with everybody")
    parser.add_argument("--seed", type=int, default=standing.DEVELOPMENT, help="of the questions")
    parser.add_argument("--prepare", action="store_true", help="fill, and ask nothing")
    asked = parser.parse_args()
    address = standing.stand(asked.server, asked.people)
    with psycopg.connect(address, autocommit=True) as db:
        vocabulary = store.spellings(db)
        questions = standing.questions(db, asked.each, asked.seed)
    sides = {"Sharewell": (psycopg.connect(address, autocommit=True).cursor(binary=True), store.look_up)}
    sides |= rivals(address, asked.people, vocabulary, asked.rivals.split(","))
    if asked.prepare:
        return
    compare(sides, questions, vocabulary, asked.rounds)
    if asked.exhaustive:
        everybody.floor(address, questions[: asked.exhaustive], vocabulary, sides["Sharewell"][0])


def compare(sides: dict[str, tuple], questions: list, vocabulary: dict, rounds: int) -> None:
    """Ask all sides in turn, round by round, and print."""
    for cursor, look_up in sides.values():
        for _kind, _number, known in questions[:200]:
            look_up(cursor, known, vocabulary)
    told: dict[str, list[tuple[float, float, float]]] = {side: [] for side in sides}
    ranks = np.empty(0)
    for turn in range(rounds):
        for side, (cursor, look_up) in sides.items():
            times, places = ask_all(cursor, look_up, questions, vocabulary)
            show(f"round {turn + 1}, {side}", times, places)
            told[side].append((*np.percentile(times, [50, 99]), (places < 5).mean()))
            ranks = places if side == "Sharewell" else ranks
    ratios(told)
    by_kind(questions, ranks)


def rivals(address: str, size: int, vocabulary: dict, wanted: list[str]) -> dict[str, tuple]:
    """Make the rivals that are wanted and not there yet; gives what each is asked through, and how."""
    codes = {one.text: code for code, one in vocabulary.items()}
    found = {}
    with psycopg.connect(address) as db:
        stands = {name for (name,) in db.execute("SELECT relname FROM pg_class")}
        if {"trigrams", "hashed"} & set(wanted) and "rival" not in stands:
            rival_trigrams.fill(db, standing.people(size), codes)
        if "hashed" in wanted and "rival_key" not in stands:
            rival_hashed.fill(db, standing.people(size))
    if "trigrams" in wanted:
        theirs = psycopg.connect(address, autocommit=True)
        theirs.execute("SET pg_trgm.similarity_threshold = 0.45")
        found["trigrams"] = (theirs.cursor(binary=True), rival_trigrams.look_up)
    if "hashed" in wanted:
        theirs = psycopg.connect(address, autocommit=True)
        found["hashed keys"] = (theirs.cursor(binary=True), rival_hashed.look_up)
    if "tantivy" in wanted:
        rival_tantivy = importlib.import_module("rival_tantivy")
        place = Path(tempfile.gettempdir()) / f"{standing.name(size)}_tantivy"
        if not (place / "pids.npy").exists():
            rival_tantivy.fill(place, standing.people(size), codes)
        found["tantivy"] = (side := rival_tantivy.Side(place), rival_tantivy.look_up)
        found["tantivy, wide"] = (side, rival_tantivy.look_up_widely)
        found["tantivy, deep"] = (side, rival_tantivy.look_up_deeply)
        found["tantivy, fetching"] = (rival_tantivy.Side(place, fetches=True), rival_tantivy.look_up_deeply)
    if "splink4" in wanted:
        rival_splink4 = importlib.import_module("rival_splink4")
        found["Splink 4"] = (rival_splink4.Side(standing.people(size)), rival_splink4.look_up)
    return found


def ratios(told: dict[str, list[tuple[float, float, float]]]) -> None:
    """Print the medians of the rounds, and ours against each rival's."""
    middle = {side: np.median(np.array(rounds), axis=0) for side, rounds in told.items()}
    ours = middle["Sharewell"]
    print(f"medians, Sharewell: p50 {ours[0]:.2f}, p99 {ours[1]:.2f} ms, r@5 {ours[2]:.4f}")
    for side in (one for one in middle if one != "Sharewell"):
        p50, p99, recall = middle[side]
        print(
            f"against {side:17} p99 {ours[1] / p99:.3f} of its p99, {ours[1] / p50:.3f} of its p50, p50"
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


if __name__ == "__main__":
    main()
