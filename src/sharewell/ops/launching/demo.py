"""The demonstration: database, pages and worker for as long as this terminal is open."""

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from sharewell.ops.launching import place, server
from sharewell.ops.launching.children import ending_with_parent
from sharewell.ops.launching.codes import code_now
from sharewell.ops.launching.home import Home

FIRST_PORT = 8000
TRIES = 20  # ports looked at after the wanted one
PEOPLE = (
    ("james.lea@fossborough.example", "a teacher: raise a concern"),
    ("carol.metcalfe@fossborough.example", "a social worker of the hub"),
    ("anita.pell@fossborough.example", "a GP: answer a request"),
    ("iain.prosser@fossborough.example", "the police researcher"),
    ("jo.fenwick@fossborough.example", "a housing officer"),
    ("dev.anand@fossborough.example", "an early help coordinator"),
    ("priya.raghavan@fossborough.example", "the information governance lead: give advice"),
    ("kieran.voss@fossborough.example", "the system administrator"),
)


def main(arguments: Sequence[str]) -> int:
    """Start everything, or print a code; give the exit code."""
    parser = argparse.ArgumentParser(prog="./sharewell demo", description="The demonstration, with invented people.")
    parser.add_argument("--fresh", action="store_true", help="start over: forget everything that was done")
    parser.add_argument("--port", type=int, default=FIRST_PORT)
    parser.add_argument("--code", metavar="EMAIL", help="print the six digits to sign in with now")
    parser.add_argument("--ready-file", type=Path, metavar="FILE", help="write the address and process ids when ready")
    asked = parser.parse_args(arguments)
    folder = place.state_dir()
    if asked.code:
        return print_code(folder, asked.code)
    if asked.fresh and not forget(folder):
        return 1
    signal.signal(signal.SIGTERM, _stop)
    try:
        with place.prepared(folder) as environment:
            os.environ |= environment
            prepare(folder, environment)
            return serve(folder, environment, asked)
    except KeyboardInterrupt:
        print("\nStopped.")
        return 0
    except server.NoServer as fault:
        print(fault, file=sys.stderr)
        return 1


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


def forget(folder: Path) -> bool:
    """Remove the demonstration's state; not while another demonstration is running on it."""
    if not server.wait_until_stopped(Home(folder / "postgres"), seconds=3):
        print("Another demonstration is running in this folder. Stop it with Ctrl-C, then start over.", file=sys.stderr)
        return False
    data = Home(folder / "postgres").data()
    for path in (data, folder):
        shutil.rmtree(path, ignore_errors=True)
    return True


def prepare(folder: Path, environment: dict[str, str]) -> None:
    """Migrate, make the ledger's key, load the invented partnership: each only where it is still to do."""
    quiet = {"stdout": subprocess.DEVNULL}
    python = [sys.executable, "-W", "ignore"]
    owner = environment | {"SHAREWELL_ROLE": "owner"}
    subprocess.run([*python, "-m", "sharewell.ops.migrating"], env=os.environ | owner, check=True)
    if not (folder / "ledger.key").exists():
        command = [*python, "-m", "sharewell.ops.command", "ledger", "key"]
        subprocess.run(command, env=os.environ | environment, check=True, **quiet)  # type: ignore[call-overload]
    began = time.monotonic()
    load = "import django; django.setup(); from sharewell.ops import partnership; print(partnership.load())"
    done = subprocess.run(
        [*python, "-c", load], env=os.environ | environment, check=True, capture_output=True, text=True
    )
    if "True" in done.stdout:
        print(f"Loaded the invented partnership in {time.monotonic() - began:.0f} seconds.")


def serve(folder: Path, environment: dict[str, str], asked: argparse.Namespace) -> int:
    """Run pages and worker until Ctrl-C; both end with this process, whatever happens to it."""
    port = free_port(asked.port)
    if port != asked.port:
        print(f"Port {asked.port} is in use, so this is on {port}.")
    address = f"http://localhost:{port}"
    settings = os.environ | environment | {"SHAREWELL_ADDRESS": address, "SHAREWELL_POOL": "2"}
    children = [
        _child(_pages(port), settings),
        _child([sys.executable, "-m", "sharewell.ops.command", "worker"], settings | {"SHAREWELL_ROLE": "worker"}),
    ]
    try:
        if not _answers(port, children[0]):
            print("The pages did not start. What they said stands above.", file=sys.stderr)
            return 1
        _say_where(folder, address)
        if asked.ready_file:
            pids = " ".join(str(child.pid) for child in children)
            asked.ready_file.write_text(f"{address}\n{os.getpid()} {pids}\n", encoding="utf-8")
        while all(child.poll() is None for child in children):
            time.sleep(0.5)
        print("A part of the demonstration ended by itself. Start it again; your data is kept.", file=sys.stderr)
        return 1
    finally:
        end(children)


def _pages(port: int) -> list[str]:
    granian = str(Path(sys.executable).parent / "granian")
    options = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "2"]
    return [
        granian,
        *options,
        "--blocking-threads",
        "1",
        "--no-ws",
        "--log-level",
        "warning",
        "sharewell.wsgi:application",
    ]


def _child(command: list[str], environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C reaches us; we end them in order
        preexec_fn=ending_with_parent(signal.SIGTERM),
    )


def end(children: Sequence["subprocess.Popen[bytes]"]) -> None:
    """End processes politely, and after ten seconds without asking."""
    for child in children:
        if child.poll() is None:
            child.send_signal(signal.SIGTERM)
    for child in children:
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            child.kill()


def free_port(wanted: int) -> int:
    """Give the wanted port, or the next that nobody listens on."""
    for port in range(wanted, wanted + TRIES):
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    return wanted


def _answers(port: int, pages: "subprocess.Popen[bytes]") -> bool:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and pages.poll() is None:
        with socket.socket() as tried:
            tried.settimeout(0.2)
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.05)
    return False


def _say_where(folder: Path, address: str) -> None:
    made = sign_in(folder)
    print(f"\nSharewell is at {address}\n\nSign in with one of these, all with the password {made['password']}\n")
    for email, what in PEOPLE:
        print(f"  {email:40} {what}")
    print("\nThe second step wants six digits. In another terminal: ./sharewell demo --code EMAIL")
    print("Everyone in it is invented. Ctrl-C stops it; what you did is kept for the next time.\n", flush=True)


def sign_in(folder: Path) -> dict[str, object]:
    """Give the password and the second-factor secrets of the demonstration's people."""
    read: dict[str, object] = json.loads((folder / "demo-sign-in.json").read_text(encoding="utf-8"))
    return read


def print_code(folder: Path, email: str) -> int:
    """Print the six digits that are right now for one of the demonstration's people."""
    try:
        secrets = sign_in(folder)["totp"]
    except FileNotFoundError:
        print("Start the demonstration first: ./sharewell demo", file=sys.stderr)
        return 1
    if not isinstance(secrets, dict) or email not in secrets:
        print(f"Nobody here signs in as {email}. The start of the demonstration shows who does.", file=sys.stderr)
        return 1
    print(code_now(str(secrets[email]), time.time()))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
