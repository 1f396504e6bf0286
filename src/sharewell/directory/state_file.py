"""Small files in the state folder, from which pages are shown without a database; written whole or not at all."""

import json
import os
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings


def write(name: str, told: dict[str, Any]) -> Path:
    """Write a file beside the old one and put it in its place, so that a reader never meets half of it."""
    folder = Path(settings.STATE_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    handle, fresh = tempfile.mkstemp(dir=folder, prefix=f".{name}")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(told, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    path = folder / name
    Path(fresh).chmod(0o644)
    Path(fresh).replace(path)
    return path


def read(name: str) -> dict[str, Any]:
    """Give what a file says, read anew when it changed; raises ``OSError`` or ``ValueError`` when it is unreadable."""
    file = Path(settings.STATE_DIR) / name
    return _read(str(file), file.stat().st_mtime_ns)


@lru_cache(maxsize=4)
def _read(name: str, _changed: int) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(Path(name).read_text(encoding="utf-8"))
    return told
