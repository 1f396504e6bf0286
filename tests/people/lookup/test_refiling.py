"""After an upgrade that files records otherwise, each is filed anew while look-ups go on, and nobody is lost unsaid."""
# covers: Y4 Y16

from uuid import uuid4

import pytest
from django.db import connection

from sharewell.base import rows
from sharewell.jobs import queue
from sharewell.matching.comparing import Known
from sharewell.people.lookup import feeding, refiling, search
from sharewell.people.models import ListImport, PersonRecord

import factories
import involvement_factories as made

pytestmark = pytest.mark.django_db(transaction=True)
ASKED = made.ASKED


@pytest.fixture
def partnership():
    return factories.a_partnership()


@pytest.fixture
def in_an_older_form(partnership, admin_connection):
    """Five records of two agencies as an older release filed them; one of them was lost by it altogether."""
    found = [made.listed(partnership.doctor, given_name=f"Freya{letter}") for letter in "abcd"]
    found.append(made.listed(partnership.teacher))
    admin_connection.execute("UPDATE lookup_entry SET form = 1")
    admin_connection.execute("UPDATE lookup_name SET form = 1")
    admin_connection.execute("UPDATE lookup_form SET form = 1")
    for table in ("lookup_facet", "lookup_number", "lookup_entry"):
        admin_connection.execute(
            f"DELETE FROM {table} WHERE pid = (SELECT pid FROM lookup_entry WHERE record_id = %s)", [found[0].id]
        )
    admin_connection.commit()
    return found


def waiting_jobs():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s", [queue.REFILE])
        return cursor.fetchone()[0]


def looked_up(partnership, asked=ASKED):
    with rows.acting_for(factories.acting(partnership.social_worker)) as actor:
        return search.candidates(actor=actor, asked=asked, about=[uuid4()], reason="who is meant", at=factories.NOW)


def found_by(partnership, asked=ASKED):
    return {one.record_id for one in looked_up(partnership, asked).found}


def being_refiled(partnership):
    return {one.agency_name for one in looked_up(partnership).sources if one.is_being_refiled}


def changed(practitioner, record, **fields):
    with rows.acting_for(factories.acting(practitioner)):
        PersonRecord.objects.filter(id=record.id).update(**fields)
        feeding.index_record(PersonRecord.objects.get(id=record.id))


def test_old_entries_are_found_meanwhile_and_the_lost_one_is_said_to_be_missing(
    partnership, in_an_older_form, in_worker_role
):
    with_lists(partnership)
    assert being_refiled(partnership) == set()
    assert in_worker_role(refiling.begin)
    assert being_refiled(partnership) == {partnership.gp.name, partnership.school.name}
    assert found_by(partnership) == {one.id for one in in_an_older_form[1:]}
    assert in_worker_role(refiling.go_on) == 5
    assert found_by(partnership) == {one.id for one in in_an_older_form}
    assert being_refiled(partnership) == set()
    assert not in_worker_role(refiling.begin)


def test_it_goes_on_where_it_was_interrupted_and_does_nothing_twice(
    partnership, in_an_older_form, in_worker_role, monkeypatch, admin_connection
):
    monkeypatch.setattr(refiling, "AT_ONCE", 2)
    in_worker_role(refiling.begin)
    filed = []
    file = feeding.index_record

    def until_the_third(record):
        if len(filed) == 3:
            filed.append("killed")
            raise KeyboardInterrupt
        filed.append(record.id)
        file(record)

    monkeypatch.setattr(feeding, "index_record", until_the_third)
    with pytest.raises(KeyboardInterrupt):
        in_worker_role(refiling.go_on)
    monkeypatch.setattr(feeding, "index_record", file)
    (done_before,) = admin_connection.execute(
        "SELECT count(*) FROM lookup_entry WHERE form = %s", [feeding.FORM]
    ).fetchone()
    assert 0 < done_before < 5  # those of the transaction that was interrupted are not among them
    assert in_worker_role(refiling.begin)  # as a worker does that starts
    assert in_worker_role(refiling.go_on) == 5 - done_before
    assert found_by(partnership) == {one.id for one in in_an_older_form}


def test_a_stretch_ends_and_asks_to_go_on(partnership, in_an_older_form, in_worker_role):
    in_worker_role(refiling.begin)
    before = waiting_jobs()
    assert in_worker_role(lambda: refiling.go_on(stretch=0)) == 0
    assert waiting_jobs() == before + 1
    in_worker_role(refiling.go_on)
    assert waiting_jobs() == before + 1


def test_a_spelling_gets_the_keys_of_the_new_form(partnership, in_an_older_form, in_worker_role, admin_connection):
    admin_connection.execute("DELETE FROM lookup_name_key")  # as if they had been of another kind
    admin_connection.commit()
    by_ear = Known(given="Freya", family="Umpelby")
    assert found_by(partnership, by_ear) == set()
    in_worker_role(refiling.begin)
    in_worker_role(refiling.go_on)
    assert found_by(partnership, by_ear) >= {in_an_older_form[4].id}


def test_a_locked_record_and_one_that_was_taken_back_stay_out(
    partnership, in_an_older_form, in_worker_role, admin_connection
):
    changed(partnership.teacher, in_an_older_form[4], is_locked=True)
    changed(partnership.doctor, in_an_older_form[3], withdrawn_at=factories.NOW)
    admin_connection.execute("UPDATE lookup_entry SET form = 1")
    admin_connection.commit()
    in_worker_role(refiling.begin)
    in_worker_role(refiling.go_on)
    assert found_by(partnership) == {one.id for one in in_an_older_form[:3]}


def with_lists(partnership):
    """Give both agencies a list of today, without which they are no source."""
    for practitioner in (partnership.doctor, partnership.teacher):
        with rows.acting_for(factories.acting(practitioner)) as actor:
            ListImport.objects.create(
                agency_id=actor.agency_id, kind="test", file_name="x", fingerprint=str(practitioner.id),
                as_of=factories.NOW.date(), loaded_at=factories.NOW, loaded_by_id=practitioner.id,
            )  # fmt: skip
