"""A list feeds the register: first all of it, then what changes; every row is accounted for, its text kept."""
# covers: Y4 Y16

from datetime import date
from uuid import uuid4

import pytest

from sharewell.base import rows
from sharewell.directory.models import Arrangement
from sharewell.involvement import who_else, withdrawing
from sharewell.involvement.lists import loading, reporting, sensitive
from sharewell.involvement.lists.reading import UnreadableList
from sharewell.involvement.models import AgencyEntry, Involvement
from sharewell.matching.comparing import Known
from sharewell.people.lookup import search
from sharewell.people.models import PersonRecord
from sharewell.rules.refusals import NotAllowed

import factories
import involvement_factories as made
from factories import NOW, acting

pytestmark = pytest.mark.django_db
HEADING = "Report Ref,NHS Number,Surname,Forenames,DOB,Sex,Registered GP,Last Seen,Postcode,HV Team\n"
FREYA = "H1,999 102 6649,UMPLEBY,Freya,04-Jul-2015,F,Minster Gate Surgery,17-May-2026,YX11 4SN,\n"
OTIS = "H2,,QUELL,Otis,05-Aug-2016,M,Minster Gate Surgery,18-May-2026,YX1 3AB,\n"
FIRST, SECOND, THIRD = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 22)


@pytest.fixture
def partnership(db):
    found = factories.a_partnership()
    made.agreed(found, found.gp)
    return found


def loaded(partnership, *lines, as_of=FIRST, is_whole=True, kind="health-register"):
    with rows.acting_for(acting(partnership.doctor)) as actor:
        data = (HEADING + "".join(lines)).encode()
        return loading.load(
            actor=actor, kind=kind, file_name="x.csv", data=data, as_of=as_of, at=NOW, is_whole=is_whole
        )


def counts(report):
    return (report.rows_read, report.rows_taken, report.rows_unchanged, report.rows_refused, report.no_longer_listed)


def own(partnership, model=PersonRecord):
    with rows.acting_for(acting(partnership.doctor)):
        return list(model.objects.order_by("id"))


def found_by(partnership, **facts):
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        return search.candidates(actor=actor, asked=Known(**facts), about=[uuid4()], reason="who", at=NOW).found


def test_every_row_is_taken_unchanged_or_refused_and_keeps_its_text(partnership):
    nameless, odd = "H3,,,,01-Jan-2017,F,,,,\n", 'H4,,REED,"Anna,01-Jan-2017,F,,,,\nH5,,X,Y,,,,,,\n'
    report = loaded(partnership, FREYA, OTIS, nameless, odd)
    assert report.rows_read == report.rows_taken + report.rows_unchanged + report.rows_refused
    assert report.rows_refused >= 1
    with rows.acting_for(acting(partnership.doctor)) as actor:
        told = reporting.report(actor=actor, list_import_id=report.id)
    assert any("no name at all" in row.reason and row.original["DOB"] == "01-Jan-2017" for row in told["refused"].rows)
    assert own(partnership)[0].original["Surname"]


def test_first_all_then_what_changed(partnership):
    assert counts(loaded(partnership, FREYA, OTIS)) == (2, 2, 0, 0, 0)
    changed = OTIS.replace("YX1 3AB", "YX2 4DE")
    assert counts(loaded(partnership, FREYA, changed, as_of=SECOND)) == (2, 1, 1, 0, 0)
    assert counts(loaded(partnership, changed, as_of=THIRD, is_whole=False)) == (1, 0, 1, 0, 0)


def test_what_a_whole_list_has_no_more_is_no_longer_listed_never_ended_and_comes_back_with_its_row(partnership):
    loaded(partnership, FREYA, OTIS)
    assert counts(loaded(partnership, FREYA, as_of=SECOND)) == (1, 0, 1, 0, 1)
    gone = [one for one in own(partnership, Involvement) if one.not_listed_since]
    assert [(one.not_listed_since, one.ended_on) for one in gone] == [(SECOND, None)]
    assert counts(loaded(partnership, FREYA, OTIS, as_of=THIRD)) == (2, 1, 1, 0, 0)
    assert not [one for one in own(partnership, Involvement) if one.not_listed_since]


