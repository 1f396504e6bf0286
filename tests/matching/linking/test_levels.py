"""How two records agree, in words that a person can check."""
# covers: Y4

from datetime import date

import numpy as np
import pytest

from sharewell.matching.linking import facts, learning, telling
from sharewell.matching.linking.coded import Vocabularies, code
from sharewell.matching.linking.levels import Comparer
from sharewell.matching.linking.tables import tables

TODAY = date(2026, 11, 23)
TOM = {"given": "Thomas", "family": "Bell", "born": "2013-11-12", "sex": "M", "postcode": "YO1 7HH"}


def agreement(changed, first=TOM):
    vocabularies = Vocabularies()
    one, other = (
        code({field: [text] for field, text in person.items()}, vocabularies, today=TODAY)
        for person in (first, first | changed)
    )
    look = tables(vocabularies)
    compared = Comparer(look).compare(facts.of(one, look).rows, facts.of(other, look, other_side=True).rows)
    return int(learning.pattern(compared)[0])


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "birth date the same"),
        ({"given": "Tom"}, "first name a usual form of the other"),
        ({"given": "Thomas James"}, "first name the same, middle names apart"),
        ({"family": "Bell-Hassan"}, "family name in part the same"),
        ({"given": "Bell", "family": "Thomas"}, "first name and family name are in each other's place"),
        ({"born": "2013-12-11"}, "birth date day and month swapped"),
        ({"born": "2018-11-12"}, "birth date one figure apart"),
        ({"born": "2031-11-12"}, "first name the same"),  # in the future: not known, and so not held against anybody
        ({"born": "2013-11-21"}, "birth date one figure apart"),
        ({"postcode": "YO1 7HJ"}, "postcode one letter or figure apart"),
        ({"postcode": "YO1 9AB"}, "postcode the same district"),
        ({"postcode": "LS1 4AP"}, "postcode differs"),
    ],
)
def test_a_pairs_agreement_is_said_in_words(changed, said):
    assert said in telling.said(agreement(changed))


def test_postcodes_of_figures_alone_are_of_another_country_and_can_slip_too():
    assert "postcode one letter or figure apart" in telling.said(
        agreement({"postcode": "4231"}, TOM | {"postcode": "4213"})
    )
    assert "postcode differs" in telling.said(agreement({"postcode": "2000"}, TOM | {"postcode": "4213"}))


def test_births_too_long_ago_to_be_counted_are_not_known_rather_than_equal():
    assert "birth date" not in telling.said(agreement({"born": "1900-03-15"}, TOM | {"born": "1900-01-06"}))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"given": "Timothy"}, telling.TWIN),
        ({"nhs_number": "999 000 0026"}, telling.OTHER_NUMBER),
        ({"given": "Amira", "sex": "F"}, telling.SAME_NUMBER),
        ({"postcode": "LS1 4AP"}, ""),
    ],
)
def test_what_speaks_against_a_pair_is_said_beside_it(changed, said):
    told = telling.caution(agreement(changed, TOM | {"nhs_number": "999 000 0018"}))
    assert (said in told) if said else told == ""


@pytest.mark.parametrize("probability", np.linspace(0, 1, 101))
def test_words_never_promise_more_than_the_number(probability):
    low = {"very likely one person": 0.95, "more likely than not": 0.5, "possible": 0.05, "unlikely": 0.0}
    assert probability >= low[telling.likely(float(probability))]


def test_names_that_have_a_word_in_common_or_all_their_letters_are_never_told_apart_by_their_marks():
    names = ["Anne Marie", "Annemarie", "Marie", "Anne", "Bell-Hassan", "Hassan", "Bell", "de Souza", "Souza", "Okoro"]
    vocabularies = Vocabularies()
    code({"given": names, "family": names}, vocabularies, today=TODAY)
    look = tables(vocabularies)
    for table, spellings in ((look.given, vocabularies.given), (look.family, vocabularies.family)):
        places = dict(zip(names, spellings.numbers(names).tolist(), strict=True))
        for one, first in places.items():
            for other, second in places.items():
                words = [set(name.lower().replace("-", " ").split()) for name in (one, other)]
                common = words[0] & words[1] or "".join(one.split()).lower() == "".join(other.split()).lower()
                if common:
                    assert table.marks[first] & table.marks[second], (one, other)


def test_of_lists_without_numbers_none_is_the_same_and_none_differs():
    vocabularies = Vocabularies()
    one = code({field: [text] for field, text in TOM.items()}, vocabularies, today=TODAY)
    look = tables(vocabularies)
    ours, theirs = facts.of(one, look), facts.of(one, look, other_side=True)
    assert ours.rows.shape[1] == facts.WITHOUT_NUMBERS
    compared = Comparer(look).facts(ours.rows, theirs.rows)
    assert [compared[name].tolist() for name in ("nhs_number", "upn")] == [[0], [0]]
