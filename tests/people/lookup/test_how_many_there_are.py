"""How common a name is in the store: a small one is counted, a large one never; read again when it has grown."""
# covers: Y4 W25

from datetime import date

import pytest

from sharewell.base import rows
from sharewell.matching.comparing import Known
from sharewell.people.lookup import store

import factories
import involvement_factories as made

pytestmark = pytest.mark.django_db(transaction=True)
ASKED = Known(given="Tamsin", family="Quistin", born_on=date(2016, 5, 3))


@pytest.fixture
def partnership(monkeypatch):
    monkeypatch.setattr(store, "_kept", [({}, 0)])  # as a process that has just begun
    return factories.a_partnership()


def likely(partnership, asked=ASKED):
    with rows.acting_for(factories.acting(partnership.social_worker)):
        return store.likely(asked)


def listed(partnership, **fields):
    return made.listed(partnership.doctor, born_on=date(2016, 5, 3), nhs_number="", **fields)


def test_a_small_store_is_counted_and_shares_are_read_again_when_it_has_grown(partnership):
    listed(partnership, given_name="Tamsin", family_name="Quistin")
    first = likely(partnership)
    for _ in range(7):
        listed(partnership, given_name="Tamsin", family_name="Quistan")
    then = likely(partnership)  # meets a spelling that it has not met
    assert (first.entries, then.entries) == (1, 8)
    assert then.frequency("given", "tamsin") > first.frequency("given", "tamsin")
    assert likely(partnership).entries == 8


def test_whoever_begins_anew_knows_all_spellings_of_the_question(partnership, monkeypatch):
    listed(partnership, given_name="Tamsin", family_name="Quistin")
    likely(partnership)
    listed(partnership, given_name="Tamsin", family_name="Quistan")
    monkeypatch.setattr(store, "MOST_SPELLINGS", 1)
    found = likely(partnership)
    assert len(found.records) == 2
    assert {one.text for one in store._kept[-1][0].values()} == {"tamsin", "quistin", "quistan"}


def test_a_large_store_is_not_counted(partnership, admin_connection):
    listed(partnership, given_name="Tamsin", family_name="Quistin")
    admin_connection.execute("ANALYZE lookup_entry")
    admin_connection.execute(
        "INSERT INTO lookup_entry (record_id, agency_id, is_locked, known, form)"
        " SELECT gen_random_uuid(), agency_id, true, known, form FROM lookup_entry, generate_series(1, 10001)"
    )
    admin_connection.execute("UPDATE pg_class SET reltuples = 7000000 WHERE oid = 'lookup_entry'::regclass")
    admin_connection.commit()
    assert likely(partnership).entries == 7_000_000


def test_a_record_without_a_name_has_no_spelling_to_be_read(partnership, monkeypatch):
    listed(partnership, given_name="", family_name="")
    listed(partnership, given_name="Tamsin", family_name="Quistin")
    asked = Known(given="Tamsin", family="Quistin", born_on=date(2016, 5, 3), postcode="YX11 4SN")
    likely(partnership, asked)
    read = []
    monkeypatch.setattr(store, "_read", lambda codes: read.append(codes) or [])
    likely(partnership, asked)
    assert not read
