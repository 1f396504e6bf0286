"""Every page says who may open it, is closed to everybody else, and shows nothing it should not."""
# covers: Y20 W5

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.urls.converters import IntConverter, UUIDConverter

from sharewell import web
from sharewell.directory import first_sign_in
from sharewell.rules.access import GRANTED, ROLES, Permission, may
from sharewell.web.page import PageAccess

from factories import a_practitioner, an_agency

TEMPLATES = Path(web.__file__).parent / "templates"
FRAMES = {"layout.html", "danger/quiet.html"}
NOBODY = UUID("00000000-0000-4000-8000-000000000000")
# Pages of the account package that send people on by themselves; what they do is held in tests/web/test_sign_in.py.
ACCOUNT = "account/"
CHANGE_NOTHING = {
    "macros/guidance.html",
    "guide/start.html",
    "guide/questions.html",
    "guide/advice_alone.html",
    "guide/print.html",
}


def patterns() -> list[URLPattern]:
    found = list(get_resolver().url_patterns)
    assert all(isinstance(one, URLPattern) for one in found), "an include() would hide pages from this walk"
    return found


def address(pattern: URLPattern) -> str:
    parts = {name: str(NOBODY) for name, kind in pattern.pattern.converters.items() if isinstance(kind, UUIDConverter)}
    route = re.sub(r"<int:\w+>", "1", str(pattern.pattern))
    return "/" + re.sub(r"<uuid:(\w+)>", lambda found: parts[found[1]], route)


def access_of(pattern: URLPattern) -> PageAccess | None:
    return getattr(pattern.callback, "page_access", None)


def closed() -> Iterator[tuple[URLPattern, Permission]]:
    for pattern in patterns():
        access = access_of(pattern)
        if access is not None and access.permission is not None:
            yield pattern, access.permission


def test_every_page_declares_who_may_open_it():
    undeclared = [str(pattern.pattern) for pattern in patterns() if access_of(pattern) is None]
    assert undeclared == []


def test_a_page_open_to_everybody_says_why():
    for pattern in patterns():
        access = access_of(pattern)
        assert access is not None
        assert access.permission is not None or len(access.open_because) > 20, str(pattern.pattern)


def test_addresses_hold_random_references_and_small_numbers_only():
    for pattern in patterns():
        for name, kind in pattern.pattern.converters.items():
            assert isinstance(kind, UUIDConverter | IntConverter), (str(pattern.pattern), name)


def test_every_page_has_a_name_of_its_own():
    names = [pattern.name for pattern in patterns()]
    assert None not in names
    assert len(names) == len(set(names))


def test_every_permission_is_granted_to_somebody_and_every_role_is_known():
    granted = frozenset().union(*GRANTED.values())
    assert set(Permission) - granted == set()
    assert set(GRANTED) == set(ROLES)


def test_every_permission_opens_something():
    # VERIFY_LEDGER is for the command line, where the auditor works.
    used = {permission for _, permission in closed()}
    source = "".join(path.read_text() for path in Path(web.__file__).parents[1].rglob("*.py"))
    for permission in set(Permission) - used - {Permission.VERIFY_LEDGER}:
        assert re.search(rf"(require\(actor|may\(actor\.role), Permission\.{permission.name}\b", source), permission


@pytest.fixture
def signed_in(db: None) -> Callable[[str], Client]:
    """A maker of clients signed in with a role."""

    def made(role: str) -> Client:
        practitioner = a_practitioner(an_agency(), role)
        first_sign_in.prepare(practitioner, password="correct horse battery", totp_secret="JBSWY3DPEHPK3PXP" * 2)
        client = Client()
        client.force_login(practitioner)
        return client

    return made


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_opens_a_page_without_signing_in(method):
    for pattern, _ in closed():
        answer = getattr(Client(), method)(address(pattern))
        assert answer.status_code == 302, address(pattern)
        assert answer["Location"].startswith("/account/login/?next="), address(pattern)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_role_without_the_permission_is_refused_everywhere(signed_in, method):
    clients = {}
    for pattern, permission in closed():
        role = next((role for role in ROLES if not may(role, permission)), None)
        if role is None:
            continue  # everybody who signs in may
        clients[role] = clients.get(role) or signed_in(role)
        answer = getattr(clients[role], method)(address(pattern))
        assert answer.status_code == 403, (address(pattern), role)
        assert "In danger now?" in answer.content.decode()


def test_what_does_not_exist_is_not_found_and_never_a_fault(signed_in):
    clients = {}
    for pattern, permission in closed():
        if not any(isinstance(kind, UUIDConverter) for kind in pattern.pattern.converters.values()):
            continue
        role = next(role for role in ROLES if may(role, permission))
        clients[role] = clients.get(role) or signed_in(role)
        assert clients[role].get(address(pattern)).status_code == 404, address(pattern)
        assert clients[role].post(address(pattern)).status_code in {404, 302}, address(pattern)


def test_what_is_another_agencys_looks_as_if_it_did_not_exist(signed_in):
    """The history of a record is the one page that could answer for an id that is nobody's."""
    answer = signed_in("R06").get(f"/record/{NOBODY}")
    assert answer.status_code == 404


def templates() -> list[tuple[str, str]]:
    return [(str(path.relative_to(TEMPLATES)), path.read_text()) for path in sorted(TEMPLATES.rglob("*.html"))]


def test_every_page_has_the_danger_bar_because_it_is_in_the_layout():
    layout = (TEMPLATES / "layout.html").read_text()
    assert '{% include "danger/bar.html" %}' in layout
    for name, text in templates():
        is_page = "<html" in text or "{% block title %}" in text
        assert not is_page or name in FRAMES or '{% extends "layout.html" %}' in text, name


def test_titles_name_no_person():
    harmless = re.compile(r'^("Error: " if [a-z. ]+|title|(refusal|clash|step)\.title)$')
    for name, text in templates():
        found = re.search(r"{% block title %}(.*?){% endblock %}", text, re.DOTALL)
        for said in re.findall(r"{{(.*?)}}", found[1] if found else ""):
            assert harmless.match(said.strip()), (name, said)


def test_no_page_holds_script_or_style_or_an_address_of_another_site():
    for name, text in templates():
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=\"|<script(?![^>]*\ssrc=)|javascript:", text), name
        assert not re.search(r"(src|href|action)=\"(https?:)?//", text), name
        assert "| safe" not in text, name


def test_every_form_that_changes_something_is_protected():
    for name, text in templates():
        # Handing in a concern knows nobody: there is no session that another site could misuse.
        # Asking the guide without a case, or the library, changes nothing anywhere (see tests/web/test_guide.py).
        if name in {"danger/write_it_down.html", "errors/plain.html"} or name in CHANGE_NOTHING:
            continue
        for form in re.findall(r'<form method="post".*?</form>', text, re.DOTALL):
            assert "csrf(" in form, name
