"""Every entry gets one place, in order, and a signed head; what was changed, lost or brought back is never signed."""
# covers: W14

import threading
from datetime import timedelta

import pytest
from django.db import connection

from sharewell.base import rows
from sharewell.ledger import keys, sequencer, stored, verification

from factories import NOW


def places() -> list[tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT index, leaf_id::text FROM ledger_position ORDER BY index")
        return list(cursor.fetchall())


def test_entries_are_placed_in_the_order_they_were_written_and_signed_once(twelve, run, teacher):
    assert [leaf for _, leaf in places()] == [str(one) for one in twelve]
    assert [index for index, _ in places()] == list(range(12))
    with rows.acting_for(teacher):
        assert stored.signed() == 12
    assert run(NOW + timedelta(minutes=1)) == sequencer.Ran(0, None)
    report = verification.verify_all(NOW + timedelta(minutes=1))
    assert report.is_whole, report


def test_an_entry_changed_before_it_is_placed_waits_on_and_is_found(write, run, attack, caplog):
    good, bad = write(reason="first"), write(reason="second")
    attack("UPDATE ledger_opening SET event = 'search.made' WHERE leaf_id = %s", [bad])
    assert run().placed == 1
    assert [leaf for _, leaf in places()] == [str(good)]
    assert str(bad) in caplog.text
    assert "second" not in caplog.text
    assert not verification.verify_all(NOW + timedelta(hours=1)).is_whole


@pytest.mark.parametrize(
    "statement",
    [
        'UPDATE ledger_opening SET detail = \'{"reason": "another"}\' WHERE leaf_id = %s',
        "DELETE FROM ledger_position WHERE leaf_id = %s",
        "UPDATE ledger_leaf SET commitment = sha256('x') WHERE id = %s",
    ],
)
def test_what_was_changed_between_its_place_and_its_signature_is_not_signed(
    write, as_worker, signing_key, attack, statement
):
    changed = [write(reason=f"call {number}") for number in range(3)][1]
    with as_worker():
        assert sequencer.place_new_leaves() == 3
    attack(statement, [changed])
    with as_worker(), pytest.raises(sequencer.LedgerDamaged):
        sequencer.sign_checkpoint(NOW)


def test_a_database_brought_back_from_an_older_copy_is_not_signed_on(twelve, run, attack, write):
    attack("DELETE FROM ledger_checkpoint WHERE size = 12")
    write(reason="after the copy")
    with pytest.raises(sequencer.LedgerDamaged, match="brought back from an older copy"):
        run(NOW + timedelta(minutes=1))


def test_without_its_key_nothing_is_signed_and_the_places_stand(write, as_worker, signing_key, settings, tmp_path):
    write(reason="one")
    settings.LEDGER_KEY_FILE = str(tmp_path / "nowhere.key")
    with as_worker(), pytest.raises(keys.NoSigningKey):
        sequencer.run(NOW)
    assert len(places()) == 1


def test_two_sequencers_at_once_give_every_entry_one_place(write, as_worker, signing_key):
    written = [write(reason=f"call {number}") for number in range(8)]
    placed: list[int] = []
    faults: list[Exception] = []
    together = threading.Barrier(3)

    def sequence() -> None:
        try:
            together.wait(10)
            placed.append(sequencer.run(NOW).placed)
        except Exception as fault:  # noqa: BLE001 (looked at below)
            faults.append(fault)
        finally:
            connection.close()

    with as_worker():
        workers = [threading.Thread(target=sequence) for _ in range(3)]
        for one in workers:
            one.start()
        for one in workers:
            one.join(30)
    assert faults == []
    assert sum(placed) == len(written)
    assert [leaf for _, leaf in places()] == [str(one) for one in written]
