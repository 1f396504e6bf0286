"""Looking somebody up in every agency's list: found, told apart, logged, and never told of a locked one."""
# covers: Y4, Y16

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from sharewell.base import rows
from sharewell.matching.comparing import Known
from sharewell.matching.wording import STATES
from sharewell.people.lookup import feeding, search
from sharewell.people.models import PersonRecord
from sharewell.rules.refusals import NotAllowed

import factories

pytestmark = pytest.mark.django_db

FREYA = {
    "given_name": "Freya",
    "family_name": "Umpleby",
    "sex": "F",
    "born_on": date(2015, 7, 4),
    "birth_accuracy": "AAA",
    "postcode": "YX11 4SN",
    "nhs_number": "9991026649",
}
ASKED = Known(given="Freya", family="Umpleby", born_on=date(2015, 7, 4))


@pytest.fixture
def partnership(db):
    return factories.a_partnership()


def listed(practitioner, **fields):
    """Put a person on an agency's list and into the store."""
    with rows.acting_for(factories.acting(practitioner)) as actor:
        record = PersonRecord.objects.create(
            agency_id=actor.agency_id, source="test", source_ref=str(uuid4())[:20], **(FREYA | fields)
        )
        feeding.index_record(record)
        return record


def changed(practitioner, record, **fields):
    with rows.acting_for(factories.acting(practitioner)):
        PersonRecord.objects.filter(id=record.id).update(**fields)
        feeding.index_record(PersonRecord.objects.get(id=record.id))


def looked_up(partnership, asked):
    with rows.acting_for(factories.acting(partnership.social_worker)) as actor:
        return search.candidates(actor=actor, asked=asked, about=[uuid4()], reason="who is meant", at=factories.NOW)


@pytest.mark.parametrize(
    "asked",
    [
        ASKED,
        Known(given="Freyja", family="Umpelby", born_on=date(2015, 7, 4)),
        Known(given="Freya", family="Umpleby", born_on=date(2015, 4, 7)),
        Known(given="Umpleby", family="Freya", born_on=date(2015, 7, 4)),
        Known(given="Freya", family="Umpleby-Dale", born_on=date(2015, 7, 4)),
        Known(given="Freya", family="Stott", born_on=date(2015, 7, 4), postcode="yx114sn"),
        Known(given="Freya", family="Umpleby"),
        Known(family="Umpleby", postcode="YX11 4SN"),
        Known(given="Freya", family="Umpleby", born_on=date(2015, 1, 1), birth_accuracy="UUE"),
        Known(nhs_number="9991026649"),
    ],
    ids=lambda asked: f"{asked.given} {asked.family} {asked.born_on or asked.postcode or asked.nhs_number}",
)
def test_a_person_is_found_as_people_ask(partnership, asked):
    record = listed(partnership.doctor)
    assert [one.record_id for one in looked_up(partnership, asked).found] == [record.id]


def test_a_number_alone_never_makes_a_match(partnership):
    listed(partnership.doctor)
    assert looked_up(partnership, Known(nhs_number="9991026649")).state != "match"


def test_a_locked_person_looks_exactly_like_nobody(partnership):
    record = listed(partnership.doctor)
    assert looked_up(partnership, ASKED).found
    changed(partnership.doctor, record, is_locked=True)
    locked = looked_up(partnership, ASKED)
    nobody = looked_up(partnership, Known(given="Nobody", family="Atall", born_on=date(2015, 7, 4)))
    assert (locked.state, locked.found, locked.sources) == (nobody.state, nobody.found, nobody.sources)


def test_a_protected_place_cannot_be_asked_for_and_is_not_told(partnership):
    listed(partnership.doctor, is_address_protected=True)
    by_name = looked_up(partnership, ASKED)
    assert by_name.found[0].candidate.known.postcode == ""
    assert looked_up(partnership, Known(given="Freda", postcode="YX11 4SN")).found == ()


def test_a_corrected_name_is_found_and_the_old_one_no_longer(partnership):
    record = listed(partnership.doctor)
    changed(partnership.doctor, record, family_name="Quistgaard", given_name="Ottilie")
    assert [one.record_id for one in looked_up(partnership, Known(given="Ottilie", family="Quistgaard")).found]
    assert looked_up(partnership, Known(given="Freya", family="Umpleby")).found == ()


@pytest.mark.parametrize(
    "asked", [Known(), Known(given="Freya"), Known(family="Umpleby"), Known(postcode="YX11 4SN"), Known(given="%")]
)
def test_browsing_is_refused(partnership, asked):
    with pytest.raises(search.TooLittleToGoOn):
        looked_up(partnership, asked)


