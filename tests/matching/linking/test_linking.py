"""Two lists of invented children linked without labels: found, told apart, and as sure as it says."""
# covers: Y4

import json
from dataclasses import asdict
from datetime import date

import numpy as np
import pytest

from sharewell.matching.generating.lists import two_lists
from sharewell.matching.linking import evaluating, learning, linking, resolving, telling, weighing
from sharewell.matching.linking.coded import Vocabularies, code

TODAY = date(2026, 11, 23)
SIZE = 12_000
# How often a pair is right that is called so.
WORDS = (
    ("very likely one person", 0.95, 1.0),
    ("more likely than not", 0.5, 0.95),
    ("possible", 0.05, 0.5),
    ("unlikely", 0.0, 0.05),
)


@pytest.fixture(scope="module")
def lists():
    return two_lists(SIZE, seed=11)


@pytest.fixture(scope="module")
def linked(lists):
    vocabularies = Vocabularies()
    left, right = (code(one.columns, vocabularies, today=TODAY) for one in lists)
    return linking.link(left, right, vocabularies)


@pytest.fixture(scope="module")
def once(linked):
    return resolving.once_each(linked)


@pytest.fixture(scope="module")
def right(lists, linked):
    return lists[0].person[linked.one] == lists[1].person[linked.other]


def true_pairs(lists):
    return len(np.intersect1d(lists[0].person, lists[1].person))


def of_once(lists, once):
    return lists[0].person[once.one] == lists[1].person[once.other]


def test_linked_lists_are_right_at_one_half(lists, once):
    found = evaluating.one_to_one_figures(once, of_once(lists, once), true_pairs(lists))
    at_half = next(one for one in found if one.at_least == 0.5)
    assert at_half.f1 > 0.985, asdict(at_half)


def test_one_half_is_nearly_as_good_a_threshold_as_the_best(lists, once):
    found = evaluating.one_to_one_figures(once, of_once(lists, once), true_pairs(lists))
    at_half = next(one.f1 for one in found if one.at_least == 0.5)
    assert at_half >= max(one.f1 for one in found) - 0.01


@pytest.mark.parametrize("exclusive", [False, True])
def test_what_is_called_likely_is_right_that_often(lists, linked, right, once, exclusive):
    pairs, correct = (once, of_once(lists, once)) if exclusive else (linked, right)
    for band in evaluating.bands(correct, pairs.probability):
        allowed = 0.08 + 2 / np.sqrt(band.pairs)
        assert abs(band.promised - band.right) <= allowed, asdict(band)


def test_the_words_beside_a_pair_say_no_more_than_labelled_data_shows(lists, once):
    words = np.array([telling.likely(float(one)) for one in once.probability])
    right = of_once(lists, once)
    for word, low, high in WORDS:
        met = words == word
        by_chance = 2 / np.sqrt(met.sum())
        assert met.sum() > 20, word
        assert low - by_chance <= right[met].mean() <= high + by_chance, (word, right[met].mean())


def test_nobody_is_proposed_twice(once):
    chosen = resolving.one_to_one(once)
    for side in (once.one[chosen], once.other[chosen]):
        assert len(np.unique(side)) == len(side)


def test_twins_of_one_list_are_hardly_ever_joined(lists, linked, right):
    wrong = np.flatnonzero(~right & (linked.probability >= 0.95))
    assert len(wrong) < 0.002 * SIZE


def test_a_list_is_freed_of_its_doubles(lists):
    columns = {name: [*values[:2000], *values[:200]] for name, values in lists[1].columns.items()}
    vocabularies = Vocabularies()
    coded = code(columns, vocabularies, today=TODAY)
    found = linking.link(coded, coded, vocabularies, one_list=True)
    groups = resolving.clusters(found, len(coded), at_least=0.95)
    assert (groups[2000:] == groups[:200]).mean() > 0.97


def test_what_was_learnt_can_be_kept_and_used_again(linked, lists):
    kept = learning.of_plain(json.loads(json.dumps(linked.model.plain())))
    vocabularies = Vocabularies()
    left, right = (code(one.columns, vocabularies, today=TODAY) for one in lists)
    again = linking.link(left, right, vocabularies, model=kept)
    assert np.allclose(again.probability[:1000], linked.probability[:1000])


def test_what_lists_without_numbers_taught_lets_another_number_speak_against_a_pair(linked):
    """It used to speak for it: of a fact that was never seen, every level was taken to be nearly certain."""
    model = linked.model
    for number in learning.NUMBERS:
        _unknown, same, differs = np.log2(model.same[number]) - np.log2(model.strangers[number])
        assert same > 10
        assert differs < -2


def test_of_what_lists_do_not_have_nothing_is_learnt(lists):
    columns = [{name: list(values) for name, values in one.columns.items() if name != "postcode"} for one in lists]
    vocabularies = Vocabularies()
    left, right = (code(one, vocabularies, today=TODAY) for one in columns)
    model = linking.link(left, right, vocabularies).model
    assert np.array_equal(model.same["place"], model.strangers["place"])
    assert model.told["place"] < 1
    assert model.told["born"] > 0.6 * SIZE


def test_empty_lists_give_no_pairs():
    vocabularies = Vocabularies()
    nobody = code({"given": [], "family": []}, vocabularies, today=TODAY)
    found = linking.link(nobody, nobody, vocabularies)
    assert len(found.one) == 0


def test_the_likeliest_come_first_to_seven_figures_and_those_alike_as_they_came():
    random = np.random.default_rng(3)
    probability = np.concatenate([1 / (1 + np.exp(random.normal(0, 9, 20_000))), [0.0, 1.0, 0.5, 0.5, 1.0]])
    order = weighing.likeliest_first(probability)
    assert np.array_equal(np.sort(order), np.arange(len(probability)))
    odds = (probability / np.maximum(1 - probability, 1e-300))[order]
    assert (odds[1:] <= odds[:-1] * (1 + 2e-7)).all()
    assert order[:2].tolist() == [20_001, 20_004]
    assert order[np.isin(order, [20_002, 20_003])].tolist() == [20_002, 20_003]


@pytest.mark.parametrize("covered", [(0.0, 0.0), (0.77, 0.77), (0.9, 0.4), (0.95, 0.95)])
def test_no_pair_is_thrown_away_that_would_be_listed_once_nobody_else_fits_either_of_the_two(covered):
    least = weighing.kept_from(covered)
    nobody = np.zeros(1, np.int32)
    just_below = linking.Linked(nobody, nobody, np.array([least * 0.999]), np.zeros(1, np.uint32), None, covered)
    once = float(resolving.once_each(just_below).probability[0])
    assert least <= weighing.WORTH
    assert once < weighing.WORTH_ONCE or least == weighing.LEAST
    if weighing.LEAST < least < weighing.WORTH:
        assert once > weighing.WORTH_ONCE * 0.99
