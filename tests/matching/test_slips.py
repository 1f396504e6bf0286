"""A slip in a birth date or a postcode is the same slip whether lists are linked or one person is looked up."""
# covers: Y4 Y16

import random
from datetime import date, timedelta

import numpy as np
import pytest

from sharewell.matching import coding, slips
from sharewell.matching.comparing import Known, compare
from sharewell.matching.likeness import BORN, PLACE
from sharewell.matching.linking import facts
from sharewell.matching.linking.coded import Vocabularies, code
from sharewell.matching.linking.levels import Comparer
from sharewell.matching.linking.tables import tables
from sharewell.matching.question import wrong_days

TODAY = date(2026, 11, 23)
CHANCE = random.Random(12)
DAY = date(2011, 3, 12)


def in_lists(aspect, levels, ours, theirs):
    """Give the level of each pair as linking compares it."""
    vocabularies = Vocabularies()
    listed = [
        code({"given": ["a"] * len(ours), aspect: column}, vocabularies, today=TODAY) for column in (ours, theirs)
    ]
    look = tables(vocabularies)
    one, other = facts.of(listed[0], look), facts.of(listed[1], look, other_side=True)
    compared = Comparer(look).compare(one.rows, other.rows)["born" if aspect == "born" else "place"]
    return [levels[place] for place in compared.tolist()]


def alone(aspect, ours, theirs):
    known = "born_on" if aspect == "birth" else "postcode"
    return [
        next(one.level for one in compare(Known(**{known: a}), Known(**{known: b})) if one.aspect == aspect)
        for a, b in zip(ours, theirs, strict=True)
    ]


def test_birth_dates_are_compared_alike_in_lists_and_alone():
    days = [date(1990, 1, 1) + timedelta(days=CHANCE.randrange(13_400)) for _ in range(60)]
    near = [(one, coding.date_of(other)) for one in days for other in slips.of_day(one)]
    near += [(CHANCE.choice(days), CHANCE.choice(days)) for _ in range(300)]
    ours, theirs = zip(*((one, other) for one, other in near if other <= TODAY), strict=True)
    written = [[f"{one:%Y-%m-%d}" for one in column] for column in (ours, theirs)]
    assert in_lists("born", BORN, *written) == alone("birth", ours, theirs)
    assert len(ours) > 1000


def test_postcodes_are_compared_alike_in_lists_and_alone():
    ours = [coding.postcode_of(CHANCE.randrange(40) * coding.PER_DISTRICT + CHANCE.randrange(4000)) for _ in range(60)]
    near = [(one, coding.postcode_of(other)) for one in ours for other in sorted(slips.of_place(coding.place(one)))]
    near += [(CHANCE.choice(ours), CHANCE.choice(ours)) for _ in range(300)]
    ours, theirs = zip(*near, strict=True)
    assert in_lists("postcode", PLACE, list(ours), list(theirs)) == alone("postcode", ours, theirs)
    assert "slip" in alone("postcode", ours, theirs)


@pytest.mark.parametrize(
    "other",
    [
        *(date(2011, 3, 13), date(2011, 3, 11), date(2011, 4, 12), date(2011, 2, 12), date(2012, 3, 12)),
        *(date(2001, 3, 12), date(2021, 3, 12), date(2011, 3, 21), date(2011, 3, 22), date(2018, 3, 12)),
        *(date(2011, 8, 12),),
    ],
)
def test_what_a_slip_makes_of_a_day(other):
    assert coding.day(other) in slips.of_day(DAY)


@pytest.mark.parametrize("other", [DAY, date(2012, 4, 12), date(2011, 3, 29), date(2011, 5, 13), date(1998, 3, 12)])
def test_what_no_slip_makes_of_a_day(other):
    assert coding.day(other) not in slips.of_day(DAY)


def test_no_slip_makes_a_day_that_there_is_not():
    for day in (date(2012, 2, 29), date(1901, 1, 1), date(2078, 12, 31)):
        made = [coding.date_of(number) for number in slips.of_day(day)]
        assert all(1900 <= one.year <= 2080 for one in made)


@pytest.mark.parametrize(
    ("born", "other"),
    [(date(2012, 6, 5), date(2021, 6, 5)), (date(2012, 2, 29), None), (date(2011, 1, 1), date(2011, 1, 1))],
)
def test_the_years_last_two_figures_in_each_others_place(born, other):
    days = {coding.date_of(day) for day in wrong_days(Known(given="Tom", family="Bell", born_on=born))}
    assert other in days if other else all(day.year != 2021 for day in days)


@pytest.mark.parametrize("day", [-32767, -32766, 32766, 32767])
def test_no_day_is_asked_for_that_the_store_has_no_number_for(day):
    found = wrong_days(Known(born_on=coding.date_of(day)))
    assert found
    assert all(coding.NO_DAY < one <= 32767 for one in found)


def test_so_few_days_are_asked_for_that_each_can_be_sought():
    asked = [Known(born_on=date(2005, 1, 1) + timedelta(days=step)) for step in range(0, 7000, 37)]
    assert np.mean([len(wrong_days(one)) for one in asked]) < 24
    assert all(wrong_days(one) <= slips.of_day(one.born_on) | {coding.day(one.born_on)} | swapped(one) for one in asked)


def swapped(known):
    born = known.born_on
    return {coding.day(date(born.year, born.day, born.month))} if born.day <= 12 else set()
