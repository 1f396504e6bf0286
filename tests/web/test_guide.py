"""The guide without a case: no sign-in, no cookie, no database, nothing kept, nothing personal to carry."""
# covers: W10 W12 W16 W21 Y7 Y20

import json
import logging
import re
from datetime import date

import pytest
from django.test import Client

from sharewell.rules.facts import FACTS
from sharewell.web import errors
from sharewell.web.guide import carrying

CALM = {"immediate_danger": "no"}
WORRIED = CALM | {"level_of_concern": "significant_harm", "protected": "child", "recipient_role": "hub_social_worker"}
NEVER = "Mason Tempest"


def asked(**fields):
    page = Client().post("/guide", fields)
    assert page.status_code == 200
    assert "Set-Cookie" not in page
    return page.content.decode()


def carried_in(text):
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', text))


def test_it_needs_no_session_and_no_database_and_is_kept_nowhere():
    # No database is asked for: a query would fail this test.
    page = Client().get("/guide")
    text = page.content.decode()
    assert page.status_code == 200
    assert "Set-Cookie" not in page
    assert page["Cache-Control"] == "no-store"
    assert "default-src 'none'" in page["Content-Security-Policy"]
    assert text.index("tel:999") < text.index("What to do now, and every number") < text.index("<form")


def test_it_answers_while_the_database_is_known_to_be_lost(monkeypatch):
    monkeypatch.setitem(errors._lost, "until", float("inf"))
    assert Client().get("/privacy").status_code == 503
    assert Client().get("/guide").status_code == 200
    assert "What the rules advise" in asked(**WORRIED, do="advice")


def test_it_can_be_sent_from_a_page_that_knows_nobody():
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/guide", CALM | {"do": "next"}).status_code == 200


def test_danger_ends_in_999_at_once():
    text = asked(do="next", asked="immediate_danger", immediate_danger="yes")
    assert "Share now" in text
    assert text.index('class="sharewell-call__number" href="tel:999"') < text.index("The guide’s advice")
    assert "Nothing more can change it" in text


def test_every_question_says_why_it_is_asked_and_takes_i_do_not_know():
    text = asked(do="next", asked="immediate_danger", immediate_danger="no")
    shown = re.findall(r'<input type="hidden" name="asked" value="(\w+)">', text)
    assert 1 < len(shown) <= 5
    for name in shown:
        assert f'name="{name}" type="radio" value="unknown"' in text
    assert text.count("Why this is asked:") == len(shown)


def test_answers_are_carried_in_the_form_and_only_there():
    text = asked(**WORRIED, do="next", asked="recipient_role")
    assert WORRIED.items() <= carried_in(text).items()
    assert 'action="/guide"' in text
    assert "?" not in "".join(re.findall(r'(?:action|href)="([^"]*)"', text))


def test_a_question_left_blank_is_not_known_and_not_asked_again():
    text = asked(**CALM, do="next", asked="level_of_concern")
    assert carried_in(text)["level_of_concern"] == "unknown"
    assert 'name="level_of_concern" type="radio"' not in text


def test_an_answer_can_be_changed():
    text = asked(**WORRIED, change="level_of_concern")
    assert re.search(r'value="significant_harm" checked', text)
    assert "level_of_concern" not in carried_in(text)
    text = asked(**WORRIED | {"level_of_concern": "none"}, do="advice")
    assert "Do not share this with them" in text


def test_back_asks_again_what_the_page_before_asked():
    text = asked(**WORRIED, do="back", asked="recipient_needs_it")
    assert re.search(r'name="recipient_role" type="radio" value="hub_social_worker" checked', text)
    assert carried_in(text)["level_of_concern"] == "significant_harm"
    text = asked(**CALM, do="back", asked="level_of_concern", level_of_concern="none")
    assert "Should I share this?" in text
    assert re.search(r'name="immediate_danger" type="radio" value="no" checked', text)


def test_the_advice_is_shown_at_any_time_and_says_what_it_could_become():
    text = asked(**CALM, do="next", asked="immediate_danger")
    assert "What the rules say so far" in text
    assert "it could still become" in text
    assert "Seek agreement or advice first" in asked(do="advice")


def test_every_sentence_opens_to_rule_source_standing_answer_and_change():
    text = asked(**WORRIED, consent="refused", do="advice")
    sentences = text.count('<details class="govuk-details sharewell-opened">')
    assert sentences > 20
    for label in ("Source:", "Standing:", "What led here:", "What would change it:"):
        assert text.count(f"<strong>{label}</strong>") == sentences, label
    assert text.count('href="/guidance/rules/') == sentences
    assert "What speaks on the other side" in text
    assert "What must not happen" in text
    assert "What to write down" in text
    assert "Unverified: written from memory" in text


def test_a_myth_is_answered_where_an_answer_suggests_it():
    text = asked(**WORRIED, consent="refused", do="next", asked="consent")
    assert "Is this holding you back?" in text
    assert "Consent is not always needed" in text
    later = asked(**WORRIED, consent="refused", identifies_someone="yes", do="next", asked="identifies_someone")
    assert "Is this holding you back?" not in later


def test_it_can_be_printed_and_copied_with_the_day_and_the_version_of_the_rules():
    text = asked(**WORRIED, consent="unknown", do="print")
    assert "<details" not in text
    version = re.search(r"version (\d{4}-\d\d-\d\d\.[0-9a-f]{12})", text)[1]
    plain = re.search(r"<textarea[^>]*readonly[^>]*>(.*?)</textarea>", text, re.DOTALL)[1]
    assert version in plain
    assert FACTS["level_of_concern"].question in plain
    assert "Has the person it is about been asked to agree? Not known" in plain


