"""What must be right before real people's data is served, each fault a sentence; and serving."""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.conf import settings
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from sharewell.base import spool
from sharewell.ops.launching.children import ending_with_parent

OLDEST = 150_000  # PostgreSQL 15
SHORTEST_SECRET, SHORTEST_KEY = 50, 32
# Settings of the server without which an acknowledged record can be lost in a crash.
DURABLE = ("fsync", "full_page_writes", "synchronous_commit")


def refusals(environment: Mapping[str, str] | None = None) -> list[str]:
    """Give what must be mended, a sentence each that says how; nothing when all is right."""
    found = _of_the_environment(os.environ if environment is None else environment)
    try:
        found += _of_the_server() + _of_the_role() + _of_the_schema()
    except OperationalError:
        found.append("The database does not answer. Check DATABASE_URL and that the server is running.")
    return found


def _of_the_environment(environment: Mapping[str, str]) -> list[str]:
    found = []
    if settings.DEBUG:
        found.append("DEBUG is on. Set it off: it shows people's data in error pages.")
    if len(settings.SECRET_KEY) < SHORTEST_SECRET:
        found.append(f"SHAREWELL_SECRET_KEY is shorter than {SHORTEST_SECRET} characters. Make a longer random one.")
    if len(settings.SCOPE_KEY) < SHORTEST_KEY:
        found.append(f"SHAREWELL_SCOPE_KEY is shorter than {SHORTEST_KEY} characters. Make a longer random one.")
    if settings.SCOPE_KEY.decode(errors="replace") == settings.SECRET_KEY:
        found.append("SHAREWELL_SCOPE_KEY is the same as SHAREWELL_SECRET_KEY. Make two different ones.")
    if environment.get("SHAREWELL_DEMO") == "1":
        found.append("SHAREWELL_DEMO is 1. Unset it: the demonstration is not for real people.")
    if not spool.is_ready():
        found.append("A concern could not be handed in while the database is lost. Run `sharewell spool key` once.")
    return found


def _of_the_server() -> list[str]:
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int, current_setting('data_checksums')")
        version, checksums = cursor.fetchone()
        if version < OLDEST:
            found.append(f"The server is PostgreSQL {version // 10_000}. Use 15 or newer.")
        for name in DURABLE:
            cursor.execute("SELECT current_setting(%s)", [name])
            if cursor.fetchone()[0] == "off":
                found.append(f"The server runs with {name} off, so a crash can lose what was acknowledged. Set it on.")
        if checksums != "on":
            found.append(
                "The server has no data checksums, so a failing disk can go unseen. Run pg_checksums --enable."
            )
    return found


def _of_the_role() -> list[str]:
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        is_superuser, bypasses = cursor.fetchone()
        cursor.execute(
            "SELECT count(*) FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)"
        )
        owned = cursor.fetchone()[0]
    if is_superuser:
        found.append("The role of DATABASE_URL is a superuser, whom no row security binds. Use sharewell_app.")
    if bypasses:
        found.append("The role of DATABASE_URL may bypass row security. Use sharewell_app, without BYPASSRLS.")
    if owned:
        found.append("The role of DATABASE_URL owns tables. Use sharewell_app; sharewell_owner is for migrating only.")
    return found


def _of_the_schema() -> list[str]:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return ["The database is not migrated. Run `sharewell migrate` as the owner."]
    return []


def check() -> int:
    """Print what must be mended; exit code 1 when there is anything."""
    found = refusals()
    print("\n".join(found) or "Everything that can be checked is right.")
    return 1 if found else 0


def serve(arguments: Sequence[str]) -> int:
    """Serve pages and run the worker, unless something must be mended first."""
    parser = argparse.ArgumentParser(prog="sharewell serve")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", default="8000")
    asked = parser.parse_args(list(arguments))
    found = refusals()
    if found:
        print("Not started:\n" + "\n".join(f"- {sentence}" for sentence in found), file=sys.stderr)
        return 1
    granian = shutil.which("granian") or str(Path(sys.executable).parent / "granian")
    pages = [granian, "--interface", "wsgi", "--host", asked.host, "--port", asked.port, "--workers", "2"]
    worker = [sys.executable, "-m", "sharewell.ops.command", "worker"]
    return _run([([*pages, "sharewell.wsgi:application"], {}), (worker, {"SHAREWELL_ROLE": "worker"})])


def _run(commands: Sequence[tuple[list[str], dict[str, str]]]) -> int:
    """Run processes until one ends or we are told to stop; then end them all."""
    children = [
        subprocess.Popen(command, env=os.environ | more, preexec_fn=ending_with_parent(signal.SIGTERM))  # noqa: S603, PLW1509 (one thread yet)
        for command, more in commands
    ]

    def end(*_: object) -> None:
        for child in children:
            child.terminate()

    signal.signal(signal.SIGTERM, end)
    try:
        while all(child.poll() is None for child in children):
            time.sleep(0.5)
    except KeyboardInterrupt:
        pass
    for child in children:
        child.terminate()
    return max((child.wait(15) or 0) for child in children)
