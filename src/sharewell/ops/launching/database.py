"""Preparing a database for the product on any server: three roles, none of them powerful, and a database they share."""

import secrets
from dataclasses import dataclass
from urllib.parse import quote, urlencode

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from sharewell.ops.launching.binaries import OLDEST

OWNER, APP, WORKER = "sharewell_owner", "sharewell_app", "sharewell_worker"
ROLES = (OWNER, APP, WORKER)
POWERLESS = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
# A page that takes longer is broken: better an error than a connection held by it.
LIMITS = {APP: {"statement_timeout": "30s", "idle_in_transaction_session_timeout": "60s"}}


class TooOld(RuntimeError):
    """The server is older than the product runs on."""


@dataclass(frozen=True, repr=False)
class Addresses:
    """The three roles' addresses of one database, passwords and all: keep them out of logs."""

    owner: str
    app: str
    worker: str

    def environment(self) -> dict[str, str]:
        """Give them under the names that the settings read."""
        return {
            "SHAREWELL_OWNER_DATABASE_URL": self.owner,
            "DATABASE_URL": self.app,
            "SHAREWELL_WORKER_DATABASE_URL": self.worker,
        }


def new_passwords() -> dict[str, str]:
    """Make a random password for each role."""
    return {role: secrets.token_urlsafe(24) for role in ROLES}


def prepare_database(admin_dsn: str, name: str, *, passwords: dict[str, str], template: str | None = None) -> Addresses:
    """
    Make the roles with these passwords and a database that ``sharewell_owner`` owns; what exists already is kept.

    ``admin_dsn`` is the address of a superuser. A new database is a copy of ``template`` when one is named. Raises
    ``TooOld`` before PostgreSQL 15.
    """
    with psycopg.connect(admin_dsn, autocommit=True) as admin:
        if admin.info.server_version < OLDEST * 10_000:
            raise TooOld(
                f"This server is PostgreSQL {admin.info.server_version // 10_000}. Sharewell needs {OLDEST} or newer."
            )
        admin.execute("SELECT pg_advisory_lock(hashtext('sharewell preparing'))")  # until this connection ends
        for role in ROLES:
            _make_role(admin, role, passwords[role])
        _make_database(admin, name, template)
    with psycopg.connect(admin_dsn, autocommit=True, dbname=name) as admin:
        admin.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    return addresses(admin_dsn, name, passwords)


def drop_database(admin_dsn: str, name: str) -> None:
    """Remove a database, whoever is connected to it."""
    with psycopg.connect(admin_dsn, autocommit=True) as admin:
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def addresses(admin_dsn: str, name: str, passwords: dict[str, str]) -> Addresses:
    """Give each role's address of a database on the server that ``admin_dsn`` names."""
    owner, app, worker = (_url(admin_dsn, name, role, passwords[role]) for role in ROLES)
    return Addresses(owner=owner, app=app, worker=worker)


def _make_role(admin: "psycopg.Connection[tuple[object, ...]]", role: str, password: str) -> None:
    found = admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    # The server is told the password's verifier, so that the password itself stands in no log and no activity view.
    verifier = admin.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256").decode()
    statement = "ALTER ROLE {} WITH {} PASSWORD {}" if found else "CREATE ROLE {} WITH {} PASSWORD {}"
    admin.execute(
        sql.SQL(statement).format(sql.Identifier(role), sql.SQL(POWERLESS), sql.Literal(verifier)),
    )


def _make_database(admin: "psycopg.Connection[tuple[object, ...]]", name: str, template: str | None) -> None:
    database = sql.Identifier(name)
    if not admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        origin = sql.Identifier(template) if template else sql.SQL("template0")
        admin.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} ENCODING 'UTF8'").format(
                database, sql.Identifier(OWNER), origin
            )
        )
    admin.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    for role in (APP, WORKER):
        admin.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(database, sql.Identifier(role)))
    for role, limits in LIMITS.items():
        for setting, value in limits.items():
            admin.execute(
                sql.SQL("ALTER ROLE {} IN DATABASE {} SET {} = {}").format(
                    sql.Identifier(role), database, sql.Identifier(setting), sql.Literal(value)
                )
            )


def _url(admin_dsn: str, name: str, role: str, password: str) -> str:
    parts = {key: str(value) for key, value in conninfo_to_dict(admin_dsn).items()}
    host, port = parts.pop("host", ""), parts.pop("port", "")
    for ours in ("user", "password", "dbname"):
        parts.pop(ours, None)
    if host.startswith("/") or not host:  # a socket's folder cannot stand where a host stands
        parts |= {"host": host} if host else {}
        parts |= {"port": port} if port else {}
        host = port = ""
    place = f"{host}:{port}" if port else host
    options = f"?{urlencode(parts)}" if parts else ""
    return f"postgresql://{role}:{quote(password)}@{place}/{quote(name)}{options}"
