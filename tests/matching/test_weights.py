"""One model: a look-up's weights are what linking lists taught, and a file that would mislead is refused."""
# covers: Y4 Y16

import json
import re

import pytest

from sharewell.matching import weights
from sharewell.matching.likeness import LOOK_UP, OF_LISTS
from sharewell.matching.linking import learning
from sharewell.ops.match_commands import match

SEED = 4711
# Of how many people the weight says more than of the fact: it grows with the lists, as the prior falls.
OF_THE_SIZE = {("postcode", level) for level in ("same", "earlier", "slip", "district_known", "district")}
SEEN_ENOUGH = 150  # pairs: what was seen on fewer moves by chance


@pytest.fixture(scope="module")
def shipped():
    return weights.plain(weights.SHIPPED)


@pytest.fixture(scope="module")
def anew(tmp_path_factory):
    """The command that made the shipped file, on a small pair of other lists."""
    out = tmp_path_factory.mktemp("anew") / "weights.json"
    assert match(["learn", "--invented", "30000", "--seed", str(SEED), "--alone", "--out", str(out)]) == 0
    return weights.plain(out)


def learnt(told):
    return {
        (aspect, level): said
        for aspect, levels in told["levels"].items()
        for level, said in levels.items()
        if said["how"] == "learnt"
    }


def test_every_level_says_whether_it_was_learnt_or_set_and_from_what(shipped):
    assert {aspect: set(levels) for aspect, levels in shipped["levels"].items()} == {
        aspect: set(levels) for aspect, levels in LOOK_UP.items()
    }
    assert len(learnt(shipped)) >= 18
    for levels in shipped["levels"].values():
        for said in levels.values():
            assert said["pairs"] > 0 if said["how"] == "learnt" else said["why"]
    assert re.fullmatch(
        r"sharewell match learn --invented \d{6,} --seed \d+ --people \d+ --alone", shipped["learnt"]["command"]
    )
    assert shipped["learnt"]["rows"] == [shipped["learnt"]["people"]] * 2


def test_what_is_learnt_anew_comes_out_near_the_shipped_weights(shipped, anew):
    compared = 0
    for (aspect, level), said in learnt(anew).items():
        theirs = shipped["levels"][aspect][level]
        if theirs["how"] == "learnt" and said["pairs"] >= SEEN_ENOUGH and (aspect, level) not in OF_THE_SIZE:
            assert said["bits"] == pytest.approx(theirs["bits"], abs=0.8), (aspect, level)
            compared += 1
    assert compared >= 12


def test_a_postcode_tells_as_much_more_in_larger_lists_as_there_are_more_people(shipped, anew):
    grown = shipped["levels"]["postcode"]["same"]["bits"] - anew["levels"]["postcode"]["same"]["bits"]
    assert grown == pytest.approx(anew["prior"] - shipped["prior"], abs=0.3)


@pytest.mark.parametrize("which", ["shipped", "anew"])
def test_the_better_two_records_agree_the_more_it_weighs(which, request):
    levels = request.getfixturevalue(which)["levels"]
    for aspect, best_first in (
        ("given", ("same", "short_form", "near", "differs")),
        ("given", ("same", "close", "near", "differs")),
        ("family", ("same", "sounds_alike", "near", "differs")),
        ("birth", ("same", "swapped", "close", "month_and_year", "year", "differs")),
        ("birth", ("same", "month_known", "year_known", "differs")),
        ("postcode", ("same", "slip", "district", "differs")),
        ("nhs_number", ("same", "earlier", "differs")),
    ):
        bits = [levels[aspect][level]["bits"] for level in best_first]
        if not (which == "anew" and aspect == "postcode"):  # lists so short have three districts
            assert bits == sorted(bits, reverse=True), aspect


def test_the_shares_that_were_learnt_are_those_of_the_model_in_the_file(shipped):
    model = learning.of_plain(shipped)
    for (aspect, level), said in learnt(shipped).items():
        listed = OF_LISTS.get(aspect, aspect)
        places = [learning.ASPECTS[listed].index(one) for one in LOOK_UP[aspect][level]]
        assert said["person"] == pytest.approx(sum(model.same[listed][place] for place in places), rel=1e-3)


def test_lists_of_one_district_leave_the_weight_of_another_district_as_it_was(shipped, tmp_path):
    out = tmp_path / "weights.json"
    assert match(["learn", "--invented", "4000", "--out", str(out)]) == 0
    mine, theirs = (told["levels"]["postcode"]["differs"]["bits"] for told in (weights.plain(out), shipped))
    assert mine == pytest.approx(theirs, abs=0.1)


def spoilt(told, change):
    told = json.loads(json.dumps(told))
    change(told)
    return told


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda told: told["levels"]["birth"].pop("swapped"), "not a file that `sharewell match learn` wrote"),
        (lambda told: told["levels"]["sex"]["same"].update(bits="much"), "“sex: same” should be a number of bits"),
        (lambda told: told["levels"]["sex"]["same"].update(bits=1e9), "“sex: same” should be a number of bits"),
        (lambda told: told["levels"]["given"]["near"].update(bits=20), "may weigh as much as “same”"),
        (lambda told: told["levels"]["upn"]["differs"].update(bits=3), "“upn: differs” must speak against"),
        (lambda told: told["thresholds"].update(potential_at=-3), "that not below 0"),
        (lambda told: told.update(prior=1), "the priors must lie below 0"),
        (lambda told: told["usual_share"].update(given=0), "the usual shares"),
    ],
)
def test_weights_that_would_mislead_are_refused_in_a_sentence(shipped, tmp_path, change, said):
    path = tmp_path / "mine.json"
    path.write_text(json.dumps(spoilt(shipped, change)), encoding="utf-8")
    with pytest.raises(weights.Unusable, match=re.escape(said)) as refused:
        weights.use(path)
    assert str(path) in str(refused.value)
    assert weights.file_in_force() == weights.SHIPPED


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"levels": 3}'])
def test_what_is_no_file_of_weights_is_refused(tmp_path, text):
    path = tmp_path / "mine.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(weights.Unusable, match="not a file that"):
        weights.use(path)
    with pytest.raises(weights.Unusable, match="No such file"):
        weights.use(tmp_path / "nowhere.json")
