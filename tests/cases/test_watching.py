"""Told when another agency becomes involved: only while the enquiry is open, until a day, and measured."""
# covers: Y16 W25

from datetime import timedelta

import pytest

from sharewell.base import rows
from sharewell.cases import outcomes, recognising, watching
from sharewell.cases.models import Enquiry, EnquiryPerson, Watch, WatchNews
from sharewell.directory.models import Arrangement
from sharewell.involvement.models import Involvement
from sharewell.involvement.watching import Usefulness
from sharewell.notices import queries as notices
from sharewell.notices.kinds import KINDS
from sharewell.people import identity
from sharewell.rules.refusals import NotAllowed, NotFound

import factories
import involvement_factories as made
from factories import NOW, acting
from sharing_factories import an_enquiry

pytestmark = pytest.mark.django_db
committed = pytest.mark.django_db(transaction=True)  # the worker sees only what has been committed
WEEK = NOW.date() + timedelta(days=7)


@pytest.fixture
def partnership(db):
    found = factories.a_partnership()
    made.agreed(found, found.gp, found.school)
    return found


@pytest.fixture
def enquiry(partnership):
    return an_enquiry(partnership)


@pytest.fixture
def person(partnership, enquiry):
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        meant = EnquiryPerson.objects.get(enquiry_id=enquiry, role="child")
        return recognising.as_new(actor=actor, enquiry_id=enquiry, ref=meant.id, known=made.ASKED, at=NOW)


def watch(partnership, enquiry, person, **more):
    fields = {"purpose": "SAFEGUARDING", "reason": "She may go missing", "until": WEEK, "at": NOW} | more
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        return watching.set_watch(actor=actor, enquiry_id=enquiry, person_id=person.id, **fields)


def becomes_involved(partnership, practitioner, person, **fields):
    """A record comes onto an agency's list, and the hub confirms it."""
    record = made.listed(practitioner, nhs_number="")
    made.works_with(practitioner, record, **fields)
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        identity.judge(
            actor=actor,
            person_id=person.id,
            record_id=record.id,
            record_agency_id=record.agency_id,
            is_same=True,
            reason="They rang.",
            evidence={},
            at=NOW,
        )
    return record


def seen_by(practitioner):
    with rows.acting_for(acting(practitioner)) as actor:
        return [one.kind for one in notices.waiting(actor) if one.kind.startswith("watch")]


@committed
def test_what_is_known_already_is_no_news_and_what_comes_is_told_once(partnership, enquiry, person, in_worker_role):
    becomes_involved(partnership, partnership.doctor, person)
    watch(partnership, enquiry, person)
    assert in_worker_role(lambda: watching.WATCHES.tell(NOW)) == 0
    becomes_involved(partnership, partnership.teacher, person)
    assert in_worker_role(lambda: watching.WATCHES.tell(NOW)) == 1
    assert in_worker_role(lambda: watching.WATCHES.tell(NOW)) == 0
    assert seen_by(partnership.social_worker) == ["watch_found"]
    assert seen_by(partnership.manager) == []
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        ((own),) = watching.WATCHES.own(actor=actor, at=NOW)
        assert [one.pointer["agency"] for one in own.news.all()] == ["St Hilda's Primary"]
    assert seen_by(partnership.social_worker) == []


def test_the_notice_says_nothing_personal():
    assert KINDS["watch_found"] == "Another agency has become involved with somebody you watch."


@committed
def test_closed_services_and_agencies_without_an_agreement_are_no_news(partnership, enquiry, person, in_worker_role):
    watch(partnership, enquiry, person)
    becomes_involved(partnership, partnership.refuge_worker, person)
    becomes_involved(partnership, partnership.landlord, person)
    becomes_involved(partnership, partnership.doctor, person, kind="camhs", is_sensitive=True)
    becomes_involved(partnership, partnership.teacher, person, ended_on=NOW.date())
    assert in_worker_role(lambda: watching.WATCHES.tell(NOW)) == 0
    assert seen_by(partnership.social_worker) == []


@committed
def test_an_agency_that_ended_and_comes_back_is_news_again(partnership, enquiry, person, in_worker_role):
    record = becomes_involved(partnership, partnership.doctor, person)
    watch(partnership, enquiry, person)
    for ended_on, told in ((NOW.date(), 0), (None, 1)):
        with rows.acting_for(acting(partnership.doctor)):
            Involvement.objects.filter(record=record).update(ended_on=ended_on)
        assert in_worker_role(lambda: watching.WATCHES.tell(NOW)) == told


