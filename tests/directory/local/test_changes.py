"""A local value changes by two people, from its day on; what held before stays as it was."""
# covers: Y18 W7

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier
from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from sharewell.base import rows
from sharewell.directory import arrangements, retention
from sharewell.directory.local import checking, deciding, proposing, standing, waiting
from sharewell.directory.local.kinds.kind import NotUsable
from sharewell.directory.local.models import LocalChange
from sharewell.directory.models import Arrangement, RetentionPeriod
from sharewell.ledger import history
from sharewell.rules.refusals import NotAllowed, NotFound, NotReady, SomeoneWasFirst

from factories import NOW, a_practitioner, acting

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=5)


def approve(who, change, at=LATER, reason="Rung and read."):
    with rows.acting_for(acting(who)) as actor:
        return deciding.approve(actor=actor, change_id=change.id, reason=reason, at=at)


def red_on(council, on: date):
    return arrangements.value(council.hub.id, "rating.red.hours", on)


def test_nothing_changes_until_a_second_person_approves(council, propose):
    change = propose()
    assert red_on(council, date(2027, 1, 1)) == 4
    approve(council.second, change)
    assert [red_on(council, day) for day in (NOW.date(), date(2026, 12, 31), date(2027, 1, 1))] == [4, 4, 2]
    old, new = Arrangement.objects.filter(agency=council.hub, key="rating.red.hours").order_by("valid_from")
    assert (old.id, old.valid_to, old.value) == (council.clock.id, date(2026, 12, 31), 4)
    assert (new.valid_to, new.source, new.reason, new.checked_on) == (
        None, "Board minutes, item 4", "Four hours were too slow.", NOW.date(),
    )  # fmt: skip


def test_the_proposer_never_approves_not_even_past_the_code(council, propose):
    change = propose()
    with pytest.raises(deciding.OwnProposal):
        approve(council.first, change)
    with pytest.raises(DatabaseError), rows.acting_for(acting(council.first)), transaction.atomic():
        LocalChange.objects.filter(id=change.id).update(state="approved", decided_by_id=council.first.id)
    with pytest.raises(DatabaseError), rows.acting_for(acting(council.first)), transaction.atomic():
        LocalChange.objects.filter(id=change.id).update(state="approved", decided_by_id=council.second.id)


def test_a_decision_needs_a_reason_and_the_role(council, propose):
    change = propose()
    with pytest.raises(deciding.DecisionNeedsAReason):
        approve(council.second, change, reason=" ")
    with pytest.raises(NotAllowed):
        approve(council.partnership.social_worker, change)
    assert approve(council.manager, change).state == "approved"


def test_what_is_turned_down_changes_nothing_and_is_kept_with_its_reason(council, propose):
    change = propose()
    with rows.acting_for(acting(council.second)) as actor:
        deciding.turn_down(actor=actor, change_id=change.id, reason="The minutes say three.", at=LATER)
    with rows.acting_for(acting(council.first)) as actor:
        kept = waiting.one(actor, change.id)
    assert (kept.state_said, kept.change.decision_reason) == ("Turned down", "The minutes say three.")
    assert red_on(council, date(2027, 6, 1)) == 4


def test_only_the_proposer_takes_it_back_and_only_while_it_waits(council, propose):
    change = propose()
    with rows.acting_for(acting(council.second)) as actor, pytest.raises(NotAllowed):
        deciding.withdraw(actor=actor, change_id=change.id, at=LATER)
    with rows.acting_for(acting(council.first)) as actor:
        assert deciding.withdraw(actor=actor, change_id=change.id, at=LATER).state == "withdrawn"
        assert deciding.withdraw(actor=actor, change_id=change.id, at=LATER).state == "withdrawn"
    with pytest.raises(SomeoneWasFirst, match="took it back"):
        approve(council.second, change)


def test_a_day_that_has_begun_stays_as_it_was(council, propose):
    with pytest.raises(NotUsable) as refused:
        propose(valid_from=NOW.date())
    assert set(refused.value.fields) == {"valid_from"}
    change = propose(valid_from=NOW.date() + timedelta(days=1))
    late = NOW + timedelta(days=10)
    approved = approve(council.second, change, at=late)
    assert approved.took_effect_on == late.date() + timedelta(days=1)
    assert red_on(council, late.date()) == 4
    assert red_on(council, late.date() + timedelta(days=1)) == 2


def test_a_clock_reads_as_it_stood_on_a_day_that_has_passed(council, propose):
    approve(council.second, propose())
    with rows.acting_for(acting(council.first)) as actor:
        for on, said in ((date(2026, 12, 31), "4 working hours"), (date(2027, 1, 1), "2 working hours")):
            found = standing.in_force(actor, on)["clock"]
            red = [one.said for one in found if one.key == "rating.red.hours" and one.agency_id == council.hub.id]
            assert red == [said]


