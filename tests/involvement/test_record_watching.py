"""Any agency is told when another becomes involved with a person of its own list, only while it works with them."""
# covers: Y16 W25 W14

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sharewell.base import rows
from sharewell.cases.models import Enquiry
from sharewell.involvement import own_people, record_watching, withdrawing
from sharewell.involvement.lists import loading
from sharewell.involvement.models import Involvement, RecordWatch, RecordWatchNews
from sharewell.involvement.watching import Usefulness, WatchNotSet
from sharewell.matching.comparing import Known
from sharewell.notices import queries as notices
from sharewell.people import identity, persons, shields
from sharewell.people.lookup.search import TooLittleToGoOn
from sharewell.people.models import Person, PersonRecord
from sharewell.rules.refusals import NotAllowed, NotFound
from sharewell.sharing import following, undoing

import factories
import involvement_factories as made
from factories import NOW, acting

pytestmark = pytest.mark.django_db
committed = pytest.mark.django_db(transaction=True)  # the worker sees only what has been committed
WEEK = NOW.date() + timedelta(days=7)
TELLS_SCHOOLS = {"defaults": [made.EVERYONE_TELLS | {"destOrgTypes": ["local-authority", "school"]}]}


@pytest.fixture
def partnership(db):
    found = factories.a_partnership()
    made.agreed(found, found.gp, found.school, found.police, rules=TELLS_SCHOOLS)
    return found


@pytest.fixture
def pupil(partnership):
    """A pupil of the school, whose record the hub has said is about one of its persons."""
    record = made.listed(partnership.teacher)
    made.works_with(partnership.teacher, record, kind="education")
    made.confirmed(partnership, record)
    return record


def watch(practitioner, record, **more):
    fields = {"purpose": "SAFEGUARDING", "reason": "She is often away", "until": WEEK, "at": NOW} | more
    with rows.acting_for(acting(practitioner)) as actor:
        return record_watching.set_watch(actor=actor, record_id=record.id, **fields)


def becomes_involved(partnership, practitioner, record, **fields):
    """A record comes onto another agency's list, and the hub says that it is the same person."""
    other = made.listed(practitioner, nhs_number="")
    made.works_with(practitioner, other, **fields)
    return judged_same(partnership, other)


def judged_same(partnership, record):
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        return identity.judge(
            actor=actor,
            person_id=Person.objects.get().id,
            record_id=record.id,
            record_agency_id=record.agency_id,
            is_same=True,
            reason="They rang.",
            evidence={},
            at=NOW,
        )


def seen_by(practitioner):
    with rows.acting_for(acting(practitioner)) as actor:
        return [one.kind for one in notices.waiting(actor) if one.kind.startswith("watch")]


def told(practitioner):
    with rows.acting_for(acting(practitioner)) as actor:
        own = record_watching.WATCHES.own(actor=actor, at=NOW)
        return [one.pointer for watch in own for one in watch.news.all()]


def look(in_worker_role, at=NOW):
    return in_worker_role(lambda: record_watching.WATCHES.tell(at))


@committed
def test_what_is_known_is_no_news_and_what_comes_is_told_once_to_whoever_set_it(partnership, pupil, in_worker_role):
    becomes_involved(partnership, partnership.doctor, pupil)
    watch(partnership.teacher, pupil)
    assert look(in_worker_role) == 0
    becomes_involved(partnership, partnership.officer, pupil, kind="police", team_name="Exploitation", lead_name="Jo")
    assert look(in_worker_role) == 1
    assert look(in_worker_role) == 0
    assert seen_by(partnership.teacher) == ["watch_found"]
    assert seen_by(partnership.social_worker) == []
    (pointer,) = told(partnership.teacher)
    assert pointer["agency"] == "Eastmoor Constabulary"
    # Who, and how to reach the agency; not the team, whose name would say what it is about, nor whoever leads.
    assert pointer["contact"] == partnership.officer.phone
    assert "Exploitation" not in str(pointer)
    assert "Jo" not in {pointer["lead"], pointer["role"]}
    assert pointer["since_on"] is None
    assert seen_by(partnership.teacher) == []


