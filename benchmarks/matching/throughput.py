"""
How many look-ups a second, by several clients at once, client and server on one machine; then while pointers are written.

    python benchmarks/matching/throughput.py --server "host=… user=…" [--people 12000000] [--clients 2] [--seconds 20]

What does not stand already (standing.py) is filled first. Three rounds of: nobody writes; somebody writes --rate rows a
second, logged, each commit fsynced; then a round of writing alone, as fast as it goes. The rows written are taken out
again. Each client takes 0.3 GB of memory.
"""

import argparse
import multiprocessing
import sys
import time
from pathlib import Path

import numpy as np
import psycopg

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "src")]
import standing
import store

A_COMMIT = 100  # rows
FIRST_PID = 1_000_000_000  # the rows written stand apart
WRITE = (
    "INSERT INTO lookup_facet (pid, family, given, place, born, born_given, born_other, sex)"
    " SELECT pid, family, given, place, born, born, born, sex FROM"
    " unnest(%s::int[], %s::int[], %s::int[], %s::int[], %s::smallint[], %s::smallint[])"
    " one (pid, family, given, place, born, sex)"
)


def main() -> None:
    """Ask with several processes for some seconds, without and with a writer, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True)
    parser.add_argument("--people", type=int, default=12_000_000)
    parser.add_argument("--clients", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rate", type=int, default=1000, help="rows written a second")
    asked = parser.parse_args()
    address = standing.stand(asked.server, asked.people)
    with psycopg.connect(address, autocommit=True) as db:
        settings = ("fsync", "synchronous_commit", "shared_buffers")
        print(", ".join(f"{name} {db.execute(f'SHOW {name}').fetchone()[0]}" for name in settings))
    told = []
    for turn in range(asked.rounds):
        alone = asking(address, asked.clients, asked.seconds, 0)
        beside = asking(address, asked.clients, asked.seconds, asked.rate)
        print(f"round {turn + 1}: {said(alone)} | beside {asked.rate} rows/s ({beside[2]:.0f} reached): {said(beside)}")
        told.append((*alone[:2], *beside[:2]))
    middle = np.median(np.array(told), axis=0)
    print("medians: {:.0f}/s, p99 {:.2f} ms; beside writing {:.0f}/s, p99 {:.2f} ms".format(*middle), end="")
    print(f"; p99 {middle[3] / middle[1]:.2f} times that without")
    for turn in range(asked.rounds):
        print(
            f"writing alone, round {turn + 1}: {asking(address, 0, asked.seconds / 2, 0, flat_out=True)[2]:,.0f} rows/s"
        )
    with psycopg.connect(address, autocommit=True) as db:
        db.execute("DELETE FROM lookup_facet WHERE pid >= %s", [FIRST_PID])
        db.execute("VACUUM lookup_facet")


def said(figures: tuple[float, float, float, float]) -> str:
    """Say what one stretch reached."""
    return f"{figures[0]:.0f}/s, p50 {figures[3]:.2f}, p99 {figures[1]:.2f} ms"


def asking(address: str, clients: int, seconds: float, rate: int, *, flat_out: bool = False) -> tuple[float, ...]:
    """Give look-ups a second, their p99, rows written a second, and the p50."""
    results: multiprocessing.Queue = multiprocessing.Queue()
    start = multiprocessing.Event()
    jobs = [(client, (address, number, seconds, start, results)) for number in range(clients)]
    if rate or flat_out:
        jobs.append((writer, (address, rate, seconds, start, results)))
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


def writer(address: str, rate: int, seconds: float, start, results) -> None:
    """Write rows like those that stand there, a hundred a commit, at a rate or as fast as it goes."""
    with psycopg.connect(address, autocommit=True) as db:
        columns = np.array(db.execute(
            "SELECT family, given, place, born, sex FROM lookup_facet WHERE pid BETWEEN 1000 AND 200000"
        ).fetchall())  # fmt: skip
        chance = np.random.default_rng(time.time_ns())
        written, pid = 0, FIRST_PID + int(chance.integers(500_000_000))
        results.put("ready")
        start.wait()
        began = time.perf_counter()
        while (now := time.perf_counter() - began) < seconds:
            if rate and written >= rate * now:
                time.sleep(0.002)
                continue
            rows = columns[chance.integers(len(columns), size=A_COMMIT)]
            db.execute(WRITE, [list(range(pid, pid + A_COMMIT)), *rows.T.tolist()])
            written, pid = written + A_COMMIT, pid + A_COMMIT
        results.put(("written", written))


if __name__ == "__main__":
    main()