def test_a_record_keeps_the_period_of_the_day_on_which_it_was_made(council, propose):
    more = {"kind": "period", "agency_id": None, "key": "contact", "replaces_id": council.period.id}
    approve(council.second, propose(**more, value={"years": 10, "counted_from": "made"}))
    assert retention.review_on(council.hub.id, "contact", made_on=date(2026, 12, 31)) == date(2051, 12, 31)
    assert retention.review_on(council.hub.id, "contact", made_on=date(2027, 1, 1)) == date(2037, 1, 1)


def test_an_agency_may_set_its_own_period_beside_the_partnerships_and_end_it(council, propose):
    more = {"kind": "period", "key": "contact", "agency_id": council.hub.id}
    change = approve(council.second, propose(**more, replaces_id=None, value={"years": 30, "counted_from": "made"}))
    assert retention.review_on(council.hub.id, "contact", made_on=date(2027, 1, 1)) == date(2057, 1, 1)
    assert RetentionPeriod.objects.get(id=council.period.id).valid_to is None
    with pytest.raises(NotUsable, match="cannot end"):
        propose(**more, replaces_id=change.made_id, value=None, valid_from=date(2028, 1, 1))


def test_what_was_approved_and_has_not_begun_can_still_be_put_right(council, propose):
    first = approve(council.second, propose())
    again = propose(replaces_id=first.made_id, value={"amount": 3})
    approve(council.second, again)
    assert [red_on(council, day) for day in (date(2026, 12, 31), date(2027, 1, 1))] == [4, 3]
    called_off = Arrangement.objects.get(id=first.made_id)
    assert called_off.value == 2
    assert called_off.valid_to < called_off.valid_from
    earlier = propose(replaces_id=again_made(again), value={"amount": 1}, valid_from=date(2026, 12, 1))
    approve(council.second, earlier)
    assert [red_on(council, day) for day in (date(2026, 11, 30), date(2026, 12, 1), date(2027, 2, 1))] == [4, 1, 1]


def again_made(change):
    return Arrangement.objects.get(value=3, key="rating.red.hours").id


def test_the_same_form_sent_twice_proposes_once(council, propose):
    key = uuid4()
    assert propose(form_key=key).id == propose(form_key=key).id
    assert waiting_count(council) == 1


def waiting_count(council) -> int:
    with rows.acting_for(acting(council.first)) as actor:
        return len(waiting.waiting(actor))


def test_the_same_click_twice_approves_once(council, propose):
    change = propose()
    assert approve(council.second, change).made_id == approve(council.second, change).made_id
    assert Arrangement.objects.filter(agency=council.hub, key="rating.red.hours").count() == 2


def test_the_second_to_decide_is_told_who_was_first(council, propose):
    change = propose()
    approve(council.second, change)
    with pytest.raises(SomeoneWasFirst, match=f"{council.second.full_name} approved it"):
        approve(council.manager, change)


def test_the_second_to_propose_sees_the_first_ones_before_anything_is_proposed(council, propose):
    first = propose()
    with pytest.raises(proposing.AnotherWaits):
        propose(who=council.second, value={"amount": 3})
    second = propose(who=council.second, value={"amount": 3}, seen=[first.id])
    with rows.acting_for(acting(council.manager)) as actor:
        beside = waiting.beside(actor, waiting.one(actor, second.id))
    assert [one.change.id for one in beside] == [first.id]
    approve(council.manager, first)
    with pytest.raises(deciding.Overtaken):
        approve(council.manager, second)
    with rows.acting_for(acting(council.manager)) as actor:
        assert waiting.one(actor, second.id).is_overtaken


def test_a_page_that_is_out_of_date_proposes_nothing(council, propose):
    approve(council.second, propose())
    with pytest.raises(SomeoneWasFirst, match="changed since you opened"):
        propose(value={"amount": 6})


@pytest.mark.parametrize("missing", ["source", "reason"])
def test_a_change_needs_its_ground(propose, missing):
    with pytest.raises(NotUsable) as refused:
        propose(**{missing: "  "})
    assert set(refused.value.fields) == {missing}


def test_the_same_value_again_and_a_check_in_the_future_are_no_change(propose):
    with pytest.raises(NotUsable, match="what stands there now"):
        propose(value={"amount": 4})
    with pytest.raises(NotUsable) as refused:
        propose(checked_on=NOW.date() + timedelta(days=1))
    assert set(refused.value.fields) == {"checked_on"}


