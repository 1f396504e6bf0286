"""A backup is worth what its restoring is worth: dump, restore elsewhere, verify the ledger, read as each agency."""

import subprocess
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from sharewell.base import rows
from sharewell.ledger import entries
from sharewell.ops.launching import binaries, database

from factories import NOW, a_partnership, acting

pytestmark = pytest.mark.django_db(transaction=True)


def programs(server_version: int) -> Path:
    """Find pg_dump and pg_restore no older than the server; the embedded server brings none."""
    wanted = server_version // 10_000
    found = [path for path in Path("/usr/lib/postgresql").glob("*/bin/pg_dump") if int(path.parts[-3]) >= wanted]
    embedded = binaries.find(account=None).directory / "pg_dump"
    if embedded.exists():
        found.append(embedded)
    if not found:
        pytest.skip(f"no pg_dump of PostgreSQL {wanted} or newer was found; to run this: install postgresql-client")
    return found[0].parent


def test_a_restored_backup_is_whole_and_as_closed_as_before(test_server, own_clone, django_db_setup, tmp_path):
    partnership = a_partnership()
    with rows.acting_for(acting(partnership.teacher)) as actor:
        written = entries.append(actor=actor, event="person.viewed", about=[], detail={"n": 1}, at=NOW)
    with psycopg.connect(own_clone.admin) as admin:
        tools = programs(admin.info.server_version)
    dump = tmp_path / "sharewell.dump"
    subprocess.run([tools / "pg_dump", "--format=custom", f"--file={dump}", f"--dbname={own_clone.admin}"], check=True)
    name = f"{own_clone.name}_restored"
    database.drop_database(test_server.admin_dsn, name)
    restored = database.prepare_database(test_server.admin_dsn, name, passwords=test_server.passwords)
    into = psycopg.conninfo.make_conninfo(**(conninfo_to_dict(test_server.admin_dsn) | {"dbname": name}))
    try:
        subprocess.run(
            [tools / "pg_restore", "--exit-on-error", "--clean", "--if-exists", f"--dbname={into}", dump], check=True
        )
        with psycopg.connect(into) as admin:
            found = admin.execute("SELECT event, detail FROM ledger_opening WHERE leaf_id = %s", [written]).fetchone()
            assert found == ("person.viewed", {"n": 1})
            loose = admin.execute(
                "SELECT count(*) FROM pg_class WHERE relname = 'ledger_opening' AND NOT relforcerowsecurity"
            ).fetchone()
            assert loose == (0,)
        with psycopg.connect(restored.app) as app:
            assert app.execute("SELECT count(*) FROM ledger_opening").fetchone() == (0,)
    finally:
        database.drop_database(test_server.admin_dsn, name)
