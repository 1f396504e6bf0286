"""Closed records are looked through at a glance, and nobody is passed over whom judging them all would have found."""
# covers: Y16, W25

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from sharewell.matching import coding
from sharewell.matching.candidates import judge, may_be
from sharewell.matching.closed import Closed
from sharewell.matching.comparing import Known
from sharewell.matching.generating.population import generate

PEOPLE = 250
SEXES = {number: letter for letter, number in coding.SEXES.items()}


@pytest.fixture(scope="module")
def people():
    made = generate(PEOPLE, seed=4, born_from=date(2008, 9, 1), born_to=date(2026, 8, 31), tail_names=400)
    return [
        Known(
            given=made.given_names[made.given[place]],
            family=made.family_names[made.family[place]],
            born_on=coding.EPOCH + timedelta(days=int(made.born[place])),
            sex=SEXES.get(int(made.sex[place]), ""),
            postcode=coding.postcode_of(int(made.place[place])),
        )
        for place in range(PEOPLE)
    ]


def as_kept(known, chance):
    """Keep a record as a refuge or a clinic might: an initial and a year, no name, no day, no place."""
    return chance.choice(
        [
            known,
            replace(known, given=known.given[:1], born_on=date(known.born_on.year, 1, 1), birth_accuracy="AUU"),
            replace(known, given=known.given[:1], family=known.family[:1]),
            replace(known, given="", postcode=""),
            replace(known, family="", known_as=known.given),
            replace(known, given="", family=""),
            replace(known, born_on=None, due_on=known.born_on),
            replace(known, nhs_number="9990000018"),
        ]
    )


def as_asked(known, chance, others):
    """Ask for somebody with one or two mistakes, or little known."""
    for _ in range(chance.randrange(3)):
        known = chance.choice(
            [
                replace(known, given=known.given[1:] + known.given[:1]),
                replace(known, given=known.family, family=known.given),
                replace(known, family=chance.choice(others).family),
                replace(known, postcode=chance.choice(others).postcode),
                replace(known, postcode=""),
                replace(known, family=""),
                replace(known, sex=""),
                replace(known, nhs_number="9990000018"),
                replace(known, born_on=date(known.born_on.year, 1, 1), birth_accuracy="UUA"),
                replace(known, born_on=known.born_on + timedelta(days=chance.choice([1, 10, 365]))),
            ]
        )
    return known


@pytest.mark.parametrize("seed", [1, 2])
def test_a_glance_passes_over_nobody_whom_judging_all_would_find(people, seed):
    chance = random.Random(seed)
    records = dict(enumerate(as_kept(one, chance) for one in people))
    closed = Closed(records)
    found = 0
    for _ in range(60):
        asked = as_asked(chance.choice(people), chance, people)
        sought = {pid for pid, known in records.items() if may_be(judge(asked, known))}
        assert closed.sought_by(asked) == sought, asked
        found += len(sought)
    assert found > 60


def test_few_are_judged_in_full(people, monkeypatch):
    closed = Closed(dict(enumerate(people)))
    judged = []
    monkeypatch.setattr("sharewell.matching.closed.judge", lambda *both: judged.append(both) or judge(*both))
    assert closed.sought_by(people[7]) == {7}
    assert len(judged) < PEOPLE / 20


def test_whoever_carries_the_number_asked_for_is_found_under_another_name_too(people):
    closed = Closed({1: replace(people[3], nhs_number="9990000018"), 2: people[4]})
    asked = Known(given="Nobody", family="Like-Them", born_on=date(1999, 1, 1), nhs_number="9990000018")
    assert closed.sought_by(asked) == {1}


def test_names_exactly_as_alike_as_counts_are_alike_at_a_glance_too():
    # "butt" and "buckbottom" are .84 alike to the last figure; with fewer figures they fell just short.
    asked = Known(given="Dais", family="Butt", born_on=date(2017, 6, 10), sex="F")
    record = Known(family="Buckbottom", born_on=date(2017, 6, 22), sex="F")
    assert may_be(judge(asked, record))
    assert Closed({1: record}).sought_by(asked) == {1}
