#!/usr/bin/env python3
"""Every check and every test, quickest to fail first; says at the end what was skipped and why."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
HOW_TO_INSTALL = "sudo apt-get install chromium"


def main(arguments: list[str]) -> int:
    """Run the checks, then the tests; give the exit code."""
    required = "--journeys-required" in arguments or os.environ.get("SHAREWELL_JOURNEYS") == "required"
    wanted = [one for one in arguments if one != "--journeys-required"]
    environment = os.environ | ({"SHAREWELL_JOURNEYS": "required"} if required else {})
    failed = [] if wanted else [name for name, command in checks().items() if not passes(name, command, environment)]
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    tests = [str(BIN / "python"), "-m", "pytest", "-n", "2", "--dist", "loadgroup", *(wanted or ["tests"])]
    if not passes("tests", tests, environment):
        failed.append("tests")
    if browser is None:
        print(
            f"\nSkipped: the journeys in a real browser, because no Chromium was found. To run them: {HOW_TO_INSTALL}"
        )
    if failed:
        print(f"\nFailed: {', '.join(failed)}.")
        return 1
    print("\nEverything that was run has passed.")
    return 0


def checks() -> dict[str, list[str]]:
    """Give the checks that need no database, by name."""
    python = str(BIN / "python")
    ruff = str(BIN / "ruff")
    return {
        "formatting": [ruff, "format", "--check", "--quiet", "."],
        "linting": [ruff, "check", "--quiet", "."],
        "types": [python, "-m", "mypy", "--no-error-summary"],
        "floors": [str(BIN / "lint-imports"), "--no-cache"],
    }


def passes(name: str, command: list[str], environment: dict[str, str]) -> bool:
    """Run one check and say how long it took."""
    began = time.monotonic()
    print(f"== {name}", flush=True)
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
    said = "passed" if done.returncode == 0 else "FAILED"
    print(f"== {name} {said} in {time.monotonic() - began:.0f} s", flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
