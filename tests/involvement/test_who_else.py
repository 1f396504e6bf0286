"""Who else works with them: pointers of open agencies, what was and was not searched, and nothing of what is closed."""
# covers: Y16 W25

from datetime import date
from uuid import uuid4

import pytest
from django.db import Error, connection

from sharewell.base import rows
from sharewell.involvement import brokering, who_else
from sharewell.involvement.lists import sensitive
from sharewell.involvement.lists.drawn import Pointer
from sharewell.involvement.models import BrokeredQuestion
from sharewell.ledger import entries
from sharewell.notices import queries as notices
from sharewell.people import identity, shields
from sharewell.people.lookup import search
from sharewell.rules.refusals import NotAllowed, NotFound

import factories
import involvement_factories as made

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership(db):
    found = factories.a_partnership()
    made.agreed(found, found.gp, found.school, found.refuge)
    return found


def asked(partnership, person, **more):
    with rows.acting_for(factories.acting(partnership.social_worker)) as actor:
        fields = {"reason": "Worry", "purpose": "SAFEGUARDING", "at": factories.NOW} | more
        return who_else.ask(actor=actor, person_id=person.id, **fields)


def test_a_pointer_says_whom_to_ask_since_when_and_from_how_old_a_list(partnership):
    record = made.listed(partnership.doctor)
    made.works_with(
        partnership.doctor,
        record,
        team_name="Health visiting",
        role="named health visitor",
        lead_name="Jo Hale",
        lead_contact="01632 960123",
        since_on=date(2020, 2, 1),
        last_seen_on=date(2026, 10, 1),
    )
    answer = asked(partnership, made.confirmed(partnership, record))
    (pointer,) = answer.pointers
    assert (pointer.agency, pointer.team, pointer.role) == (
        "Minster Gate Surgery",
        "Health visiting",
        "named health visitor",
    )
    assert (pointer.lead, pointer.contact) == ("Jo Hale", "01632 960123")
    assert (pointer.since_on, pointer.last_seen_on) == (date(2020, 2, 1), date(2026, 10, 1))
    assert pointer.is_current


def test_when_the_list_names_nobody_to_ring_somebody_who_answers_requests_is_named(partnership):
    record = made.listed(partnership.doctor)
    made.works_with(partnership.doctor, record)
    (pointer,) = asked(partnership, made.confirmed(partnership, record)).pointers
    assert pointer.lead == partnership.doctor.full_name


@pytest.mark.parametrize(
    ("fields", "is_current"),
    [({}, True), ({"ended_on": date(2025, 1, 1)}, False), ({"not_listed_since": date(2026, 11, 1)}, False)],
    ids=str,
)
def test_past_work_is_shown_as_past_and_never_left_out(partnership, fields, is_current):
    record = made.listed(partnership.doctor)
    made.works_with(partnership.doctor, record, **fields)
    (pointer,) = asked(partnership, made.confirmed(partnership, record)).pointers
    assert pointer.is_current is is_current


def test_a_pointer_says_that_its_agency_protects_where_they_live(partnership):
    records = [made.listed(partnership.doctor), made.listed(partnership.teacher, is_address_protected=True)]
    for practitioner, record in zip((partnership.doctor, partnership.teacher), records, strict=True):
        made.works_with(practitioner, record)
    shown = asked(partnership, made.confirmed(partnership, *records)).pointers
    assert {one.agency: one.is_protected for one in shown} == {
        "Minster Gate Surgery": False,
        "St Hilda's Primary": True,
    }


def test_household_and_family_are_asked_for_with_the_child_each_under_their_own_name(partnership):
    child, brother = made.listed(partnership.doctor), made.listed(partnership.teacher, given_name="Otis", nhs_number="")
    made.works_with(partnership.doctor, child)
    made.works_with(partnership.teacher, brother)
    first, second = made.confirmed(partnership, child), made.confirmed(partnership, brother)
    answer = asked(partnership, first, household=[second.id])
    assert {(one.person_id, one.agency) for one in answer.pointers} == {
        (str(first.id), "Minster Gate Surgery"),
        (str(second.id), "St Hilda's Primary"),
    }


