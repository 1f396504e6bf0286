"""
The database under the tests: a real PostgreSQL, met in the role that the pages have.

Nothing starts unless a test asks for the database. Then one server is started for the whole run (or the one named by
SHAREWELL_TEST_ADMIN_URL is used), one database is migrated, and each process of the run gets a copy of it.
"""

import contextlib
import fcntl
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import hypothesis
import psycopg
import pytest

PLACEHOLDER = "postgresql://nobody@/none?host=/nonexistent"
RUN = os.environ.setdefault("SHAREWELL_TEST_RUN", secrets.token_hex(5))  # the run's processes inherit it

# Set before Django reads its settings. The addresses lead nowhere until a test asks for the database.
os.environ.update(
    DJANGO_SETTINGS_MODULE="sharewell.settings",
    DATABASE_URL=PLACEHOLDER,
    SHAREWELL_OWNER_DATABASE_URL=PLACEHOLDER,
    SHAREWELL_WORKER_DATABASE_URL=PLACEHOLDER,
    SHAREWELL_ROLE="app",
    SHAREWELL_DEMO="1",
    SHAREWELL_SECRET_KEY="for tests only; signs nothing that anyone will ever trust, and is long enough",
    SHAREWELL_SCOPE_KEY="for tests only; signs the scope of transactions in a throw-away database",
    SHAREWELL_LEDGER_ORIGIN="test.sharewell.example/ledger",
    SHAREWELL_POOL="0",
    SHAREWELL_STATE_DIR=str(Path(tempfile.gettempdir()) / f"sharewell-tests-{os.getuid()}-{RUN}"),
)

import django  # noqa: E402 - after the environment

from sharewell.ops.launching import database, server  # noqa: E402
from sharewell.ops.launching.home import Home  # noqa: E402

django.setup()  # before any test module imports a model

# How long an example takes, or takes to be made up, says how busy the machine is and nothing of the code.
hypothesis.settings.register_profile(
    "sharewell", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("sharewell")

GIVEN_SERVER = "SHAREWELL_TEST_ADMIN_URL"


class CannotPrepare(RuntimeError):
    """There is no database to test on; the message says why."""


class TestServer(NamedTuple):
    """The server of this run, and what to name things on it."""

    __test__ = False
    admin_dsn: str
    template: str
    passwords: dict[str, str]

    def named(self, name: str) -> str:
        return f"sharewell_test_{RUN}_{name}"


class Clone(NamedTuple):
    """A copy of the migrated database, of the test's own."""

    name: str
    admin: str
    addresses: database.Addresses


@pytest.fixture(scope="session")
def test_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestServer]:
    """The run's server with a migrated template: whichever process asks first makes it, the others wait for it."""
    shared = Path(os.environ["SHAREWELL_STATE_DIR"])
    with contextlib.ExitStack() as stack:
        admin_dsn = os.environ.get(GIVEN_SERVER)
        if admin_dsn is None:
            admin_dsn = stack.enter_context(server.running(Home(shared), throw_away=True)).admin_dsn()
        shared.mkdir(mode=0o700, exist_ok=True)
        with (shared / "template.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            made = shared / "template.json"
            if not made.exists():
                made.touch(mode=0o600)
                made.write_text(json.dumps(template_or_reason(admin_dsn)))
            told = json.loads(made.read_text())
        if "reason" in told:
            pytest.fail(told["reason"], pytrace=False)
        yield TestServer(admin_dsn, f"sharewell_test_{RUN}_template", told)


def template_or_reason(admin_dsn: str) -> dict[str, str]:
    """Give the roles' passwords, or why there is no database: told to every process, tried once."""
    try:
        return make_template(admin_dsn)
    except CannotPrepare as error:
        return {"reason": str(error)}


def make_template(admin_dsn: str) -> dict[str, str]:
    """Make the roles and one migrated database; refuse a server that carries a real one."""
    refuse_a_server_in_use(admin_dsn)
    passwords = database.new_passwords()
    made = database.prepare_database(admin_dsn, f"sharewell_test_{RUN}_template", passwords=passwords)
    migrate(made)
    return passwords


def migrate(addresses: database.Addresses) -> None:
    """Migrate as the owner, in a process of its own: this one never holds the owner's address."""
    environment = os.environ | addresses.environment() | {"SHAREWELL_ROLE": "owner"}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "sharewell.ops.migrating"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise CannotPrepare(f"The test database could not be migrated:\n{done.stderr[-1500:]}")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing on a server that was given: its databases go when the run's first process ends."""
    admin_dsn = os.environ.get(GIVEN_SERVER)
    if admin_dsn is None or hasattr(config, "workerinput"):
        return
    with psycopg.connect(admin_dsn, autocommit=True) as admin:
        made = admin.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [f"sharewell_test_{RUN}_"]
        )
        for (name,) in made.fetchall():
            database.drop_database(admin_dsn, name)
    shutil.rmtree(os.environ["SHAREWELL_STATE_DIR"], ignore_errors=True)


