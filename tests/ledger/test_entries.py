"""An entry is written with its act or not at all, names nobody outside its own rows, and cannot be changed."""
# covers: W14, Y13

import time
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.transaction import TransactionManagementError

from sharewell.base import rows
from sharewell.base.actor import system
from sharewell.ledger import commitments, entries, events, merkle, stored
from sharewell.ledger.models import About, Leaf, Opening, Waiting
from sharewell.ledger.verifying import is_bound
from sharewell.notices.models import Notice

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
A_RECORD = UUID("11111111-2222-4333-8444-555555555555")
TABLES = ["leaf", "opening", "about", "waiting", "position", "subtree", "checkpoint"]


def an_act(actor):
    """Something that is done and must not be done without its entry."""
    Notice.objects.create(agency_id=actor.agency_id, kind="request", about=uuid4(), made_at=NOW)


def acts_of(actor):
    with rows.acting_for(actor):
        return Notice.objects.count()


@pytest.mark.django_db
def test_an_entry_is_written_with_all_it_says(teacher, write):
    leaf_id = write(about=[A_RECORD, A_RECORD], event="search.made", reason="rang back", count=3, nobody=None)
    with rows.acting_for(teacher):
        opening = Opening.objects.get()
        assert opening.leaf_id == leaf_id
        assert (opening.event, opening.at) == ("search.made", NOW)
        assert (opening.agency_id, opening.practitioner_id) == (teacher.agency_id, teacher.practitioner_id)
        assert (opening.about, opening.visible_to) == ([A_RECORD], [])
        assert opening.detail == {"reason": "rang back", "count": 3, "nobody": None}
        assert [about.about_id for about in About.objects.all()] == [A_RECORD]
        assert len(opening.salt) == commitments.SALT_SIZE


@pytest.mark.django_db
def test_a_leaf_holds_a_commitment_and_nothing_else(teacher, write):
    write(about=[A_RECORD], reason="Mason Clay, 4 March 2014, 999 000 0018")
    assert [field.name for field in Leaf._meta.fields] == ["id", "version", "commitment"]
    (leaf,) = Leaf.objects.all()
    assert len(leaf.commitment) == merkle.HASH_SIZE
    with rows.acting_for(teacher):
        opening = Opening.objects.get()
    says = commitments.Opening(
        leaf.id,
        opening.event,
        opening.agency_id,
        opening.practitioner_id,
        opening.about,
        [],
        opening.detail,
        opening.at,
    )
    # Knowing every word of it is not enough to recognise it: the salt is needed too.
    assert commitments.commitment(bytes(opening.salt), says.payload()) == bytes(leaf.commitment)
    assert commitments.commitment(bytes(32), says.payload()) != bytes(leaf.commitment)


@pytest.mark.django_db
def test_two_equal_entries_do_not_look_equal_in_the_log(write):
    write(reason="the same")
    write(reason="the same")
    one, other = Leaf.objects.all()
    assert bytes(one.commitment) != bytes(other.commitment)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "value",
    [
        "é",
        "e\u0301",
        "𝕏\u2028\u00a0",
        "",
        "\\u0000",
        '"',
        "\x1f\x7f",
        2**63 - 1,
        -1,
        0,
        True,
        False,
        None,
        [],
        {},
        [{"a": [1, "1"]}],
    ],
    ids=repr,
)
def test_what_the_database_gives_back_still_fits_its_commitment(write, value):
    write(about=[A_RECORD], value=value)
    with rows.acting_for(system("sequencing")):
        ((_, _, entry),) = stored.waiting(10)
    assert is_bound(entry)
    assert entry.payload["detail"]["value"] == value


@pytest.mark.django_db
def test_another_agency_sees_neither_the_entry_nor_that_there_is_one(write, officer):
    write(about=[A_RECORD])
    with rows.acting_for(officer):
        assert not Opening.objects.exists()
        assert not About.objects.exists()
        assert not Waiting.objects.exists()


@pytest.mark.django_db
def test_an_agency_that_may_read_an_entry_reads_it(write, officer, partnership):
    write(about=[A_RECORD], visible_to=[officer.agency_id])
    with rows.acting_for(officer):
        assert Opening.objects.count() == About.objects.count() == 1


