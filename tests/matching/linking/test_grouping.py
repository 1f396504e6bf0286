"""Groups of rows are a proposal, and say what speaks against them."""
# covers: Y4

from datetime import date

import numpy as np
import pytest

from sharewell.matching.linking import grouping, linking
from sharewell.matching.linking.coded import Vocabularies, code

TODAY = date(2026, 11, 23)
TOM = {"given": "Tom", "family": "Bell", "born": "2013-11-12", "sex": "M", "postcode": "YO1 7HH", "nhs_number": ""}


def coded(vocabularies, *people):
    columns = {field: [person[field] for person in people] for field in TOM}
    return code(columns, vocabularies, today=TODAY)


def grouped(*lists, pairs):
    """Join rows of two lists as if the pairs had been found."""
    vocabularies = Vocabularies()
    sides = [coded(vocabularies, *people) for people in lists]
    joins = grouping.Joins(sides)
    one, other = (np.array(places, np.int32) for places in zip(*pairs, strict=True))
    found = linking.link(*sides, vocabularies, model=trained())
    pattern = {
        pair: found.pattern[place]
        for place, pair in enumerate(zip(found.one.tolist(), found.other.tolist(), strict=True))
    }
    joins.add(0, 1, one, other, np.array([pattern[pair] for pair in pairs], np.uint32))
    return [(group, [joins.where(row) for row in group.rows]) for group in joins.groups()]


def trained():
    """Give a model for which everything is likely, so that all compared pairs are given."""
    from sharewell.matching import likeness
    from sharewell.matching.linking import learning

    even = {aspect: np.ones(len(names)) for aspect, names in likeness.ASPECTS.items()}
    return learning.Model(even, even, even | {"given_in_family": even["given"]}, 0.9, 0.05)


def test_rows_that_pairs_join_are_one_group():
    ((group, where),) = grouped([TOM], [TOM], pairs=[(0, 0)])
    assert where == [(0, 0), (1, 0)]
    assert group.conflicts == []


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"given": "Tim"}, grouping.TWIN),
        ({"born": "2013-12-11"}, "different dates of birth"),
        ({"sex": "F"}, "different sexes"),
        ({"nhs_number": "999 000 0026"}, "two different NHS numbers"),
    ],
)
def test_what_speaks_against_a_group_is_said(changed, said):
    numbered = TOM | {"nhs_number": "999 000 0018"}
    ((group, _),) = grouped([numbered], [numbered | changed], pairs=[(0, 0)])
    assert said in group.conflicts


def test_two_rows_of_one_list_in_a_group_are_pointed_out_and_come_first():
    amira = TOM | {"given": "Amira", "family": "Hassan", "born": "2015-04-03", "sex": "F"}
    found = grouped([TOM, amira], [TOM, TOM, amira], pairs=[(0, 0), (0, 1), (1, 2)])
    assert [group.conflicts for group, _ in found] == [[grouping.SAME_LIST], []]
