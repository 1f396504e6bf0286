"""Whoever changes what is filed of a record raises the form, so that what is there already is filed anew."""
# covers: Y4 Y16

import hashlib
import json
from datetime import date

from sharewell.matching import coding
from sharewell.matching.comparing import Known
from sharewell.matching.question import family_parts, given_parts, numbers
from sharewell.people.lookup import feeding
from sharewell.people.lookup.plain import to_plain

# What each form files of these people. When this fails, records would be filed otherwise than those that are there:
# raise feeding.FORM, and write the new form beside its fingerprint here.
FILED = {2: "7c2053ff3c1c4251"}
PEOPLE = (
    Known(
        given="Zoë Anne-Marie", family="O'Brien-Shaw", known_as="Zo", former="Shaw", born_on=date(2015, 7, 4), sex="F",
        nhs_number="9991026649", postcode="YX11 4SN", earlier_numbers=("9991039961",), earlier_postcodes=("YX1 3AB",),
    ),
    Known(given="Baby", family="Garbutt", due_on=date(2027, 2, 8), references=("EHM2603",)),
    Known(given="Łukasz", family="van der Berg", born_on=date(1931, 1, 1), birth_accuracy="UUE", upn="A801200005001"),
)  # fmt: skip


def test_whoever_changes_what_is_filed_raises_the_form():
    said = [
        [
            to_plain(one), family_parts(one), given_parts(one), numbers(one),
            [(part, coding.prefix(part), coding.keys(part)) for part in (*family_parts(one), *given_parts(one))],
            coding.day(one.born_on or one.due_on),
            [coding.place(code) for code in (one.postcode, *one.earlier_postcodes)], feeding.MOST_NAMES,
            feeding.MOST_PLACES,
        ]
        for one in PEOPLE
    ]  # fmt: skip
    assert {feeding.FORM: hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]} == FILED