@committed
def test_what_no_agreement_covers_and_services_that_are_never_shown_are_no_news(partnership, pupil, in_worker_role):
    watch(partnership.teacher, pupil)
    becomes_involved(partnership, partnership.landlord, pupil)  # no party to the agreement
    becomes_involved(partnership, partnership.refuge_worker, pupil)
    becomes_involved(partnership, partnership.doctor, pupil, kind="camhs", is_sensitive=True)
    becomes_involved(partnership, partnership.officer, pupil, ended_on=NOW.date())
    assert look(in_worker_role) == 0
    assert seen_by(partnership.teacher) == []


@committed
def test_until_a_person_has_said_that_two_records_are_one_nothing_is_told(partnership, pupil, in_worker_role):
    watch(partnership.teacher, pupil)
    other = made.listed(partnership.doctor)  # the same name, birth date and NHS number
    made.works_with(partnership.doctor, other)
    assert look(in_worker_role) == 0
    judged_same(partnership, other)
    assert look(in_worker_role) == 1


def protect(partnership, how, other):
    with rows.acting_for(acting(partnership.doctor)) as actor:
        if how in shields.KINDS:
            kept_from = "Her father" if how == "from_person" else ""
            shields.shield(actor=actor, record_id=other.id, kind=how, reason="Risk", kept_from=kept_from, at=NOW)
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        person = Person.objects.get()
        if how == "the hub's person":
            shields.protect_address(actor=actor, person_id=person.id, is_protected=True, reason="Risk", at=NOW)
        if how == "never to somebody":
            father = persons.make(
                actor=actor, known=Known(given="Carl", family="Umpleby"), is_address_protected=False, at=NOW
            )
            shields.never_disclose(
                actor=actor, protected_id=person.id, kept_from_id=father.id, covers="everything", reason="Risk", at=NOW
            )


@committed
@pytest.mark.parametrize("how", ["locked", "address", "from_person", "the hub's person", "never to somebody"])
def test_a_locked_or_protected_person_is_nobody(partnership, pupil, how, in_worker_role):
    """One agency of several locks or protects: no other is told of either, and nothing is counted."""
    watch(partnership.teacher, pupil)
    other = made.listed(partnership.doctor, nhs_number="")
    made.works_with(partnership.doctor, other)
    judged_same(partnership, other)
    becomes_involved(partnership, partnership.officer, pupil)
    protect(partnership, how, other)
    assert look(in_worker_role) == 0
    assert seen_by(partnership.teacher) == told(partnership.teacher) == []
    with rows.acting_for(acting(partnership.teacher)) as actor:
        assert record_watching.WATCHES.usefulness(actor) == Usefulness(told=0, opened=0, answered=0, helped=0, acted=0)


def ends_by_list(partnership, pupil):
    with rows.acting_for(acting(partnership.teacher)):
        Involvement.objects.filter(record=pupil).update(ended_on=NOW.date())


def leaves_the_list(partnership, pupil):
    with rows.acting_for(acting(partnership.teacher)):
        Involvement.objects.filter(record=pupil).update(not_listed_since=NOW.date())


def is_taken_back(partnership, pupil):
    with rows.acting_for(acting(partnership.teacher)) as actor:
        withdrawing.withdraw(actor=actor, record_id=pupil.id, reason="Wrong child", erase=False, at=NOW)


@committed
@pytest.mark.parametrize("how", [ends_by_list, leaves_the_list, is_taken_back])
def test_it_ends_by_itself_with_ones_own_work_and_says_so(partnership, pupil, how, in_worker_role):
    watch(partnership.teacher, pupil)
    how(partnership, pupil)
    becomes_involved(partnership, partnership.doctor, pupil)
    assert look(in_worker_role) == 0
    assert seen_by(partnership.teacher) == ["watch_ended"]
    with rows.acting_for(acting(partnership.teacher)):
        assert RecordWatch.objects.get().ended_because == "work_ended"
        assert not RecordWatchNews.objects.exists()