@committed
def test_a_watch_ends_with_the_enquiry_and_says_so(partnership, enquiry, person, in_worker_role):
    made_watch = watch(partnership, enquiry, person)
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        fields = {"kind": "strategy_discussion", "rationale": "x", "services": []}
        outcomes.record(actor=actor, enquiry_id=enquiry, key=made_watch.id, at=NOW, **fields)
    becomes_involved(partnership, partnership.doctor, person)
    assert in_worker_role(lambda: watching.WATCHES.tell(NOW)) == 0
    assert seen_by(partnership.social_worker) == ["watch_ended"]
    with rows.acting_for(acting(partnership.social_worker)):
        assert Watch.objects.get().ended_because == "concluded"
        assert WatchNews.objects.count() == 0


@committed
def test_a_watch_ends_when_its_time_has_come(partnership, enquiry, person, in_worker_role):
    watch(partnership, enquiry, person)
    becomes_involved(partnership, partnership.doctor, person)
    assert in_worker_role(lambda: watching.WATCHES.tell(NOW + timedelta(days=8))) == 0
    with rows.acting_for(acting(partnership.social_worker)):
        assert Watch.objects.get().ended_because == "time"


@committed
def test_while_the_agreements_are_not_in_force_nothing_is_told_and_nothing_is_lost(
    partnership, enquiry, person, in_worker_role
):
    watch(partnership, enquiry, person)
    becomes_involved(partnership, partnership.doctor, person)
    made.agreed(partnership, partnership.housing, code="AGR-H", in_force=False)
    assert in_worker_role(lambda: watching.WATCHES.tell(NOW)) == 0
    made.put_in_force(partnership)
    assert in_worker_role(lambda: watching.WATCHES.tell(NOW)) == 1


def test_no_watch_is_set_while_the_agreements_are_not_in_force(partnership, enquiry, person):
    made.agreed(partnership, partnership.housing, code="AGR-H", in_force=False)
    with pytest.raises(watching.WatchNotSet, match="not in force"):
        watch(partnership, enquiry, person)
    with rows.acting_for(acting(partnership.social_worker)):
        assert not Watch.objects.exists()


@pytest.mark.parametrize(
    "changed",
    [{"reason": " "}, {"until": NOW.date()}, {"until": NOW.date() + timedelta(days=91)}],
    ids=["no reason", "no time", "too long"],
)
def test_a_watch_needs_a_reason_and_an_end_within_reach(partnership, enquiry, person, changed):
    with pytest.raises(watching.WatchNotSet):
        watch(partnership, enquiry, person, **changed)


def test_how_long_a_watch_may_last_is_the_hubs_own_value(partnership, enquiry, person):
    Arrangement.objects.create(
        agency=partnership.hub, key="watch.longest.days", value=14, valid_from=NOW.date() - timedelta(days=9)
    )
    with pytest.raises(watching.WatchNotSet, match="within 14 days"):
        watch(partnership, enquiry, person, until=NOW.date() + timedelta(days=15))


def test_nobody_is_watched_outside_ones_own_open_enquiry(partnership, enquiry, person):
    stranger = made.confirmed(partnership)
    with pytest.raises(NotFound):
        watch(partnership, enquiry, stranger)
    with rows.acting_for(acting(partnership.social_worker)):
        Enquiry.objects.update(state="concluded")
    with pytest.raises(watching.WatchNotSet, match="concluded"):
        watch(partnership, enquiry, person)
    with pytest.raises(NotAllowed), rows.acting_for(acting(partnership.teacher)) as actor:
        fields = {"purpose": "SAFEGUARDING", "reason": "x", "until": WEEK, "at": NOW}
        watching.set_watch(actor=actor, enquiry_id=enquiry, person_id=person.id, **fields)


def test_setting_it_twice_is_one_watch_and_a_colleague_cannot_end_or_read_it(partnership, enquiry, person):
    first = watch(partnership, enquiry, person)
    assert watch(partnership, enquiry, person).id == first.id
    with rows.acting_for(acting(partnership.manager)) as actor:
        assert watching.WATCHES.own(actor=actor, at=NOW) == []
        with pytest.raises(NotFound):
            watching.WATCHES.end(actor=actor, watch_id=first.id, at=NOW)


@committed
def test_the_share_that_helped_is_counted_for_the_hub_and_no_other(partnership, enquiry, person, in_worker_role):
    watch(partnership, enquiry, person)
    for practitioner in (partnership.doctor, partnership.teacher):
        becomes_involved(partnership, practitioner, person)
    assert in_worker_role(lambda: watching.WATCHES.tell(NOW)) == 2
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        first, _second = WatchNews.objects.all()
        watching.WATCHES.answer(actor=actor, news_id=first.id, helped=False, acted=False, at=NOW)
        watching.WATCHES.answer(actor=actor, news_id=first.id, helped=True, acted=False, at=NOW)
        assert watching.WATCHES.usefulness(actor) == Usefulness(told=2, opened=0, answered=1, helped=1, acted=0)
    with rows.acting_for(acting(partnership.coordinator)) as actor:
        assert watching.WATCHES.usefulness(actor) == Usefulness(told=0, opened=0, answered=0, helped=0, acted=0)
