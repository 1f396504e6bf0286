"""Deciding about several people: what the guide advises about each stands beside the others, and is kept."""
# covers: W5 W6 W13

import html
import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from sharewell.base import rows
from sharewell.sharing import known_facts, requests
from sharewell.sharing.models import Decision, InformationRequest

from factories import a_partnership, acting
from sharing_factories import a_request

pytestmark = pytest.mark.django_db
TWO = [
    requests.Subject("Mason", "Tempest", "child", born_on=date(2013, 10, 2)),
    requests.Subject("Leanne", "Tempest", "household"),
]
OWN = {
    "text_own": "Seen for a cut in March.",
    "kind_own": "report",
    "need_own": "q0",
    "outcome": "part",
    "reasons": "It bears on the question.",
    "message": "The rest does not.",
    "test_proportionate": "One sentence.",
    "test_adequate": "It answers the question.",
}


@pytest.fixture
def partnership():
    return a_partnership()


@pytest.fixture
def doctor(partnership, sign_in):
    return sign_in(partnership.doctor)


def ask(partnership, **changed):
    at = timezone.now()
    return a_request(partnership, at=at, due_at=at + timedelta(days=900), **changed)


def words(answer) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


@pytest.fixture
def differing(partnership, doctor):
    """A request about two of whom one agreed and the other refused, where nobody is at risk of harm."""
    ref = ask(partnership, subjects=TWO)
    with rows.acting_for(acting(partnership.doctor)):
        mother = known_facts.subjects_in_order(InformationRequest.objects.get(id=ref))[1].id
    shared = {"level_of_concern": "early_help", "immediate_danger": "no"}
    agreed = {"consent": "given", "consent_explicit": "yes", "consent_free": "yes"}
    doctor.post(f"/requests/{ref}/guide", shared | agreed | {"version": 0})
    doctor.post(f"/requests/{ref}/guide/{mother}", {"consent": "refused", "version": 1})
    return ref, mother


def test_where_the_advice_differs_the_page_says_so_and_leads_to_each_persons_guide(doctor, differing):
    ref, mother = differing
    page = doctor.get(f"/requests/{ref}/decide")
    said = words(page)
    assert "It is not the same for all of them" in said
    assert re.search(r"About Leanne Tempest: Seek agreement or advice first\. They refused", said)
    assert not re.search(r"About Mason Tempest: Seek agreement or advice first", said)
    assert f'href="/requests/{ref}/guide/{mother}"' in page.content.decode()
    assert f'href="/requests/{ref}/guide"' in page.content.decode()


def test_where_it_is_the_same_the_page_says_so_and_about_one_person_nothing_is_said_twice(doctor, partnership):
    said = words(doctor.get(f"/requests/{ask(partnership, subjects=TWO)}/decide"))
    assert "It is the same for all of them, as far as it is known now" in said
    assert "about each person" not in words(doctor.get(f"/requests/{ask(partnership)}/decide"))


def test_the_question_says_about_whom_the_decision_departs_and_the_record_keeps_it(doctor, partnership, differing):
    path = f"/requests/{differing[0]}/decide"
    preview = doctor.post(path, OWN | {"paper": 0})
    asked = re.search(r"The guide advised [^?]*\?", words(preview))[0]
    assert "about Leanne Tempest: Seek agreement or advice first" in asked
    assert "Mason" not in asked
    key = re.search(r'name="key" value="([0-9a-f-]{36})"', preview.content.decode())[1]
    made = doctor.post(path, OWN | {"paper": 1, "key": key, "confirm": "1", "departure": "Her cut bears on it."})
    assert made.status_code == 302
    record = words(doctor.get(made["Location"]))
    assert "About Leanne Tempest: Seek agreement or advice first. The decision goes another way." in record
    assert re.search(r"About Mason Tempest: Share[^.]*\. (?!The decision)", record)
    assert "What the guide advised about each person It was not the same for all of them." in record
    assert "The advice about Leanne Tempest, sentence by sentence" in record
    with rows.acting_for(acting(partnership.doctor)):
        kept = Decision.objects.get().advice
    assert [one["facts"]["consent"] for one in kept["people"]] == ["given", "refused"]
    assert kept["facts"]["consent"] == "given"


def test_a_record_from_before_reads_as_it_did(doctor, partnership, monkeypatch):
    monkeypatch.setattr("sharewell.sharing.each_person.to_keep", lambda *_: [])
    path = f"/requests/{ask(partnership, subjects=TWO)}/decide"
    preview = doctor.post(path, OWN | {"paper": 0})
    key = re.search(r'name="key" value="([0-9a-f-]{36})"', preview.content.decode())[1]
    made = doctor.post(path, OWN | {"paper": 1, "key": key, "confirm": "1", "departure": "It bears on it."})
    record = words(doctor.get(made["Location"]))
    assert "The guide’s advice: " in record
    assert "The advice as it read then" in record
    assert "about each person" not in record


def test_if_the_rules_fail_one_decides_about_everybody_all_the_same(doctor, partnership, monkeypatch):
    ref = ask(partnership, subjects=TWO)
    monkeypatch.setattr("sharewell.rules.advice.advise", lambda *_args, **_kwargs: 1 / 0)
    path = f"/requests/{ref}/decide"
    assert "Unassisted" in words(doctor.get(path))
    preview = doctor.post(path, OWN | {"paper": 0})
    assert "The guide advised" not in words(preview)
    key = re.search(r'name="key" value="([0-9a-f-]{36})"', preview.content.decode())[1]
    made = doctor.post(path, OWN | {"paper": 1, "key": key, "confirm": "1"})
    assert made.status_code == 302
    assert "the guide could not advise" in words(doctor.get(made["Location"]))
