"""Which column holds what: proposed with why, believed only where the contents agree."""
# covers: Y4

from datetime import date

import pytest

from sharewell.matching.linking import columns

TODAY = date(2026, 11, 27)
PEOPLE = {
    "Pupil Ref": ["P1", "P2"],
    "Legal Forename": ["Amira", "Tom"],
    "Legal Surname": ["Hassan", "Bell"],
    "DOB": ["03/04/2015", "12.11.2013"],
    "Code 1": ["YO1 7HH", "LS1 4AP"],
    "Code 2": ["999 000 0018", "9990000026"],
    "Notes": ["", "moved in May"],
}


def proposed(people):
    return {one.field: one for one in columns.propose(list(people), people, today=TODAY)}


def test_headings_say_which_column_is_which():
    found = proposed(PEOPLE)
    assert {field: found[field].heading for field in ("given", "family", "born", "reference")} == {
        "given": "Legal Forename",
        "family": "Legal Surname",
        "born": "DOB",
        "reference": "Pupil Ref",
    }


def test_contents_say_it_where_headings_do_not():
    found = proposed(PEOPLE)
    assert found["postcode"].heading == "Code 1"
    assert "100% of the values" in found["postcode"].because
    assert found["nhs_number"].heading == "Code 2"


def test_a_heading_is_not_believed_against_its_contents():
    found = proposed(PEOPLE | {"Postcode": ["Year 4", "Year 6"]})
    assert found["postcode"].heading == "Code 1"


def test_a_date_is_never_taken_for_a_birth_date_without_being_called_so():
    assert "born" not in proposed({"Name": ["Bell, Tom"], "Opened": ["03/04/2015"]})


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"given": "First"}, "there is no column “First”"),
        ({"nickname": "DOB"}, "“nickname” is no field"),
        ({"born": "DOB"}, "no column is a name"),
    ],
)
def test_a_choice_that_cannot_be_used_is_said_in_a_sentence(chosen, said):
    assert said in columns.wrong(chosen, list(PEOPLE))
