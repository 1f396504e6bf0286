"""The guide beside a request and beside a concern: what is known is filled in and said to be, and can be corrected."""
# covers: W12 W13 W16 W21 W22 Y10

import html
import re
from datetime import date

import pytest

from sharewell.base import rows
from sharewell.directory.local.models import LocalNote
from sharewell.rules.facts import FACTS
from sharewell.sharing import fact_finding, known_facts, requests
from sharewell.sharing.models import FactFinding, InformationRequest

from factories import a_partnership, acting
from sharing_factories import a_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership():
    return a_partnership()


@pytest.fixture
def doctor(partnership, sign_in):
    return sign_in(partnership.doctor)


TWO = [
    requests.Subject("Mason", "Tempest", "child", born_on=date(2013, 10, 2)),
    requests.Subject("Leanne", "Tempest", "household"),
]


def read(client, path, status=200):
    page = client.get(path)
    assert page.status_code == status
    return html.unescape(page.content.decode())


def asked_in(text):
    return list(dict.fromkeys(re.findall(r'name="(\w+)" type="radio"', text)))


def kept(partnership):
    """Give the advice kept so far, as the surgery sees it."""
    with rows.acting_for(acting(partnership.doctor)):
        return [finding.advice for finding in FactFinding.objects.all()]


def row(text, name):
    """Give the row of the answers in which a fact stands."""
    rows_ = re.findall(r'<div class="govuk-summary-list__row">.*?</div>', text, re.DOTALL)
    return next(one for one in rows_ if f'value="{name}"' in one)


def test_what_the_case_knows_is_filled_in_and_said_to_be_and_not_asked(doctor, partnership):
    text = read(doctor, f"/requests/{a_request(partnership)}/guide")
    assert "Someone is suffering" in row(text, "level_of_concern")
    assert "From the request" in row(text, "level_of_concern")
    assert "From the entry of your organisation" in row(text, "sender_body")
    assert "Because it goes through Sharewell" in row(text, "channel_secure")
    assert "level_of_concern" not in asked_in(text)
    assert asked_in(text)[0] == "immediate_danger"
    assert re.search(
        r"how serious is the worry\? <strong>Someone is suffering[^<]*</strong> \(from the request\)", text
    )


def test_every_fact_a_case_can_know_says_where_it_comes_from(partnership):
    ref = a_request(partnership)
    with rows.acting_for(acting(partnership.doctor)) as actor:
        found = InformationRequest.objects.get(id=ref)
        known = fact_finding.known_from_request(actor, found)
    assert known.keys() <= known_facts.ORIGINS.keys()
    assert known_facts.ORIGINS.keys() <= known_facts.ORIGINS_OF_A_DRAFT.keys() <= FACTS.keys()


def test_what_was_filled_in_can_be_corrected_and_the_practitioners_answer_stands(doctor, partnership):
    path = f"/requests/{a_request(partnership)}/guide"
    text = html.unescape(doctor.post(path, {"change": "level_of_concern"}).content.decode())
    assert asked_in(text) == ["level_of_concern"]
    assert re.search(r'value="significant_harm" checked', text)
    assert doctor.post(path, {"level_of_concern": "early_help", "version": 0}).status_code == 302
    text = read(doctor, path)
    assert "The family is struggling" in row(text, "level_of_concern")
    assert "From the request" not in row(text, "level_of_concern")
    assert "(from the request)" not in re.search(r"how serious is the worry\? <strong>[^<]*</strong>[^<]*", text)[0]


def test_a_date_of_birth_is_corrected_by_the_age_and_never_asked(doctor, partnership):
    text = doctor.post(f"/requests/{a_request(partnership)}/guide", {"change": "subject_born_on"}).content.decode()
    assert asked_in(text) == ["subject_age"]


