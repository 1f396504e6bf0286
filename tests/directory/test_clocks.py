"""The hub's clocks run in working hours, and rest on bank holidays."""
# covers: W2

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharewell.directory.clocks import LONDON, WorkingHours

HOURS = {day: (time(8, 30), time(17, 0)) for day in range(4)} | {4: (time(8, 30), time(16, 30))}
HUB = WorkingHours(HOURS, frozenset({date(2026, 12, 25), date(2026, 12, 28), date(2027, 1, 1)}))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-24T10:00", 4, "2026-11-24T14:00"),
        ("2026-11-24T15:00", 4, "2026-11-25T10:30"),
        ("2026-11-27T16:00", 4, "2026-11-30T12:00"),
        ("2026-11-28T12:00", 4, "2026-11-30T12:30"),
        ("2026-12-24T16:00", 4, "2026-12-29T11:30"),
        ("2026-11-24T07:00", 1, "2026-11-24T09:30"),
    ],
)
def test_hours_are_counted_in_working_time(start, hours, due):
    assert HUB.after_hours(at(start), hours) == at(due)


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-11-24T10:50", "2026-11-25T10:50"),
        ("2026-11-27T16:00", "2026-11-30T16:00"),
        ("2026-11-26T16:55", "2026-11-27T16:30"),
        ("2026-11-27T20:00", "2026-12-01T08:30"),
        ("2026-12-24T09:00", "2026-12-29T09:00"),
    ],
)
def test_t15_the_decision_is_due_one_working_day_later(start, due):
    assert HUB.after_working_days(at(start), 1) == at(due)


def test_t15_a_change_of_the_clocks_neither_adds_nor_takes_working_time():
    before, after = at("2027-03-26T16:00"), at("2027-03-29T09:00")
    assert HUB.working_time_between(before, after) == timedelta(hours=1)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)).map(lambda moment: moment.replace(tzinfo=LONDON)),
    st.floats(0.25, 60),
)
def test_what_is_counted_forward_is_counted_back(start, hours):
    due = HUB.after_hours(start, hours)
    assert abs(HUB.working_time_between(start, due) - timedelta(hours=hours)) < timedelta(seconds=2)


def test_it_is_closed_at_weekends_and_on_bank_holidays():
    assert HUB.is_open(at("2026-11-24T10:00"))
    assert not HUB.is_open(at("2026-11-24T17:00"))
    assert not HUB.is_open(at("2026-11-28T10:00"))
    assert not HUB.is_open(at("2026-12-25T10:00"))
