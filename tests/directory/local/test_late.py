"""A proposal that waits too long for a second person is said to those who may decide, and to who proposed it, once."""
# covers: Y18 W7

from datetime import date, timedelta

import pytest

from sharewell.base import rows
from sharewell.directory.local import deciding, waiting
from sharewell.directory.models import Arrangement
from sharewell.notices import queries as notices
from sharewell.notices import reminding

from factories import NOW, acting

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def remind(in_worker_role):
    return lambda at: in_worker_role(lambda: reminding.remind(at))


def both_sides(change):
    """Give how many are told of a late proposal: everyone who may decide on it, and who proposed it."""
    with rows.acting_for(acting(change.proposed_by)):
        return len(waiting.second_people(change)) + 1


def told(practitioner, change):
    with rows.acting_for(acting(practitioner)) as actor:
        return sorted(one.kind for one in notices.waiting(actor).filter(about=change.id))


def test_after_a_day_those_who_may_decide_are_reminded_and_the_proposer_told_each_once(council, propose, remind):
    change = propose()
    assert remind(NOW + DAY - HOUR) == 0
    assert remind(NOW + DAY) == both_sides(change) > 2
    assert told(council.second, change) == ["local_change_waits"]
    assert told(council.manager, change) == ["local_change_waits"]
    assert told(council.first, change) == ["local_change_overdue"]
    assert told(council.partnership.teacher, change) == []
    assert remind(NOW + 2 * DAY) == 0


def test_the_time_is_the_agencys_own_and_runs_in_its_working_hours(council, propose, remind):
    Arrangement.objects.create(agency=council.hub, key="local_change.hours", value=2, valid_from=date(2018, 1, 1))
    change = propose()
    assert remind(NOW + HOUR) == 0
    assert remind(NOW + 2 * HOUR) == both_sides(change)


def test_of_what_is_decided_or_taken_back_nobody_is_reminded(council, propose, remind):
    decided, taken_back = propose(), propose(key="rating.amber.hours", replaces_id=amber(council).id)
    with rows.acting_for(acting(council.second)) as actor:
        deciding.approve(actor=actor, change_id=decided.id, reason="Read the minutes.", at=NOW + HOUR)
    with rows.acting_for(acting(council.first)) as actor:
        deciding.withdraw(actor=actor, change_id=taken_back.id, at=NOW + HOUR)
    assert remind(NOW + 2 * DAY) == 0


def test_what_goes_wrong_for_one_agency_is_told_in_the_log_and_keeps_no_other_waiting(
    council, propose, remind, monkeypatch, caplog
):
    change = propose()
    was_told = notices.was_told

    def breaks_once(**asked):
        monkeypatch.setattr(notices, "was_told", was_told)
        raise ValueError("01632 960001")

    monkeypatch.setattr(notices, "was_told", breaks_once)
    assert remind(NOW + DAY) == 0
    assert "reminding failed: ValueError" in caplog.text
    assert "01632" not in caplog.text
    assert remind(NOW + DAY) == both_sides(change)


def amber(council):
    return Arrangement.objects.get(agency=council.hub, key="rating.amber.hours")
