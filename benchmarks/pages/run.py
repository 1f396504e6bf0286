#!/usr/bin/env python3
"""
The commonest pages with 20,000 children, beside a bare page of the same framework and server, in one run.

    ./sharewell test tests/house/test_size.py      # once, so that .venv is there
    .venv/bin/python benchmarks/pages/run.py       # about three minutes; 1 GB of disk while it runs

Each page is asked by one connection for a while, then by sixteen, turn and turn about with the bare page; the medians of
the rounds are printed with their ratios. The bare page is a signed-in view that says hello: session, user and template, no
data. Nothing leaves this machine.
"""

import argparse
import http.client
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "src"))
sys.path.insert(0, str(Path(__file__).parent))

from sharewell.ops.launching import demo, place


@dataclass(frozen=True)
class Measured:
    """What one round of asking gave: requests a second, and the 50th and 95th hundredth in milliseconds."""

    rate: float
    p50: float
    p95: float


def ask(port: int, path: str, cookie: str, *, connections: int, seconds: float) -> Measured:
    """Ask for a page over and over from some connections; every answer must be 200."""
    times: list[float] = []
    faults: list[int] = []
    until = time.perf_counter() + seconds

    def one() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        while time.perf_counter() < until:
            began = time.perf_counter()
            connection.request("GET", path, headers={"Cookie": cookie})
            answer = connection.getresponse()
            answer.read()
            times.append(time.perf_counter() - began)
            if answer.status != 200:
                faults.append(answer.status)
        connection.close()

    askers = [threading.Thread(target=one) for _ in range(connections)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    if faults:
        raise SystemExit(f"{path} answered {faults[0]}: a benchmark of a broken page says nothing.")
    times.sort()
    return Measured(len(times) / seconds, statistics.median(times) * 1000, times[int(len(times) * 0.95)] * 1000)


def main() -> None:
    """Prepare, measure in turn, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--children", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sharewell-bench-") as folder, place.prepared(Path(folder)) as environment:
        os.environ |= environment | {"PYTHONPATH": f"{ROOT / 'src'}:{Path(__file__).parent}"}
        demo.prepare(Path(folder), environment)
        prepare = [sys.executable, "-W", "ignore", str(Path(__file__).parent / "prepare.py"), str(asked.children)]
        told = subprocess.run(prepare, env=os.environ, check=True, capture_output=True, text=True).stdout
        pages = dict(re.findall(r"^(\S+) (\S+) \S+$", told, re.MULTILINE))
        cookies = dict(re.findall(r"^(\S+) \S+ (\S+)$", told, re.MULTILINE))
        port = demo.free_port(8700)
        serving = [str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--port", str(port)]
        serving += ["--workers", "2", "--blocking-threads", "1", "--log-level", "error", "bare:application"]
        server = subprocess.Popen(serving, env=os.environ | {"SHAREWELL_POOL": "2"})
        try:
            demo._answers(port, server)
            report(measure(port, pages, cookies, asked))
        finally:
            demo.end([server])


def measure(port: int, pages: dict, cookies: dict, asked: argparse.Namespace) -> dict:
    """Ask each page in turn, bare page first, as many rounds as wanted; gives all rounds."""
    found: dict[tuple[str, int], list[Measured]] = {}
    for name, path in pages.items():
        ask(port, path, cookies[name], connections=2, seconds=0.5)
    for _ in range(asked.rounds):
        for connections in (1, 16):
            for name, path in pages.items():
                one = ask(port, path, cookies[name], connections=connections, seconds=asked.seconds)
                found.setdefault((name, connections), []).append(one)
    return found


def report(found: dict) -> None:
    """Print the medians of the rounds, and each page's rate as a share of the bare page's."""
    print(f"{'page':14} {'connections':>11} {'requests/s':>11} {'p50 ms':>8} {'p95 ms':>8} {'of bare':>8}")
    for (name, connections), rounds in found.items():
        rate, p50, p95 = (statistics.median(getattr(one, what) for one in rounds) for what in ("rate", "p50", "p95"))
        bare = statistics.median(one.rate for one in found["bare", connections])
        print(f"{name:14} {connections:11} {rate:11.1f} {p50:8.1f} {p95:8.1f} {rate / bare:8.2f}")


if __name__ == "__main__":
    main()
