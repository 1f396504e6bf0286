"""Taken back or erased, a record is found by no arm of any look-up and by no question who else works with them."""
# covers: Y16 W14

import time
from datetime import date
from uuid import uuid4

import pytest

from sharewell.base import rows
from sharewell.involvement import who_else, withdrawing
from sharewell.involvement.lists import loading
from sharewell.involvement.models import AgencyEntry, Involvement
from sharewell.matching.comparing import Known
from sharewell.people.lookup import search
from sharewell.people.models import PersonRecord, RefusedRow
from sharewell.rules.refusals import NotFound

import factories
import involvement_factories as made
from factories import NOW, acting

pytestmark = pytest.mark.django_db

# One question for each arm of the index: day and family name, wrong days, day and first name, prefix, place, names
# alone near and exact, day and district, number, reference, an earlier place and an earlier number.
ARMS = {
    "day and family name": Known(family="Umpleby", born_on=date(2015, 7, 4)),
    "swapped day": Known(family="Umpleby", born_on=date(2015, 4, 7)),
    "wrong day": Known(family="Umpleby", born_on=date(2015, 7, 5)),
    "day and first name": Known(given="Freya", born_on=date(2015, 7, 4)),
    "first letters": Known(given="Fre", born_on=date(2015, 7, 4), postcode="YX11 4SN"),
    "place": Known(given="Freya", postcode="YX11 4SN"),
    "names alone": Known(given="Freya", family="Umpleby"),
    "names by ear": Known(given="Fraya", family="Umpleby"),
    "day and district": Known(given="F", born_on=date(2015, 7, 4), postcode="YX11 4ZZ", family="Umplebee"),
    "number": Known(nhs_number="9991026649"),
    "reference": Known(references=("H77",)),
    "earlier place": Known(given="Freya", postcode="YX1 3AB"),
    "earlier number": Known(nhs_number="9991039961"),
}


@pytest.fixture
def partnership(db):
    found = factories.a_partnership()
    made.agreed(found, found.gp)
    return found


@pytest.fixture
def record(partnership):
    earlier = {"nhs_number": ["9991039961"], "postcode": ["YX1 3AB"]}
    return made.listed(partnership.doctor, source_ref="H-77", earlier=earlier, original={"Surname": "Umpleby"})


def found_by(partnership, asked):
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        result = search.candidates(actor=actor, asked=asked, about=[uuid4()], reason="who", at=NOW)
        return [one.record_id for one in result.found]


def withdrawn(partnership, record, *, erase=False, reason="The family asked, and we agreed."):
    with rows.acting_for(acting(partnership.doctor)) as actor:
        return withdrawing.withdraw(actor=actor, record_id=record.id, reason=reason, erase=erase, at=NOW)


@pytest.mark.parametrize("erase", [False, True], ids=["taken back", "erased"])
@pytest.mark.parametrize("arm", ARMS)
def test_every_arm_finds_it_before_and_none_after(partnership, record, arm, erase):
    assert found_by(partnership, ARMS[arm]) == [record.id]
    withdrawn(partnership, record, erase=erase)
    assert found_by(partnership, ARMS[arm]) == []


def test_erasing_blanks_what_the_record_said(partnership, record):
    withdrawn(partnership, record, erase=True)
    with rows.acting_for(acting(partnership.doctor)):
        kept = PersonRecord.objects.get(id=record.id)
    texts = [kept.given_name, kept.family_name, kept.nhs_number, kept.postcode, kept.original, kept.earlier]
    assert texts == ["", "", "", "", {}, {}]
    assert kept.born_on is None


def test_no_question_who_else_finds_it(partnership, record):
    made.works_with(partnership.doctor, record)
    person = made.confirmed(partnership, record)

    def shown():
        with rows.acting_for(acting(partnership.social_worker)) as actor:
            fields = {"reason": "x", "purpose": "SAFEGUARDING", "at": NOW}
            return len(who_else.ask(actor=actor, person_id=person.id, **fields).pointers)

    assert shown() == 1
    withdrawn(partnership, record)
    assert shown() == 0


