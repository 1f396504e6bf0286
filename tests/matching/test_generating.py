"""Invented people have names as people have: many usual ones, and a long tail of spellings and of rare ones."""
# covers: Y4

from collections import Counter
from datetime import date

from sharewell.matching.generating import population
from sharewell.matching.generating.first_names import first_names, spelt_otherwise


def everybody(seed=3):
    return population.generate(30_000, seed=seed, born_from=date(2008, 9, 1), born_to=date(2026, 8, 31))


def test_first_names_have_a_long_tail():
    people = everybody()
    girls = Counter(people.given[people.sex == 2].tolist()).most_common()
    share = sum(count for _, count in girls[:100]) / (people.sex == 2).sum()
    assert 0.4 < share < 0.8
    assert len(girls) > 3000
    assert sum(count == 1 for _, count in girls) > 1000


def test_the_same_seed_makes_the_same_people():
    assert (everybody().given == everybody().given).all()


def test_a_usual_name_has_other_spellings_and_each_stays_near_it():
    assert {"mohamed", "mohammad"} <= spelt_otherwise("mohammed")
    assert all(abs(len(other) - len("jayden")) <= 1 for other in spelt_otherwise("jayden"))


def test_shares_are_of_all_names_and_come_to_one():
    for listed in first_names().values():
        shares = listed.shares(2015.5)
        assert len(shares) == len(listed.names()) == len(set(listed.names()))
        assert abs(shares.sum() - 1) < 1e-9
