"""Copies of signed checkpoints outside the database, out of reach of whoever can rewrite it."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings

_LATEST = "latest.checkpoint"


def folder() -> Path:
    """Give the folder of the copies. What is given to a partner, or taken to another machine, is a file from here."""
    return Path(settings.STATE_DIR) / "ledger" / "checkpoints"


def keep(note: str, at: datetime) -> None:
    """Keep a signed checkpoint as the latest, and as the last of its day (UTC)."""
    folder().mkdir(parents=True, exist_ok=True)
    for name in (f"{at:%Y-%m-%d}.checkpoint", _LATEST):
        path = folder() / name
        fresh = path.with_suffix(".new")
        fresh.write_text(note, encoding="utf-8")
        fresh.replace(path)  # whole or not at all


def latest() -> str | None:
    """Give the latest copy, or ``None`` where none was ever kept."""
    path = folder() / _LATEST
    return path.read_text(encoding="utf-8") if path.exists() else None


def every() -> Iterator[str]:
    """Give every copy, each text once."""
    texts = {path.read_text(encoding="utf-8") for path in sorted(folder().glob("*.checkpoint"))}
    yield from sorted(texts)
