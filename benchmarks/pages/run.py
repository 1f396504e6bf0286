#!/usr/bin/env python3
"""
The commonest pages with 20,000 children, beside the same framework used naively and beside Starlette, in one run.

    ./sharewell test tests/house/test_size.py      # once, so that .venv is there
    ./sharewell add benchmarks                     # for Starlette; without it that side is left out
    .venv/bin/python benchmarks/pages/run.py       # about four minutes; 1 GB of disk while it runs

Each page is asked by one connection for a while, then by sixteen, turn and turn about; the medians of the rounds are
printed with their ratios. Beside the product's pages stand: a bare one (session, user and layout, no data), and a list
of twenty contacts with their people in three makes: the product's, the query builder's, and Starlette's. Nothing leaves
this machine.
"""

import argparse
import importlib.util
import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
sys.path[:0] = [str(ROOT / "src"), str(HERE)]

from asking import Measured, ask

from sharewell.ops.launching import demo, place

# The product's own application, and those beside it: the page each of them serves, and how it is served.
SERVERS = {"": ("wsgi", "bare:application"), "list-naive": ("wsgi", "naive:application")}
if importlib.util.find_spec("starlette"):
    SERVERS["list-starlette"] = ("asgi", "beside:application")


def main() -> None:
    """Prepare, measure in turn, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--children", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sharewell-bench-") as folder, place.prepared(Path(folder)) as environment:
        os.environ |= environment | {"PYTHONPATH": f"{ROOT / 'src'}:{HERE}"}
        demo.prepare(Path(folder), environment)
        prepare = [sys.executable, "-W", "ignore", str(HERE / "prepare.py"), str(asked.children)]
        told = subprocess.run(prepare, env=os.environ, check=True, capture_output=True, text=True).stdout
        pages = re.findall(r"^(\S+) (\S+) (\S+)$", told, re.MULTILINE)
        with served() as ports:
            known = [page for page in pages if page[0] in ports or not page[0].startswith("list-")]
            report(measure(ports, known, asked))


@contextmanager
def served() -> Iterator[dict[str, int]]:
    """Serve every side; gives the port of each. Whoever is not asked does nothing."""
    ports: dict[str, int] = {}
    servers = []
    try:
        for name, (interface, application) in SERVERS.items():
            ports[name] = demo.free_port(8700 + 20 * len(ports))
            serving = [str(Path(sys.executable).parent / "granian"), "--interface", interface, "--workers", "2"]
            serving += ["--port", str(ports[name]), "--log-level", "error", application]
            serving += ["--blocking-threads", "1"] if interface == "wsgi" else []
            settings = {} if name == "" else {"DJANGO_SETTINGS_MODULE": "naive_settings"}
            servers.append(subprocess.Popen(serving, env=os.environ | {"SHAREWELL_POOL": "2"} | settings))
            if not demo._answers(ports[name], servers[-1]):
                raise SystemExit(f"{application} did not start; what it said stands above.")
        yield ports
    finally:
        demo.end(servers)


def measure(ports: dict[str, int], pages: list[tuple[str, str, str]], asked: argparse.Namespace) -> dict:
    """Ask each page in turn, as many rounds as wanted; gives all rounds."""
    found: dict[tuple[str, int], list[Measured]] = {}
    for name, path, cookie in pages:
        ask(ports.get(name, ports[""]), path, cookie, connections=4, seconds=1)
    for _ in range(asked.rounds):
        for connections in (1, 16):
            for name, path, cookie in pages:
                port = ports.get(name, ports[""])
                one = ask(port, path, cookie, connections=connections, seconds=asked.seconds)
                found.setdefault((name, connections), []).append(one)
    return found


def report(found: dict) -> None:
    """Print the medians of the rounds, and each page's rate beside the others' list and the bare page."""
    beside = [name for name in ("bare", "list-naive", "list-starlette") if (name, 1) in found]
    print(f"{'page':15}{'connections':>12}{'requests/s':>12}{'p50 ms':>8}{'p95 ms':>8}{'p99 ms':>8}", end="")
    print("".join(f"{'x ' + name:>18}" for name in beside))
    for (name, connections), rounds in sorted(found.items(), key=lambda one: one[0][1]):
        middle = [statistics.median(getattr(one, what) for one in rounds) for what in ("rate", "p50", "p95", "p99")]
        print(f"{name:15}{connections:12}{middle[0]:12.1f}{middle[1]:8.1f}{middle[2]:8.1f}{middle[3]:8.1f}", end="")
        for other in beside:
            print(f"{middle[0] / statistics.median(one.rate for one in found[other, connections]):18.2f}", end="")
        print()


if __name__ == "__main__":
    main()