def test_an_old_decision_is_read_under_the_rules_of_its_day():
    old = asked(**WORRIED, consent="not_sought", do="advice", on="2019-03-04")
    new = asked(**WORRIED, consent="not_sought", do="advice")
    assert "2018 rule 7" in old
    assert "2018 rule" not in new
    assert "2024 rule 7" in new
    assert carried_in(old)["on"] == "2019-03-04"


@pytest.mark.parametrize("day", ["1999-01-01", "2999-01-01", "yesterday", NEVER])
def test_a_day_without_rules_is_refused_beside_the_field(day):
    text = asked(do="next", on=day, asked="immediate_danger")
    assert "There is a problem" in text
    assert 'id="on-error"' in text
    assert NEVER not in text


def test_nothing_that_is_not_in_the_catalogue_is_carried_shown_or_logged(caplog):
    with caplog.at_level(logging.DEBUG):
        for do in ("next", "advice", "print", "back", "more", NEVER):
            fields = WORRIED | {"do": do, "note": NEVER, "consent": NEVER, "change": NEVER, "asked": NEVER, "on": NEVER}
            text = asked(**fields, subject_born_on="2013-10-02")
            assert NEVER not in text
            assert "2013-10-02" not in text
    assert NEVER not in caplog.text


def test_no_page_of_it_has_a_field_to_write_in():
    pages = [Client().get("/guide").content.decode(), asked(**CALM, do="next"), asked(**WORRIED, do="advice")]
    pages += [asked(**WORRIED, do="print"), asked(**WORRIED, change="consent")]
    for text in pages:
        assert set(re.findall(r'<input[^>]*type="(\w+)"', text)) <= {"hidden", "radio", "date"}
        assert not re.search(r"<textarea(?![^>]*readonly)", text)
        assert "http" not in text.replace("http://www.w3.org", "")


def test_the_number_of_the_advised_route_stands_beside_it_or_the_hubs(state_dir):
    points = [("emergency", "999"), ("safeguarding", "01632 960001"), ("early-help", "01632 960002")]
    fixed = {"option": "", "hours": "always", "opening": [], "valid_from": "2018-01-01", "valid_to": None}
    told = [fixed | {"route": route, "who_for": f"for {route}", "phone": phone} for route, phone in points]
    (state_dir / "contact_points.json").write_text(json.dumps({"bank_holidays": [], "points": told}))

    def rung(text):
        return re.search(r"Whom to ring</h3>.*?tel:(\d+)", text, re.DOTALL)[1]

    assert rung(asked(**WORRIED, do="advice")) == "01632960001"
    assert rung(asked(**CALM, level_of_concern="early_help", do="advice")) == "01632960002"
    assert rung(asked(do="advice")) == "01632960001", "a route without a line of its own is served by the hub's"
    assert rung(asked(immediate_danger="yes", do="next")) == "999"


def test_if_the_rules_fail_the_guide_says_so_and_the_numbers_stay(monkeypatch):
    monkeypatch.setattr("sharewell.rules.rendering.to_json", lambda _given: 1 / 0)
    for do in ("next", "advice", "print"):
        text = asked(**WORRIED, do=do)
        assert "You can decide without it" in text
        assert "tel:999" in text


def test_what_is_carried_reads_back_as_it_was():
    form = Client().post("/guide", WORRIED | {"others_at_risk": "unknown", "in_doubt": "yes", "do": "next"})
    first = carried_in(form.content.decode())
    from django.http import QueryDict

    data = QueryDict(mutable=True)
    data.update(first)
    again = carrying.read(data, date(2026, 11, 27))
    assert again.answers == {**WORRIED, "immediate_danger": False, "others_at_risk": "unknown", "in_doubt": True}
    assert again.known["others_at_risk"] is None


def test_the_partnerships_local_notes_stand_beside_the_advice_without_a_database(state_dir):
    before = asked(**WORRIED, do="advice")
    rule = re.search(r"/guidance/rules/([a-z0-9.-]+)", before)[1]
    note = {"about": f"rule:{rule}", "text": "Ask for the duty desk.", "source": "Local protocol"}
    days = {"valid_from": "2018-01-01", "valid_to": None, "checked_on": None}
    (state_dir / "local_notes.json").write_text(json.dumps({"notes": [note | days]}))
    for do in ("advice", "print"):
        text = asked(**WORRIED, do=do)
        assert "Local note, not law.</strong> Ask for the duty desk." in text
    assert "Local note" not in before


def test_a_level_is_asked_for_with_the_name_it_has_here(state_dir):
    note = {"about": "level:early_help", "text": "Family Help", "source": "Local protocol"}
    days = {"valid_from": "2018-01-01", "valid_to": None, "checked_on": None}
    (state_dir / "local_notes.json").write_text(json.dumps({"notes": [note | days]}))
    text = asked(**CALM, change="level_of_concern")
    assert "getting worse (called “Family Help” here)" in text
    assert text.count("Family Help") == 1


def test_a_number_corrected_at_once_is_given_in_the_advice_with_the_one_before_it(state_dir):
    corrected = {"phone": "01632 960777", "option": "", "hours": "always", "opening": []}
    point = {"route": "safeguarding", "who_for": "a social worker", "phone": "01632 960001", "option": "3"}
    point |= {"hours": "always", "opening": [], "area": "all", "valid_from": "2018-01-01", "valid_to": None}
    point["at_once"] = corrected | {"is_confirmed": False, "last_day": None}
    (state_dir / "contact_points.json").write_text(json.dumps({"bank_holidays": [], "points": [point]}))
    text = asked(**WORRIED, do="advice")
    advice = text[text.index("Whom to ring") :]
    assert "01632 960777" in advice
    assert 'tel:01632960001">01632 960001, option 3' in advice
