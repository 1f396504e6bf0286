"""The account that PostgreSQL runs as: one's own, or for root an unprivileged one, since it refuses to run as root."""

import os
import pwd
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

# Where root keeps what another account must reach, when the project's own folder is closed to that account.
OPEN_TO_ACCOUNTS = Path("/var/lib/sharewell")


class Account(NamedTuple):
    """An account to drop to; its numbers as the system knows them."""

    uid: int
    gid: int


def for_server(data: Path) -> Account | None:
    """Give the account a server on this data must run as: its owner's, or an unprivileged one; None means one's own."""
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        return Account(data.stat().st_uid, data.stat().st_gid)
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(found.pw_uid, found.pw_gid)
    raise RuntimeError("PostgreSQL does not run as root, and there is no account postgres or nobody to run it as.")


def becoming(account: Account | None) -> dict[str, Any]:
    """Give the arguments with which ``subprocess`` starts something as this account, in no other groups."""
    if account is None:
        return {}
    return {"user": account.uid, "group": account.gid, "extra_groups": []}


def can_reach(account: Account | None, path: Path) -> bool:
    """Say whether the account can read this file, or look into this folder."""
    test = ["test", "-r", str(path)] if path.is_file() else ["test", "-x", str(path)]
    return subprocess.run(test, check=False, cwd="/", **becoming(account)).returncode == 0


def hand_over(path: Path, account: Account | None) -> None:
    """Make a file or folder the account's own, and closed to everyone else."""
    path.chmod(0o700 if path.is_dir() else 0o600)
    if account is not None:
        os.chown(path, account.uid, account.gid)
