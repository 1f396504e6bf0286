"""Local notes stand beside the rules they belong to, on their days, and change nothing the rules say."""
# covers: Y18 Y21

import copy
from datetime import date

import pytest

from sharewell.directory.local import notes, published_notes
from sharewell.directory.local.models import LocalNote
from sharewell.rules import advice, facts, rendering

from factories import NOW, a_partnership

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
def partnership():
    return a_partnership()


def a_note(about: str, text: str, **more: object) -> LocalNote:
    fields = {"source": "Local protocol, page 2", "valid_from": date(2026, 1, 1)} | more
    return LocalNote.objects.create(about=about, text=text, **fields)


def some_advice() -> dict:
    known = facts.from_mapping({"immediate_danger": False, "level_of_concern": "early_help"})
    return rendering.to_json(advice.advise(known, on=TODAY))


def test_the_partnerships_notes_come_first_and_another_agencys_not_at_all(partnership):
    a_note("rule:route.early-help", "ours", agency=partnership.school)
    a_note("rule:route.early-help", "everybody's")
    a_note("rule:route.early-help", "the surgery's", agency=partnership.gp)
    found = notes.notes_for(partnership.school.id, ["route.early-help", "speed.soon"], TODAY)
    assert {rule: [note.text for note in said] for rule, said in found.items()} == {
        "route.early-help": ["everybody's", "ours"]
    }
    assert [note.whose for note in found["route.early-help"]] == ["The partnership", partnership.school.name]
    assert [note.text for note in notes.notes_for(None, ["route.early-help"], TODAY)["route.early-help"]] == [
        "everybody's"
    ]


def test_a_note_speaks_on_its_days_only():
    a_note("rule:route.early-help", "old", valid_to=date(2026, 10, 31))
    a_note("rule:route.early-help", "new", valid_from=date(2026, 11, 1))
    for on, said in ((date(2025, 12, 31), []), (date(2026, 10, 31), ["old"]), (date(2026, 11, 1), ["new"])):
        found = notes.notes_for(None, ["route.early-help"], on)
        assert [note.text for note in found.get("route.early-help", [])] == said


def test_names_of_levels_and_notes_about_a_route_stand_beside_the_rule_that_speaks_of_them(partnership):
    a_note("level:early_help", "Family Help")
    a_note("route:early-help", "The coordinators sit in the library on Tuesdays.")
    given = some_advice()
    before = copy.deepcopy(given)
    found = notes.notes_beside(given, partnership.school.id, TODAY)
    assert given == before
    said = {rule: [note.text for note in beside] for rule, beside in found.items()}
    assert said == {
        given["reason"]["rule"]: ["Here this level is called “Family Help”."],
        given["route"]["rule"]: ["The coordinators sit in the library on Tuesdays."],
    }
    assert notes.level_names(partnership.school.id, TODAY) == {"early_help": "Family Help"}


def test_an_agencys_own_name_for_a_level_goes_before_the_partnerships(partnership):
    a_note("level:early_help", "Our Family Help", agency=partnership.school)
    a_note("level:early_help", "Family Help")
    assert notes.level_names(partnership.school.id, TODAY) == {"early_help": "Our Family Help"}
    assert notes.level_names(partnership.gp.id, TODAY) == {"early_help": "Family Help"}


@pytest.mark.parametrize("nothing", [None, {}, {"unassisted": True, "sections": {}, "titles": {}}])
def test_where_the_guide_is_not_working_there_are_no_notes(nothing):
    assert notes.notes_beside(nothing, None, TODAY) == {}
    assert published_notes.notes_beside(nothing, TODAY) == {}


def test_the_partnerships_notes_are_in_a_file_for_pages_without_a_database(partnership, tmp_path, settings):
    settings.STATE_DIR = tmp_path
    given = some_advice()
    assert published_notes.notes_beside(given, TODAY) == {}  # no file yet
    a_note("level:early_help", "Family Help")
    a_note("rule:" + given["timing"]["rule"], "Ring before four.", checked_on=date(2026, 9, 1))
    a_note("rule:" + given["timing"]["rule"], "old", valid_to=date(2026, 10, 31))
    a_note("rule:" + given["timing"]["rule"], "ours", agency=partnership.school)
    file = published_notes.publish(NOW)
    for on in (TODAY, date(2026, 10, 31)):
        assert published_notes.notes_beside(given, on) == notes.notes_beside(given, None, on)
    assert "ours" not in file.read_text()
    for broken in ("", "[]", '{"notes": [{}]}', '{"notes": [{"valid_from": 5}]}'):
        file.write_text(broken)
        assert published_notes.notes_beside(given, TODAY) == {}


def test_names_of_levels_are_the_same_from_the_file(tmp_path, settings):
    settings.STATE_DIR = tmp_path
    assert published_notes.level_names(TODAY) == {}
    a_note("level:early_help", "Family Help", valid_from=date(2026, 3, 1))
    a_note("level:early_help", "Early Help", valid_to=date(2026, 2, 28), valid_from=date(2020, 1, 1))
    published_notes.publish(NOW)
    assert published_notes.level_names(TODAY) == notes.level_names(None, TODAY) == {"early_help": "Family Help"}
    assert published_notes.level_names(date(2025, 1, 1)) == {"early_help": "Early Help"}
