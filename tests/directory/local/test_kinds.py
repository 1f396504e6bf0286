"""What people type into a local value is read as they mean it, or refused beside the field."""
# covers: Y18 W7

import re
from pathlib import Path

import pytest

from sharewell.cases.ratings import COLOURS
from sharewell.directory.local.kinds import KINDS
from sharewell.directory.local.kinds.kind import NotUsable
from sharewell.rules.timescales import KEYS

SOURCE = Path(__file__).parents[3] / "src" / "sharewell"

WEEK = {str(day): ["08:30", "17:00"] for day in range(4)} | {"4": ["08:30", "16:30"]}


@pytest.mark.parametrize(
    ("key", "typed", "amount"),
    [
        ("rating.red.hours", " 4 ", 4),
        ("rating.amber.hours", "8.5", 8.5),
        ("rating.blue.hours", "None", "none"),
        ("decision.working_days", "1", 1),
        ("request.chase.share", "50%, 100%", [0.5, 1.0]),
        ("request.chase.share", "100 and 50", [0.5, 1.0]),
        ("working.hours", "mon-thu 08:30-17:00; FRI 08:30-16:30", WEEK),
        ("watch.longest.days", "90", 90),
        ("involvement.sensitive", "Refuge,  eating   disorders ", ["refuge", "eating disorders"]),
    ],
)
def test_a_clock_is_read_as_it_is_meant_and_typed_again_as_it_was(key, typed, amount):
    clock = KINDS["clock"]
    value = clock.read(key, {"amount": typed})
    assert value == {"amount": amount}
    assert clock.read(key, clock.typed(key, value)) == value
    assert clock.said(key, value)


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("rating.red.hours", "none"),
        ("rating.red.hours", "0"),
        ("rating.red.hours", "nan"),
        ("rating.red.hours", "inf"),
        ("rating.red.hours", "9999"),
        ("decision.working_days", "1.5"),
        ("decision.working_days", "0"),
        ("request.chase.share", "50, soon"),
        ("request.chase.share", "nan"),
        ("watch.longest.days", "0"),
        ("watch.longest.days", "for ever"),
        ("involvement.sensitive", " , "),
        ("involvement.sensitive", "gp"),
        ("working.hours", "mornings"),
        ("working.hours", "Mon 17:00-08:30"),
        ("working.hours", "Mon 08:99-09:00"),
        ("working.hours", ""),
    ],
)
def test_a_clock_that_makes_no_sense_is_refused_beside_the_field(key, typed):
    with pytest.raises(NotUsable) as refused:
        KINDS["clock"].read(key, {"amount": typed})
    assert set(refused.value.fields) == {"amount"}


NUMBER = {
    "route": "advice",
    "area": "all",
    "who_for": "advice",
    "phone": "01632 960730",
    "option": "",
    "hours": "always",
}


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({"phone": "ring us"}, "phone"),
        ({"phone": ""}, "phone"),
        ({"phone": "999"}, "phone"),
        ({"route": "emergency"}, "route"),
        ({"who_for": " "}, "who_for"),
        ({"hours": ""}, "hours"),
        ({"hours": "Mon-Fri 08:99-17:00"}, "hours"),
        ({"hours": "Mon-Fri 17:00-08:30"}, "hours"),
    ],
)
def test_a_number_that_nobody_could_ring_is_refused(more, wrong):
    with pytest.raises(NotUsable) as refused:
        KINDS["number"].read("CP12", NUMBER | more)
    assert set(refused.value.fields) == {wrong}


def test_a_number_is_kept_as_it_is_dialled():
    assert KINDS["number"].read("CP12", NUMBER | {"phone": " 01632  960730 ", "option": "2"}) == NUMBER | {
        "option": "2"
    }


@pytest.mark.parametrize(
    ("kind", "key", "typed", "wrong"),
    [
        ("period", "contact", {"years": "0", "counted_from": "made"}, "years"),
        ("period", "contact", {"years": "for ever", "counted_from": "made"}, "years"),
        ("period", "contact", {"years": "3", "counted_from": "whenever"}, "counted_from"),
        ("period", "gossip", {"years": "3", "counted_from": "made"}, "key"),
        ("note", "rule:no.such.rule", {"text": "x"}, "key"),
        ("note", "rule:speed.today", {"text": ""}, "text"),
        ("note", "rule:speed.today", {"text": "x" * 601}, "text"),
        ("name", "level:early_help", {"text": " "}, "text"),
        ("name", "level:panic", {"text": "x"}, "key"),
    ],
)
def test_what_cannot_be_used_is_refused_beside_its_field(kind, key, typed, wrong):
    with pytest.raises(NotUsable) as refused:
        KINDS[kind].read(key, typed)
    assert set(refused.value.fields) == {wrong}


def test_a_national_rule_is_no_kind_of_local_value():
    assert set(KINDS) == {"number", "clock", "period", "name", "note"}
    about = KINDS["note"].keys()
    assert all(key.startswith(("rule:", "route:")) for key in about)


def test_every_value_that_the_code_asks_an_agency_for_can_be_changed_on_the_pages():
    asked = {
        key
        for path in SOURCE.rglob("*.py")
        for key in re.findall(r'arrangements\.value\([^"]*f?"([a-z_.{}]+)"', path.read_text(encoding="utf-8"))
    }
    assert "decision.working_days" in asked
    assert {key for key in asked if "{" not in key} <= set(KEYS)
    assert {f"rating.{colour}.hours" for colour in COLOURS} <= set(KEYS)
