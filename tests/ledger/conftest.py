"""A ledger with a key of its own, the worker's role, and an attacker who holds the database's superuser."""

import contextlib
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections

from sharewell import settings as parsed
from sharewell.base import rows
from sharewell.ledger import entries, keys, sequencer

from factories import a_partnership, acting

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)

# What sharewell.base.grants gives the worker beyond the rule; the tests do not depend on when it says so.
DELETED_BY_THE_WORKER = ("ledger_waiting", "ledger_opening", "ledger_about")


@pytest.fixture
def signing_key(settings, tmp_path):
    """A key made for this test, in a state folder of its own."""
    settings.STATE_DIR = tmp_path / "state"
    settings.LEDGER_KEY_FILE = str(tmp_path / "secret" / "ledger.key")
    keys.make(tmp_path / "secret" / "ledger.key", settings.LEDGER_ORIGIN)
    return keys.signing()


@pytest.fixture
def as_worker(transactional_db, own_clone, admin_connection):
    """A way to do something in the worker's role; afterwards this process is the pages again."""
    for table in DELETED_BY_THE_WORKER:
        admin_connection.execute(f"GRANT DELETE ON {table} TO sharewell_worker")
    admin_connection.commit()

    @contextlib.contextmanager
    def doing():
        with met_at(own_clone.addresses.worker):
            yield

    return doing


@contextlib.contextmanager
def met_at(address):
    default = connections["default"]
    before = dict(default.settings_dict)
    default.close()
    default.settings_dict.update(parsed._database(address))
    try:
        yield
    finally:
        default.close()
        default.settings_dict.update(before)


@pytest.fixture
def partnership(db):
    return a_partnership()


@pytest.fixture
def teacher(partnership):
    return acting(partnership.teacher)


@pytest.fixture
def officer(partnership):
    return acting(partnership.officer)


@pytest.fixture
def write(teacher):
    """A way to write one entry in a transaction of its own; gives its id."""

    def writing(actor=teacher, event="person.viewed", about=(), at=NOW, visible_to=(), **detail):
        with rows.acting_for(actor):
            return entries.append(
                actor=actor, event=event, about=list(about), detail=detail, at=at, visible_to=visible_to
            )

    return writing


@pytest.fixture
def run(as_worker, signing_key):
    """A way to have the worker place and sign."""

    def running(at=NOW):
        with as_worker():
            return sequencer.run(at)

    return running


@pytest.fixture
def twelve(write, run):
    """Twelve entries under three signed checkpoints; gives their ids in the order they were written."""
    written = []
    for number in range(12):
        written.append(write(at=NOW + timedelta(seconds=number), reason=f"call {number}"))
        if number % 4 == 3:
            run(NOW + timedelta(seconds=number))
    return written


@pytest.fixture
def attack(transactional_db, admin_connection):
    """A superuser who takes every trigger and foreign key away, does something, and puts them back."""

    def attacking(statement, values=()):
        tables = admin_connection.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE 'ledger_%'").fetchall()
        for (table,) in tables:
            admin_connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        done = admin_connection.execute(statement, values).rowcount
        for (table,) in tables:
            admin_connection.execute(f"ALTER TABLE {table} ENABLE TRIGGER ALL")
        admin_connection.commit()
        return done

    return attacking
