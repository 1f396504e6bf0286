"""
The process that keeps a server running for as long as anybody needs it.

Everyone who needs the server holds a shared lock on one file; the keeper waits for that lock for itself alone, which it
gets at the moment the last of them is gone, also when they were killed. Then it stops the server and ends.
"""

import contextlib
import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from sharewell.ops.launching import cluster
from sharewell.ops.launching.account import Account, becoming, hand_over
from sharewell.ops.launching.children import ending_with_parent
from sharewell.ops.launching.home import Home

READY = "ready"
START = 60.0  # seconds a start may take, recovery after a crash included
STALE = 10.0  # seconds in which a killed server's lock file may still name a living process
STOP = 30.0  # seconds a clean stop may take before it is cut short

SETTINGS = {
    "listen_addresses": "",  # the socket alone: nothing on this machine's network
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "timezone": "UTC",
    # The log must hold nothing personal: no statement, no values of a row that was refused.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
}
# For a server that is thrown away: quick, and worth nothing after a crash. The demo is never started so.
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class CannotStart(RuntimeError):
    """The server did not start; the message is the end of its log."""


def keep(home: Home, *, throw_away: bool) -> None:
    """Run the server until nobody needs it; say ``ready`` on the standard output when it answers."""
    with home.keeper_lock.open("w") as lock:
        _wait_for(lock)
        home.note.unlink(missing_ok=True)
        binaries = cluster.ensure(home)
        server = _start(home, binaries.directory, throw_away=throw_away)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_: server.send_signal(signal.SIGINT))
        home.note.write_text(json.dumps({"pid": server.pid, "socket": str(home.sockets()), "major": binaries.major}))
        _say(READY)
        threading.Thread(target=_stop_when_unused, args=(home, server), daemon=True).start()
        server.wait()
        home.note.unlink(missing_ok=True)
        shutil.rmtree(home.sockets(), ignore_errors=True)
        if throw_away:
            _throw_away(home)


def _wait_for(lock: object) -> None:
    deadline = time.monotonic() + STALE
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # type: ignore[arg-type]
        except OSError:
            if time.monotonic() > deadline:
                raise CannotStart("Another server is already kept in this folder.") from None
            time.sleep(0.05)
        else:
            return


def _start(home: Home, binaries: Path, *, throw_away: bool) -> "subprocess.Popen[bytes]":
    """Start the server; try again for some seconds while a killed one's lock file is in the way."""
    account, data = home.account(), home.data()
    _make_sockets(home.sockets(), account)
    settings = SETTINGS | {"unix_socket_directories": str(home.sockets())} | (THROW_AWAY if throw_away else {})
    command = [str(binaries / "postgres"), "-D", str(data)]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    deadline = time.monotonic() + STALE
    while True:
        server = _launch(command, home.log, account)
        if _is_ready(server, data):
            return server
        if time.monotonic() > deadline or "lock file" not in _end_of(home.log):
            raise CannotStart(_end_of(home.log))
        _lift_stale_lock(data / "postmaster.pid")
        time.sleep(0.2)


def _lift_stale_lock(file: Path) -> None:
    """Remove the lock file of a server that was killed, when its number is a dead process's or another program's."""
    with contextlib.suppress(OSError, IndexError, ValueError):
        status = Path("/proc", file.read_text().split()[0], "stat").read_text()
        name, rest = status[status.index("(") + 1 :].rsplit(")", 1)
        if rest.split()[0] == "Z" or not name.startswith("postgres"):
            file.unlink()


def _launch(command: list[str], log: Path, account: Account | None) -> "subprocess.Popen[bytes]":
    with log.open("wb") as output:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd="/",
            env=cluster.ENVIRONMENT,
            preexec_fn=ending_with_parent(signal.SIGINT),  # safe: this process has one thread yet
            **becoming(account),
        )


def _is_ready(server: "subprocess.Popen[bytes]", data: Path) -> bool:
    """Wait until the server answers; False when it ended instead. The last line of its lock file tells."""
    deadline = time.monotonic() + START
    while server.poll() is None:
        with contextlib.suppress(OSError, IndexError):
            lines = (data / "postmaster.pid").read_text().splitlines()
            if int(lines[0]) == server.pid and lines[7].strip() == "ready":
                return True
        if time.monotonic() > deadline:
            server.send_signal(signal.SIGQUIT)
            server.wait()
            return False
        time.sleep(0.01)
    return False


def _make_sockets(folder: Path, account: Account | None) -> None:
    """Make the socket's folder, ours alone; refuse one that somebody else laid there first."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()
    owners = {os.geteuid()} | ({account.uid} if account else set())
    if folder.is_symlink() or not folder.is_dir() or found.st_uid not in owners:
        raise CannotStart(f"{folder} belongs to somebody else. Ask them to remove it.")
    hand_over(folder, account)


def _stop_when_unused(home: Home, server: "subprocess.Popen[bytes]") -> None:
    with home.users_lock.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        home.note.unlink(missing_ok=True)
        server.send_signal(signal.SIGINT)  # fast: ends every session, then writes everything out
        try:
            server.wait(STOP)
        except subprocess.TimeoutExpired:
            server.send_signal(signal.SIGQUIT)
        threading.Event().wait()  # hold the lock until this process ends: nobody finds a server half gone


def _throw_away(home: Home) -> None:
    data = home.data()
    shutil.rmtree(data, ignore_errors=True)
    if data.parent != home.path:
        shutil.rmtree(data.parent, ignore_errors=True)
    shutil.rmtree(home.path, ignore_errors=True)


def _end_of(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-8:])


def _say(line: str) -> None:
    print(line, flush=True)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)  # whoever waits for the line sees its end
    os.close(nothing)


def main(arguments: list[str]) -> int:
    """Keep the server in the named folder; the second argument ``throw-away`` makes it quick and removes it after."""
    home = Home(Path(arguments[0]))
    try:
        keep(home, throw_away=arguments[1:] == ["throw-away"])
    except Exception as error:  # noqa: BLE001 - whoever started us prints it: this process has no other voice
        _say(str(error) or type(error).__name__)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