@committed
def test_a_whole_list_without_the_pupil_ends_it(partnership, in_worker_role):
    heading = "Row,UPN,Legal Surname,Legal Forename,DOB,School,Postcode\n"
    child = "1,A801200005001,Ashdown,Rowan,3/2/2016,St Hilda's,YX1 3AB\n"
    other = "2,A802200005002,Ashdown,Willa,3/2/2017,St Hilda's,YX1 3AB\n"
    for number, rows_of_it in enumerate([child + other, other]):
        with rows.acting_for(acting(partnership.teacher)) as actor:
            loading.load(
                actor=actor, kind="school-pupils", file_name="p.csv", data=(heading + rows_of_it).encode(),
                as_of=NOW.date() - timedelta(days=2 - number), at=NOW, is_whole=True,
            )  # fmt: skip
            pupil = PersonRecord.objects.get(given_name="Rowan")
        if number == 0:
            watch(partnership.teacher, pupil)
            assert look(in_worker_role) == 0
    look(in_worker_role)
    assert seen_by(partnership.teacher) == ["watch_ended"]


@committed
def test_it_ends_when_its_time_has_come(partnership, pupil, in_worker_role):
    watch(partnership.teacher, pupil)
    becomes_involved(partnership, partnership.doctor, pupil)
    assert look(in_worker_role, NOW + timedelta(days=8)) == 0
    with rows.acting_for(acting(partnership.teacher)):
        assert RecordWatch.objects.get().ended_because == "time"


@committed
def test_while_the_agreements_are_not_in_force_nothing_is_told_and_nothing_is_lost(partnership, pupil, in_worker_role):
    watch(partnership.teacher, pupil)
    becomes_involved(partnership, partnership.doctor, pupil)
    made.agreed(partnership, partnership.housing, code="AGR-H", in_force=False)
    assert look(in_worker_role) == 0
    with pytest.raises(WatchNotSet, match="not in force"):
        watch(factories.a_practitioner(partnership.school), pupil)
    made.put_in_force(partnership)
    assert look(in_worker_role) == 1


@pytest.mark.parametrize(
    "changed",
    [{"reason": " "}, {"until": NOW.date()}, {"until": NOW.date() + timedelta(days=91)}],
    ids=["no reason", "no time", "too long"],
)
def test_a_watch_needs_a_reason_and_an_end_within_reach(partnership, pupil, changed):
    with pytest.raises(WatchNotSet):
        watch(partnership.teacher, pupil, **changed)


def test_nobody_is_watched_whom_ones_own_agency_does_not_work_with(partnership, pupil):
    another = made.listed(partnership.teacher, nhs_number="")
    for practitioner, record in ((partnership.doctor, pupil), (partnership.teacher, another)):
        with pytest.raises(NotFound):
            watch(practitioner, record)
    with pytest.raises(NotAllowed):
        watch(partnership.adviser, pupil)
    ends_by_list(partnership, pupil)
    with pytest.raises(NotFound):
        watch(partnership.teacher, pupil)


def test_whom_the_agency_itself_keeps_closed_is_refused_with_the_reason(partnership, pupil):
    with rows.acting_for(acting(partnership.teacher)) as actor:
        shields.shield(actor=actor, record_id=pupil.id, kind="locked", reason="Risk", at=NOW)
    with pytest.raises(WatchNotSet, match="told nothing"):
        watch(partnership.teacher, pupil)


