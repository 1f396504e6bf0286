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
# What some tests need that the rest does without: the package, what to add, which tests.
PARTS = (
    ("pyarrow", "linking", "linking with Parquet files"),
    ("splink", "splink", "linking with Splink on DuckDB"),
    ("pyspark", "spark", "linking with Splink on Spark"),
)
HOW_TO_INSTALL = "sudo apt-get install chromium"


def main(arguments: list[str]) -> int:
    """Run the checks, then the tests; give the exit code."""
    required = "--journeys-required" in arguments or os.environ.get("SHAREWELL_JOURNEYS") == "required"
    wanted = [one for one in arguments if one != "--journeys-required"]
    environment = os.environ | ({"SHAREWELL_JOURNEYS": "required"} if required else {})
    failed = [] if wanted else [name for name, command in checks().items() if not passes(name, command, environment)]
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    tests = [str(BIN / "python"), "-m", "pytest", "-rs", "-n", "2", "--dist", "loadgroup", *(wanted or ["tests"])]
    if not passes("tests", tests, environment):
        failed.append("tests")
    for what, why, line in not_run():
        print(f"\nSkipped: {what}, because {why}. To run them: {line}")
    if browser is None:
        print(
            f"\nSkipped: the journeys in a real browser, because no Chromium was found. To run them: {HOW_TO_INSTALL}"
        )
    if failed:
        print(f"\nFailed: {', '.join(failed)}.")
        return 1
    print("\nEverything that was run has passed.")
    return 0


def not_run() -> list[tuple[str, str, str]]:
    """Give what is skipped for want of something that few need: what, why, and the line that installs it."""
    packages = next((ROOT / ".venv" / "lib").glob("python3*")) / "site-packages"
    missing = [
        (what, f"{name} is not installed", f"./sharewell add {added}")
        for name, added, what in PARTS
        if not (packages / name).is_dir()
    ]
    spark = (packages / "pyspark").is_dir()
    if spark and not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        missing.append(("linking with Spark", "no Java was found", "sudo apt-get install openjdk-17-jre-headless"))
    return missing


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
