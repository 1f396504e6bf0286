"""Two clocks kept apart, a rating by a named person with a reason, exactly one accountable person."""
# covers: W3

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from sharewell.base import rows
from sharewell.cases import accountability, enquiries, queries, queue, ratings
from sharewell.cases.models import Accountability, Enquiry, Rating
from sharewell.directory.models import BankHoliday
from sharewell.ledger import history
from sharewell.notices import queries as notices
from sharewell.rules.refusals import NotAllowed, NotFound

from factories import NOW, a_practitioner, acting
from sharing_factories import an_enquiry

pytestmark = pytest.mark.django_db
BEFORE_CHRISTMAS = datetime(2026, 12, 24, 16, 0, tzinfo=UTC)  # a Thursday; Friday is Christmas Day


def rate(partnership, enquiry_id, colour="amber", reason="He hid.", **more):
    fields = {"seen_id": None, "at": NOW} | more
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        return ratings.give(actor=actor, enquiry_id=enquiry_id, colour=colour, reason=reason, **fields)


def hand_over(partnership, enquiry_id, to, *, by=None, expected=None, reason="Going on leave", at=NOW):
    by = by or partnership.social_worker
    with rows.acting_for(acting(by)) as actor:
        return accountability.hand_over(
            actor=actor, enquiry_id=enquiry_id, expected_id=(expected or by).id, to_id=to.id, reason=reason, at=at
        )


@pytest.mark.parametrize(
    ("colour", "due"),
    [
        ("red", datetime(2026, 11, 24, 14, 0, tzinfo=UTC)),  # four hours, the same day
        ("amber", datetime(2026, 11, 25, 9, 30, tzinfo=UTC)),  # eight: seven on Tuesday, one on Wednesday
        ("green", datetime(2026, 11, 26, 17, 0, tzinfo=UTC)),  # twenty-four: seven, eight and a half, eight and a half
        ("blue", None),
    ],
)
def test_each_rating_has_the_hubs_own_clock(partnership, enquiry_id, colour, due):
    assert rate(partnership, enquiry_id, colour).due_at == due
    with rows.acting_for(acting(partnership.social_worker)):
        clock = queries.clocks_of(Enquiry.objects.get(id=enquiry_id), NOW)[1]
    assert (clock.due_at if clock else None) == due


def test_a_clock_stands_still_at_night_on_a_bank_holiday_and_at_the_weekend(partnership, enquiry_id):
    BankHoliday.objects.get_or_create(day=datetime(2026, 12, 28).date(), defaults={"name": "Boxing Day (substitute)"})
    given = rate(partnership, enquiry_id, "red", at=BEFORE_CHRISTMAS)
    # An hour on Thursday; then Christmas, the weekend and the substitute day; three hours on Tuesday from 08:30.
    assert given.due_at == datetime(2026, 12, 29, 11, 30, tzinfo=UTC)


def test_no_rating_moves_the_decision_of_one_working_day(partnership, enquiry_id):
    with rows.acting_for(acting(partnership.social_worker)):
        due = Enquiry.objects.get(id=enquiry_id).decision_due_at
    seen = None
    for minutes, colour in enumerate(("blue", "green", "red")):
        at = NOW + timedelta(minutes=minutes)
        seen = rate(partnership, enquiry_id, colour, reason=colour, seen_id=seen, at=at).id
    with rows.acting_for(acting(partnership.social_worker)):
        decision, rating = queries.clocks_of(Enquiry.objects.get(id=enquiry_id), NOW)
    assert decision.due_at == due
    assert rating.due_at < due


def test_rating_again_keeps_every_rating_with_who_and_why(partnership, enquiry_id):
    first = rate(partnership, enquiry_id)
    rate(partnership, enquiry_id, "red", "He was hit.", seen_id=first.id, at=NOW + timedelta(hours=1))
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        found = [(one.colour, one.reason, one.rated_by_id) for one in queries.ratings_of(Enquiry.objects.get())]
        told = [one.event for one in history.history(actor, enquiry_id).entries]
    worker = partnership.social_worker.id
    assert found == [("red", "He was hit.", worker), ("amber", "He hid.", worker)]
    assert told.count("rating.given") == 2


