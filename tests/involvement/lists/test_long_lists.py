"""A long list is gone through in parts: nothing is lost by an interruption, and nothing is taken twice."""
# covers: Y4 Y16

from datetime import date

import pytest

from sharewell.base import rows
from sharewell.involvement.lists import loading, reporting
from sharewell.involvement.lists.reading import UnreadableList
from sharewell.involvement.lists.taking import Taking
from sharewell.involvement.models import Involvement
from sharewell.ledger.models import Opening
from sharewell.people.lookup import search
from sharewell.people.models import ListFile, ListImport, PersonRecord

import factories
from factories import NOW, acting

HEADING = "Report Ref,NHS Number,Surname,Forenames,DOB,Sex,Registered GP,Last Seen,Postcode,HV Team\n"
FIRST, SECOND = date(2026, 11, 20), date(2026, 11, 21)
pytestmark = pytest.mark.django_db(transaction=True)  # the worker sees only what has been committed


@pytest.fixture
def partnership():
    return factories.a_partnership()


@pytest.fixture(autouse=True)
def short_parts(monkeypatch):
    monkeypatch.setattr(loading, "AT_ONCE", 4)


def line(number, *, surname="Umpleby"):
    return f"H{number},,{surname},Freya,{number % 28 + 1:02}-Jul-2015,F,Minster Gate Surgery,17-May-2026,YX11 4SN,\n"


def loaded(partnership, lines, as_of=FIRST, *, is_whole=True):
    with rows.acting_for(acting(partnership.doctor)) as actor:
        return loading.load(
            actor=actor, kind="health-register", file_name="x.csv", data=(HEADING + "".join(lines)).encode(),
            as_of=as_of, at=NOW, is_whole=is_whole,
        )  # fmt: skip


def own(partnership, model):
    with rows.acting_for(acting(partnership.doctor)):
        return list(model.objects.all())


def freshness(partnership):
    with rows.acting_for(acting(partnership.social_worker)):
        return {one.agency_name: one.as_of for one in search.sources(NOW.date())}[partnership.gp.name]


def test_a_long_list_is_acknowledged_and_loaded_by_the_worker_with_one_entry_at_the_end(partnership, in_worker_role):
    loaded(partnership, [line(0)])
    report = loaded(partnership, [line(number) for number in range(1, 11)], SECOND)
    assert not report.is_finished
    assert len(own(partnership, ListFile)) == 1
    assert freshness(partnership) == FIRST  # not fresh before all of it is taken
    assert in_worker_role(loading.go_on) == 10
    (done,) = [one for one in own(partnership, ListImport) if one.id == report.id]
    counted = (done.is_finished, done.rows_read, done.rows_taken, done.rows_unchanged, done.rows_refused)
    assert (*counted, done.no_longer_listed) == (True, 10, 10, 0, 0, 1)
    assert own(partnership, ListFile) == []
    assert freshness(partnership) == SECOND
    with rows.acting_for(acting(partnership.doctor)):
        assert Opening.objects.filter(event="list.imported").count() == 2


def test_an_interrupted_load_goes_on_where_it_was_and_takes_nothing_twice(partnership, in_worker_role, monkeypatch):
    lines = [line(number) for number in range(10)]
    lines[7] = line(2, surname="Stott")  # the reference of a row in a part that was taken before the interruption
    report = loaded(partnership, lines)
    take, parts = Taking.take, []

    def until_the_second(self, part):
        parts.append(part)
        take(self, part)
        if len(parts) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(Taking, "take", until_the_second)
    with pytest.raises(KeyboardInterrupt):
        in_worker_role(loading.go_on)
    monkeypatch.setattr(Taking, "take", take)
    assert len(own(partnership, PersonRecord)) == 4  # the second part was undone as a whole
    assert loaded(partnership, lines).id == report.id  # the same file again has it go on
    in_worker_role(loading.resume)
    assert in_worker_role(loading.go_on) == 6
    (done,) = own(partnership, ListImport)
    assert (done.is_finished, done.rows_read, done.rows_taken, done.rows_unchanged) == (True, 10, 10, 0)
    assert len(own(partnership, PersonRecord)) == 9
    with rows.acting_for(acting(partnership.doctor)) as actor:
        told = reporting.report(actor=actor, list_import_id=done.id)["doubtful"].rows
    assert [(row.row_number, row.original["Surname"]) for row in told] == [(4, "Umpleby"), (9, "Stott")]
    assert in_worker_role(loading.go_on) == 0


def test_a_stretch_that_is_over_leaves_the_rest_for_later(partnership, in_worker_role):
    loaded(partnership, [line(number) for number in range(6)])
    assert in_worker_role(lambda: loading.go_on(stretch=0)) == 0
    assert own(partnership, PersonRecord) == []
    assert in_worker_role(loading.go_on) == 6


def test_two_workers_at_once_take_each_row_once(partnership, in_worker_role, monkeypatch):
    loaded(partnership, [line(number) for number in range(10)])
    pass_over, go_through = Taking.pass_over, loading._go_through
    given = []

    def noted(*arguments):
        given.append(arguments)
        return go_through(*arguments)

    def while_another_goes_through_it(self, passed):
        monkeypatch.setattr(Taking, "pass_over", pass_over)
        pass_over(self, passed)
        assert go_through(*given[0]) == 10

    monkeypatch.setattr(loading, "_go_through", noted)
    monkeypatch.setattr(Taking, "pass_over", while_another_goes_through_it)
    in_worker_role(loading.go_on)
    (done,) = own(partnership, ListImport)
    assert (done.rows_read, done.rows_taken, done.rows_unchanged) == (10, 10, 0)
    assert len(own(partnership, Involvement)) == 10


def test_while_one_is_loaded_another_of_its_kind_waits(partnership, in_worker_role):
    loaded(partnership, [line(number) for number in range(6)])
    with pytest.raises(UnreadableList, match="still being loaded"):
        loaded(partnership, [line(1)], SECOND)
    in_worker_role(loading.go_on)
    assert loaded(partnership, [line(1)], SECOND).is_finished
