"""Spellings are told apart by their plain words, however they are written and however many there are."""
# covers: Y4

import numpy as np

from sharewell.matching import names
from sharewell.matching.generating.lists import two_lists
from sharewell.matching.linking import sampling, spellings, tables
from sharewell.matching.linking.spellings import Spellings


def test_the_same_words_are_the_same_spelling():
    found = Spellings().numbers(
        ["Smith-Jones", "smith  JONES", "O'Neil", "ONEIL", "Zoë Ann", "Zoe\nAnn", "Jones Smith"]
    )
    assert found[0] == found[1]
    assert found[2] == found[3]
    assert found[4] == found[5]
    assert len(set(found.tolist())) == 4


def test_a_title_or_a_placeholder_names_nobody():
    assert Spellings().numbers(["", "Mrs", "Baby", " ", "Mrs Bell", "Bell"]).tolist() == [-1, -1, -1, -1, 0, 0]


def test_spellings_are_numbered_as_they_are_met_however_they_come(monkeypatch):
    texts = two_lists(3000, seed=8)[1].columns["given"]
    at_once = Spellings()
    numbers = at_once.numbers(texts)
    monkeypatch.setattr(spellings, "AT_ONCE", 100)
    in_parts = Spellings()
    assert np.array_equal(in_parts.numbers(texts), numbers)
    assert in_parts.texts() == at_once.texts()
    assert [at_once.texts()[number] for number in numbers] == [" ".join(names.parts(text)) for text in texts]


def test_how_often_strangers_have_one_number_is_counted_nearly_right():
    random = np.random.default_rng(1)
    ours, theirs = (random.integers(0, 5000, 200_000).astype(np.int32) for _ in range(2))
    exact = (np.bincount(ours, minlength=5000) @ np.bincount(theirs, minlength=5000)) / 200_000**2
    assert abs(sampling._share_equal([ours, theirs]) / exact - 1) < 0.02


def test_a_word_of_thousands_of_letters_takes_no_more_room_than_a_long_name():
    spelt = tables._spelt(["ann", "a" * 5000])
    assert spelt.shape == (tables.LONGEST, 2)
    assert tables._spelt([]).shape[1] == 0
    number, letters = tables._numbers(spelt), tables._letters(spelt)
    assert number.tolist()[2] == letters.tolist()[2] == 0
    assert letters.tolist()[:2] == [0b10000000000001, 1]
