"""Where the demonstration keeps its things, and its database for as long as somebody needs it."""

import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sharewell.ops.launching import database, server
from sharewell.ops.launching.home import Home

ROOT = Path(__file__).resolve().parents[4]
NAME = "sharewell_demo"


def state_dir() -> Path:
    """Give the folder of the demonstration's state; ``var/`` in the project unless told otherwise."""
    return Path(os.environ.get("SHAREWELL_STATE_DIR", ROOT / "var"))


def keys(folder: Path) -> dict[str, str]:
    """Give the demonstration's secrets, made once and kept for its owner's eyes alone."""
    file = folder / "keys.json"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        made = {name: secrets.token_urlsafe(48) for name in ("SHAREWELL_SECRET_KEY", "SHAREWELL_SCOPE_KEY")}
        made |= {f"password_{role}": password for role, password in database.new_passwords().items()}
        file.touch(mode=0o600)
        file.write_text(json.dumps(made), encoding="utf-8")
    read: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return read


def environment(folder: Path, addresses: database.Addresses) -> dict[str, str]:
    """Give what the demonstration's processes read from their environment."""
    kept = keys(folder)
    return addresses.environment() | {
        "DJANGO_SETTINGS_MODULE": "sharewell.settings",
        "SHAREWELL_DEMO": "1",
        "SHAREWELL_STATE_DIR": str(folder),
        "SHAREWELL_SECRET_KEY": kept["SHAREWELL_SECRET_KEY"],
        "SHAREWELL_SCOPE_KEY": kept["SHAREWELL_SCOPE_KEY"],
        "SHAREWELL_LEDGER_ORIGIN": "fossborough.example/ledger",
        "SHAREWELL_LEDGER_KEY_FILE": str(folder / "ledger.key"),
        "SHAREWELL_MAIL_DIR": str(folder / "mail"),
    }


@contextmanager
def prepared(folder: Path, *, throw_away: bool = False) -> Iterator[dict[str, str]]:
    """Run a server in a folder with the demonstration's database made; gives the environment for its processes."""
    folder.mkdir(parents=True, exist_ok=True)
    with server.running(Home(folder / "postgres"), throw_away=throw_away) as home:
        kept = keys(folder)
        passwords = {role: kept[f"password_{role}"] for role in database.ROLES}
        addresses = database.prepare_database(home.admin_dsn(), NAME, passwords=passwords)
        yield environment(folder, addresses)


@contextmanager
def demo_database() -> Iterator[None]:
    """Point this process at the demonstration's database while a command runs."""
    with prepared(state_dir()) as found:
        os.environ |= found
        yield
