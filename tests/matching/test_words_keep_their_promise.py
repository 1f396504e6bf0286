"""The words beside a candidate promise no more than labelled data shows: how often each is right."""
# covers: Y4 W25

from collections import Counter, defaultdict
from datetime import date
from math import sqrt

import pytest

from sharewell.matching import borne, names, weights
from sharewell.matching.candidates import rank
from sharewell.matching.comparing import Known
from sharewell.matching.generating.lists import two_lists
from sharewell.matching.wording import STATES, SURENESS
from sharewell.ops.match_commands import match

ASKED = 700
SIZE = 20_000


def people(agency_list):
    columns = agency_list.columns
    together = zip(*(columns[name] for name in ("given", "family", "born", "sex", "postcode")), strict=True)
    return [
        Known(given=given, family=family, born_on=date.fromisoformat(born), sex=sex, postcode=postcode)
        for given, family, born, sex, postcode in together
    ]


def keys(known):
    yield known.family
    yield known.born_on
    yield known.given.split()[0], known.born_on.year
    if known.postcode:
        yield known.postcode


def counted(listed):
    """Give how often names are borne in the list, as the store counts its own."""
    families = Counter(part for known in listed for part in names.parts(known.family))
    givens = Counter(part for known in listed for part in names.parts(known.given)[:1])
    texts = sorted({*families, *givens})
    return borne.frequency(borne.spelling(text, families[text], givens[text], len(listed)) for text in texts)


@pytest.fixture(scope="module")
def learnt(tmp_path_factory):
    """Weights learnt from two other lists of the same size, as a partnership may do, without anybody's labels."""
    out = tmp_path_factory.mktemp("learnt") / "weights.json"
    assert match(["learn", "--invented", str(SIZE), "--seed", "6", "--out", str(out)]) == 0
    return out


@pytest.fixture(scope="module")
def told(learnt):
    """For people of one list asked for in the other: the words and weights of the candidates, and who is the person."""
    weights.use(learnt)
    try:
        return answers()
    finally:
        weights.use(weights.SHIPPED)


@pytest.fixture(scope="module")
def told_by_the_shipped():
    """Give the same with the weights that are shipped, which were learnt from a million."""
    return answers()


def answers():
    first, second = two_lists(SIZE, seed=5)
    listed, asked = people(first), people(second)
    filed, frequency = defaultdict(set), counted(listed)
    for place, known in enumerate(listed):
        for key in keys(known):
            filed[key].add(place)
    found = []
    for row, known in enumerate(asked[:ASKED]):
        near = sorted({place for key in keys(known) for place in filed[key]})
        whose = {id(listed[place]): first.person[place] for place in near}
        ranking = rank(known, [listed[place] for place in near], frequency)
        right = [whose[id(one.known)] == second.person[row] for one in ranking.candidates]
        words = [(one.sureness, one.weight) for one in ranking.candidates]
        found.append((ranking.state, words, right, second.person[row] in first.person))
    return found


def share_right(told, word):
    """Give the share of all candidates beside whom a word stands, first or not, who are the person."""
    pairs = [pair for _state, words, right, _is_there in told for pair in zip(words, right, strict=True)]
    said = [is_right for (one, _weight), is_right in pairs if one == word]
    assert len(said) > 30
    return sum(said) / len(said)


def test_looks_like_the_same_person_is_nearly_always_right(told):
    assert SURENESS["match"] == "Looks like the same person"
    assert share_right(told, "match") >= 0.995


def test_may_be_the_same_person_is_right_most_times_and_not_always(told):
    assert SURENESS["potential"] == "May be the same person"
    assert 0.85 <= share_right(told, "potential") < 1


def test_the_shipped_weights_promise_no_more_in_lists_smaller_than_they_were_learnt_from(told_by_the_shipped):
    assert share_right(told_by_the_shipped, "match") >= 0.995
    assert share_right(told_by_the_shipped, "potential") >= 0.85


@pytest.mark.parametrize("by", ["told", "told_by_the_shipped"])
def test_of_those_said_to_be_likelier_than_not_as_many_are_the_person_as_is_said(by, request):
    pairs = [
        (1 / (1 + 2**-weight), is_right)
        for _state, words, right, _is_there in request.getfixturevalue(by)
        for (_word, weight), is_right in zip(words, right, strict=True)
        if 0 <= weight < 6
    ]
    chance = sqrt(sum(said * (1 - said) for said, _is_right in pairs))
    assert sum(is_right for _said, is_right in pairs) >= sum(said for said, _is_right in pairs) - 2 * chance


def test_probably_not_is_right_now_and_then_and_less_than_one_time_in_twenty(told):
    assert SURENESS["low"] == "Probably not, but look"
    assert share_right(told, "low") < 0.05


def test_who_is_in_the_list_is_shown_and_one_person_fits_well_means_one(told):
    states = Counter(state for state, _words, _right, _is_there in told)
    assert set(states) <= set(STATES)
    assert states["match"] > ASKED / 2
    lost = [1 for _state, _words, right, is_there in told if is_there and not any(right)]
    assert len(lost) <= ASKED * 0.005
    seconds = [
        right[1]
        for state, words, right, _is_there in told
        if state == "match" and [word for word, _weight in words[1:2]] == ["match"]
    ]
    assert not any(seconds)
