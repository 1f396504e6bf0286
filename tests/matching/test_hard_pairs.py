"""The pairs on which matching goes wrong elsewhere: twins, namesakes, borrowed numbers, changed names."""
# covers: Y4, Y16

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import families

from sharewell.matching.candidates import judge, may_be, rank
from sharewell.matching.comparing import Known
from sharewell.matching.left import not_compared, of_different_people, to_find_by

PAIRS = families.truth("hard_pairs.csv")
# What no likeness shows: a person must bring these together, and the page says that an empty answer is not "unknown".
NOT_FINDABLE = {
    ("HH-14", "H0013"): "an initial, another family name and a year",
    ("HH-14", "POL-008"): "the same",
    ("HH-14a", "POL-010"): "a short form and an age, against another spelling, without a family name",
    ("FB12", "H0011"): "the row is about mother and child; the child has no name in it",
    ("FB12", "EHM2602"): "the same",
    ("GR1", "H0041"): "the row is about baby and mother; the mother is the second",
    ("GR1", "POL-034"): "the same",
}


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['record_a']}-{pair['record_b']}")
def test_every_hard_pair_comes_out_right(pair):
    people = families.main_people()
    one, other = people[pair["file_a"], pair["record_a"]], people[pair["file_b"], pair["record_b"]]
    for asked, record in ((one, other), (other, one)):
        ranking = rank(asked, [record])
        if pair["truth"] == "different":
            assert ranking.state != "match", pair["why"]
        else:
            assert ranking.candidates, pair["why"]


def test_no_two_different_people_are_ever_called_a_match():
    people, whose = families.main_people(), families.whose()
    listed = [key for key in whose if key in people]
    wrong = [
        (key, other)
        for key in listed
        for other in listed
        if whose[key] != whose[other] and judge(people[key], people[other]).sureness == "match"
    ]
    assert wrong == []


def test_everyone_is_found_again_but_those_of_whom_nothing_is_left():
    people, whose = families.main_people(), families.whose()
    listed = [key for key in whose if key in people]
    lost = {
        tuple(sorted((key[1], other[1])))
        for key in listed
        for other in listed
        if key != other and whose[key] == whose[other] and not rank(people[key], [people[other]]).candidates
    }
    assert lost == {tuple(sorted(pair)) for pair in NOT_FINDABLE}


TOBY = Known(given="Tobias Chidi", family="Hartley-Okafor", born_on=date(2017, 6, 14), sex="M", nhs_number="9991001115")
TABITHA = replace(TOBY, given="Tabitha Ada", sex="F")


def test_a_twins_number_on_the_wrong_child_is_said_in_words():
    candidate = judge(TOBY, TABITHA)
    assert candidate.sureness != "match"
    assert "The number is the same, but the person looks different: it may be a twin's or another's number." in (
        candidate.warnings
    )


@pytest.mark.parametrize("number", ["nhs_number", "upn"])
def test_t14_a_number_alone_is_never_a_match(number):
    asked = Known(given="Anna", family="Reed", born_on=date(2014, 1, 2), **{number: "9991001115"})
    assert judge(asked, replace(asked, given="Noel", family="Quist", born_on=date(1971, 8, 30))).sureness != "match"


def test_one_who_died_is_never_a_match():
    asked = Known(given="Lucy", family="Holroyd", born_on=date(2016, 4, 2), postcode="YX1 3AB", nhs_number="9991039961")
    assert judge(asked, asked).sureness == "match"
    dead = judge(asked, replace(asked, died_on=date(2021, 9, 14)))
    assert dead.sureness == "potential"
    assert dead.warnings[0] == "This record says that the person died on 14 September 2021."


def test_two_people_who_both_fit_are_many_and_not_one():
    asked = Known(given="Xanthe", family="Quillfeather", born_on=date(2014, 3, 12))
    here, there = (replace(asked, postcode=place) for place in ("YX1 3AB", "YX1 3AC"))
    ranking = rank(
        replace(asked, postcode="YX1 3AB"),
        [replace(here, nhs_number="9991001115"), replace(there, postcode="YX1 3AB", nhs_number="9991001484")],
    )
    assert ranking.state == "many"


