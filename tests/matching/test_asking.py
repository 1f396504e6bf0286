"""What people type is read as they write it; what cannot be right is said beside it and never looked for."""
# covers: Y16 W25

from datetime import date

import pytest

from sharewell.matching.asking import Written, is_enough, is_wild, read
from sharewell.matching.comparing import Known

TODAY = date(2026, 11, 24)


def known(**written):
    return read(Written(**written), today=TODAY).known


def errors(**written):
    return read(Written(**written), today=TODAY).errors


def doubts(**written):
    return read(Written(**written), today=TODAY).doubts


@pytest.mark.parametrize(
    ("written", "given", "family"),
    [
        ({"given": "Freya", "family": "Umpleby"}, "Freya", "Umpleby"),
        ({"given": "Freya Jane Umpleby"}, "Freya Jane", "Umpleby"),
        ({"family": "Freya Umpleby"}, "Freya", "Umpleby"),
        ({"given": "Umpleby, Freya"}, "Freya", "Umpleby"),
        ({"family": "Umpleby"}, "", "Umpleby"),
        ({"given": "Freya", "family": "Umpleby-Dale"}, "Freya", "Umpleby-Dale"),
    ],
    ids=str,
)
def test_a_name_is_taken_apart_wherever_it_is_written(written, given, family):
    assert (known(**written).given, known(**written).family) == (given, family)


def test_another_name_is_looked_for_as_a_nickname_and_as_a_family_name():
    assert (known(others="Fizz").known_as, known(others="Stott").former) == ("Fizz", "Stott")


@pytest.mark.parametrize(
    ("birth", "on", "accuracy", "due"),
    [
        ("4/7/2015", date(2015, 7, 4), "AAA", None),
        ("July 2015", date(2015, 7, 1), "UAA", None),
        ("2015", date(2015, 1, 1), "UUA", None),
        ("aged 11", date(2015, 1, 1), "UUE", None),
        ("11", date(2015, 1, 1), "UUE", None),
        ("8 months", date(2026, 3, 1), "UEE", None),
        ("6 weeks old", date(2026, 10, 13), "EEE", None),
        ("about 2015", date(2015, 1, 1), "UUE", None),
        ("c. 4/7/2015", date(2015, 7, 4), "EEE", None),
        ("20 weeks pregnant", None, "AAA", date(2027, 4, 13)),
        ("6 months pregnant", None, "AAA", date(2027, 3, 4)),
        ("due 8/2/2027", None, "AAA", date(2027, 2, 8)),
        ("EDD 08-Feb-2027", None, "AAA", date(2027, 2, 8)),
        ("not known", None, "AAA", None),
    ],
)
def test_a_birth_is_a_date_a_part_of_one_an_age_or_a_due_date(birth, on, accuracy, due):
    found = known(birth=birth)
    assert (found.born_on, found.birth_accuracy, found.due_on) == (on, accuracy, due)
    assert "birth" not in errors(birth=birth)


def test_a_date_that_could_be_swapped_is_looked_for_both_ways_and_says_so():
    assert known(birth="4/7/2015").other_births == (date(2015, 4, 7),)
    assert doubts(birth="4/7/2015")["birth"] == "Read as 4 July 2015; 7 April 2015 is looked for too"


@pytest.mark.parametrize("birth", ["31/2/2015", "soon", "10-12", "about", "60 weeks pregnant"])
def test_what_is_no_birth_is_said_beside_the_field(birth):
    assert "such as 4/7/2015" in errors(birth=birth)["birth"]
    assert known(birth=birth).born_on is None


@pytest.mark.parametrize(
    ("number", "nhs_number", "upn"),
    [
        ("999 102 6649", "9991026649", ""),
        ("B801200005001", "", "B801200005001"),
        ("m80120000500a", "", "M80120000500A"),
    ],
)
def test_one_box_takes_an_nhs_number_or_a_upn(number, nhs_number, upn):
    assert (known(number=number).nhs_number, known(number=number).upn) == (nhs_number, upn)


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("999 102 6648", "The last digit does not fit"),
        ("9999999999", "One digit repeated"),
        ("1111111111", "One digit repeated"),
        ("99910266", "An NHS number has ten digits"),
        ("A801200005001", "The first letter does not fit"),
    ],
)
def test_a_number_that_cannot_be_right_is_said_and_not_looked_for(number, why):
    assert errors(number=number)["number"].startswith(why)
    assert (known(number=number).nhs_number, known(number=number).upn) == ("", "")


def test_a_number_that_passes_with_a_doubt_says_so():
    assert "temporary" in doubts(number="M80120000500A")["number"]


def test_an_agencys_own_number_is_taken_without_its_spaces():
    assert known(reference="ehm 26-03").references == ("EHM2603",)


@pytest.mark.parametrize(("postcode", "value"), [("yx114sn", "YX11 4SN"), ("YX11", "YX11")])
def test_a_postcode_is_whole_or_its_first_half(postcode, value):
    assert known(postcode=postcode).postcode == value


@pytest.mark.parametrize("postcode", ["YX1 3A8", "here"])
def test_what_is_no_postcode_is_said(postcode):
    assert errors(postcode=postcode)["postcode"]
    assert known(postcode=postcode).postcode == ""


@pytest.mark.parametrize("name", ["Fre*", "%", "Umpl_by"])
def test_nobody_is_looked_up_with_wild_cards(name):
    assert "without signs" in errors(given=name)["given"]
    assert is_wild(known(given=name))


@pytest.mark.parametrize(
    ("facts", "enough"),
    [
        ({}, False),
        ({"given": "Freya"}, False),
        ({"given": "F", "family": "U"}, False),
        ({"given": "Freya", "postcode": "YX11"}, False),
        ({"family": "Umpleby", "postcode": "YX11 4SN"}, True),
        ({"given": "Freya", "family": "Umpleby"}, True),
        ({"family": "Umpleby", "born_on": date(2015, 7, 4)}, True),
        ({"family": "Garbutt", "due_on": date(2027, 2, 8)}, True),
        ({"nhs_number": "9991026649"}, True),
        ({"references": ("EHM2603",)}, True),
        ({"references": ("7",)}, False),
        ({"sex": "F", "given": "Freya"}, False),
    ],
    ids=str,
)
def test_two_facts_or_one_number_are_enough_and_less_is_browsing(facts, enough):
    assert is_enough(Known(**facts)) is enough
