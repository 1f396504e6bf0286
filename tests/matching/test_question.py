"""What the store is asked fits what the store can be asked, whatever day somebody was born or is due."""
# covers: Y16

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sharewell.matching import coding
from sharewell.matching.comparing import Known
from sharewell.matching.question import EVERY_DAY, of

ACCURACY = st.sampled_from(("AAA", "UAA", "UUA", "UUE", "EEE"))


@given(st.dates(date(1800, 1, 1), date(2200, 1, 1)), ACCURACY, st.booleans())
def test_every_day_fits_two_bytes(day, accuracy, is_due):
    """A birth of 1901 used to be an error: a year before it there is no number for a day."""
    when = {"due_on": day} if is_due else {"born_on": day, "birth_accuracy": accuracy}
    question = of(Known(given="Ada", family="Bell", **when))
    days = [question.from_day, question.to_day, *question.days]
    days += [one for one in (question.day, question.swapped) if one is not None]
    assert all(EVERY_DAY[0] <= one <= EVERY_DAY[1] for one in days)
    assert question.from_day < question.to_day


def test_a_birth_too_long_ago_to_be_filed_is_looked_for_by_name():
    asked = of(Known(given="Ada", family="Bell", born_on=date(1890, 5, 1)))
    assert (asked.day, asked.days, asked.from_day, asked.to_day) == (None, [coding.NO_DAY], *EVERY_DAY)


def test_records_of_which_no_birth_day_is_known_are_asked_for_too():
    """They could not be found by names, with a birth date or without."""
    exact, guessed, none = (
        of(Known(given="Ada", family="Bell", **known))
        for known in ({"born_on": date(2014, 5, 1)}, {"born_on": date(2014, 1, 1), "birth_accuracy": "UUA"}, {})
    )
    assert coding.NO_DAY in exact.days
    assert coding.NO_DAY in guessed.days
    assert none.from_day == coding.NO_DAY
