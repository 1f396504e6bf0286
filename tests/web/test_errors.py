"""When something goes wrong: plain words, the numbers, and nothing lost."""
# covers: Y17 Y20

import pytest
from django.test import Client, RequestFactory

from sharewell.web import errors

from factories import a_partnership


def somebody_signed_in() -> Client:
    """A browser with a session, which only the database could tell anything about."""
    client = Client(raise_request_exception=False)
    client.cookies["sharewell"] = "a" * 32
    return client


def test_a_lost_database_shows_numbers_on_every_page(lost_database):
    for path in ("/", "/work", "/account/login/", "/nothing"):
        page = somebody_signed_in().get(path)
        assert page.status_code == 503, path
        assert page["Retry-After"] == "60"
        assert page["Cache-Control"] == "no-store"
        assert "default-src 'none'" in page["Content-Security-Policy"]
        assert "tel:999" in page.content.decode()


def test_a_lost_database_is_found_lost_once_and_not_by_everybody(lost_database, monkeypatch):
    Client(raise_request_exception=False).get("/readyz")
    asked = []
    monkeypatch.setattr(errors.DatabaseDown, "process_exception", lambda *_: asked.append(1))
    assert Client(raise_request_exception=False).get("/work").status_code == 503
    assert asked == []


def test_a_process_without_its_database_is_alive_and_not_ready(lost_database):
    client = Client(raise_request_exception=False)
    assert client.get("/healthz").content == b"alive"
    assert client.get("/readyz").status_code == 503


def test_what_was_typed_is_given_back_when_the_database_is_lost(lost_database):
    page = Client(raise_request_exception=False).post(
        "/concern/new", {"observed": "He flinched & hid.", "danger": "no"}
    )
    text = page.content.decode()
    assert page.status_code == 503
    assert "He flinched &amp; hid." in text
    assert 'action="/write-it-down"' in text


def test_a_password_is_never_given_back(lost_database):
    page = somebody_signed_in().post("/account/login/", {"password": "correct horse battery"})
    assert page.status_code == 503
    assert "horse" not in page.content.decode()


def test_a_busy_database_is_not_a_lost_one(db):
    from django.db import OperationalError

    class Deadlock(Exception):
        sqlstate = "40P01"

    error = OperationalError("deadlock detected")
    error.__cause__ = Deadlock()
    http = RequestFactory().post("/hub/x/rate", {"reason": "He is frightened at home."})
    page = errors.database_trouble(http, error)
    assert page.status_code == 503
    assert not errors.is_lost_now()
    assert 'action="/hub/x/rate"' in page.content.decode()


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options", "trace"])
def test_a_way_of_asking_that_no_page_answers_is_refused_in_plain_words(method):
    page = getattr(Client(), method)("/work")
    assert page.status_code == 405
    assert page["Allow"] == "GET, HEAD, POST"
    assert "tel:999" in page.content.decode()


def test_too_much_at_once_is_said_and_refused(sign_in):
    client = sign_in(a_partnership().teacher)
    page = client.post("/concern/new", {"observed": "x" * 3_000_000})
    assert page.status_code == 413
    assert "too long" in page.content.decode()


def test_a_form_that_has_expired_gives_the_words_back_with_a_new_token(sign_in):
    signed_in = sign_in(a_partnership().teacher)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = signed_in.cookies
    page = strict.post("/concern/new", {"observed": "She said she is afraid.", "csrfmiddlewaretoken": "old"})
    text = page.content.decode()
    assert page.status_code == 403
    assert "She said she is afraid." in text
    assert 'name="csrfmiddlewaretoken" value="old"' not in text


def test_a_form_of_another_site_is_given_nothing_back(sign_in):
    strict = Client(enforce_csrf_checks=True)
    page = strict.post(
        "/concern/new", {"observed": "Words of a stranger."}, headers={"origin": "https://elsewhere.example"}
    )
    assert page.status_code == 403
    assert "stranger" not in page.content.decode()


def test_a_fault_shows_no_trace_and_no_words(db, monkeypatch):
    from sharewell.web import start

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("Mason Tempest")

    monkeypatch.setattr(start, "render", broken)
    page = Client(raise_request_exception=False).get("/privacy")
    assert page.status_code == 500
    assert "Mason" not in page.content.decode()
    assert "tel:999" in page.content.decode()


def test_absent_and_malformed_addresses_look_the_same(sign_in):
    client = sign_in(a_partnership().teacher)
    absent = client.get("/concern/00000000-0000-4000-8000-000000000000/people")
    malformed = client.get("/concern/7/people")
    assert absent.status_code == malformed.status_code == 404
