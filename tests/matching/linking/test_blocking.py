"""The pairs that are compared: all that agree as a rule asks, each once, however they are cut up."""
# covers: Y4

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from sharewell.matching.generating.lists import two_lists
from sharewell.matching.linking import blocking, facts, joining
from sharewell.matching.linking.coded import Vocabularies, code
from sharewell.matching.linking.levels import Comparer
from sharewell.matching.linking.tables import tables

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def sides():
    vocabularies = Vocabularies()
    left, right = (code(one.columns, vocabularies, today=TODAY) for one in two_lists(400, seed=3, tail_names=300))
    look = tables(vocabularies)
    return facts.of(left, look), facts.of(right, look, other_side=True)


def all_of(block, step=97):
    cut = [blocking.pairs(block, start, min(start + step, len(block))) for start in range(0, len(block), step)]
    return [(int(one), int(other)) for ones, others in cut for one, other in zip(ones, others, strict=True)]


def agreeing(rule, sides):
    """Give the table of who agrees with whom as a rule asks, everybody compared with everybody."""
    found = np.ones((len(sides[0]), len(sides[1])), np.bool_)
    for here, there in zip(*rule.sides(), strict=True):
        ours, theirs = blocking.ASKED[here](sides[0].rows), blocking.ASKED[there](sides[1].rows)
        found &= (ours[:, None] == theirs[None, :]) & (ours[:, None] >= 0)
    return found


def listed(table):
    return [tuple(pair) for pair in np.argwhere(table).tolist()]


@pytest.mark.parametrize(
    "rule", blocking.RULES + blocking.FOR_SHORT_LISTS, ids=lambda rule: " and ".join(rule.facts + rule.there)
)
def test_a_rule_gives_every_pair_that_agrees_as_it_asks_and_no_other(sides, rule):
    found = all_of(blocking.block(replace(rule, narrowed_by=""), *sides))
    assert sorted(found) == listed(agreeing(rule, sides))


def test_where_a_rule_would_give_too_many_it_asks_for_one_fact_more(sides):
    rule = blocking.Rule(("year",), narrowed_by="first letter", enough=2)
    block = blocking.block(rule, *sides)
    found = all_of(block)
    assert block.narrowed.any()
    finer = agreeing(replace(rule, facts=(*rule.facts, rule.narrowed_by)), sides)
    assert sorted(found) == listed(np.where(block.narrowed[:, None], finer, agreeing(rule, sides)))


def test_each_pair_is_compared_once_and_none_is_lost_to_a_rule_that_was_narrowed(sides, monkeypatch):
    monkeypatch.setattr(blocking, "LARGEST", 6)
    rules = (
        blocking.Rule(("year",), narrowed_by="first letter", enough=1),
        blocking.Rule(("given sound",), narrowed_by="family letter", enough=1),
        blocking.Rule(("family sound",)),
    )
    given, every, earlier = [], set(), []
    for rule in rules:
        block = blocking.block(rule, *sides)
        pairs = all_of(block)
        every |= set(pairs)
        one, other = (np.array(side, np.int32) for side in zip(*pairs, strict=True))
        known = blocking.known_before(earlier, one, sides[0].rows[one], sides[1].rows[other])
        given += [pair for pair, before in zip(pairs, known, strict=True) if not before]
        earlier.append(block.remembered())
    assert len(given) == len(set(given))
    assert set(given) == every


def test_who_says_nothing_is_not_like_others_who_say_nothing():
    vocabularies = Vocabularies()
    nobody = code({"given": ["", ""], "family": ["", ""], "born": ["", ""]}, vocabularies, today=TODAY)
    look = tables(vocabularies)
    both = facts.of(nobody, look), facts.of(nobody, look, other_side=True)
    assert sum(len(blocking.block(rule, *both)) for rule in blocking.rules(*both)) == 0


def test_a_short_list_beside_a_long_one_loses_no_pair(sides):
    few = facts.Facts(sides[0].rows[:20], sides[0].unknown)
    for rule in blocking.RULES:
        whole = [pair for pair in all_of(blocking.block(replace(rule, narrowed_by=""), *sides)) if pair[0] < 20]
        assert sorted(all_of(blocking.block(replace(rule, narrowed_by=""), few, sides[1]))) == sorted(whole)


@pytest.mark.parametrize("known_there", [True, False])
def test_numbers_that_name_a_person_bring_pairs_where_both_lists_have_them(known_there):
    vocabularies = Vocabularies()
    numbers = ["999 000 0018", "", "9990000026", "999 000 0018"]
    left = code({"given": ["Amira", "Tom", "Zoe", "Amira"], "nhs_number": numbers}, vocabularies, today=TODAY)
    columns = {"given": ["Sam", "Kit"]} | ({"nhs_number": ["9990000018", ""]} if known_there else {})
    right = code(columns, vocabularies, today=TODAY)
    look = tables(vocabularies)
    both = facts.of(left, look), facts.of(right, look, other_side=True)
    rule = next(rule for rule in blocking.RULES if rule.facts == ("NHS number",))
    assert sorted(all_of(blocking.block(rule, *both))) == ([(0, 0), (3, 0)] if known_there else [])
    compared = Comparer(look).compare(both[0].rows[[0, 1]], both[1].rows[[0, 0]])["nhs_number"]
    assert compared.tolist() == [int(known_there), 0]


def test_keys_are_found_among_few_and_among_many_whatever_they_are():
    random = np.random.default_rng(7)
    for size in (0, 1, 40, 30_000):
        values = np.unique(np.append(random.integers(1, 1 << 32, size), [0xFFFFFFFF, 1][: size % 3]).astype(np.uint32))
        keys = np.concatenate([values[::2], random.integers(0, 1 << 32, 500).astype(np.uint32), [0, 0xFFFFFFFF]])
        place, value = joining.met(values, keys.astype(np.uint32))
        assert place.tolist() == np.flatnonzero(np.isin(keys, values)).tolist()
        assert values[value].tolist() == keys[place].tolist()