def test_an_empty_answer_says_what_was_searched_and_what_was_not_and_never_that_nobody_knows_them(partnership):
    answer = asked(partnership, made.confirmed(partnership))
    assert answer.pointers == ()
    assert {one.agency_name for one in answer.no_list} >= {"Minster Gate Surgery", "Eastmoor Constabulary"}
    assert "not the same as nobody knowing them" in who_else.NOTHING_FOUND
    assert partnership.refuge.name not in {one.agency_name for one in answer.sources}


def test_an_agency_without_an_agreement_is_named_whether_or_not_it_knows_them(partnership):
    record = made.listed(partnership.landlord)
    made.works_with(partnership.landlord, record)
    knows, does_not = made.confirmed(partnership, record), made.confirmed(partnership)
    first, second = asked(partnership, knows), asked(partnership, does_not)
    assert (first.pointers, first.not_covered) == (second.pointers, second.not_covered) == ((), ())


def test_only_the_hub_asks_for_a_reason_and_about_its_own_people(partnership):
    person = made.confirmed(partnership)
    with pytest.raises(who_else.NoReason):
        asked(partnership, person, reason="  ")
    with pytest.raises(NotAllowed), rows.acting_for(factories.acting(partnership.teacher)) as actor:
        who_else.ask(actor=actor, person_id=person.id, reason="x", purpose="SAFEGUARDING", at=factories.NOW)
    with pytest.raises(NotFound), rows.acting_for(factories.acting(partnership.coordinator)) as actor:
        who_else.ask(actor=actor, person_id=person.id, reason="x", purpose="SAFEGUARDING", at=factories.NOW)


def test_the_same_key_is_one_question(partnership):
    person, key = made.confirmed(partnership), uuid4()
    assert asked(partnership, person, key=key).question_id == asked(partnership, person, key=key).question_id


def test_no_record_no_answer(partnership, monkeypatch):
    record = made.listed(partnership.doctor)
    made.works_with(partnership.doctor, record)
    person = made.confirmed(partnership, record)
    monkeypatch.setattr(entries, "_WRITE", "SELECT 1 / 0")
    with pytest.raises(entries.NotRecorded):
        asked(partnership, person)


