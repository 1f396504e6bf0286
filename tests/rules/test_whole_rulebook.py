"""The rulebook as plain data: whole, the same for everybody on one version, and what changed between two."""
# covers: Y21

from datetime import date

from sharewell.rules import rulebook, rulebook_changes
from sharewell.rules.packs import ALL_RULES, pack_on

DAY = date(2026, 11, 24)


def rules_of(book):
    return [rule for part in book["parts"] for rule in part["rules"]]


def test_every_rule_stands_in_it_once_with_its_source_dates_standing_and_verification():
    rules = rules_of(rulebook.book_on(DAY))
    assert sorted(rule["id"] for rule in rules) == sorted(rule.id for rule in ALL_RULES)
    for rule in rules:
        for field in (
            "statement",
            "condition",
            "document",
            "dated",
            "address",
            "verified_said",
            "since",
            "status_said",
        ):
            assert rule[field], (rule["id"], field)


def test_what_is_in_use_and_what_is_only_shown_is_what_the_pack_says():
    pack = pack_on(DAY)
    places = {rule["id"]: rule["place"] for rule in rules_of(rulebook.book_on(DAY))}
    assert {name for name, place in places.items() if place == rulebook.IN_USE} == {rule.id for rule in pack.in_force}
    assert {name for name, place in places.items() if place == rulebook.SHOWN} == {rule.id for rule in pack.shown_only}
    assert all(places[rule.id] == rulebook.ENDED for rule in ALL_RULES if rule.until and rule.until < pack.since)


def test_two_days_of_one_version_have_the_same_text_and_another_version_has_another():
    texts = [rulebook.canonical(rulebook.book_on(day)) for day in (DAY, date(2026, 11, 30), date(2018, 9, 1))]
    assert texts[0] == texts[1]
    assert len({rulebook.content_hash(text) for text in texts}) == 2
    assert rulebook.content_hash("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_what_changed_is_told_by_rule_and_by_word():
    older, newer = rulebook.book_on(DAY), rulebook.book_on(DAY)
    assert not rulebook_changes.between(older, newer).any
    changed = newer["parts"][0]["rules"][0]
    before = changed["statement"]
    changed["statement"] = "Said otherwise."
    removed = newer["parts"][0]["rules"].pop(1)
    newer["parts"][1]["rules"].append(removed | {"id": "new.rule"})
    found = rulebook_changes.between(older, newer)
    assert [rule["id"] for rule in found.added] == ["new.rule"]
    assert [rule["id"] for rule in found.removed] == [removed["id"]]
    ((rule,),) = (found.changed,)
    assert [(field.title, field.before, field.after) for field in rule.fields] == [
        ("What it says", before, "Said otherwise.")
    ]


def test_a_version_kept_by_an_older_program_can_still_be_compared():
    older = rulebook.book_on(DAY)
    for rule in rules_of(older):
        del rule["jurisdiction"]
    found = rulebook_changes.between(older, rulebook.book_on(DAY))
    assert {field.title for rule in found.changed for field in rule.fields} == {"Where it holds"}