def test_showing_a_question_again_saves_nothing(doctor, partnership):
    doctor.post(f"/requests/{a_request(partnership)}/guide", {"change": "level_of_concern", "consent": "given"})
    assert kept(partnership) == []
    doctor.post(f"/requests/{a_request(partnership)}/guide", {"consent": "given"})
    assert len(kept(partnership)) == 1


def test_i_do_not_know_is_kept_shown_and_not_asked_again(doctor, partnership):
    path = f"/requests/{a_request(partnership)}/guide"
    doctor.post(path, {"immediate_danger": "unknown", "version": 0})
    text = read(doctor, path)
    assert "Not known" in row(text, "immediate_danger")
    assert "immediate_danger" not in asked_in(text)


def test_a_myth_is_answered_where_an_answer_suggests_it(doctor, partnership):
    path = f"/requests/{a_request(partnership)}/guide"
    assert "Is this holding you back?" not in read(doctor, path)
    doctor.post(path, {"immediate_danger": "no", "consent": "refused", "version": 0})
    text = read(doctor, path)
    assert text.index("Is this holding you back?") < text.index("Save and ask on")
    assert "Consent is not always needed" in text


def test_each_person_of_a_request_is_a_question_of_their_own(doctor, partnership):
    ref = a_request(partnership, subjects=TWO)
    path = f"/requests/{ref}/guide"
    text = read(doctor, path)
    assert "This page is about <strong>Mason Tempest</strong>" in text
    mother = re.search(rf"/requests/{ref}/guide/[0-9a-f-]+", text)[0]
    doctor.post(path, {"consent": "refused", "version": 0})
    doctor.post(mother, {"consent": "given", "others_at_risk": "yes", "version": 1})
    assert "Asked, and refused" in row(read(doctor, path), "consent")
    assert "Asked, and agreed" in row(read(doctor, mother), "consent")
    assert "Yes" in row(read(doctor, path), "others_at_risk"), "what is about the worry holds for both"
    assert doctor.get(f"{path}/{ref}").status_code == 404


def test_a_local_note_stands_beside_its_rule_and_is_kept_with_no_advice(doctor, partnership):
    LocalNote.objects.create(
        about="rule:speed.today", text="Here within two hours.", source="Protocol", valid_from=date(2020, 1, 1)
    )
    path = f"/requests/{a_request(partnership)}/guide"
    doctor.post(path, {"immediate_danger": "no", "version": 0})
    assert "Local note, not law.</strong> Here within two hours." in read(doctor, path)
    (advice,) = kept(partnership)
    assert advice["timing"]["rule"] == "speed.today"
    assert "two hours" not in str(advice)


def test_if_the_rules_fail_one_can_decide_all_the_same(doctor, partnership, monkeypatch):
    monkeypatch.setattr("sharewell.rules.advice.advise", lambda *_args, **_kwargs: 1 / 0)
    ref = a_request(partnership)
    text = read(doctor, f"/requests/{ref}/guide")
    assert "You can decide without it" in text
    assert f"/requests/{ref}/decide" in text


def test_beside_a_concern_what_was_written_is_known_and_can_be_corrected(partnership, sign_in):
    from uuid import uuid4

    from sharewell.cases import drafts

    from factories import NOW

    with rows.acting_for(acting(partnership.teacher)) as actor:
        draft = drafts.start(actor=actor, draft_id=uuid4(), at=NOW)
        drafts.save(actor=actor, draft_id=draft.id, step="danger", answers={"danger": "no"}, version=0, at=NOW)
    teacher, path = sign_in(partnership.teacher), f"/concern/{draft.id}/guide"
    text = read(teacher, path)
    assert "From what you wrote" in row(text, "immediate_danger")
    text = teacher.post(path, {"change": "immediate_danger"}).content.decode()
    assert asked_in(text) == ["immediate_danger"]
    assert text.index('type="radio"') < text.index("The guide’s advice")
    teacher.post(path, {"immediate_danger": "yes"})
    assert "Share now" in read(teacher, path)
