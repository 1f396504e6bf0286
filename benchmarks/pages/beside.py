"""The same page on Starlette: five statements, prepared and asynchronous, and the same template."""

import os
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naive_settings")

import django

django.setup()

from importlib import import_module

from django.conf import settings
from django.template import engines
from django.utils import timezone
from psycopg.rows import namedtuple_row
from psycopg_pool import AsyncConnectionPool
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from sharewell.base.actor import Actor
from sharewell.base.scope import sign
from sharewell.rules.access import ROLES, Permission, may
from sharewell.web.danger import bar

TEMPLATE = engines["jinja2"].env.from_string((Path(__file__).parent / "list.html").read_text())
store = import_module(settings.SESSION_ENGINE).SessionStore()
pool = AsyncConnectionPool(
    os.environ["DATABASE_URL"],
    open=False,
    min_size=2,
    max_size=4,
    kwargs={"row_factory": namedtuple_row, "autocommit": True, "prepare_threshold": 2},
)

SESSION = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"
WHO = "SELECT * FROM directory_practitioner WHERE id = %s AND is_active"
AGENCY = "SELECT * FROM directory_agency WHERE id = %s"
CONTACTS = (
    "SELECT c.id, c.reference, c.raised_at, a.name FROM cases_contact c JOIN directory_agency a ON a.id = c.agency_id"
    " WHERE c.to_agency_id = %s ORDER BY c.raised_at DESC LIMIT 20"
)
PEOPLE = "SELECT contact_id, given_name, family_name FROM cases_contactperson WHERE contact_id = ANY(%s)"


async def contacts(http: Request) -> Response:
    """Show the newest contacts to the practitioner's agency."""
    async with pool.connection() as connection:
        session = await first(connection, SESSION, [http.cookies.get(settings.SESSION_COOKIE_NAME), timezone.now()])
        who = session and await first(connection, WHO, [store.decode(session.session_data).get("_auth_user_id")])
        if not who:
            return RedirectResponse("/account/login/")
        agency = await first(connection, AGENCY, [who.agency_id])
        async with connection.transaction():
            actor = Actor(who.id, who.agency_id, who.role, "", agency.name)
            scope = sign(actor=actor, key=settings.SCOPE_KEY, backend_pid=connection.info.backend_pid)
            await connection.execute("SELECT set_config('sharewell.scope', %s, true)", [scope])
            found = await (await connection.execute(CONTACTS, [who.agency_id])).fetchall()
            people = await (await connection.execute(PEOPLE, [[one.id for one in found]])).fetchall()
    return HTMLResponse(TEMPLATE.render(shown(http, who, agency, found, people)))


async def first(connection, statement: str, values: list):
    """Give the first row of a statement."""
    return await (await connection.execute(statement, values)).fetchone()


def shown(http: Request, who, agency, found: list, people: list) -> dict:
    """Give what the layout and the page show."""
    of: dict = {}
    for person in people:
        of.setdefault(person.contact_id, []).append(person)
    name = f"{who.given_name} {who.family_name}"
    return {
        "http": SimpleNamespace(path=http.url.path),
        "practitioner": SimpleNamespace(full_name=name, job_title=who.job_title, agency=agency),
        "may": lambda permission: isinstance(permission, Permission) and may(who.role, permission),
        "role": ROLES.get(who.role, ""),
        "danger_bar": bar(),
        "csrf_token": "",
        "made_at": timezone.now(),
        "idle": settings.SESSION_IDLE,
        "messages": [],
        "contacts": [
            SimpleNamespace(
                id=one.id,
                reference=one.reference,
                raised_at=one.raised_at,
                agency=SimpleNamespace(name=one.name),
                persons=of.get(one.id, ()),
            )
            for one in found
        ],
    }


@asynccontextmanager
async def lifespan(_app: Starlette):
    """Keep the pool open while the server runs."""
    async with pool:
        yield


application = Starlette(routes=[Route("/contacts", contacts)], lifespan=lifespan)
