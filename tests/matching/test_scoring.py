"""Coded records weigh what the same records weigh one by one, whatever is known of them."""
# covers: Y16

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sharewell.matching import coding, names, scoring
from sharewell.matching.candidates import evidence
from sharewell.matching.comparing import Known, compare
from sharewell.matching.scoring import Row, Spelling
from sharewell.matching.weights import weights

TEXTS = ("freya", "freyja", "alexander", "alex", "sandra", "f", "garbutt", "garbut", "smith", "smyth", "khan", "")
CODES = {text: place for place, text in enumerate(reversed(TEXTS))}  # nothing is 0
VOCABULARY = {code: Spelling(text, names.sound(text) if text else "", 0.001, 0.005) for text, code in CODES.items()}
DAYS = [
    None,
    date(2015, 7, 4),
    date(2015, 4, 7),
    date(2015, 7, 25),  # no written figure of it is exchanged
    date(2015, 11, 30),
    date(2014, 7, 4),
    date(1999, 1, 1),
]
POSTCODES = ("", "YX1 3AB", "YX1 4AA", "LS7 2BB")


def row(pid, known):
    place = coding.place(known.postcode) if known.postcode else coding.NO_PLACE
    born, sex = coding.day(known.born_on), coding.SEXES.get(known.sex, 0)
    return Row(pid, CODES[known.family], CODES[known.given], place, born, sex)


people = st.builds(
    Known,
    given=st.sampled_from(TEXTS),
    family=st.sampled_from(TEXTS),
    born_on=st.sampled_from(DAYS),
    postcode=st.sampled_from(POSTCODES),
    sex=st.sampled_from(("", "M", "F")),
)


def one_by_one(asked: Known, known: Known) -> float:
    shares = {"family": 0.001, "given": 0.005}
    return float(weights()["prior"] + sum(evidence(compare(asked, known), shares).values()))


@settings(max_examples=300, deadline=None)
@given(asked=people, known=people)
def test_a_coded_record_weighs_what_it_weighs_alone(asked, known):
    found = scoring.best(asked, [row(7, known)], VOCABULARY)
    assert found[0][0] == 7
    crossed = (asked.given, asked.family) == (known.family, known.given) and asked.given != asked.family
    if not crossed:  # what stands in the other's place is worth a little less among many
        assert found[0][1] == pytest.approx(one_by_one(asked, known))


def test_names_in_each_others_place_are_seen():
    asked = Known(given="freya", family="garbutt", born_on=date(2015, 7, 4))
    straight, crossed, other = (
        Known(given=one, family=two, born_on=date(2015, 7, 4))
        for one, two in (("freya", "garbutt"), ("garbutt", "freya"), ("khan", "smith"))
    )
    found = scoring.best(asked, [row(3, other), row(2, crossed), row(1, straight)], VOCABULARY)
    assert [pid for pid, _bits in found] == [1, 2, 3]
    assert found[0][1] - found[1][1] < 3 < found[1][1] - found[2][1]


def test_each_record_once_by_its_heaviest_row_and_no_more_than_asked_for():
    asked = Known(given="freya", family="garbutt")
    rows = [row(5, Known(given="freya", family="smith")), row(5, Known(given="freya", family="garbutt"))]
    rows += [row(pid, Known(given="freya", family="garbut")) for pid in range(10, 40)]
    found = scoring.best(asked, rows, VOCABULARY, most=20)
    assert len(found) == 20
    assert found[0][0] == 5
    assert [pid for pid, _bits in found[1:]] == list(range(10, 29))  # of those that weigh the same, the first


def test_nobody_found_is_nobody():
    assert scoring.best(Known(given="freya"), [], VOCABULARY) == []


def test_a_second_name_that_is_anothers_first_weighs_less_than_ones_own():
    asked = Known(given="Alexander Khan", family="garbutt", born_on=date(2015, 7, 4))
    own, brother = (
        row(pid, Known(given=one, family="garbutt", born_on=date(2015, 7, 4)))
        for pid, one in ((1, "alexander"), (2, "khan"))
    )
    (first, first_bits), (second, second_bits) = scoring.best(asked, [brother, own], VOCABULARY)
    assert (first, second) == (1, 2)
    assert first_bits > second_bits + 3
    called = Known(given="Alexander Khan", known_as="Khan", family="garbutt", born_on=date(2015, 7, 4))
    bits = [weight for _pid, weight in scoring.best(called, [brother, own], VOCABULARY)]
    assert bits[0] == bits[1]