def test_an_administrator_changes_their_own_controllers_values_only(council, propose):
    outsider = a_practitioner(council.partnership.school, "R14")
    with pytest.raises(NotAllowed):
        propose(who=outsider)
    with pytest.raises(NotAllowed):
        propose(who=outsider, kind="period", agency_id=None, key="contact", replaces_id=council.period.id)
    with pytest.raises(NotAllowed):
        propose(kind="period", agency_id=council.partnership.school.id, key="contact", replaces_id=None)
    own = {"years": 26, "counted_from": "birth"}
    change = propose(who=outsider, kind="period", agency_id=council.partnership.school.id, key="contact",
                     replaces_id=None, value=own)  # fmt: skip
    with rows.acting_for(acting(council.second)) as actor, pytest.raises(NotFound):
        waiting.one(actor, change.id)
    with pytest.raises(NotFound):
        approve(council.second, change)


def test_a_sister_body_of_the_same_council_may_be_the_second(council, propose):
    sister = a_practitioner(council.partnership.early_help, "R10")
    assert approve(sister, propose()).state == "approved"


def test_both_people_stand_in_the_ledger(council, propose):
    change = propose()
    approve(council.second, change)
    with rows.acting_for(acting(council.first)) as actor:
        found = history.history(actor, change.id).entries
    assert [(one.event, one.practitioner_id) for one in found] == [
        ("local.proposed", council.first.id),
        ("local.approved", council.second.id),
    ]


def test_a_proposal_is_invisible_without_a_scope(propose):
    propose()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM local_localchange")
        assert cursor.fetchone() == (0,)


def test_the_history_of_an_entry_has_every_value_it_ever_had(council, propose):
    change = approve(council.second, propose())
    with rows.acting_for(acting(council.first)) as actor:
        entry = standing.one(actor, change.made_id)
        assert [one.said for one in standing.history(entry)] == ["2 working hours", "4 working hours"]
        assert [one.change.id for one in waiting.about(actor, entry)] == [change.id]
        assert [one.id for one in standing.coming(actor, NOW.date())] == [change.made_id]


def test_those_who_may_decide_are_told_of(council, propose):
    change = propose()
    with rows.acting_for(acting(council.first)):
        found = {person.id for person in waiting.second_people(change)}
    assert found == {council.second.id, council.manager.id, council.partnership.adviser.id}


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_approve_at_the_same_moment_one_is_told_of_the_other(council, propose):
    change = propose()
    barrier = Barrier(2)

    def decide(who):
        try:
            barrier.wait(10)
            return approve(who, change).state
        except SomeoneWasFirst as refusal:
            return refusal.next_step
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        said = sorted(both.map(decide, (council.second, council.manager)))
    assert said[1] == "approved"
    assert "approved it. Nothing was added." in said[0]
    assert Arrangement.objects.filter(agency=council.hub, key="rating.red.hours").count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_forms_sent_at_the_same_moment_the_second_is_shown_the_first(council, wish):
    barrier = Barrier(2)

    def send(who):
        try:
            barrier.wait(10)
            with rows.acting_for(acting(who)) as actor:
                return proposing.propose(actor=actor, form_key=uuid4(), wish=wish(), seen=[], at=NOW).state
        except proposing.AnotherWaits:
            return "shown"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(send, (council.first, council.second))) == ["open", "shown"]
    assert waiting_count(council) == 1


@pytest.mark.parametrize("role", ["app", "worker"])
def test_no_run_time_role_can_rewrite_what_held(council, own_clone, role):
    with psycopg.connect(getattr(own_clone.addresses, role)) as connection:
        for rewritten in (
            "UPDATE directory_arrangement SET value = '1'",
            "UPDATE directory_arrangement SET valid_from = '2020-01-01'",
            "UPDATE directory_contactpoint SET phone = '1'",
            "UPDATE directory_retentionperiod SET years = 1",
            "UPDATE local_localnote SET text = 'x'",
            "UPDATE local_localchange SET value = '1'",
            "UPDATE directory_urgentnumber SET phone = '1'",
            "DELETE FROM directory_arrangement",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(rewritten)
            connection.rollback()
        connection.execute("UPDATE directory_arrangement SET valid_to = '2030-01-01'")
        connection.rollback()


def test_what_is_still_right_is_checked_by_one_person_and_nothing_else_changes(council):
    for _ in range(2):
        with rows.acting_for(acting(council.first)) as actor:
            checking.confirm(actor=actor, row_id=council.clock.id, at=NOW)
    council.clock.refresh_from_db()
    assert (council.clock.checked_on, council.clock.value, council.clock.valid_to) == (NOW.date(), 4, None)
    with rows.acting_for(acting(council.first)) as actor:
        assert [one.event for one in history.history(actor, council.clock.id).entries] == ["local.checked"]
    with rows.acting_for(acting(council.partnership.teacher)) as actor, pytest.raises(NotAllowed):
        checking.confirm(actor=actor, row_id=council.clock.id, at=NOW)


def test_what_does_not_hold_today_cannot_be_checked(council, propose):
    change = approve(council.second, propose())
    with rows.acting_for(acting(council.first)) as actor, pytest.raises(NotReady):
        checking.confirm(actor=actor, row_id=change.made_id, at=NOW)
