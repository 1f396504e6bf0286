"""Which engine links two lists: the product's own, or Splink on DuckDB or Spark; each gives the same kind of pairs."""

import logging
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import numpy as np

from sharewell.matching.linking import facts, learning, linking, splinking
from sharewell.matching.linking.coded import Coded, Vocabularies
from sharewell.matching.linking.found import InFolder
from sharewell.matching.linking.levels import Comparer
from sharewell.matching.linking.linking import Linked
from sharewell.matching.linking.tables import tables
from sharewell.ops.matching.refusing import GET_JAVA, GET_SPARK, GET_SPLINK, Refused
from sharewell.ops.matching.showing import Show

NAMES = ("sharewell", "splink-duckdb", "splink-spark")
AT_ONCE = 1 << 16

Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Task:
    """Two lists to link, or one with itself; with the weights of an earlier run, if there are any."""

    left: Coded
    right: Coded
    vocabularies: Vocabularies
    one_list: bool
    weights: Plain | None


# Links two lists; gives the pairs, and what was learnt as plain data.
Engine = Callable[[Task, InFolder, Show], tuple[Linked, Plain | None]]


def of(name: str) -> Engine:
    """Give an engine; refuse one whose parts are not installed."""
    if name == NAMES[0]:
        return _own
    if find_spec("splink") is None:
        raise Refused(f"Splink is not installed. To install it: {GET_SPLINK}")
    if name == "splink-spark":
        if find_spec("pyspark") is None:
            raise Refused(f"Spark is not installed. To install it: {GET_SPARK}")
        if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
            raise Refused(f"Spark needs Java 17 or newer. To install it: {GET_JAVA}")
    logging.getLogger("splink").setLevel(logging.ERROR)
    platform = name.removeprefix("splink-")
    return lambda task, _keeping, show: _splink(task, platform, show)


def _own(task: Task, keeping: InFolder, show: Show) -> tuple[Linked, Plain | None]:
    model = learning.of_plain(task.weights) if task.weights else None
    found = linking.link(
        task.left, task.right, task.vocabularies,
        one_list=task.one_list, model=model, keeping=keeping, progress=show,
    )  # fmt: skip
    return found, found.model.plain() if found.model else None


def _splink(task: Task, platform: str, show: Show) -> tuple[Linked, Plain]:
    """Link with Splink; how each pair agrees is then said in the product's own words."""
    look = tables(task.vocabularies)
    show("writing the lists for Splink", None)
    left = splinking.table(task.left, look, task.vocabularies)
    right = None if task.one_list else splinking.table(task.right, look, task.vocabularies)
    show("Splink is learning and comparing", None)
    learnt = (task.weights["levels"], task.weights["prior"]) if task.weights else None
    found = splinking.link(left, right, engine=platform, learnt=learnt)
    ours, theirs = facts.of(task.left, look), facts.of(task.right, look, other_side=True)
    comparer, patterns = Comparer(look), np.empty(len(found.one), np.uint32)
    for start in range(0, len(found.one), AT_ONCE):
        some = slice(start, start + AT_ONCE)
        levels = comparer.compare(ours.rows[found.one[some]], theirs.rows[found.other[some]])
        patterns[some] = learning.pattern(levels)
    both = float(found.probability.sum())
    covered = (min(0.95, both / len(task.left)), min(0.95, both / len(task.right)))
    linked = Linked(found.one, found.other, found.probability, patterns, None, covered)
    return linked, {"levels": found.weights, "prior": found.prior}