def test_how_rare_an_agreement_is_stands_beside_it():
    smith = Known(given="Oliver", family="Smith", born_on=date(2014, 3, 12))
    quist = replace(smith, family="Quistgaard")
    assert any("a common name, about 1 person in 80" in said for said in judge(smith, smith).agrees)
    assert any("a rare name" in said for said in judge(quist, quist).agrees)


def test_how_many_people_carry_both_names_is_said_and_never_a_small_number():
    smith = Known(given="Oliver", family="Smith", born_on=date(2014, 3, 12))
    said = judge(smith, smith).rarity
    assert said.startswith("about ")
    assert said.endswith("people in England carry both names")
    assert judge(smith, replace(smith, given="Olly")).rarity.startswith("about ")
    quist = replace(smith, given="Xanthe", family="Quillfeather")
    assert judge(quist, quist).rarity == "few people in England carry both names"
    assert judge(quist, smith).rarity == ""


def test_nothing_said_of_a_candidate_is_a_percentage():
    people = list(families.main_people().values())
    said = [
        text for known in people for one in rank(people[0], [known]).candidates for text in one.agrees + one.differs
    ]
    assert said
    assert not any("%" in text for text in said)


def test_unknown_is_never_taken_for_a_difference():
    asked = Known(given="Freya", family="Umpleby", born_on=date(2015, 7, 4), postcode="YX11 4SN", sex="F")
    assert judge(asked, Known(given="Freya", family="Umpleby")).differs == ()


def test_who_changed_name_and_address_at_once_is_shown_with_what_is_left_to_know_them_by():
    asked = Known(given="Freya", family="Umpleby", born_on=date(2015, 7, 4), postcode="YX11 4SN")
    found = judge(asked, replace(asked, family="Stott", postcode="YX2 4DE"))
    assert found.sureness != "match"
    assert any("Only a first name and a birth date are left to know them by" in said for said in found.warnings)


def test_a_number_that_was_replaced_finds_and_warns_and_never_makes_a_match():
    asked = Known(given="Freya", family="Umpleby", born_on=date(2015, 7, 4), nhs_number="9991039961")
    found = judge(asked, replace(asked, nhs_number="9991026649", earlier_numbers=("9991039961",)))
    assert "NHS number an earlier one, replaced since" in found.agrees
    assert any("check which is in force" in said for said in found.warnings)
    assert found.sureness == "potential"


def test_an_old_postcode_speaks_for_a_record_and_says_that_it_is_old():
    asked = Known(given="Freya", family="Umpleby", postcode="YX1 3AB")
    moved = replace(asked, postcode="YX11 4SN", earlier_postcodes=("YX1 3AB",))
    assert "postcode an earlier one of theirs" in judge(asked, moved).agrees
    assert judge(asked, moved).weight > judge(asked, replace(moved, earlier_postcodes=())).weight


def test_whoever_carries_the_number_is_shown_however_much_differs():
    asked = Known(given="Anna", family="Reed", born_on=date(2014, 1, 2), postcode="YX1 3AB", nhs_number="9991001115")
    other = replace(asked, given="Noel", family="Quist", born_on=date(1971, 8, 30), postcode="YX9 9ZZ", sex="M")
    assert rank(asked, [other]).candidates[0].warnings
    assert rank(replace(asked, nhs_number=""), [other]).candidates == ()


def test_a_record_that_says_little_and_contradicts_nothing_is_worth_a_word_to_its_keeper():
    asked = Known(given="Katarzyna", family="Kowalska", born_on=date(1990, 2, 28))
    sparse = Known(given="K.", family="Kowalska", born_on=date(1990, 1, 1), birth_accuracy="UUA")
    assert may_be(judge(asked, sparse))
    assert not may_be(judge(asked, replace(sparse, given="M.")))
    assert not may_be(judge(asked, replace(sparse, family="")))


