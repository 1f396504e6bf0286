"""A transaction sees the rows of the agency that signed for it, and nobody else's."""
# covers: W14

import time
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from sharewell.base import rows
from sharewell.base.actor import Actor
from sharewell.base.scope import sign
from sharewell.people.models import PersonRecord

from factories import a_partnership, acting

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership():
    return a_partnership()


@pytest.fixture
def a_record_of_the_school(partnership):
    with rows.acting_for(acting(partnership.teacher)):
        return PersonRecord.objects.create(agency=partnership.school, source="list", source_ref="1", given_name="Mason")


def set_scope(scope: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('sharewell.scope', %s, true)", [scope])


def test_an_agency_sees_its_own_rows(partnership, a_record_of_the_school):
    with rows.acting_for(acting(partnership.teacher)):
        assert PersonRecord.objects.count() == 1


def test_another_agency_sees_nothing_of_them(partnership, a_record_of_the_school):
    with rows.acting_for(acting(partnership.officer)):
        assert PersonRecord.objects.count() == 0
        assert PersonRecord.objects.filter(id=a_record_of_the_school.id).update(given_name="x") == 0


def test_without_a_scope_there_are_no_rows(a_record_of_the_school):
    assert PersonRecord.objects.count() == 0


def test_a_row_cannot_be_written_for_another_agency(partnership):
    with pytest.raises(DatabaseError), rows.acting_for(acting(partnership.officer)):
        PersonRecord.objects.create(agency=partnership.school, source="list", source_ref="2")


def test_the_scope_ends_with_its_transaction_also_inside_another(partnership, a_record_of_the_school):
    with transaction.atomic():
        with rows.acting_for(acting(partnership.teacher)):
            assert PersonRecord.objects.count() == 1
        assert PersonRecord.objects.count() == 0


def test_a_second_actor_inside_the_first_is_a_fault(partnership):
    with (
        rows.acting_for(acting(partnership.teacher)),
        pytest.raises(rows.NestedScopeError),
        rows.acting_for(acting(partnership.officer)),
    ):
        pass


def test_after_an_error_nothing_of_the_scope_is_left(partnership, a_record_of_the_school):
    with pytest.raises(ZeroDivisionError), rows.acting_for(acting(partnership.teacher)):
        _ = 1 / 0
    assert PersonRecord.objects.count() == 0
    with rows.acting_for(acting(partnership.officer)):
        assert PersonRecord.objects.count() == 0


def forged(actor: Actor, pid: int) -> str:
    return sign(actor=actor, key=b"another key, of the same length..", backend_pid=pid)


def altered(actor: Actor, pid: int, key: bytes) -> str:
    signature, message = sign(actor=actor, key=key, backend_pid=pid).split(".", 1)
    return f"{signature}.{message.replace(str(actor.agency_id), str(uuid4()))}"


def stale(actor: Actor, pid: int, key: bytes) -> str:
    return sign(actor=actor, key=key, backend_pid=pid, now=time.time() - 3600)


def of_another_connection(actor: Actor, pid: int, key: bytes) -> str:
    return sign(actor=actor, key=key, backend_pid=pid + 1)


@pytest.mark.parametrize("kind", ["forged", "altered", "stale", "replayed", "plain"])
def test_a_scope_that_is_not_ours_sees_nothing(kind, partnership, a_record_of_the_school, settings):
    actor, pid, key = acting(partnership.teacher), connection.connection.info.backend_pid, settings.SCOPE_KEY
    scope = {
        "forged": forged(actor, pid),
        "altered": altered(actor, pid, key),
        "stale": stale(actor, pid, key),
        "replayed": of_another_connection(actor, pid, key),
        "plain": f"{actor.agency_id}|{actor.practitioner_id}|work|9999999999|{pid}",
    }[kind]
    with pytest.raises(DatabaseError), transaction.atomic():
        set_scope(scope)
        PersonRecord.objects.count()
    assert PersonRecord.objects.count() == 0


def test_the_scope_key_cannot_be_read_at_run_time():
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM priv.scope_key")


@pytest.mark.parametrize(
    "statement",
    [
        "SET ROLE sharewell_owner",
        "ALTER TABLE people_personrecord DISABLE ROW LEVEL SECURITY",
        "SET LOCAL row_security = off; SELECT * FROM people_personrecord",
        "TRUNCATE people_personrecord",
        "CREATE TABLE mine (a int)",
    ],
)
def test_the_run_time_role_cannot_step_around_the_policies(statement):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        for part in statement.split("; "):
            cursor.execute(part)


def test_the_scope_does_not_stand_in_the_text_other_sessions_can_read(partnership, admin_connection):
    with rows.acting_for(acting(partnership.teacher)):
        pid = connection.connection.info.backend_pid
        (text,) = admin_connection.execute("SELECT query FROM pg_stat_activity WHERE pid = %s", [pid]).fetchone()
    assert "set_config" in text
    assert str(partnership.teacher.agency_id) not in text
