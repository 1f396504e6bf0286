"""The pages served in processes of their own, on a database of their own, as in production but for TLS."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


def environment_of(clone: Any, state: Path) -> dict[str, str]:
    """What a server on a database of its own is told."""
    own = {
        "SHAREWELL_STATE_DIR": str(state),
        "SHAREWELL_LEDGER_KEY_FILE": str(state / "ledger.key"),
        "SHAREWELL_MAIL_DIR": str(state / "mail"),
        "PYTHONPATH": str(ROOT / "src"),
    }
    return os.environ | clone.addresses.environment() | own


def run_python(text: str, environment: dict[str, str]) -> str:
    """Run a few lines in a process of their own, before any browser; gives what they print."""
    command = [sys.executable, "-W", "ignore", "-c", text]
    return subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


@contextlib.contextmanager
def serving(environment: dict[str, str], *, worker: bool) -> Iterator[str]:
    """Serve the pages, with or without the worker; gives the address."""
    command = [sys.executable, "-m", "sharewell.ops.command"]
    subprocess.run([*command, "ledger", "key"], env=environment, check=True, stdout=subprocess.DEVNULL)
    port = free_port()
    granian = [str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--port", str(port), "--access-log"]
    state = Path(environment["SHAREWELL_STATE_DIR"])
    started = [started_with([*granian, "sharewell.wsgi:application"], environment, state / "pages.log")]
    if worker:
        own = environment | {"SHAREWELL_ROLE": "worker"}
        started.append(started_with([*command, "worker"], own, state / "worker.log"))
    try:
        wait_for(port)
        yield f"http://localhost:{port}"
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(15)


def started_with(command: list[str], environment: dict[str, str], log: Path) -> "subprocess.Popen[bytes]":
    """Start a process that writes everything it says to a file."""
    with log.open("wb") as said:
        return subprocess.Popen(command, env=environment, stdout=said, stderr=subprocess.STDOUT)


def left_behind(state: Path) -> dict[str, str]:
    """Give what the pages and the worker wrote outside the database: their logs, and every e-mail."""
    found = [*state.glob("*.log"), *(one for one in (state / "mail").glob("**/*") if one.is_file())]
    return {str(one.relative_to(state)): one.read_text(encoding="utf-8", errors="replace") for one in found}


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return tried.getsockname()[1]


def wait_for(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with socket.socket() as tried:
            tried.settimeout(0.2)
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("the pages did not start")