@pytest.mark.django_db
def test_without_a_scope_nobody_sees_what_entries_say(write):
    write(about=[A_RECORD])
    assert not Opening.objects.exists()
    assert not About.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("change", ["DELETE FROM {}", "TRUNCATE {}", "UPDATE {} SET {column} = {column}"])
def test_the_pages_can_change_and_take_away_nothing(write, teacher, table, change):
    write(about=[A_RECORD])
    column = {"checkpoint": "note", "position": "leaf_hash", "subtree": "hash"}.get(table, "leaf_id")
    statement = change.format(f"ledger_{table}", column="id" if table == "leaf" else column)
    with pytest.raises(DatabaseError), rows.acting_for(teacher), connection.cursor() as cursor:
        cursor.execute(statement)
        if not cursor.rowcount:  # hidden by row security is as good as refused
            raise DatabaseError("nothing was touched")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO ledger_position (index, leaf_id, leaf_hash) SELECT 0, id, commitment FROM ledger_leaf",
        "INSERT INTO ledger_subtree (level, index, hash) SELECT 1, 0, commitment FROM ledger_leaf",
        (
            "INSERT INTO ledger_checkpoint (size, root, frontier, note, at) SELECT 1, commitment, commitment, '', now()"
            " FROM ledger_leaf"
        ),
    ],
)
def test_the_pages_give_no_places_and_sign_nothing(write, teacher, statement):
    write()
    with pytest.raises(DatabaseError, match="permission denied"), rows.acting_for(teacher):
        connection.cursor().execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize("whose", ["agency_id", "practitioner_id"])
def test_nobody_writes_an_entry_in_anothers_name(write, teacher, officer, whose):
    write()
    with pytest.raises(DatabaseError, match="row-level security"), rows.acting_for(teacher):
        leaf = Leaf.objects.create(commitment=b"x" * 32)
        names = {"agency_id": teacher.agency_id, "practitioner_id": teacher.practitioner_id}
        names[whose] = getattr(officer, whose)
        Opening.objects.create(
            leaf=leaf, salt=b"x" * 32, event="person.viewed", about=[], visible_to=[], detail={}, at=NOW, **names
        )
    with pytest.raises(entries.NotTheActor), rows.acting_for(teacher):
        entries.append(actor=officer, event="person.viewed", about=[], detail={}, at=NOW)


@pytest.mark.django_db
def test_an_entry_needs_an_actor(teacher):
    with pytest.raises(rows.NoScopeError), transaction.atomic():
        entries.append(actor=teacher, event="person.viewed", about=[], detail={}, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_an_entry_needs_the_transaction_of_its_act(teacher):
    with pytest.raises(entries.NotInTransaction):
        entries.append(actor=teacher, event="person.viewed", about=[], detail={}, at=NOW)
    assert not Leaf.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"event": "persn.viewed"}, events.UnknownEvent),
        ({"detail": {"score": 0.5}}, commitments.NotCanonical),
        ({"detail": {"who": uuid4()}}, commitments.NotCanonical),
        ({"about": ["not an id"]}, commitments.NotCanonical),
        ({"at": datetime(2026, 11, 24)}, commitments.NotCanonical),
    ],
)
def test_an_entry_that_cannot_be_written_fails_its_act_even_when_nobody_minds(teacher, wrong, fault):
    right = {"event": "person.viewed", "about": [], "detail": {}, "at": NOW}
    with pytest.raises(TransactionManagementError), rows.acting_for(teacher):
        an_act(teacher)
        with pytest.raises(fault):
            entries.append(actor=teacher, **(right | wrong))
        # Nothing is raised any further, and still the act cannot be kept.
    assert acts_of(teacher) == 0


@pytest.mark.django_db
def test_the_limits_of_an_entry_do_not_outlive_it(teacher):
    with rows.acting_for(teacher), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '7s'")
        entries.append(actor=teacher, event="person.viewed", about=[], detail={}, at=NOW)
        cursor.execute("SELECT current_setting('statement_timeout'), current_setting('lock_timeout')")
        assert cursor.fetchone() == ("7s", "0")


