"""The pages on which a concern is written: nothing typed is lost, doubts are said and never stop anybody."""
# covers: Y17 Y20 W5 W6

import re
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.test import Client

from sharewell.base import rows
from sharewell.cases.models import Contact, ContactDraft, ContactPerson
from sharewell.sharing import raising
from sharewell.sharing.models import Decision

from factories import a_partnership, acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership():
    return a_partnership()


@pytest.fixture
def teacher(sign_in, partnership) -> Client:
    return sign_in(partnership.teacher)


@pytest.fixture
def seen(partnership) -> Callable[[Callable[[], object]], object]:
    """Ask as the teacher's agency, which sees its own rows and no others."""

    def ask(question: Callable[[], object]) -> object:
        with rows.acting_for(acting(partnership.teacher)):
            return question()

    return ask


@pytest.fixture
def draft(teacher) -> str:
    page = teacher.get("/concern/new").content.decode()
    made = re.search(r'name="draft" value="([0-9a-f-]{36})"', page)[1]
    teacher.post("/concern/new", {"draft": made, "danger": "no"})
    return made


def person(teacher: Client, draft: str, **typed: str):
    return teacher.post(f"/concern/{draft}/people/1", {"version": 99, "kind": "child", "given": "Mason"} | typed)


def words(answer) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"birth": "yesterdayish"}, "“yesterdayish” was not understood as a date."),
        ({"nhs_number": "999 100 2228"}, "The last digit does not fit"),
        ({"postcode": "ZZZZ"}, "It is not written like a postcode."),
        ({"postcode": "YO10 4A8"}, "Is it YO10 4AB?"),
    ],
)
def test_what_cannot_be_read_is_said_beside_its_field_saved_and_stops_nobody(teacher, draft, typed, said):
    answer = person(teacher, draft, **typed)
    assert answer.status_code == 200
    assert said in words(answer)
    assert "It is saved as you wrote it." in words(answer)
    (value,) = typed.values()
    assert value in teacher.get(f"/concern/{draft}/check").content.decode() or "nhs_number" in typed
    assert person(teacher, draft, **typed).status_code == 302, "the same text a second time goes on"


def test_what_can_be_read_goes_straight_on(teacher, draft):
    answer = person(teacher, draft, birth="Sept 2012", nhs_number="999 100 2227", postcode="yo10 4ab")
    assert answer.status_code == 302


def test_a_postcode_that_cannot_be_read_reaches_the_hub_as_it_was_written(teacher, draft, seen):
    for _ in range(2):
        person(teacher, draft, postcode="YO10 4A8")
    teacher.post(f"/concern/{draft}/check", {"reasons": ""})
    assert seen(lambda: ContactPerson.objects.get().postcode) == "YO10 4A8"


def test_no_reason_is_put_into_anybodys_mouth(teacher, draft, seen):
    person(teacher, draft)
    answer = teacher.post(f"/concern/{draft}/check", {"reasons": "  "})
    assert answer.status_code == 302
    assert seen(lambda: Decision.objects.get().reasons) == "No reasons were written down; the concern itself says why."


def test_every_page_leads_back_to_the_one_before_and_says_how_many_there_are(teacher, draft):
    first = teacher.get(f"/concern/{draft}/seen").content.decode()
    assert f'href="/concern/{draft}/people"' in first
    assert "Page 1 of 7" in first
    third = teacher.get(f"/concern/{draft}/strengths").content.decode()
    assert f'class="govuk-back-link" href="/concern/{draft}/words"' in re.sub(
        r'href="([^"]+)" class="govuk-back-link"', r'class="govuk-back-link" href="\1"', third
    )
    teacher.post(f"/concern/{draft}/route", {"version": 99, "route": "early-help"})
    assert "Page 8 of 8" in teacher.get(f"/concern/{draft}/contact").content.decode()


def test_the_receipt_says_by_when_the_hub_decides(teacher, draft):
    person(teacher, draft)
    answer = teacher.post(f"/concern/{draft}/check", {"reasons": ""}, follow=True)
    assert re.search(r"Somebody in the hub decides by \w+ \d+ \w+ \d{4}, \d\d:\d\d what happens next", words(answer))


def test_a_concern_about_somebody_in_danger_needs_no_word(teacher, seen):
    page = teacher.get("/concern/new").content.decode()
    made = re.search(r'name="draft" value="([0-9a-f-]{36})"', page)[1]
    teacher.post("/concern/new", {"draft": made, "danger": "yes"})
    answer = teacher.post(f"/concern/{made}/check", {})
    assert answer.status_code == 302
    assert seen(lambda: Contact.objects.get().is_danger_now) is True


def test_what_is_typed_and_not_yet_right_is_in_the_draft(teacher, draft, seen):
    person(teacher, draft, birth="the day of the fair")
    saved = seen(lambda: ContactDraft.objects.get(id=draft))
    assert saved.answers["people"]["list"][0]["birth"] == "the day of the fair"


def test_half_past_midnight_in_summer_is_the_new_day(partnership, teacher, draft, seen):
    person(teacher, draft)
    half_past_midnight = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    actor = acting(partnership.teacher)
    seen(lambda: raising.send(actor=actor, draft_id=UUID(draft), reasons="Worried", at=half_past_midnight))
    kept_until = seen(lambda: Decision.objects.get().review_on)
    assert (kept_until.month, kept_until.day) == (7, 1)
