"""The same lists, facts and rules by Splink, on DuckDB and on Spark."""
# covers: Y4

import logging
import os
import shutil
from datetime import date
from importlib.util import find_spec

import numpy as np
import pytest

from sharewell.matching.generating.lists import two_lists
from sharewell.matching.linking import evaluating, splinking
from sharewell.matching.linking.coded import Vocabularies, code
from sharewell.matching.linking.linking import Linked
from sharewell.matching.linking.tables import tables

TODAY = date(2026, 11, 23)
NEEDS_SPLINK = pytest.mark.skipif(find_spec("splink") is None, reason="Splink is not installed: ./sharewell add splink")
NEEDS_SPARK = [
    pytest.mark.skipif(find_spec("pyspark") is None, reason="Spark is not installed: ./sharewell add spark"),
    pytest.mark.skipif(
        not (os.environ.get("JAVA_HOME") or shutil.which("java")),
        reason="Spark needs Java: sudo apt-get install openjdk-17-jre-headless",
    ),
]
pytestmark = [NEEDS_SPLINK, pytest.mark.filterwarnings("ignore"), pytest.mark.xdist_group("splink")]


@pytest.fixture(scope="module")
def lists():
    return two_lists(1500, seed=11)


@pytest.fixture(scope="module")
def written(lists):
    vocabularies = Vocabularies()
    coded = [code(one.columns, vocabularies, today=TODAY) for one in lists]
    look = tables(vocabularies)
    return [splinking.table(one, look, vocabularies) for one in coded]


@pytest.fixture(scope="module")
def on_duckdb(written):
    logging.getLogger("splink").setLevel(logging.ERROR)
    return splinking.link(*written, engine="duckdb")


def figures(lists, found):
    left, right = (one.person for one in lists)
    linked = Linked(found.one, found.other, found.probability, np.zeros(len(found.one), np.uint32), None)
    told = evaluating.one_to_one_figures(
        linked, left[found.one] == right[found.other], len(np.intersect1d(left, right))
    )
    return next(one for one in told if one.at_least == 0.5)


def test_splink_with_our_facts_and_rules_finds_the_pairs(lists, on_duckdb):
    assert figures(lists, on_duckdb).f1 > 0.97


def test_what_one_run_learnt_gives_the_same_pairs_again(written, on_duckdb):
    again = splinking.link(*written, engine="duckdb", learnt=(on_duckdb.weights, on_duckdb.prior))
    assert np.array_equal(again.one, on_duckdb.one)
    assert np.allclose(again.probability, on_duckdb.probability, atol=1e-9)


@pytest.mark.parametrize("engine", [pytest.param("spark", marks=[*NEEDS_SPARK, pytest.mark.slow])])
def test_both_engines_give_the_same_pairs_with_the_same_weights(written, on_duckdb, engine):
    """
    The settings are made anew in each engine's dialect and the weights put in; sums in another order differ a little.

    One pair in a thousand may fall on the other side of a threshold, and no probability may move by a hundredth.
    """
    there = splinking.link(*written, engine=engine, learnt=(on_duckdb.weights, on_duckdb.prior))
    here, other = (
        dict(zip(zip(found.one.tolist(), found.other.tolist(), strict=True), found.probability.tolist(), strict=True))
        for found in (on_duckdb, there)
    )
    for low in (0.01, 0.5, 0.95):
        ours, theirs = ({pair for pair, likely in found.items() if likely >= low} for found in (here, other))
        assert len(ours ^ theirs) <= 0.001 * len(ours)
    assert max(abs(here[pair] - other[pair]) for pair in here.keys() & other.keys()) < 0.01