# Ways of making the ledger unwritable. Each is done by a superuser and committed.
UNWRITABLE = {
    "leaf grant": "REVOKE INSERT ON ledger_leaf FROM sharewell_app",
    "opening grant": "REVOKE INSERT ON ledger_opening FROM sharewell_app",
    "queue grant": "REVOKE INSERT ON ledger_waiting FROM sharewell_app",
    "sequence gone": "ALTER TABLE ledger_waiting ALTER arrived DROP IDENTITY",
    "sequence spent": "ALTER SEQUENCE ledger_waiting_arrived_seq MAXVALUE 2 RESTART 2 NO CYCLE;"
    " SELECT nextval('ledger_waiting_arrived_seq')",
    "policy": "DROP POLICY in_ones_own_name ON ledger_opening",
    "constraint": "ALTER TABLE ledger_leaf ADD CHECK (version = 2) NOT VALID",
    "trigger": "CREATE TRIGGER refuse BEFORE INSERT ON ledger_leaf EXECUTE FUNCTION ledger_kept_as_written()",
    "no such table": "ALTER TABLE ledger_opening RENAME TO elsewhere",
    "no partition": "ALTER TABLE ledger_about RENAME TO whole; CREATE TABLE ledger_about (about_id uuid, leaf_id uuid)"
    " PARTITION BY HASH (leaf_id); GRANT INSERT ON ledger_about TO sharewell_app",
    "hang": "CREATE FUNCTION hang() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(60); RETURN NEW; END';"
    " CREATE TRIGGER hang BEFORE INSERT ON ledger_leaf FOR EACH ROW EXECUTE FUNCTION hang()",
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", UNWRITABLE)
def test_when_the_ledger_cannot_be_written_the_act_is_undone_within_two_seconds(way, teacher, write, admin_connection):
    admin_connection.execute(UNWRITABLE[way])
    admin_connection.commit()
    fails_in_time(teacher)


@pytest.mark.django_db(transaction=True)
def test_when_the_ledger_is_locked_the_act_is_undone_within_two_seconds(teacher, admin_connection):
    admin_connection.execute("LOCK TABLE ledger_opening IN ACCESS EXCLUSIVE MODE")
    fails_in_time(teacher, is_looked_at=False)
    admin_connection.rollback()
    assert acts_of(teacher) == 0


@pytest.mark.django_db(transaction=True)
def test_when_the_database_only_reads_the_act_is_undone(teacher, admin_connection):
    with pytest.raises(entries.NotRecorded), rows.acting_for(teacher), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")
        entries.append(actor=teacher, event="person.viewed", about=[], detail={}, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_when_the_connection_is_cut_the_act_is_undone(teacher, admin_connection):
    with pytest.raises(entries.NotRecorded) as refusal, rows.acting_for(teacher):
        an_act(teacher)
        admin_connection.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
        entries.append(actor=teacher, event="person.viewed", about=[], detail={}, at=NOW)
    assert "999" in refusal.value.next_step
    connection.close()
    assert acts_of(teacher) == 0


def fails_in_time(teacher, *, is_looked_at=True):
    began = time.monotonic()
    with pytest.raises(entries.NotRecorded), rows.acting_for(teacher):
        an_act(teacher)
        entries.append(actor=teacher, event="person.viewed", about=[A_RECORD], detail={"reason": "secret"}, at=NOW)
    assert time.monotonic() - began < 2.2
    if is_looked_at:
        assert acts_of(teacher) == 0
        assert not Leaf.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_after_its_entry_leaves_no_entry(teacher):
    with pytest.raises(ZeroDivisionError), rows.acting_for(teacher):
        an_act(teacher)
        entries.append(actor=teacher, event="person.viewed", about=[A_RECORD], detail={}, at=NOW)
        raise ZeroDivisionError
    assert not Leaf.objects.exists()
    assert acts_of(teacher) == 0


@pytest.mark.django_db
def test_what_was_wrong_is_logged_without_what_was_written(teacher, caplog):
    with pytest.raises(entries.NotRecorded), rows.acting_for(teacher):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
        entries.append(actor=teacher, event="person.viewed", about=[], detail={"reason": "canary-4711"}, at=NOW)
    assert "25006" in caplog.text
    assert "canary" not in caplog.text
