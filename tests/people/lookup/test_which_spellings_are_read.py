"""Near spellings are read as the names that somebody bears them as; a rare and a common family are found alike."""
# covers: Y16 Y4

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from sharewell.base import rows
from sharewell.matching.comparing import Known
from sharewell.people.lookup import search

import factories
import involvement_factories as made

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def partnership():
    return factories.a_partnership()


def found_by(partnership, asked):
    with rows.acting_for(factories.acting(partnership.social_worker)) as actor:
        found = search.candidates(actor=actor, asked=asked, about=[uuid4()], reason="who is meant", at=factories.NOW)
    return [one.record_id for one in found.found]


def borne_as(admin_connection, text):
    admin_connection.rollback()
    rows_read = admin_connection.execute(
        "SELECT DISTINCT k.is_family, k.is_given FROM lookup_name_key k JOIN lookup_name n USING (code)"
        " WHERE n.text = %s",
        [text],
    ).fetchall()
    assert len(rows_read) == 1, "all keys of a spelling say the same"
    return rows_read[0]


def test_a_spelling_is_marked_as_the_names_it_is_borne_as_and_found_by_a_slip_from_then_on(
    partnership, admin_connection
):
    made.listed(partnership.teacher, given_name="Marlow", family_name="Quistin")
    assert borne_as(admin_connection, "marlow") == (False, True)
    assert borne_as(admin_connection, "quistin") == (True, False)
    slip = Known(given="Tamsin", family="Marlowe", born_on=date(2016, 5, 3))
    assert found_by(partnership, slip) == []
    record = made.listed(
        partnership.doctor, given_name="Tamsin", family_name="Marlow", born_on=date(2016, 5, 3), nhs_number=""
    )
    assert borne_as(admin_connection, "marlow") == (True, True)
    assert found_by(partnership, slip) == [record.id]


@pytest.mark.parametrize(
    "asked",
    [
        Known(given="Tamsin", family="Quistin", born_on=date(2016, 5, 3)),
        Known(given="Tamsin", family="Quistin", born_on=date(2026, 5, 3)),  # ten years off
        Known(given="Tamsin", family="Quistin", born_on=date(2016, 3, 5)),  # swapped
        Known(given="Tamzin", family="Quistin", born_on=date(2016, 11, 3)),
        Known(family="Quistin", born_on=date(2016, 5, 3)),
        Known(given="Tamsin", family="Quistin"),
        Known(given="Tamsin", family="Quistin", born_on=date(2016, 7, 1), birth_accuracy="UUE"),
        # The birth date is a guess, or somebody else's.
        Known(given="Tamsin", family="Quistin", born_on=date(1999, 11, 20)),
        Known(given="Tamsin", family="Quistan", born_on=date(1999, 11, 20)),
        Known(given="Quistin", family="Tamsin", born_on=date(1999, 11, 20)),
        Known(given="Quistin", family="Tamsin"),
    ],
)
def test_a_common_family_is_found_by_what_finds_a_rare_one(partnership, admin_connection, asked):
    record = made.listed(
        partnership.doctor, given_name="Tamsin", family_name="Quistin", born_on=date(2016, 5, 3), nhs_number=""
    )
    assert found_by(partnership, asked) == [record.id]
    for bearers in (301, 3001):
        admin_connection.execute("UPDATE lookup_name SET families = %s WHERE text = 'quistin'", [bearers])
        admin_connection.commit()
        assert found_by(partnership, asked) == ([] if bearers > 3000 and says_nothing(asked) else [record.id])


def says_nothing(asked):
    """Of a family name that thousands bear, a first name that is only like and a day that no slip explains."""
    return asked.given == "Tamzin" and not asked.postcode


def test_of_a_rare_family_a_like_first_name_is_enough_whatever_the_birth_date(partnership):
    record = made.listed(
        partnership.doctor, given_name="Tamsin", family_name="Quistin", born_on=date(2016, 5, 3), postcode="YX1 3AB"
    )
    assert found_by(
        partnership, Known(given="Tamzin", family="Quistin", born_on=date(1999, 11, 20), postcode="YX1")
    ) == [record.id]


@pytest.mark.parametrize(
    "asked",
    [Known(given="Tamsin", family="Garbutt", postcode="YX1"), Known(given="Tamsyn", family="Quistan", postcode="YX1")],
)
def test_without_a_day_who_has_a_like_name_in_the_district_is_found(partnership, asked):
    record = made.listed(
        partnership.doctor, given_name="Tamsin", family_name="Quistin", born_on=date(2016, 5, 3), postcode="YX1 3AB"
    )
    made.listed(
        partnership.teacher, given_name="Tamsin", family_name="Tallisk", born_on=date(2016, 5, 3), postcode="YX2 3AB"
    )
    assert found_by(partnership, asked) == [record.id]
    assert found_by(partnership, replace(asked, postcode="YX3")) == []


def test_a_place_and_a_day_without_a_like_name_are_not_read_and_with_one_they_are(partnership):
    here = {"postcode": "YX1 3AB", "nhs_number": ""}
    other = made.listed(partnership.doctor, given_name="Oren", family_name="Tallisk", born_on=date(1961, 2, 9), **here)
    asked = Known(given="Tamsin", family="Quistin", born_on=date(2016, 5, 3), postcode="YX1 3AB")
    assert found_by(partnership, asked) == []
    assert other.id in found_by(partnership, replace(asked, family="Tallisk", born_on=None))
