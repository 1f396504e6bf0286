"""Numbers and dates as people really write them, each with the verdict that is right for it."""
# covers: Y4, Y16

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharewell.matching import dates, identifiers

DATA = Path(__file__).parent / "data"
TODAY = date(2026, 11, 23)


def cases(name: str):
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return [pytest.param(row, id=row["case"]) for row in csv.DictReader(lines)]


def check(checked: identifiers.Checked, row: dict[str, str]) -> None:
    assert checked.verdict == row["expected"], row["why"]
    if row["expected"] == "ask":
        assert checked.value == ""
        assert checked.offer in (row["normalised"], "") or not row["normalised"]
    elif row["expected"] not in ("reject", "empty"):
        assert checked.value == row["normalised"]
    else:
        assert checked.value == ""


@pytest.mark.parametrize("row", cases("nhs_numbers.csv"))
def test_nhs_numbers(row):
    check(identifiers.nhs_number(row["input"]), row)


@pytest.mark.parametrize("row", cases("upn.csv"))
def test_pupil_numbers(row):
    check(identifiers.upn(row["input"]), row)


@pytest.mark.parametrize("row", cases("uprn.csv"))
def test_property_numbers(row):
    check(identifiers.uprn(row["input"]), row)


@pytest.mark.parametrize("row", cases("postcodes.csv"))
def test_postcodes(row):
    check(identifiers.postcode(row["input"]), row)


@pytest.mark.parametrize("row", cases("dates_of_birth.csv"))
def test_dates_of_birth(row):
    found = dates.read(row["input"], today=TODAY)
    if row["expected"] == "accept":
        assert (found.on, found.accuracy) == (date.fromisoformat(row["iso"]), row["accuracy"])
    elif row["expected"] == "unborn":
        assert found.is_due_date
        assert found.on == date.fromisoformat(row["iso"])
    elif row["expected"] == "ask" and row["iso"]:
        assert found.on == date.fromisoformat(row["iso"])
    else:
        assert found.on is None


def test_a_date_with_two_readings_offers_the_other():
    assert dates.read("04/07/2015", today=TODAY).others == (date(2015, 4, 7),)


@given(st.text(max_size=30))
def test_no_text_is_too_strange_to_be_read(text):
    found = dates.read(text, today=TODAY)
    assert found.on is None or found.is_due_date or found.on <= TODAY


@given(st.text(max_size=20))
def test_what_is_accepted_is_accepted_again_in_standard_form(text):
    for read in (identifiers.nhs_number, identifiers.upn, identifiers.uprn, identifiers.postcode):
        first = read(text)
        if first.value:
            assert read(first.value).value == first.value
