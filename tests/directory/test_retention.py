"""Every record has a day on which a person looks whether it is still needed; no day deletes anything."""
# covers: W7

from datetime import date

import pytest

from sharewell.base import rows
from sharewell.directory import retention
from sharewell.directory.models import RetentionPeriod

from factories import a_partnership, acting

pytestmark = pytest.mark.django_db
MADE = date(2026, 11, 24)


@pytest.fixture
def partnership():
    return a_partnership()


def a_period(agency, years, counted_from="made", record_class="enquiry"):
    return RetentionPeriod.objects.create(
        agency=agency, record_class=record_class, years=years, counted_from=counted_from, valid_from=date(2018, 1, 1)
    )


def test_t18_what_has_no_period_is_looked_at_after_a_year_and_never_kept_for_ever(partnership):
    assert retention.review_on(partnership.hub.id, "enquiry", made_on=MADE) == date(2027, 11, 24)


def test_t18_an_agencys_own_period_goes_before_the_partnerships(partnership):
    a_period(None, 6)
    assert retention.review_on(partnership.hub.id, "enquiry", made_on=MADE) == date(2032, 11, 24)
    a_period(partnership.hub, 25)
    assert retention.review_on(partnership.hub.id, "enquiry", made_on=MADE) == date(2051, 11, 24)
    assert retention.review_on(partnership.gp.id, "enquiry", made_on=MADE) == date(2032, 11, 24)


def test_t18_a_period_counted_from_birth_without_a_birth_is_looked_at_earlier_and_not_lost(partnership):
    a_period(partnership.hub, 25, counted_from="birth")
    known = retention.review_on(partnership.hub.id, "enquiry", made_on=MADE, born_on=date(2013, 10, 2))
    assert known == date(2038, 10, 2)
    assert retention.review_on(partnership.hub.id, "enquiry", made_on=MADE) == date(2051, 11, 24)


def test_t18_somebody_long_grown_up_is_still_looked_at_and_not_gone_at_once(partnership):
    a_period(partnership.hub, 25, counted_from="birth")
    due = retention.review_on(partnership.hub.id, "enquiry", made_on=MADE, born_on=date(1960, 1, 1))
    assert due == date(2027, 11, 24)


def test_t18_a_leap_day_has_a_day_to_be_looked_at(partnership):
    with rows.acting_for(acting(partnership.social_worker)):
        assert retention.review_on(partnership.hub.id, "x", made_on=date(2028, 2, 29)) == date(2029, 3, 1)