def test_setting_it_twice_is_one_and_neither_a_colleague_nor_another_agency_has_it(partnership, pupil):
    first = watch(partnership.teacher, pupil)
    assert watch(partnership.teacher, pupil).id == first.id
    for stranger in (factories.a_practitioner(partnership.school), partnership.doctor, partnership.social_worker):
        with rows.acting_for(acting(stranger)) as actor:
            assert record_watching.WATCHES.own(actor=actor, at=NOW) == []
            with pytest.raises(NotFound):
                record_watching.WATCHES.end(actor=actor, watch_id=first.id, at=NOW)
    with rows.acting_for(acting(partnership.doctor)):
        assert not RecordWatch.objects.exists()


@committed
def test_the_share_that_helped_is_counted_for_the_agency_and_no_other(partnership, pupil, in_worker_role):
    watch(partnership.teacher, pupil)
    for practitioner in (partnership.doctor, partnership.officer):
        becomes_involved(partnership, practitioner, pupil)
    assert look(in_worker_role) == 2
    with rows.acting_for(acting(partnership.teacher)) as actor:
        first = RecordWatchNews.objects.first()
        assert record_watching.WATCHES.usefulness(actor).opened == 0
        record_watching.WATCHES.own(actor=actor, at=NOW)
        record_watching.WATCHES.answer(actor=actor, news_id=first.id, helped=True, acted=True, at=NOW)
        counted = Usefulness(told=2, opened=2, answered=1, helped=1, acted=1)
        assert record_watching.WATCHES.usefulness(actor) == counted
        record_watching.WATCHES.answer(actor=actor, news_id=first.id, helped=True, acted=False, at=NOW)
        assert record_watching.WATCHES.usefulness(actor) == replace(counted, acted=0)
    with rows.acting_for(acting(partnership.doctor)) as actor:
        assert record_watching.WATCHES.usefulness(actor) == Usefulness(told=0, opened=0, answered=0, helped=0, acted=0)
        with pytest.raises(NotFound):
            record_watching.WATCHES.answer(actor=actor, news_id=first.id, helped=False, acted=False, at=NOW)


@committed
@pytest.mark.parametrize("undone", ["the other record", "one's own record"])
def test_a_wrong_judgement_that_is_undone_is_told_to_whoever_was_told(partnership, pupil, undone, in_worker_role):
    watch(partnership.teacher, pupil)
    wrong = becomes_involved(partnership, partnership.doctor, pupil)
    becomes_involved(partnership, partnership.officer, pupil)
    assert look(in_worker_role) == 2
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        assert not Enquiry.objects.exists()
        judgements = identity.judgements(actor, wrong.person_id)
        meant = wrong if undone == "the other record" else judgements.get(record_id=pupil.id)
        followed = undoing.undo(actor=actor, judgement_id=meant.id, reason="A cousin", tell="", at=NOW)
        assert ["St Hilda's Primary" in one.words for one in followed if one.kind == "watch"] == [True]
    assert "watch_taken_back" in seen_by(partnership.teacher)
    with rows.acting_for(acting(partnership.teacher)):
        back = {one.pointer["agency"] for one in RecordWatchNews.objects.filter(taken_back_at__isnull=False)}
    both = {"Minster Gate Surgery", "Eastmoor Constabulary"}
    assert back == ({"Minster Gate Surgery"} if undone == "the other record" else both)


@pytest.mark.parametrize(
    "asked",
    [
        Known(given="Freya", family="Umpleby"),
        Known(family="Umpleby", born_on=date(2015, 7, 4)),
        Known(nhs_number="9991026649"),
    ],
    ids=["name", "family name and birth date", "number"],
)
def test_ones_own_people_are_found_by_two_facts_or_a_number(partnership, pupil, asked):
    made.listed(partnership.teacher)  # on a list, but nobody works with them
    made.works_with(partnership.doctor, made.listed(partnership.doctor))
    with rows.acting_for(acting(partnership.teacher)) as actor:
        assert [one.id for one in own_people.find(actor=actor, asked=asked, at=NOW)] == [pupil.id]


