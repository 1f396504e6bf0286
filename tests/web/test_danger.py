"""What to do if someone is in danger: there with no session, no database, and whatever is wrong with its file."""
# covers: Y17 Y18 Y20

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from sharewell.directory import lines
from sharewell.web import danger

OPENING = [{"days": [0, 1, 2, 3], "from": "08:30", "to": "17:00"}]
TUESDAY_MORNING = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
TUESDAY_NIGHT = datetime(2026, 11, 24, 22, 0, tzinfo=UTC)
SUMMER_CLOSING = datetime(2026, 7, 7, 15, 59, tzinfo=UTC)  # 16:59 in London
CHRISTMAS = datetime(2029, 12, 25, 10, 0, tzinfo=UTC)  # a Tuesday


def a_point(route: str, phone: str, **more: object) -> dict[str, object]:
    fixed = {"route": route, "who_for": f"for {route}", "phone": phone, "option": "", "hours": "Mon-Thu 08:30-17:00"}
    return fixed | {"opening": OPENING, "area": "all", "valid_from": "2018-01-01", "valid_to": None} | more


POINTS = [
    a_point("emergency", "999", hours="always", opening=[]),
    a_point("safeguarding", "01632 960001", option="3"),
    a_point("early-help", "01632 960001", option="2"),
    a_point("adult-safeguarding", "01632 960003"),
    a_point("out-of-hours", "01632 960009", hours="when the hub is closed", opening=[]),
    a_point("refuge", "01632 960011", hours="always", opening=[]),
]


@pytest.fixture
def numbers(state_dir: Path) -> Path:
    file = state_dir / "contact_points.json"
    file.write_text(json.dumps({"bank_holidays": ["2029-12-25"], "points": POINTS}))
    return file


def test_the_page_needs_no_session_and_no_database(numbers):
    # No database is asked for: a query would fail this test.
    page = Client().get("/danger")
    text = page.content.decode()
    assert page.status_code == 200
    assert text.index("tel:999") < text.index("tel:01632960001")
    assert "Set-Cookie" not in page
    assert page["Cache-Control"] == "no-store"
    assert "default-src 'none'" in page["Content-Security-Policy"]


def test_the_page_names_every_number_once(numbers):
    text = Client().get("/danger").content.decode()
    for phone in ("01632 960003", "01632 960011"):
        assert text.count(f">{phone}") == 1, phone


@pytest.mark.parametrize("path", ["/danger/early-help", "/danger/adult-safeguarding"])
def test_a_route_of_its_own_comes_first(numbers, path, monkeypatch):
    text = Client().get(path).content.decode()
    body = text[text.index("<main") :]
    first = danger.ROUTES[path.rsplit("/", 1)[1]][0]
    others = [title for title, _ in danger.ROUTES.values() if title != first]
    assert all(body.index(first) < body.index(title) for title in others)


def test_an_unknown_route_is_no_reason_to_show_nothing(numbers):
    assert "tel:999" in Client().get("/danger/nothing/of/the/kind").content.decode()


def test_the_hub_answers_in_its_hours_and_the_duty_team_outside_them(numbers):
    assert lines.right_now("safeguarding", TUESDAY_MORNING).said == "01632 960001, option 3"
    assert lines.right_now("early-help", TUESDAY_MORNING).said == "01632 960001, option 2"
    assert lines.right_now("safeguarding", TUESDAY_NIGHT).phone == "01632 960009"
    assert lines.right_now("adult-safeguarding", TUESDAY_NIGHT).phone == "01632 960009"


def test_a_bank_holiday_is_out_of_hours(numbers):
    assert lines.right_now("safeguarding", CHRISTMAS).phone == "01632 960009"


def test_the_hours_are_londons_in_summer_too(numbers):
    assert lines.right_now("safeguarding", SUMMER_CLOSING).option == "3"
    assert lines.right_now("safeguarding", SUMMER_CLOSING.replace(hour=16, minute=0)).phone == "01632 960009"


def test_a_number_is_shown_from_its_day_and_to_its_day(numbers):
    told = [
        a_point("safeguarding", "old", valid_to="2026-11-23"),
        a_point("safeguarding", "new", valid_from="2026-11-24"),
    ]
    numbers.write_text(json.dumps({"bank_holidays": [], "points": told}))
    assert lines.right_now("safeguarding", TUESDAY_MORNING).phone == "new"
    assert lines.right_now("safeguarding", datetime(2026, 11, 23, 12, tzinfo=UTC)).phone == "old"


def test_the_bar_says_whose_line_it_is_when_it_is_not_the_hubs_own(numbers):
    assert danger.bar("safeguarding", TUESDAY_MORNING).whose == ""
    assert danger.bar("safeguarding", TUESDAY_NIGHT).whose == "For out-of-hours"
    assert danger.bar("early-help", TUESDAY_MORNING).line.option == "2"


@pytest.mark.parametrize(
    "broken", ["", "[]", "{", '{"points": [{}], "bank_holidays": []}', '{"points": 7, "bank_holidays": []}', "null"]
)
def test_a_broken_file_never_hides_999(numbers, broken):
    numbers.write_text(broken)
    page = Client().get("/danger")
    assert page.status_code == 200
    assert "tel:999" in page.content.decode()
    assert Client().get("/leave").status_code == 200


def test_a_missing_file_never_hides_999(state_dir):
    assert "tel:999" in Client().get("/danger").content.decode()


def test_a_change_of_the_file_shows_at_once(numbers):
    assert lines.right_now("refuge", TUESDAY_MORNING).phone == "01632 960011"
    told = json.loads(numbers.read_text())
    told["points"][-1]["phone"] = "01632 960012"
    numbers.write_text(json.dumps(told))
    assert lines.right_now("refuge", TUESDAY_MORNING).phone == "01632 960012"


def test_the_page_for_hiding_shows_nothing_about_anybody(numbers):
    text = Client().get("/leave").content.decode()
    assert "Sharewell" not in text
    assert "danger" not in text
    assert "Tuesday 25 December 2029" in text


def test_hours_that_cannot_be_read_hide_neither_that_number_nor_the_others(state_dir):
    broken = a_point("early-help", "01632 960002", opening=[{"days": [1], "from": "08:99", "to": "17:00"}])
    file = state_dir / "contact_points.json"
    file.write_text(json.dumps({"bank_holidays": [], "points": [*POINTS, broken]}))
    shown = {line.phone: line.is_open for line in lines.lines(TUESDAY_MORNING)}
    assert shown["01632 960002"] is None
    assert shown["01632 960003"] is True


def test_a_number_corrected_at_once_stands_in_the_bar_with_the_one_before_it(state_dir):
    corrected = {"phone": "01632 960777", "option": "", "hours": "always", "opening": [], "is_confirmed": False}
    points = [
        one | {"at_once": corrected | {"last_day": None}} if one["route"] == "safeguarding" else one for one in POINTS
    ]
    (state_dir / "contact_points.json").write_text(json.dumps({"bank_holidays": [], "points": points}))
    text = Client().get("/danger").content.decode()
    bar = text[text.index("<aside") : text.index("</aside>")]
    assert "tel:999" in bar
    assert "tel:01632960777" in bar
    assert 'tel:01632960001">01632 960001, option 3' in bar
