"""Commands for what was handed in while the database was lost: making its keys, counting it, taking it in."""

import logging
import sys
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from sharewell.base import rows, spool
from sharewell.sharing import spooled

log = logging.getLogger("sharewell.worker")

HELP = "sharewell spool key [FILE] | sharewell spool list | sharewell spool replay"


def run(arguments: list[str]) -> int:
    """Do one of the spool's commands and give its exit code."""
    if arguments[:1] == ["key"]:
        return _key(Path(arguments[1]) if len(arguments) > 1 else private_key())
    if arguments == ["list"]:
        files = list(spool.waiting())
        print(f"{len(files)} handed in and not taken in yet.")
        return 0
    if arguments == ["replay"]:
        taken, left = replay(timezone.now())
        print(f"Taken in: {taken}. Not taken in: {left}.")
        return 1 if left else 0
    print(HELP, file=sys.stderr)
    return 2


def private_key() -> Path:
    """Give the file of the private key; only the worker can read it."""
    return Path(settings.SPOOL_KEY_FILE or Path(settings.STATE_DIR) / "spool.key")


def replay(at: datetime) -> tuple[int, int]:
    """
    Take in every sealed file, oldest first; gives how many were taken in and how many were not.

    A file goes only after its contact is committed. One that cannot be opened stays, is logged, and stops no other.
    """
    taken = left = 0
    for path in list(spool.waiting()):
        try:
            _take_in(path, at)
            taken += 1
        except Exception as fault:  # noqa: BLE001 (one bad file must not keep the others waiting)
            log.error("spool: %s stays: %s", spool.reference(path.stem), type(fault).__name__)  # noqa: TRY400
            left += 1
    return taken, left


def _take_in(path: Path, at: datetime) -> None:
    words = spool.take(path, private_key())
    actor = spooled.taker()
    with rows.acting_for(actor):
        spooled.take_in(actor=actor, words=words, known_by=path.stem, receipt=spool.reference(path.stem), at=at)
    path.unlink()


def _key(file: Path) -> int:
    try:
        spool.make_keys(file)
    except FileExistsError:
        print(f"There is a key in {file.name} already; it was left as it is.", file=sys.stderr)
        return 1
    print(f"Made the key {file.name}. Keep a copy with the ledger's key: without it, nothing handed in can be read.")
    return 0
