"""One order of what happened, each in its agency's words, with the age then; silence and repetition are seen."""
# covers: W2 W4

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharewell.cases import chronology
from sharewell.cases.chronology import Event

BORN = date(2013, 10, 2)


def an_event(happened=None, **more) -> Event:
    fields = {
        "happened_on": happened,
        "happened_text": "",
        "known_on": None,
        "agency": "School",
        "source": "Attendance",
        "kind": "fact",
        "text": "Late.",
        "about": "Mason",
        "born_on": BORN,
    } | more
    return Event(**fields)


def test_what_happened_first_stands_first_whenever_it_was_told():
    old = an_event(date(2026, 1, 5), known_on=date(2026, 11, 20))
    new = an_event(date(2026, 3, 1), known_on=date(2026, 3, 1))
    undated_told, undated = an_event(known_on=date(2026, 2, 1)), an_event()
    assert [line.event for line in chronology.order([undated, new, undated_told, old])] == [
        old,
        undated_told,
        new,
        undated,
    ]


@pytest.mark.parametrize(
    ("happened", "said"),
    [
        (date(2026, 10, 1), "12"),
        (date(2026, 10, 2), "13"),
        (date(2013, 11, 1), "0 months"),
        (date(2013, 11, 2), "1 month"),
        (date(2015, 9, 30), "23 months"),
        (date(2015, 10, 2), "2"),
        (date(2013, 9, 30), "not yet born"),
        (None, ""),
    ],
)
def test_the_childs_age_then_is_said_as_people_say_it(happened, said):
    assert chronology.age_then(an_event(happened)) == said


def test_an_unborn_child_is_not_yet_born_until_the_day_it_is_due():
    unborn = an_event(date(2026, 1, 1), born_on=None, due_on=date(2026, 3, 1))
    assert chronology.age_then(unborn) == "not yet born"
    assert chronology.age_then(an_event(date(2026, 4, 1), born_on=None, due_on=date(2026, 3, 1))) == ""


def test_a_long_silence_and_what_repeats_are_shown():
    days = (date(2026, 1, 1), date(2026, 1, 8), date(2026, 6, 1))
    lines = chronology.order(an_event(day) for day in days)
    assert [line.silence_before for line in lines] == [None, None, 144]
    assert [line.same_before for line in lines] == [0, 1, 2]


def test_agencies_stand_side_by_side_with_worries_and_strengths_apart():
    worry, strength = an_event(), an_event(is_strength=True)
    police = an_event(agency="Police")
    sides = chronology.side_by_side([worry, strength, police])
    assert sides == {
        "School": {"worries": [worry], "strengths": [strength]},
        "Police": {"worries": [police], "strengths": []},
    }


DAYS = st.none() | st.dates(date(2010, 1, 1), date(2027, 1, 1))


@given(st.lists(st.tuples(DAYS, DAYS)))
def test_nothing_is_merged_or_lost_and_the_order_holds(days):
    events = [an_event(happened, known_on=known) for happened, known in days]
    lines = chronology.order(events)
    assert sorted(map(id, events)) == sorted(id(line.event) for line in lines)
    placed = [chronology.place(line.event) for line in lines]
    dated = [day for day in placed if day]
    assert dated == sorted(dated)
    assert placed[: len(dated)] == dated
