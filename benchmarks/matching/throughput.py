"""
How many look-ups a second, by several clients at once, client and server on one machine; then while pointers are written.

    python benchmarks/matching/throughput.py --server "host=… user=…" [--people 12000000] [--clients 2] [--seconds 20]

What does not stand already (standing.py) is filled first. Three rounds of: nobody writes; somebody writes --rate rows a
second, logged, --commit at a time, each commit fsynced; then rounds of writing alone, a hundred a commit, as fast as it
goes. What is written is made ready beforehand, and taken out again. Each client takes 0.3 GB of memory.
"""

import argparse
import multiprocessing
import sys
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np
import psycopg

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "src")]
import standing
import store

FLAT_OUT = 40_000  # rows a second that no writer here reaches
FIRST_PID = 1_000_000_000  # the rows written stand apart
WRITE = (
    "INSERT INTO lookup_facet (pid, family, given, place, born, born_given, born_other, sex)"
    " SELECT pid, family, given, place, born, born, born, sex FROM"
    " unnest(%s::int[], %s::int[], %s::int[], %s::int[], %s::smallint[], %s::smallint[])"
    " one (pid, family, given, place, born, sex)"
)


class Writing(NamedTuple):
    """How many rows are written a second, and how many of them a commit."""

    rate: int
    commit: int


def main() -> None:
    """Ask with several processes for some seconds, without and with a writer, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True)
    parser.add_argument("--people", type=int, default=12_000_000)
    parser.add_argument("--clients", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rate", type=int, default=1000, help="rows written a second")
    parser.add_argument("--commit", type=int, default=100, help="rows a commit, beside the clients")
    asked = parser.parse_args()
    address = standing.stand(asked.server, asked.people)
    with psycopg.connect(address, autocommit=True) as db:
        settings = ("fsync", "synchronous_commit", "shared_buffers")
        print(", ".join(f"{name} {db.execute(f'SHOW {name}').fetchone()[0]}" for name in settings))
    told = []
    for turn in range(asked.rounds):
        alone = asking(address, asked.clients, asked.seconds)
        beside = asking(address, asked.clients, asked.seconds, Writing(asked.rate, asked.commit))
        print(f"round {turn + 1}: {said(alone)} | beside {asked.rate} rows/s ({beside[2]:.0f} reached): {said(beside)}")
        told.append((*alone[:2], *beside[:2]))
    middle = np.median(np.array(told), axis=0)
    print("medians: {:.0f}/s, p99 {:.2f} ms; beside writing {:.0f}/s, p99 {:.2f} ms".format(*middle), end="")
    print(f"; p99 {middle[3] / middle[1]:.2f} times that without")
    for turn in range(asked.rounds):
        alone = asking(address, 0, asked.seconds / 2, Writing(FLAT_OUT, 100))
        print(f"writing alone, round {turn + 1}: {alone[2]:,.0f} rows/s")
    with psycopg.connect(address, autocommit=True) as db:
        db.execute("DELETE FROM lookup_facet WHERE pid >= %s", [FIRST_PID])
        db.execute("VACUUM lookup_facet")


def said(figures: tuple[float, float, float, float]) -> str:
    """Say what one stretch reached."""
    return f"{figures[0]:.0f}/s, p50 {figures[3]:.2f}, p99 {figures[1]:.2f} ms"


def asking(address: str, clients: int, seconds: float, writing: Writing | None = None) -> tuple[float, ...]:
    """Give look-ups a second, their p99, rows written a second, and the p50."""
    results: multiprocessing.Queue = multiprocessing.Queue()
    start = multiprocessing.Event()
    jobs = [(client, (address, number, seconds, start, results)) for number in range(clients)]
    if writing:
        jobs.append((writer, (address, writing, seconds, start, results)))
    processes = [multiprocessing.Process(target=job, args=given) for job, given in jobs]
    for process in processes:
        process.start()
    for _ in processes:
        results.get()  # each says that it is ready
    start.set()
    ended = [results.get() for _ in processes]
    for process in processes:
        process.join()
    times = np.concatenate([found for kind, found in ended if kind == "asked"] or [np.zeros(1)])
    rows = sum(found for kind, found in ended if kind == "written")
    return len(times) / seconds, float(np.percentile(times, 99)), rows / seconds, float(np.percentile(times, 50))


def client(address: str, number: int, seconds: float, start, results) -> None:
    """Ask one question after another until the time is up."""
    with psycopg.connect(address, autocommit=True) as db:
        vocabulary, cursor = store.spellings(db), db.cursor(binary=True)
        questions = [known for _kind, _meant, known in standing.questions(db, standing.MOST_OF_A_KIND)]
        questions = questions[number * 1000 :] + questions[: number * 1000]
        for known in questions[-300:]:
            store.look_up(cursor, known, vocabulary)
        results.put("ready")
        start.wait()
        times, place, until = [], 0, time.perf_counter() + seconds
        while (started := time.perf_counter()) < until:
            store.look_up(cursor, questions[place % len(questions)], vocabulary)
            times.append((time.perf_counter() - started) * 1000)
            place += 1
        results.put(("asked", np.array(times)))


def writer(address: str, writing: Writing, seconds: float, start, results) -> None:
    """Write rows like those that stand there, at a rate or as fast as it goes."""
    with psycopg.connect(address, autocommit=True) as db:
        cursor = db.cursor()
        commits = made_ready(db, writing, seconds)
        results.put("ready")
        start.wait()
        began, written = time.perf_counter(), 0
        for commit in commits:
            while written >= writing.rate * (time.perf_counter() - began):
                time.sleep(0.001)
            if time.perf_counter() - began >= seconds:
                break
            cursor.execute(WRITE, commit, prepare=True)
            written += writing.commit
        results.put(("written", written))


def made_ready(db: psycopg.Connection, writing: Writing, seconds: float) -> list[list[str]]:
    """Give the arguments of each commit, as PostgreSQL writes arrays."""
    columns = np.array(db.execute(
        "SELECT family, given, place, born, sex FROM lookup_facet WHERE pid BETWEEN 1000 AND 200000"
    ).fetchall()).T  # fmt: skip
    chance = np.random.default_rng(time.time_ns())
    first = FIRST_PID + int(chance.integers(500_000_000))
    found = []
    for pid in range(first, first + int(writing.rate * seconds * 1.1), writing.commit):
        chosen = columns[:, chance.integers(columns.shape[1], size=writing.commit)]
        rows = [range(pid, pid + writing.commit), *chosen.tolist()]
        found.append(["{" + ",".join(map(str, row)) + "}" for row in rows])
    return found


if __name__ == "__main__":
    main()
