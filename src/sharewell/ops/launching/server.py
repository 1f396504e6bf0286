"""A PostgreSQL server of our own, for as long as it is needed."""

import fcntl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from sharewell.ops.launching.home import Home
from sharewell.ops.launching.keeper import READY, STOP

NOTICING = 1.0  # seconds in which a keeper notices that the last user has gone


class NoServer(RuntimeError):
    """The server could not be started; the message is a sentence for the person at the terminal."""


@contextmanager
def running(home: Home, *, throw_away: bool = False) -> Iterator[Home]:
    """
    Have a server run in this folder while the block lasts; the first to need it starts it, the last to leave stops it.

    ``throw_away`` is for tests: quick settings that a crash would not survive, and the folder is removed at the end.
    Raises ``NoServer``.
    """
    home.make()
    with home.users_lock.open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)  # waits while a keeper is stopping its server
        with home.start_lock.open("a") as starting:
            fcntl.flock(starting, fcntl.LOCK_EX)
            _ensure_kept(home, throw_away=throw_away)
        yield home


def wait_until_stopped(home: Home, seconds: float = STOP + 5) -> bool:
    """Wait until the server is down, once we no longer need it; False when somebody else still does."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        if not home.path.exists() or not _is_kept(home):
            return True
        if home.note.exists() and time.monotonic() - began > NOTICING:
            return False  # a keeper that is stopping its server takes the note away first
        time.sleep(0.02)
    return False


def _ensure_kept(home: Home, *, throw_away: bool) -> None:
    deadline = time.monotonic() + STOP
    while _is_kept(home):
        if home.note.exists():
            return
        if time.monotonic() > deadline:
            raise NoServer(f"A server in {home.path} is neither starting nor stopping. Stop it and start again.")
        time.sleep(0.05)
    with home.log.open("ab") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "sharewell.ops.launching.keeper", str(home.path)]
            + (["throw-away"] if throw_away else []),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,  # Ctrl-C is for those who need the server; it goes when they are gone
            text=True,
        )
    assert keeper.stdout is not None
    with keeper.stdout as told:
        answer = told.read().strip()
    if answer != READY:
        raise NoServer(f"PostgreSQL did not start. It said:\n{answer or home.log.read_text(errors='replace')[-2000:]}")
    keeper.returncode = 0  # it outlives us if others need it: nobody here waits for it


def _is_kept(home: Home) -> bool:
    return _is_locked(home.keeper_lock.open("a"))


def _is_locked(file: TextIO) -> bool:
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
        return False
