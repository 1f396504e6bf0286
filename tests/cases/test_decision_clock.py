"""A decision's clock is the one that stood on the day the concern was received, whatever was approved since."""
# covers: W2 Y18

from datetime import date, datetime, timedelta

import pytest

from sharewell.cases.decision_clock import DecisionClock
from sharewell.directory import arrangements, calendars
from sharewell.directory.models import Arrangement

from factories import NOW, WEEK, an_agency, arranged

pytestmark = pytest.mark.django_db


def test_a_change_moves_no_clock_that_is_running():
    hub = an_agency("local-authority", hub_route="safeguarding")
    arranged(hub)
    Arrangement.objects.filter(agency=hub, key="decision.working_days").update(valid_to=date(2026, 11, 24))
    Arrangement.objects.create(agency=hub, key="decision.working_days", value=3, valid_from=date(2026, 11, 25))
    clock = DecisionClock(calendars.read(hub.id), NOW + timedelta(days=1))
    assert clock.due(NOW) == NOW + timedelta(days=1)  # received on Tuesday, one working day
    wednesday = NOW + timedelta(days=1)
    assert clock.due(wednesday) == wednesday + timedelta(days=5)  # three working days, over a weekend


def test_where_no_clock_was_set_on_that_day_todays_is_used_and_where_there_is_none_it_is_said():
    hub = an_agency("local-authority", hub_route="safeguarding")
    with pytest.raises(arrangements.NotArranged, match="decision"):
        DecisionClock(calendars.read(hub.id), NOW).due(NOW)
    for key, value in (("decision.working_days", 1), ("working.hours", WEEK)):
        Arrangement.objects.create(agency=hub, key=key, value=value, valid_from=NOW.date())
    before = datetime(2026, 11, 20, 10, 0, tzinfo=NOW.tzinfo)  # a Friday
    assert DecisionClock(calendars.read(hub.id), NOW).due(before) == before + timedelta(days=3)