def refuse_a_server_in_use(admin_dsn: str) -> None:
    """The tests set the roles' passwords, so a server with somebody's Sharewell on it is not for them."""
    with psycopg.connect(admin_dsn, autocommit=True) as admin:
        others = admin.execute(
            "SELECT datname FROM pg_database JOIN pg_roles r ON r.oid = datdba"
            " WHERE rolname = 'sharewell_owner' AND datname NOT LIKE 'sharewell\\_test\\_%'"
        ).fetchall()
    if others:
        raise CannotPrepare(
            f"The server of {GIVEN_SERVER} carries a Sharewell database. Give the tests a server of their own."
        )


def clone(test_server: TestServer, name: str) -> Clone:
    """Copy the template; a copy of this name that is there already is removed first."""
    name = test_server.named(name)
    database.drop_database(test_server.admin_dsn, name)
    made = database.prepare_database(
        test_server.admin_dsn, name, passwords=test_server.passwords, template=test_server.template
    )
    return Clone(name, psycopg.conninfo.make_conninfo(test_server.admin_dsn, dbname=name), made)


@pytest.fixture(scope="session")
def own_clone(test_server: TestServer) -> Iterator[Clone]:
    """The copy that this process's tests run on."""
    made = clone(test_server, os.environ.get("PYTEST_XDIST_WORKER", "only"))
    yield made
    database.drop_database(test_server.admin_dsn, made.name)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, own_clone: Clone, django_db_blocker) -> Iterator[None]:
    """Point Django at this process's copy, in the role of the pages: never the owner, never a superuser."""
    from django.db import connections

    from sharewell import settings

    point_django_at(own_clone.addresses.app, settings._database)
    yield
    with django_db_blocker.unblock():
        connections.close_all()


def point_django_at(address: str, parse: Callable[[str], dict[str, object]]) -> None:
    from django.db import connections

    connections["default"].close()
    connections["default"].settings_dict.update(parse(address))


@pytest.fixture(autouse=True)
def _whole_again_after_commits(request: pytest.FixtureRequest) -> Iterator[None]:
    """
    Give a test that commits (``transaction=True``) a fresh copy afterwards.

    Django would empty every table instead, which the pages' role may not, and which would lose what migrations put in.
    """
    marker = request.node.get_closest_marker("django_db")
    commits = bool(marker and (marker.kwargs.get("transaction") or (marker.args and marker.args[0])))
    yield
    if not commits and "transactional_db" not in request.fixturenames:
        return
    from django.db import connections

    connections["default"].close()
    clone(request.getfixturevalue("test_server"), os.environ.get("PYTEST_XDIST_WORKER", "only"))


@pytest.fixture(autouse=True, scope="session")
def _never_flush() -> None:
    from django.test import TransactionTestCase

    TransactionTestCase._fixture_teardown = lambda _: None  # type: ignore[method-assign]


def connection_as(own_clone: Clone, address: str) -> Iterator["psycopg.Connection[tuple]"]:
    connection = psycopg.connect(address)
    yield connection
    connection.close()  # what was not committed is undone


@pytest.fixture
def admin_connection(django_db_setup: None, own_clone: Clone) -> Iterator["psycopg.Connection[tuple]"]:
    """A superuser's connection to this test's database: to read the catalogue, never to act as the product."""
    yield from connection_as(own_clone, own_clone.admin)


@pytest.fixture
def owner_connection(django_db_setup: None, own_clone: Clone) -> Iterator["psycopg.Connection[tuple]"]:
    """The owner's connection: the one who migrates, held to the policies too."""
    yield from connection_as(own_clone, own_clone.addresses.owner)


@pytest.fixture
def worker_connection(django_db_setup: None, own_clone: Clone) -> Iterator["psycopg.Connection[tuple]"]:
    """The worker's connection."""
    yield from connection_as(own_clone, own_clone.addresses.worker)


@pytest.fixture
def in_worker_role(own_clone: Clone) -> Callable[[Callable[[], Any]], Any]:
    """A way to do something in the worker's role, on what has been committed."""
    from django.db import connection, connections

    from sharewell import settings

    def done(what: Callable[[], Any]) -> Any:
        connection.close()
        kept = dict(connections["default"].settings_dict)
        connections["default"].settings_dict.update(settings._database(own_clone.addresses.worker))
        try:
            return what()
        finally:
            connection.close()
            connections["default"].settings_dict.update(kept)

    return done


@pytest.fixture(scope="session")
def clone_database(test_server: TestServer) -> Iterator[Callable[[], Clone]]:
    """A maker of migrated databases for what runs in processes of its own, such as a journey's server."""
    made: list[Clone] = []

    def another() -> Clone:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "only")
        made.append(clone(test_server, f"{worker}_{len(made) + 1}"))
        return made[-1]

    yield another
    for one in made:
        database.drop_database(test_server.admin_dsn, one.name)
