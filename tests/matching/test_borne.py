"""How often names are borne in the store decides how much they say; among more people less is said of everybody."""
# covers: Y4 W25

from dataclasses import replace
from datetime import date

import pytest

from sharewell.matching import borne, frequencies
from sharewell.matching.candidates import judge, rank
from sharewell.matching.comparing import Known, compare
from sharewell.matching.weights import rarity, weights

ANWEN = Known(given="Anwen", family="Chaudhry", born_on=date(2015, 7, 4), sex="F", postcode="YX1 3AB")
MOVED = replace(ANWEN, postcode="LS7 2BB")  # so that it may be a stranger, and is not somebody of the household


def met(people, **counted):
    return borne.frequency(borne.spelling(text, *counts, people) for text, counts in counted.items())


def test_of_a_few_dozen_people_a_count_says_nothing_and_of_a_million_it_says_all():
    few, many = (met(people, smith=(count, 0)) for people, count in ((60, 1), (1_000_000, 5000)))
    assert few("family", "smith") == pytest.approx(frequencies.usual("family", "smith"), rel=0.1)
    assert many("family", "smith") == pytest.approx(0.005, rel=0.02)
    assert few("given", "smith") <= frequencies.usual("given", "smith")


def test_the_records_of_the_one_family_asked_for_make_their_name_no_commoner():
    own, others = (met(200, kowalska=(count, 0)) for count in (4, 12))
    assert own("family", "kowalska") == pytest.approx(frequencies.usual("family", "kowalska"), rel=0.05)
    assert others("family", "kowalska") > 3 * own("family", "kowalska")


def test_a_name_that_nobody_read_carries_is_as_common_as_in_england():
    frequency = met(1_000_000, smith=(5000, 0))
    assert frequency("family", "jones") == frequencies.usual("family", "jones")
    assert frequency("given", "zebedee") == frequencies.usual("given", "zebedee") > 0


def test_a_name_common_in_the_store_says_less_while_the_words_speak_of_england():
    here = met(200_000, chaudhry=(4000, 0), anwen=(0, 30))
    usual, local = judge(ANWEN, MOVED), judge(ANWEN, MOVED, here)
    assert local.weight < usual.weight
    assert local.agrees == usual.agrees
    assert local.rarity == usual.rarity == "few people in England carry both names"


def test_what_agrees_is_what_is_rare_or_common_not_the_second_name_that_does_not():
    asked, found = (replace(one, given="Olivia", family="Smith") for one in (ANWEN, MOVED))
    others = replace(asked, given="Olivia Pesephone"), replace(found, given="Olivia Sammanda")
    assert judge(*others).weight == judge(asked, found).weight


@pytest.mark.parametrize(("level", "one", "other"), [("sounds_alike", "smith", "smyth"), ("close", "taylor", "tayler")])
def test_what_is_like_a_common_name_says_less_and_like_a_rare_one_no_more(level, one, other):
    asked, found = replace(ANWEN, family=one), replace(MOVED, family=other)
    assert {one.aspect: one.level for one in compare(asked, found)}["family"] in (level, "sounds_alike")
    common, usual, rare = (
        judge(asked, found, met(1_000_000, **{one: (count, 0), other: (10, 0)})).weight for count in (20_000, 1_000, 1)
    )
    assert usual - common == pytest.approx(-rarity("family", 0.02), abs=0.1)
    assert rare == pytest.approx(usual, abs=0.1)


def level_of(asked, found):
    first = compare(Known(given=asked), Known(given=found))[0]
    return first.level, first.how


def test_second_names_agree_in_part_at_most_and_less_when_they_are_only_alike():
    assert level_of("Olivia", "Ava Olivia") == ("in_part", "")
    assert level_of("Isla Olivia", "Ava Olivia") == ("in_part", "")
    assert level_of("Oliwia", "Ava Olivia") == ("in_part", "close")
    assert level_of("Bella", "Isla Isabella") == ("in_part", "short_form")
    assert level_of("Oliwia Rose", "Olivia Rose") == ("close", "")
    same, alike = (
        judge(replace(ANWEN, given=asked), replace(ANWEN, given="Ava Olivia")) for asked in ("Olivia", "Oliwia")
    )
    assert alike.weight < same.weight - 2
    assert "one first name alike (Oliwia, Ava Olivia)" in alike.agrees
    assert any("may be a twin" in warning for warning in alike.warnings)


def test_names_in_each_others_place_are_as_common_as_they_are_in_their_own():
    common = replace(MOVED, given="Olivia", family="Smith")
    rare = replace(MOVED, given="Olivia", family="Quistgaard")
    weighed = [judge(replace(ANWEN, given=one.family, family=one.given), one).weight for one in (common, rare)]
    assert weighed[1] > weighed[0] + 4


def test_among_more_people_less_is_said_of_each_and_nobody_is_hidden():
    weak = replace(MOVED, given="Zebedee", family="Chowdhury")
    people = weights()["people"]
    usual, more = (rank(ANWEN, [MOVED, weak], entries=entries).candidates for entries in (people, 32 * people))
    less = [one.weight - other.weight for one, other in zip(usual, more, strict=True)]
    assert all(4 < bits <= 5 for bits in less)
    assert usual[1].weight > weights()["show_at"] > more[1].weight
    assert rank(ANWEN, [MOVED, weak], entries=60).candidates == usual


@pytest.mark.parametrize(
    ("asked", "found", "said"),
    [
        (
            "Amelia Evelyn",
            "Amelia Harper",
            "first name the same, other first names differ (Amelia Evelyn, Amelia Harper)",
        ),
        ("Amelia Harper", "Amelia Harpar", "first name the same (Amelia Harpar)"),
        ("Amelia Harper", "Amelia H", "first name the same (Amelia H)"),
        ("Amelia Harper", "Amelia", "first name the same (Amelia)"),
        ("Amelia Evelyn Harper", "Amelia Harper", "first name the same (Amelia Harper)"),
    ],
)
def test_other_first_names_that_differ_are_said(asked, found, said):
    judged = judge(*(replace(ANWEN, given=name) for name in (asked, found)))
    assert any(sentence.startswith(said) for sentence in judged.agrees)
    assert not judged.differs


def test_other_first_names_that_differ_take_nothing_off_for_they_are_left_out_and_put_in():
    asked = replace(ANWEN, given="Amelia Evelyn")
    apart, without = (judge(asked, replace(ANWEN, given=given)) for given in ("Amelia Harper", "Amelia"))
    assert apart.weight == without.weight
    assert apart.sureness == without.sureness
