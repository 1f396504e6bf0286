"""The library: open to everybody, without session or database; what it says is what the rulebook says."""
# covers: W10 W17 W18 W21 Y7

import html
import json
import logging
import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from sharewell.rules.instruments import INSTRUMENTS
from sharewell.rules.library.framework import FRAMEWORK
from sharewell.rules.library.traps import TRAPS
from sharewell.rules.packs import ALL_RULES
from sharewell.rules.rule import Part
from sharewell.web import errors, guidance

NAME = "Mason Tempest"
TODAY = timezone.localdate()


def read(path, status=200):
    # No database is asked for: a query would fail this test.
    page = Client().get(path)
    assert page.status_code == status, path
    assert "Set-Cookie" not in page
    assert page["Cache-Control"] == "no-store"
    assert "tel:999" in page.content.decode()
    return html.unescape(page.content.decode())


def looked_for(words):
    page = Client(enforce_csrf_checks=True).post("/guidance", {"words": words})
    assert page.status_code == 200
    assert "Set-Cookie" not in page
    return html.unescape(page.content.decode())


def inside(text):
    return set(re.findall(r'href="(/guidance[^"#]*)', text))


def test_every_link_of_the_library_leads_to_a_page_of_it():
    to_read, seen = {"/guidance"}, set()
    while to_read:
        path = to_read.pop()
        seen.add(path)
        to_read |= inside(read(path)) - seen
    assert {f"/guidance/rules/{rule.id}" for rule in ALL_RULES} <= seen, "every rule can be reached"


def test_it_answers_while_the_database_is_known_to_be_lost(monkeypatch):
    monkeypatch.setitem(errors._lost, "until", float("inf"))
    assert "The seven golden rules" in read("/guidance/golden-rules")
    assert "consent" in looked_for("consent")


def test_the_golden_rules_stand_in_both_forms_and_say_which_is_todays():
    text = read("/guidance/golden-rules")
    for rule in ALL_RULES:
        if rule.part is Part.GOLDEN:
            assert rule.statement in text
    assert text.index("Since 19 April 2024") < text.index("From July 2018 to 18 April 2024")


@pytest.mark.parametrize(("path", "texts"), [
    ("/guidance/traps", [trap.title for trap in TRAPS] + [trap.instead for trap in TRAPS]),
    ("/guidance/myths", [rule.met for rule in ALL_RULES if rule.part is Part.MYTH]),
    ("/guidance/law", [chapter.said for chapter in FRAMEWORK]),
    ("/guidance/changes", [one.name for one in INSTRUMENTS.values()]),
    ("/guidance/five-ws", ["What is information sharing?", "When?", "Where?", "Why?", "By whom?"]),
])  # fmt: skip
def test_a_page_has_all_of_it_each_with_its_source(path, texts):
    shown = read(path)
    assert [text for text in texts if text not in shown] == []
    if path != "/guidance/law":
        checked = ("Read in a copy of the source", "Read in an account of the source", "Unverified")
        assert sum(shown.count(one) for one in checked) >= 5


def test_a_rule_says_where_it_comes_from_and_whether_it_may_be_relied_on():
    text = read("/guidance/rules/duty.s16la")
    rule = next(rule for rule in ALL_RULES if rule.id == "duty.s16la")
    for part in (rule.cited.document, rule.cited.paragraph, rule.cited.dated, rule.cited.address, rule.jurisdiction):
        assert part in text
    old = read("/guidance/rules/golden.2018.1")
    assert "No longer in force" in old
    assert "A decision of today does not rest on it" in old
    assert 'href="/guidance/rules/golden.2024.1"' in old


def test_the_standing_of_a_rule_is_that_of_the_day():
    rule = next(rule for rule in ALL_RULES if rule.id == "golden.2024.1")
    assert guidance._standing(rule, date(2023, 1, 1)) == "Not known of yet on that day"
    assert guidance._standing(rule, date(2025, 1, 1)) == "In force"


def test_an_unverified_source_says_so_before_anything_else():
    rule = next(rule for rule in ALL_RULES if rule.cited.verified == "recalled")
    text = read(f"/guidance/rules/{rule.id}")
    assert text.index("Ask a lawyer before you lean on it") < text.index("Source")


def test_words_are_found_in_any_form_those_in_the_title_first():
    text = looked_for("refusing consent")
    titles = re.findall(r"<strong>[^<]+:</strong> <a[^>]*>([^<]+)</a>", text)
    assert len(titles) > 3
    assert "refus" in titles[0].casefold() or "consent" in titles[0].casefold()
    assert "rules/consent.refusal.harm" in text


def test_too_much_is_cut_and_nothing_is_said():
    assert re.search(r"\d+ more\. Add a word", looked_for("sharing"))
    assert "Nothing was found" in looked_for("zebra")
    assert "Nothing was found" in looked_for("   ")


def test_a_name_that_is_looked_for_is_shown_back_and_stands_in_no_log_or_address(caplog):
    with caplog.at_level(logging.DEBUG):
        text = looked_for(NAME)
    assert NAME in text
    assert NAME not in caplog.text
    assert not [link for link in re.findall(r'(?:href|action)="([^"]*)"', text) if "Mason" in link]
    assert "<script>" not in Client().post("/guidance", {"words": "<script>alert(1)</script>"}).content.decode()


def test_a_page_that_is_not_there_offers_a_search_and_is_not_logged(caplog):
    assert "There is no such page in the library" in read("/guidance/rules/mason-tempest", status=404)
    assert "mason" not in caplog.text.casefold()


def test_only_the_librarys_own_addresses_are_its_own():
    assert Client().get("/guidances").status_code == 404
    assert "in the library" not in Client().get("/guidances").content.decode()


def test_what_is_found_says_whether_it_is_in_force():
    text = looked_for("2018 rule 4 consent")
    assert "No longer in force" in text
    waiting = next(rule for rule in ALL_RULES if not rule.in_force(TODAY) and rule.until is None)
    assert guidance._standing(waiting, TODAY) in looked_for(waiting.statement[:100].rsplit(" ", 1)[0])


def test_the_partnerships_note_stands_beside_its_rule_and_a_broken_file_hides_nothing(state_dir):
    note = {
        "about": "rule:duty.s47",
        "text": "Here within two hours.",
        "source": "Protocol",
        "valid_from": "2020-01-01",
    }
    file = state_dir / "local_notes.json"
    file.write_text(json.dumps({"notes": [note | {"valid_to": None, "checked_on": None}]}))
    assert "Local note, not law.</strong> Here within two hours." in read("/guidance/rules/duty.s47")
    assert "Local note" not in read("/guidance/rules/duty.order")
    file.write_text("{")
    assert "It holds when" in read("/guidance/rules/duty.s47")