def test_the_second_of_two_people_is_shown_both_ratings_and_may_save_again(partnership, enquiry_id):
    theirs = rate(partnership, enquiry_id)
    with pytest.raises(ratings.RatedMeanwhile) as both:
        rate(partnership, enquiry_id, "green", "It seems calm.")
    assert (both.value.theirs.id, both.value.colour, both.value.reason) == (theirs.id, "green", "It seems calm.")
    assert rate(partnership, enquiry_id, "green", "It seems calm.", seen_id=theirs.id).colour == "green"


def test_the_same_rating_twice_is_one(partnership, enquiry_id):
    assert rate(partnership, enquiry_id).id == rate(partnership, enquiry_id).id
    with rows.acting_for(acting(partnership.social_worker)):
        assert Rating.objects.count() == 1


@pytest.mark.parametrize(("colour", "reason"), [("amber", "  "), ("purple", "x"), ("", "x")])
def test_a_rating_has_a_colour_and_a_reason(partnership, enquiry_id, colour, reason):
    with pytest.raises(enquiries.NeedsAReason):
        rate(partnership, enquiry_id, colour, reason)


def test_a_colleague_of_another_agency_neither_rates_nor_finds_the_enquiry(partnership, enquiry_id):
    with rows.acting_for(acting(partnership.teacher)) as actor, pytest.raises(NotAllowed):
        ratings.give(actor=actor, enquiry_id=enquiry_id, colour="red", reason="x", seen_id=None, at=NOW)
    with rows.acting_for(acting(partnership.coordinator)) as actor, pytest.raises(NotFound):
        ratings.give(actor=actor, enquiry_id=enquiry_id, colour="red", reason="x", seen_id=None, at=NOW)


def test_handing_over_leaves_exactly_one_accountable_person_and_the_history(partnership, enquiry_id):
    colleague = a_practitioner(partnership.hub, "R01")
    hand_over(partnership, enquiry_id, colleague)
    hand_over(partnership, enquiry_id, partnership.manager, by=colleague, at=NOW + timedelta(hours=2))
    with rows.acting_for(acting(partnership.social_worker)):
        standing = Accountability.objects.filter(until_at__isnull=True)
        assert [one.practitioner_id for one in standing] == [partnership.manager.id]
        whole = Accountability.objects.order_by("since_at")
        assert [one.since_at for one in whole][1:] == [one.until_at for one in whole][:-1]
    with rows.acting_for(acting(colleague)) as actor:
        assert [one.kind for one in notices.waiting(actor).filter(about=enquiry_id)] == ["accountability_handed"]
        enquiries.read(actor=actor, enquiry_id=enquiry_id, at=NOW)
        assert not notices.waiting(actor).filter(about=enquiry_id).exists()


def test_the_second_hand_over_does_not_undo_the_first(partnership, enquiry_id):
    hand_over(partnership, enquiry_id, partnership.manager)
    with pytest.raises(accountability.HandedOverMeanwhile) as both:
        hand_over(partnership, enquiry_id, a_practitioner(partnership.hub, "R01"), reason="I am ill")
    assert both.value.now_is.practitioner_id == partnership.manager.id
    assert both.value.reason == "I am ill"


def test_only_the_accountable_person_or_a_manager_hands_over(partnership, enquiry_id):
    other = a_practitioner(partnership.hub, "R01")
    with pytest.raises(accountability.NotHandedOver):
        hand_over(partnership, enquiry_id, other, by=other, expected=partnership.social_worker)
    taken = hand_over(partnership, enquiry_id, other, by=partnership.manager, expected=partnership.social_worker)
    assert taken.practitioner_id == other.id


@pytest.mark.parametrize("to", ["teacher", "coordinator"])
def test_nobody_outside_the_hub_can_become_accountable(partnership, enquiry_id, to):
    with pytest.raises(accountability.NotHandedOver):
        hand_over(partnership, enquiry_id, getattr(partnership, to))


def test_the_queue_puts_unopened_danger_and_what_is_overdue_first(partnership):
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        assert queue.read(actor, NOW) == []
    calm, late = an_enquiry(partnership), an_enquiry(partnership)
    rate(partnership, calm, "green")
    rate(partnership, late, "red")
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        waiting = queue.read(actor, NOW + timedelta(hours=5))
    assert [one.enquiry.id for one in waiting] == [late, calm]
    assert [one.is_overdue for one in waiting] == [True, False]
    assert len(waiting[0].others) == 1


def test_an_enquiry_of_nowhere_is_not_found(partnership):
    with pytest.raises(NotFound):
        rate(partnership, uuid4())