def test_erasing_takes_what_its_work_and_entries_said_and_its_rows_in_reports(partnership, record):
    made.works_with(partnership.doctor, record, lead_name="Jo Hale", since_on=date(2020, 1, 1))
    with rows.acting_for(acting(partnership.doctor)) as actor:
        AgencyEntry.objects.create(
            agency_id=actor.agency_id, record=record, source_ref="1", text="Bruise", original={"What": "Bruise"}
        )
        report = loading.ListImport.objects.create(
            agency_id=actor.agency_id, kind="x", fingerprint="x", as_of=NOW, loaded_at=NOW, loaded_by_id=uuid4()
        )
        doubt = {"list_import": report, "agency_id": actor.agency_id, "row_number": 2, "reason": "?"}
        RefusedRow.objects.create(**doubt, original=record.original)
    withdrawn(partnership, record, erase=True)
    with rows.acting_for(acting(partnership.doctor)):
        entry = AgencyEntry.objects.get()
        assert (entry.text, entry.original, RefusedRow.objects.get().original) == ("", {}, {})
        work = Involvement.objects.get()
        assert (work.lead_name, work.since_on) == ("", None)


LIST = (
    "Report Ref,NHS Number,Surname,Forenames,DOB,Sex,Registered GP,Last Seen\n"
    "H-77,999 102 6649,UMPLEBY,Freya,04-Jul-2015,F,Minster Gate Surgery,17-May-2026\n"
)


def loaded(practitioner, text=LIST, as_of=date(2026, 11, 23), **more):
    with rows.acting_for(acting(practitioner)) as actor:
        fields = {"kind": "health-register", "file_name": "x.csv", "data": text.encode(), "as_of": as_of, "at": NOW}
        return loading.load(actor=actor, **(fields | more))


def test_erasing_reaches_every_row_of_it_in_reports_and_no_later_list_brings_its_text_back(partnership):
    twice = (
        LIST + LIST.splitlines()[1].replace("UMPLEBY", "STOTT") + "\nH-78,,QUELL,Otis,H-77,M,Minster Gate Surgery,\n"
    )
    loaded(partnership.doctor, twice)
    with rows.acting_for(acting(partnership.doctor)):
        record = PersonRecord.objects.get(source_ref="H-77")
        assert len([one for one in RefusedRow.objects.all() if "Umpleby" in str(one.original).title()]) == 1
    withdrawn(partnership, record, erase=True)
    report = loaded(partnership.doctor, twice, as_of=date(2026, 11, 24))
    assert (report.rows_read, report.rows_refused) == (3, 2)
    with rows.acting_for(acting(partnership.doctor)):
        kept = str([one.original for one in RefusedRow.objects.all()]).title()
        assert "Umpleby" not in kept
        assert "Stott" not in kept
        assert "Quell" in kept  # another's row, in which the reference stands in another column
        assert "your agency erased the record H-77" in report.refused.filter(was_taken=False).first().reason


def test_a_later_list_leaves_it_out_and_says_so_until_it_is_put_back(partnership):
    loaded(partnership.doctor)
    with rows.acting_for(acting(partnership.doctor)):
        record = PersonRecord.objects.get()
    withdrawn(partnership, record)
    report = loaded(partnership.doctor, as_of=date(2026, 11, 24))
    assert (report.rows_taken, report.rows_unchanged, report.rows_refused) == (0, 0, 1)
    assert found_by(partnership, made.ASKED) == []
    with rows.acting_for(acting(partnership.doctor)) as actor:
        assert "took this record back" in report.refused.get().reason
        withdrawing.put_back(actor=actor, record_id=record.id, reason="The family changed their mind.", at=NOW)
    assert found_by(partnership, made.ASKED) == [record.id]


def test_it_needs_a_reason_and_only_ones_own_record_is_taken_back(partnership, record):
    with pytest.raises(withdrawing.WithdrawalNeedsAReason):
        withdrawn(partnership, record, reason=" ")
    with pytest.raises(NotFound), rows.acting_for(acting(partnership.teacher)) as actor:
        withdrawing.withdraw(actor=actor, record_id=record.id, reason="x", erase=True, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_a_pointer_is_found_within_a_second_of_its_commit(partnership):
    start = time.monotonic()
    loaded(partnership.doctor)
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        (found,) = search.candidates(actor=actor, asked=made.ASKED, about=[uuid4()], reason="who", at=NOW).found
    with rows.acting_for(acting(partnership.doctor)):
        record = PersonRecord.objects.get()
    assert found.record_id == record.id
    person = made.confirmed(partnership, record)
    committed = time.monotonic()
    with rows.acting_for(acting(partnership.doctor)) as actor:
        Involvement.objects.create(agency_id=actor.agency_id, record=record, kind="nursing", team_name="School nursing")
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        answer = who_else.ask(actor=actor, person_id=person.id, reason="x", purpose="SAFEGUARDING", at=NOW)
    assert "School nursing" in {one.team for one in answer.pointers}
    assert time.monotonic() - committed < 1
    assert start < committed
