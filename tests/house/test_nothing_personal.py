"""Nothing personal stands in addresses, titles, e-mails, job arguments or logs."""
# covers: W14

import logging
import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import connection
from django.test import RequestFactory
from django.urls import URLPattern, get_resolver

from sharewell.base import rows
from sharewell.notices import kinds, post
from sharewell.web import errors

from factories import NOW, a_partnership, acting

TEMPLATES = Path(__file__).parents[2] / "src/sharewell/web/templates"
TITLE = re.compile(r"{%\s*block title\s*%}(.*?){%\s*endblock", re.DOTALL)
# What a title may show besides its own words: that there is an error, and fixed sentences.
ALLOWED = re.compile(r"{{\s*(?:\"Error: \" if [\w. ]+|refusal\.title|title|clash\.title|step\.title)\s*}}")
CONVERTERS = {"uuid", "int"}


@pytest.mark.parametrize("template", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_a_pages_title_holds_fixed_words_only(template):
    for title in TITLE.findall(template.read_text(encoding="utf-8")):
        assert "{{" not in ALLOWED.sub("", title), title


def test_an_address_holds_random_references_and_page_numbers_only():
    patterns = [pattern for pattern in get_resolver().url_patterns if isinstance(pattern, URLPattern)]
    used = {found for pattern in patterns for found in re.findall(r"<(\w+):", str(pattern.pattern))}
    assert used <= CONVERTERS
    assert not [pattern for pattern in patterns if re.search(r"\(\?P<|<\w+>", str(pattern.pattern))]


@pytest.mark.django_db
def test_a_jobs_argument_is_a_random_reference():
    partnership = a_partnership()
    with rows.acting_for(acting(partnership.teacher)) as actor:
        post.tell(actor=actor, agency_id=partnership.hub.id, kind="contact_arrived", about=uuid4(), at=NOW)
    with connection.cursor() as cursor:
        cursor.execute("SELECT args::text FROM procrastinate_jobs")
        arguments = [row[0] for row in cursor.fetchall()]
    assert arguments
    assert all(re.fullmatch(r'\{("about": "[0-9a-f-]{36}")?\}', one) for one in arguments)


def test_the_one_e_mail_there_is_says_only_to_sign_in():
    text = kinds.MAIL_SUBJECT + kinds.MAIL_TEXT
    assert "sign in" in text.casefold()
    assert set(re.findall(r"{(\w+)}", text)) == {"address"}


def test_a_notice_names_nobody():
    for said in kinds.KINDS.values():
        assert "{" not in said


def test_a_database_fault_is_logged_without_what_was_typed(caplog):
    from django.db import OperationalError

    with caplog.at_level(logging.DEBUG):
        answer = errors.DatabaseDown(lambda _: None).process_exception(
            RequestFactory().get("/work"), OperationalError("Mason Tempest")
        )
    assert answer is not None
    assert answer.status_code == 503
    assert "999" in answer.content.decode()
    assert "Mason" not in caplog.text
    assert "Mason" not in answer.content.decode()
