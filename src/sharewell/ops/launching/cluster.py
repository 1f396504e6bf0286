"""Making a server's data folder."""

import os
import shutil
import subprocess
from pathlib import Path

from sharewell.ops.launching.account import Account, becoming, hand_over
from sharewell.ops.launching.binaries import Binaries, find
from sharewell.ops.launching.home import Home

# The plain UTF-8 order, the same on every machine. (The locale C would drop every letter outside ASCII from trigrams.)
BUILT_IN_LOCALE = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]  # since PostgreSQL 17
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC"}


class CannotMake(RuntimeError):
    """The data folder could not be made; the message is what PostgreSQL said."""


def ensure(home: Home) -> Binaries:
    """Make the data folder if there is none yet, and give the programs that go with it."""
    account, data = home.account(), home.data()
    version = data / "PG_VERSION"
    if version.exists():
        return find(account=account, major=int(version.read_text()))
    binaries = find(account=account)
    _make_parents(home, data)
    being_made = data.with_name("data.new")  # a start that was cut off leaves this behind, never half a database
    shutil.rmtree(being_made, ignore_errors=True)
    being_made.mkdir()
    hand_over(being_made, account)
    _initdb(binaries, being_made, home.superuser_password(), account)
    being_made.rename(data)
    return binaries


def _make_parents(home: Home, data: Path) -> None:
    if data.parent == home.path:
        return
    for folder in (data.parent.parent, data.parent):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)


def _initdb(binaries: Binaries, data: Path, password: str, account: Account | None) -> None:
    secret = data.with_name("initdb.secret")
    with os.fdopen(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(password)
    hand_over(secret, account)
    command = [str(binaries.directory / "initdb"), f"--pgdata={data}", "--username=postgres", f"--pwfile={secret}"]
    command += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-instructions"]
    if binaries.major >= 17:
        command += BUILT_IN_LOCALE
    try:
        done = subprocess.run(
            command, check=False, capture_output=True, text=True, cwd="/", env=ENVIRONMENT, **becoming(account)
        )
    finally:
        secret.unlink()
    if done.returncode != 0:
        raise CannotMake(done.stderr.strip() or done.stdout.strip())
