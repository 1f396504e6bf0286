"""Texts kept as their letters in a row: the same texts, however they are cut, and read many at a time as one by one."""
# covers: Y4

import numpy as np
import pytest

from sharewell.matching import coding
from sharewell.matching.generating.lists import two_lists
from sharewell.matching.linking import coded, letters, postcodes
from sharewell.matching.linking.numbering import Numbering
from sharewell.matching.linking.reading import arrow, distinct, texts

TEXTS = ["Zoë", "", "Ann\nMarie", "", "李", "O'Neil-Smith", "a" * 40, ""]


def test_texts_kept_as_letters_are_the_same_texts():
    held = letters.of(TEXTS)
    assert list(held) == TEXTS
    assert [held[place] for place in range(-len(TEXTS), len(TEXTS))] == TEXTS + TEXTS
    assert [list(held[start : start + 3]) for start in range(8)] == [TEXTS[start : start + 3] for start in range(8)]


@pytest.mark.skipif(arrow() is None, reason="pyarrow is not installed: ./sharewell add linking")
@pytest.mark.parametrize("kind", ["string", "large_string"])
def test_texts_of_pyarrow_are_the_same_texts_from_whatever_place_on(kind):
    held = arrow().array(TEXTS, kind)
    for start in range(len(TEXTS) + 1):
        assert list(letters.of_arrow(held[start:])) == TEXTS[start:]
    assert list(letters.of_arrow(arrow().array(["", ""], kind))) == ["", ""]


def test_eight_letters_are_looked_at_as_one_number_and_fewer_with_noughts():
    held = letters.of(["Ann", "Marianne!"])
    eights = letters.eights(letters.followed(held.held))[held.bounds[:-1]]
    found = letters.first(eights, held.sizes())
    assert [int(one).to_bytes(8, "little") for one in found] == [b"Ann\0\0\0\0\0", b"Marianne"]


@pytest.mark.parametrize("most", [3, 1000, 1 << 63])
def test_numbers_have_the_place_in_which_they_were_first_met(most):
    random = np.random.default_rng(2)
    numbering, met = Numbering(), {}
    for size in (0, 1, 500, 5000, 20_000):
        numbers = random.integers(0, most, size, dtype=np.uint64)
        numbers[::3] = numbers[: len(numbers[::3])]
        places, first = numbering.places(numbers)
        before = len(met)
        assert places.tolist() == [met.setdefault(one, len(met)) for one in numbers.tolist()]
        assert places[first].tolist() == list(range(before, len(met)))
    assert numbering.met.tolist() == list(met)


def test_postcodes_read_together_are_the_places_of_each():
    well = [*dict.fromkeys(filter(None, two_lists(2000, seed=6)[0].columns["postcode"]))]
    odd = [
        *("YO1 7HH", "YO17 7HH", "W1A 1AA", "EC1A 1BB", "M1 1AE", "ZZ9 9WZ"),  # these are read; the rest are not
        *("", "ZZ99 3WZ", "YO1 7HC", "YO17HH", "yo1 7hh", "YO1  7HH", "Y 7HH", "YOO 7HH", "YO123 7HH", "1O1 7HH"),
        *("YO1 HHH", "Y1É 7HH", "4213", "YO1 7HH ", "YO1-7HH"),
    ]
    texts = odd + well
    found = postcodes.read(letters.of(texts))
    read = found != postcodes.UNREAD
    assert [coding.place(texts[place]) for place in np.flatnonzero(read)] == found[read].tolist()
    assert read[len(odd) :].all()
    assert read[: len(odd)].tolist() == [True] * 6 + [False] * (len(odd) - 6)
    one_by_one = [coded.Vocabularies().places[text] for text in texts]
    assert coded.Vocabularies().places.numbers(texts).tolist() == one_by_one


@pytest.mark.skipif(arrow() is None, reason="pyarrow is not installed: ./sharewell add linking")
@pytest.mark.parametrize("column", [["Ann", None, "", "Bo", None, "Ann"], [None, None], [], ["", ""]])
def test_a_column_of_pyarrow_in_parts_says_the_same_and_what_is_missing_is_empty(column):
    pyarrow = arrow()
    parts = pyarrow.chunked_array([pyarrow.array(column, "string"), pyarrow.array(column[1:], "string")])
    found = distinct({"given": parts})["given"]
    assert texts(found) == [text or "" for text in column + column[1:]]