def test_pointers_cannot_be_had_without_a_question_on_record(partnership):
    with (
        pytest.raises(Error, match="no question was asked"),
        rows.acting_for(factories.acting(partnership.social_worker)),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM priv.who_else(%s)", [uuid4()])


def test_an_undone_judgement_leads_to_no_pointer(partnership):
    record = made.listed(partnership.doctor)
    made.works_with(partnership.doctor, record)
    person = made.confirmed(partnership, record)
    with rows.acting_for(factories.acting(partnership.social_worker)) as actor:
        judgement = identity.judgements(actor, person.id).get()
        identity.undo(actor=actor, judgement_id=judgement.id, reason="Wrong", at=factories.NOW)
    assert asked(partnership, person).pointers == ()


# Closed services


def closed_in_three_ways(partnership):
    """A refuge that knows her, a sensitive piece of work of an open agency, and a locked record: one child each."""
    refuge = made.listed(partnership.refuge_worker)
    made.works_with(partnership.refuge_worker, refuge, kind="refuge")
    sensitive_work = made.listed(partnership.doctor)
    made.works_with(partnership.doctor, sensitive_work, kind="camhs", is_sensitive=True)
    locked = made.listed(partnership.teacher, nhs_number="")
    made.works_with(partnership.teacher, locked)
    with rows.acting_for(factories.acting(partnership.teacher)) as actor:
        shields.shield(actor=actor, record_id=locked.id, kind="locked", reason="Risk", at=factories.NOW)
    return refuge, sensitive_work, locked


def without_id(answer):
    return (answer.pointers, answer.not_covered, answer.sources, answer.policy)


def test_what_is_closed_is_not_shown_not_even_counted(partnership):
    known = made.confirmed(partnership, *closed_in_three_ways(partnership))
    nobody = made.confirmed(partnership)
    assert without_id(asked(partnership, known)) == without_id(asked(partnership, nobody))


@pytest.mark.django_db(transaction=True)
def test_each_service_learns_that_someone_asks_decides_and_the_asker_is_told_nothing(partnership, in_worker_role):
    records = closed_in_three_ways(partnership)
    known = made.confirmed(partnership, *records)
    asked(partnership, known)
    assert in_worker_role(lambda: brokering.broker(at=factories.NOW)) == 3
    for practitioner in (partnership.refuge_worker, partnership.doctor, partnership.teacher):
        with rows.acting_for(factories.acting(practitioner)) as actor:
            assert "service_sought" in {one.kind for one in notices.waiting(actor)}
            (question,) = brokering.put_to_us(actor=actor, at=factories.NOW)
            assert question.record.given_name == "Freya"
            assert question.question.reason == brokering.PURPOSES["SAFEGUARDING"]
            brokering.answer(actor=actor, question_id=question.question.id, choice="will_not", at=factories.NOW)
    with rows.acting_for(factories.acting(partnership.social_worker)) as actor:
        assert BrokeredQuestion.objects.count() == 0
        assert "service_sought" not in {one.kind for one in notices.waiting(actor)}
        kept = who_else.last_answer(actor, known.id)
        assert kept.answer["pointers"] == []


@pytest.mark.django_db(transaction=True)
def test_services_hear_when_the_question_was_about_somebody_else(partnership, in_worker_role):
    record = closed_in_three_ways(partnership)[0]
    known = made.confirmed(partnership, record)
    question = asked(partnership, known).question_id
    in_worker_role(lambda: brokering.broker(at=factories.NOW))
    with rows.acting_for(factories.acting(partnership.social_worker)) as actor:
        who_else.withdraw(actor=actor, question_ids=[question], at=factories.NOW)
    in_worker_role(lambda: brokering.broker(at=factories.NOW))
    in_worker_role(lambda: brokering.broker(at=factories.NOW))
    with rows.acting_for(factories.acting(partnership.refuge_worker)) as actor:
        assert [one.kind for one in notices.waiting(actor)].count("service_no_longer_sought") == 1
        (told,) = brokering.put_to_us(actor=actor, at=factories.NOW)
        assert told.question.withdrawn_at == factories.NOW
        brokering.answer(actor=actor, question_id=told.question.id, choice="will_call", at=factories.NOW)
        assert BrokeredQuestion.objects.get().answer == ""


def test_somebody_only_a_closed_service_knows_is_not_found_by_a_look_up_either(partnership):
    record = made.listed(partnership.doctor)
    made.works_with(partnership.doctor, record, kind="camhs", is_sensitive=True)
    with rows.acting_for(factories.acting(partnership.doctor)):
        from sharewell.involvement.lists import keeping

        keeping.close_if_brokered(record)
    with rows.acting_for(factories.acting(partnership.social_worker)) as actor:
        found = search.candidates(actor=actor, asked=made.ASKED, about=[uuid4()], reason="who", at=factories.NOW)
    assert (found.state, found.found) == ("none", ())


@pytest.mark.parametrize("team", ["CAMHS Fossborough", "Riverside Sexual Health", "Refuge outreach"])
def test_the_usual_sensitive_services_are_closed_whoever_lists_them(team):
    assert sensitive.is_sensitive(Pointer(kind="health", team=team), sensitive.USUAL)


def test_an_agency_adds_its_own_words(partnership):
    factories.Arrangement.objects.create(
        agency=partnership.gp, key=sensitive.KEY, value=["Drug and alcohol"], valid_from=date(2020, 1, 1)
    )
    words = sensitive.words(partnership.gp.id, factories.NOW.date())
    assert sensitive.is_sensitive(Pointer(kind="health", team="Young people's drug and alcohol team"), words)
    assert not sensitive.is_sensitive(Pointer(kind="health", team="Health visiting"), words)
