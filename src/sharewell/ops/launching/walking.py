"""The walk's own database: made for one walk, thrown away after it."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from sharewell.ops.launching import demo, place, server


def main(arguments: list[str]) -> int:
    """Play the walk in this terminal against a fresh database; exit code 0 when every step held."""
    with tempfile.TemporaryDirectory(prefix="sharewell-walk-") as folder:
        try:
            with place.prepared(Path(folder), throw_away=True) as environment:
                os.environ |= environment
                demo.prepare(Path(folder), environment)
                command = [sys.executable, "-W", "ignore", "-m", "sharewell.ops.walk", *arguments]
                return subprocess.run(command, env=os.environ | environment, check=False).returncode
        except server.NoServer as fault:
            print(fault, file=sys.stderr)
            return 1