def test_a_list_of_changes_says_nothing_of_those_it_leaves_out(partnership):
    loaded(partnership, FREYA, OTIS)
    assert loaded(partnership, FREYA, as_of=SECOND, is_whole=False).no_longer_listed == 0


def test_work_that_stands_unchanged_in_a_newer_list_is_as_fresh_as_that_list(partnership):
    loaded(partnership, FREYA)
    (record,) = own(partnership)
    person = made.confirmed(partnership, record)
    loaded(partnership, FREYA, as_of=THIRD)
    with rows.acting_for(acting(partnership.social_worker)) as actor:
        fields = {"reason": "x", "purpose": "SAFEGUARDING", "at": NOW}
        answer = who_else.ask(actor=actor, person_id=person.id, **fields)
    assert [one.as_of for one in answer.pointers] == [THIRD]
    assert [one.as_of for one in answer.asked] == [THIRD]


def test_the_same_file_of_the_same_day_is_one_loading_and_going_back_to_old_words_is_another(partnership):
    first = loaded(partnership, FREYA)
    assert loaded(partnership, FREYA).id == first.id
    moved = FREYA.replace("YX11 4SN", "YX2 4DE")
    loaded(partnership, moved, as_of=SECOND)
    assert counts(loaded(partnership, FREYA, as_of=THIRD)) == (1, 1, 0, 0, 0)
    assert own(partnership)[0].postcode == "YX11 4SN"


def test_a_list_older_than_the_newest_is_refused_and_nothing_changes(partnership):
    loaded(partnership, FREYA.replace("YX11 4SN", "YX2 4DE"), as_of=SECOND)
    with pytest.raises(UnreadableList, match="newer list of this kind, drawn on 21 November 2026"):
        loaded(partnership, FREYA, as_of=FIRST)
    assert own(partnership)[0].postcode == "YX2 4DE"


def test_who_has_moved_or_got_a_new_number_is_found_by_the_old_ones_and_the_page_says_they_are_old(partnership):
    loaded(partnership, FREYA)
    loaded(partnership, FREYA.replace("YX11 4SN", "YX2 4DE").replace("999 102 6649", "999 103 9961"), as_of=SECOND)
    (by_number,) = found_by(partnership, nhs_number="9991026649")
    assert "NHS number an earlier one, replaced since" in by_number.candidate.agrees
    (by_place,) = found_by(partnership, given="Freya", postcode="YX11 4SN")
    assert "postcode an earlier one of theirs" in by_place.candidate.agrees


def test_an_agencys_own_sensitive_words_close_the_work_and_a_record_only_it_knows(partnership):
    Arrangement.objects.create(agency=partnership.gp, key=sensitive.KEY, value=["hidden team"], valid_from=FIRST)
    loaded(partnership, FREYA.replace("YX11 4SN,", "YX11 4SN,Hidden Team"), OTIS)
    assert {one.team_name: one.is_sensitive for one in own(partnership, Involvement)} == {
        "Hidden Team": True,
        "Minster Gate Surgery": False,
    }
    assert found_by(partnership, given="Freya", family="Umpleby") == ()
    assert found_by(partnership, given="Otis", family="Quell")


def test_only_who_may_load_lists_loads_and_sees_reports(partnership):
    with pytest.raises(NotAllowed), rows.acting_for(acting(partnership.social_worker)) as actor:
        loading.load(actor=actor, kind="health-register", file_name="x", data=b"", as_of=FIRST, at=NOW)


def report_of(partnership, loaded_list):
    with rows.acting_for(acting(partnership.doctor)) as actor:
        return reporting.report(actor=actor, list_import_id=loaded_list.id)


def test_a_reference_that_stands_twice_is_told_and_the_text_of_both_rows_is_kept(partnership):
    other = FREYA.replace("YX11 4SN", "YX2 4DE")
    report = loaded(partnership, FREYA, FREYA, other)
    assert counts(report) == (3, 2, 1, 0, 0)
    told = [
        (one.row_number, one.reason, one.original["Postcode"])
        for one in report_of(partnership, report)["doubtful"].rows
    ]
    assert told == [
        (2, "a row below has the same reference", "YX11 4SN"),
        (3, "row 2 says the same: it was taken once", "YX11 4SN"),
        (4, "row 2 has the same reference; where the two differ, this lower row holds", "YX2 4DE"),
    ]
    assert [one.postcode for one in own(partnership)] == ["YX2 4DE"]