def test_only_the_hub_may_ask(partnership):
    listed(partnership.doctor)
    with pytest.raises(NotAllowed), rows.acting_for(factories.acting(partnership.teacher)) as actor:
        search.candidates(actor=actor, asked=ASKED, about=[uuid4()], reason="curious", at=factories.NOW)


def test_nobody_is_told_of_without_a_question(partnership):
    listed(partnership.doctor)
    with (
        pytest.raises(Exception, match="no question was asked"),
        rows.acting_for(factories.acting(partnership.social_worker)),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT * FROM priv.lookup_tell('{1,2,3}'::int[])")


@pytest.mark.parametrize("table", ["lookup_entry", "lookup_facet", "lookup_name", "lookup_log", "lookup_question"])
def test_the_store_cannot_be_read_past_its_functions(partnership, table):
    with (
        pytest.raises(Exception, match="permission denied"),
        rows.acting_for(factories.acting(partnership.social_worker)),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SELECT * FROM {table}")


def test_another_agencys_record_cannot_be_filed_over(partnership):
    record = listed(partnership.doctor)
    with (
        pytest.raises(Exception, match="not your record"),
        rows.acting_for(factories.acting(partnership.teacher)),
    ):
        feeding.index_record(PersonRecord(id=record.id, agency_id=partnership.school.id, **FREYA))


def test_a_store_that_does_not_answer_is_an_error_and_no_empty_answer_and_is_on_record(partnership, monkeypatch):
    listed(partnership.doctor)

    monkeypatch.setattr(search.store, "LONGEST", "30ms")
    monkeypatch.setattr(search.store, "FIND", f"{search.store.FIND}, pg_sleep(5)")
    with rows.acting_for(factories.acting(partnership.social_worker)) as actor, connection.cursor() as cursor:
        result = search.candidates(actor=actor, asked=ASKED, about=[uuid4()], reason="who", at=factories.NOW)
        assert (result.state, result.found) == ("error", ())
        cursor.execute("SELECT detail->>'state' FROM ledger_opening WHERE event = 'search.made'")
        assert cursor.fetchall() == [("error",)]
        cursor.execute("SELECT current_setting('statement_timeout')")
        assert cursor.fetchone() != ("30ms",)
        monkeypatch.undo()
        again = search.candidates(actor=actor, asked=ASKED, about=[uuid4()], reason="who", at=factories.NOW)
        assert again.found
    assert "nothing is known either way" in STATES["error"]


@pytest.mark.parametrize("name", ["Fre*", "%ya", "Umpl_by"])
def test_wild_cards_are_refused(partnership, name):
    with pytest.raises(search.TooLittleToGoOn, match="without signs"):
        looked_up(partnership, Known(given=name, family="Umpleby", born_on=date(2015, 7, 4)))


@pytest.mark.parametrize(
    "asked",
    [
        Known(given="F", family="U"),
        Known(given="Freya", postcode="YX11"),
        Known(references=("7",)),
    ],
    ids=["initials", "half a postcode", "a short reference"],
)
def test_what_hardly_narrows_is_no_fact(partnership, asked):
    with pytest.raises(search.TooLittleToGoOn):
        looked_up(partnership, asked)


def test_an_unborn_child_is_found_by_the_mothers_name_and_the_due_date(partnership):
    unborn = {"given_name": "Unborn", "family_name": "Garbutt", "born_on": None, "due_on": date(2027, 2, 8), "sex": ""}
    record = listed(partnership.doctor, **(unborn | {"nhs_number": "", "postcode": ""}))
    found = looked_up(partnership, Known(given="Baby", family="Garbutt", due_on=date(2027, 2, 12))).found
    assert [one.record_id for one in found] == [record.id]
    assert found[0].candidate.sureness != "match"
    assert any("no real first name yet" in said for said in found[0].candidate.warnings)


def test_of_a_common_name_the_one_who_lives_near_is_found_though_no_day_is_known(partnership):
    for back in range(105):
        listed(partnership.doctor, born_on=FREYA["born_on"] - timedelta(days=1000 - back), postcode="", nhs_number="")
    meant = listed(partnership.doctor)
    asked = Known(given="Freya", family="Umpleby", postcode="YX11 9ZZ")
    assert looked_up(partnership, asked).found[0].record_id == meant.id


def test_of_a_common_name_the_one_born_about_then_is_found(partnership):
    for back in range(250, 360):  # more than one arm gives, all of them earlier in the order of the index
        born = FREYA["born_on"] - timedelta(days=back)
        listed(partnership.doctor, born_on=born, postcode="", nhs_number="")
    meant = listed(partnership.doctor)
    found = looked_up(partnership, Known(given="Freya", family="Umplebi", born_on=date(2015, 7, 29))).found
    assert meant.id in {one.record_id for one in found}