@pytest.mark.parametrize("asked", [Known(family="Umpleby"), Known(given="F*", family="Ump*")], ids=["one", "wild"])
def test_there_is_no_browsing(partnership, pupil, asked):
    with rows.acting_for(acting(partnership.teacher)) as actor, pytest.raises(TooLittleToGoOn):
        own_people.find(actor=actor, asked=asked, at=NOW)


def shown_before_undoing(partnership, judgement):
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        followed = following.from_judgement(actor, identity.judgement(actor, judgement.id))
        return [one.words for one in followed if one.kind == "watch"]


@committed
def test_before_a_judgement_is_undone_the_hub_sees_which_agencies_were_told_because_of_it(
    partnership, pupil, in_worker_role
):
    watch(partnership.teacher, pupil)
    wrong, right = (becomes_involved(partnership, one, pupil) for one in (partnership.doctor, partnership.officer))
    assert shown_before_undoing(partnership, wrong) == []
    assert look(in_worker_role) == 2
    said = "St Hilda's Primary works with somebody this record was linked to, and was told that another agency does too"
    assert shown_before_undoing(partnership, wrong) == shown_before_undoing(partnership, right) == [said]
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        undoing.undo(actor=actor, judgement_id=wrong.id, reason="A cousin", tell="", at=NOW)
    assert shown_before_undoing(partnership, wrong) == []
    assert shown_before_undoing(partnership, right) == [said]


def lift_everything(partnership):
    with rows.acting_for(acting(partnership.doctor)) as actor:
        for one in list(shields.standing(actor)):
            shields.lift(actor=actor, shield_id=one.id, reason="Over", at=NOW)


@committed
@pytest.mark.parametrize("when", ["before the watch", "during it"])
def test_when_a_lock_is_lifted_old_work_is_no_news_but_work_that_begins_is(partnership, pupil, when, in_worker_role):
    judgement = becomes_involved(partnership, partnership.doctor, pupil)
    if when == "during it":
        watch(partnership.teacher, pupil)
        assert look(in_worker_role) == 0
    protect(partnership, "locked", PersonRecord(id=judgement.record_id))
    watch(partnership.teacher, pupil)
    assert look(in_worker_role) == 0
    lift_everything(partnership)
    assert look(in_worker_role) == 0
    assert told(partnership.teacher) == []
    becomes_involved(partnership, partnership.officer, pupil)
    assert look(in_worker_role) == 1
    with rows.acting_for(acting(partnership.doctor)):
        Involvement.objects.filter(record_id=judgement.record_id).update(ended_on=NOW.date())
    assert [look(in_worker_role), look(in_worker_role)] == [0, 0]
    with rows.acting_for(acting(partnership.doctor)):
        Involvement.objects.filter(record_id=judgement.record_id).update(ended_on=None)
    assert look(in_worker_role) == 1  # it had ended, and begins anew


@committed
def test_an_agreement_that_is_made_is_no_involvement_that_begins(partnership, pupil, in_worker_role):
    becomes_involved(partnership, partnership.landlord, pupil)
    watch(partnership.teacher, pupil)
    assert look(in_worker_role) == 0
    made.agreed(partnership, partnership.school, partnership.landlord.agency, rules=TELLS_SCHOOLS, code="AGR-L")
    assert look(in_worker_role) == 0


def test_what_a_watch_remembers_is_out_of_everybodys_sight(partnership, pupil, admin_connection):
    for role in ("sharewell_app", "sharewell_worker"):
        may = "SELECT has_table_privilege(%s, 'cases_watchmemory', 'SELECT, INSERT, UPDATE, DELETE')"
        assert admin_connection.execute(may, [role]).fetchone() == (False,)
    may = "SELECT has_function_privilege('sharewell_app', 'priv.watch_news_of(uuid, uuid[], uuid[])', 'EXECUTE')"
    assert admin_connection.execute(may).fetchone() == (False,)
