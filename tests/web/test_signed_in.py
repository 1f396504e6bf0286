"""What holds for everyone signed in: time limits, the end of access, and words that outlive both."""
# covers: Y3 Y17

import time
from html import unescape

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from sharewell.web.signed_in import LAST_SEEN, SIGNED_IN

from factories import a_partnership


@pytest.fixture
def partnership(db):
    return a_partnership()


@pytest.fixture
def teacher(partnership):
    return partnership.teacher


def wind_back(client: Client, **seconds: int) -> None:
    session = client.session
    for name, by in seconds.items():
        session[name] -= by
    session.save()


def test_a_quarter_of_an_hour_without_a_page_ends_the_session(sign_in, teacher):
    client = sign_in(teacher)
    assert client.get("/work").status_code == 200
    wind_back(client, **{LAST_SEEN: 15 * 60 + 1})
    answer = client.get("/concerns?page=2")
    assert answer["Location"] == "/account/login/?next=/concerns%3Fpage%3D2"
    assert client.get("/work").status_code == 302


def test_using_it_keeps_the_session_for_twelve_hours_and_no_longer(sign_in, teacher):
    client = sign_in(teacher)
    client.get("/work")
    wind_back(client, **{LAST_SEEN: 14 * 60, SIGNED_IN: 12 * 3600 - 60})
    assert client.post("/still-here").status_code == 204
    assert client.session[LAST_SEEN] > time.time() - 60
    wind_back(client, **{SIGNED_IN: 61})
    assert client.get("/work").status_code == 302


def test_leaving_ends_access_at_the_next_request(sign_in, teacher):
    client = sign_in(teacher)
    assert client.get("/work").status_code == 200
    type(teacher).objects.filter(id=teacher.id).update(is_active=False)
    assert client.get("/work").status_code == 302
    assert client.get("/concerns").status_code == 302


def test_words_typed_after_the_time_ran_out_come_back_after_signing_in(sign_in, teacher):
    client = sign_in(teacher)
    client.get("/work")
    wind_back(client, **{LAST_SEEN: 16 * 60})
    fields = {"observed": "Mason said: “I took Isla upstairs.”", "version": "3", "csrfmiddlewaretoken": "old"}
    answer = client.post("/concern/new", fields)
    assert answer["Location"] == "/account/login/?next=/words"

    client.force_login(teacher)
    text = client.get("/words").content.decode()
    assert "Mason said: “I took Isla upstairs.”" in text
    assert 'action="/concern/new"' in text
    assert 'name="version" value="3"' in text
    assert 'value="old"' not in text


def test_kept_words_are_let_go_once_they_are_sent(sign_in, teacher):
    client = sign_in(teacher)
    client.get("/work")
    wind_back(client, **{LAST_SEEN: 16 * 60})
    client.post("/concern/new", {"observed": "A long look at the floor."})
    client.force_login(teacher)
    client.post("/concern/new", {"observed": "A long look at the floor."})
    assert client.get("/words")["Location"] == "/work"


def test_kept_words_are_shown_to_nobody_else(sign_in, partnership):
    client = sign_in(partnership.teacher)
    sign_in(partnership.doctor)
    client.get("/work")
    wind_back(client, **{LAST_SEEN: 16 * 60})
    client.post("/concern/new", {"observed": "Only for the teacher."})
    client.force_login(partnership.doctor)
    assert client.get("/words")["Location"] == "/work"


def test_words_sent_with_no_session_at_all_come_back_too(sign_in, teacher):
    client = sign_in(teacher)
    del client.cookies["sharewell"]
    answer = client.post("/concern/new", {"observed": "She was not collected again."})
    assert answer["Location"] == "/account/login/?next=/words"
    client.force_login(teacher)
    assert "She was not collected again." in client.get("/words").content.decode()


def test_kept_words_cannot_be_read_in_the_session_table(sign_in, teacher):
    client = sign_in(teacher)
    client.get("/work")
    wind_back(client, **{LAST_SEEN: 16 * 60})
    client.post("/concern/new", {"observed": "Heliotrope curtains."})
    for session in Session.objects.all():
        assert "Heliotrope" not in str(session.get_decoded())


def test_a_password_is_never_kept(sign_in, teacher):
    client = sign_in(teacher)
    client.get("/work")
    wind_back(client, **{LAST_SEEN: 16 * 60})
    client.post("/account/password/", {"oldpassword": "correct horse battery"})
    client.force_login(teacher)
    assert client.get("/words")["Location"] == "/work"


def test_the_page_shows_who_is_signed_in_and_the_ways_out(sign_in, teacher):
    text = unescape(sign_in(teacher).get("/work").content.decode())
    assert teacher.full_name in text
    assert teacher.agency.name in text
    assert "Designated safeguarding lead" in text
    assert 'href="/leave"' in text
    assert "Sign out" in text