def test_a_cell_that_is_emptied_in_a_register_takes_back_what_stood_there(partnership):
    loaded(partnership, FREYA)
    report = loaded(partnership, FREYA.replace("999 102 6649", ""), as_of=SECOND)
    assert counts(report) == (1, 1, 0, 0, 0)
    assert own(partnership)[0].nhs_number == ""
    assert found_by(partnership, nhs_number="9991026649") == ()
    assert found_by(partnership, given="Freya", family="Umpleby")


def test_a_column_that_is_missing_altogether_takes_nothing_back_and_is_told(partnership):
    loaded(partnership, FREYA)
    data = "Report Ref,NHS Number,Surname,Forenames,DOB,Eye colour,Post code\n"
    data += "H1,,UMPLEBY,Freya,04-Jul-2015,green,YX2 4DE\n"
    with rows.acting_for(acting(partnership.doctor)) as actor:
        report = loading.load(
            actor=actor, kind="health-register", file_name="x.csv", data=data.encode(), as_of=SECOND, at=NOW
        )
    assert report.columns_not_read == ["Eye colour", "Post code"]
    (record,) = own(partnership)
    assert (record.nhs_number, record.postcode) == ("9991026649", "YX11 4SN")
    assert record.original["Eye colour"] == "green"  # kept, and used for nothing


def test_a_number_that_does_not_hold_wipes_none_that_does(partnership):
    loaded(partnership, FREYA)
    loaded(partnership, FREYA.replace("999 102 6649", "999 102 6648"), as_of=SECOND)
    assert own(partnership)[0].nhs_number == "9991026649"


def test_two_columns_of_one_name_are_refused_as_a_whole(partnership):
    with rows.acting_for(acting(partnership.doctor)) as actor, pytest.raises(UnreadableList, match="are called DOB"):
        data = b"Report Ref,NHS Number,Surname,Forenames,DOB,DOB\nH1,,A,B,,\n"
        loading.load(actor=actor, kind="health-register", file_name="x", data=data, as_of=FIRST, at=NOW)


def test_a_row_of_a_record_that_was_taken_back_is_refused_with_its_text(partnership):
    loaded(partnership, FREYA, OTIS)
    freya = next(one for one in own(partnership) if one.given_name == "Freya")
    with rows.acting_for(acting(partnership.doctor)) as actor:
        withdrawing.withdraw(actor=actor, record_id=freya.id, reason="Wrong child", erase=False, at=NOW)
    report = loaded(partnership, FREYA.replace("YX11 4SN", "YX2 4DE"), OTIS, as_of=SECOND)
    assert counts(report)[:4] == (2, 0, 1, 1)
    (refused,) = report_of(partnership, report)["refused"].rows
    assert "took this record back" in refused.reason
    assert refused.original["Postcode"] == "YX2 4DE"
    assert found_by(partnership, given="Freya", family="Umpleby") == ()


def test_several_rows_about_one_person_each_keep_their_whole_text_with_what_they_said(partnership):
    heading = "Contact Ref,NHS Number,Patient,DOB,Date,Type,Entry,Room\n"
    lines = [f"C{day},999 102 6649,UMPLEBY Freya,04/07/2015,{day}/11/2026,GP,Seen,Room {day}\n" for day in (3, 4)]
    with rows.acting_for(acting(partnership.doctor)) as actor:
        data = (heading + "".join(lines)).encode()
        fields = {"kind": "health-contacts", "file_name": "x.csv", "as_of": FIRST, "at": NOW}
        report = loading.load(actor=actor, data=data, **fields)
        assert (report.rows_refused, report.columns_not_read) == (0, ["Room"])
        assert {one.original["Room"] for one in AgencyEntry.objects.all()} == {"Room 3", "Room 4"}
        AgencyEntry.objects.update(original={})  # as an older release left them
        again = loading.load(actor=actor, data=data, **(fields | {"as_of": SECOND}))
        assert counts(again)[:4] == (2, 0, 2, 0)
        assert {one.original["Room"] for one in AgencyEntry.objects.all()} == {"Room 3", "Room 4"}