def test_due_dates_and_births_are_compared_in_words_of_their_own():
    unborn = Known(family="Garbutt", due_on=date(2027, 2, 8))
    other = replace(unborn, due_on=date(2027, 2, 20))
    found = judge(unborn, other)
    assert "due at about the same time (due 8 February 2027, due 20 February 2027)" in found.agrees
    assert any("make sure by who the mother is" in said for said in found.warnings)
    born = Known(given="Ruby", family="Garbutt", born_on=date(2027, 2, 3))
    for asked, record in ((unborn, born), (born, unborn)):
        found = judge(asked, record)
        assert any(said.startswith("born about when the child was expected") for said in found.agrees)
        assert found.sureness != "match"
    assert any(
        "expected at another time" in said for said in judge(replace(unborn, due_on=date(2026, 9, 1)), born).differs
    )


def test_due_dates_some_weeks_apart_are_shown_and_an_age_says_nothing_against_a_due_date():
    unborn = Known(family="Garbutt", due_on=date(2027, 2, 8))
    later = rank(replace(unborn, due_on=date(2027, 3, 20)), [unborn])
    said = "expected some weeks apart (due 20 March 2027, due 8 February 2027)"
    assert said in later.candidates[0].agrees
    aged_nought = Known(given="Baby", family="Garbutt", born_on=date(2026, 1, 1), birth_accuracy="UUE")
    assert rank(aged_nought, [replace(unborn, given="Baby")]).candidates[0].differs == ()


def test_one_number_on_records_of_different_people_is_said_to_be_wrong_on_one():
    asked = Known(nhs_number="9991001115")
    assert "Do not go by the number" in of_different_people(rank(asked, [TOBY, TABITHA]).candidates)
    assert of_different_people(rank(asked, [TOBY, replace(TOBY, given="Toby")]).candidates) == ""


def test_a_guess_is_said_to_be_one():
    asked = Known(given="Freya", family="Umpleby", born_on=date(2015, 1, 1), birth_accuracy="UUE")
    said = judge(asked, replace(asked, born_on=date(2015, 7, 4), birth_accuracy="AAA")).agrees
    assert "born the same year, or a year apart (about 2015, 4 July 2015)" in said


def test_a_number_that_only_one_agency_gave_out_is_no_proof():
    asked = Known(given="Freya", family="Umpleby", references=("H0001",))
    found = judge(asked, Known(given="Noel", family="Quist", references=("H0001",)))
    assert any("another agency may use that number too" in said for said in found.warnings)
    assert judge(asked, asked).warnings == ()


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        (Known(family="Garbutt", due_on=date(2027, 2, 8)), ["Look for the mother too"]),
        (Known(given="Baby", family="Garbutt", born_on=date(2026, 9, 1)), ["no name to look by", "both new"]),
        (
            Known(given="Zosia", family="Kowalska", born_on=date(2014, 1, 1), birth_accuracy="UUE"),
            ["part of a date", "both new"],
        ),
        (Known(given="Freya", family="Umpleby", born_on=date(2015, 7, 4)), ["only the first name and the exact day"]),
        (Known(given="Freya", family="Umpleby", born_on=date(2015, 7, 4), nhs_number="9991026649"), []),
    ],
)  # fmt: skip
def test_what_is_left_to_find_somebody_by_is_said_honestly(asked, left):
    said = to_find_by(asked)
    assert len(said) == len(left)
    assert all(words in sentence for words, sentence in zip(left, said, strict=True))


def test_what_was_not_compared_is_said_both_ways():
    asked = Known(given="Freya", family="Umpleby", born_on=date(2015, 7, 4), nhs_number="9991026649")
    record = Known(family="Umpleby", known_as="Freya", postcode="YX11 4SN", sex="F")
    assert not_compared(asked, record) == (
        "not in this record: birth, NHS number",
        "in this record, and you gave none: postcode, sex",
    )
    assert not_compared(asked, asked) == ()
