"""The two sides of the bulk benchmark: each links the same two lists and says how long it took and how right it is."""

import re
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import parquet

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))
from sharewell.matching import names
from sharewell.matching.generating.lists import two_lists
from sharewell.matching.linking import evaluating, linking, reading, resolving
from sharewell.matching.linking.coded import Vocabularies, code

TODAY = date(2026, 11, 23)
THRESHOLDS = (0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)
FIELDS = ("given", "family", "born", "sex", "postcode")
LEAST_OF_A_KIND = 50
SAMPLED = 1e6  # pairs that expectation maximisation looks at


def write(folder: Path, people: int) -> None:
    """Write the two lists, with the columns that the rules need for Splink, where they are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / "right.splink.parquet").exists():
        return
    for name, listed in zip(("left", "right"), two_lists(people, seed=5), strict=True):
        columns = {field: pa.array(listed.columns[field]) for field in FIELDS}
        truth = {"person": pa.array(listed.person), "kind": pa.array(listed.kinds()).dictionary_encode()}
        parquet.write_table(pa.table(columns | truth), folder / f"{name}.parquet")
        made = columns | for_rules(listed.columns) | {"unique_id": pa.array(np.arange(people))}
        parquet.write_table(pa.table(made), folder / f"{name}.splink.parquet")


def for_rules(columns: dict[str, list[str]]) -> dict[str, pa.Array]:
    """Make what the product's rules ask for, as columns."""
    first = [(names.parts(one) or ("",))[0] for one in columns["given"]]
    family = [(names.parts(one) or ("",))[0] for one in columns["family"]]
    parts = [(born[:4], born[5:7], born[8:10]) for born in columns["born"]]
    made = {
        "given_first": first,
        "given_sound": [names.sound(one) for one in first],
        "family_sound": [names.sound(one) for one in family],
        "born_year": [year for year, _, _ in parts],
        "year_month": [year + month for year, month, _ in parts],
        "year_day": [year + day for year, _, day in parts],
        "month_day": [month + day for _, month, day in parts],
        "swapped": [year + min(month, day) + max(month, day) if day <= "12" else "" for year, month, day in parts],
    }
    return {name: pa.array([one or None for one in values]) for name, values in made.items()}


def read(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Read a list for either side, and load nothing for it that a side may do without: read_table brings in pandas."""
    reading.arrow()  # has memory taken as the product takes it, which is less
    return parquet.ParquetFile(path).read(columns=columns, use_threads=False)


def ours(folder: Path) -> dict:
    """Link with the product."""
    tables = [read(folder / f"{name}.parquet", FIELDS) for name in ("left", "right")]
    texts = [{field: table[field] for field in FIELDS} for table in tables]
    started, busy = time.perf_counter(), time.process_time()
    vocabularies = Vocabularies()
    one, other = (code(reading.distinct(columns), vocabularies, today=TODAY) for columns in texts)
    found = linking.link(one, other, vocabularies)
    once = resolving.once_each(found)
    spent = spend(started, busy)
    return judged(folder, found, once) | spent


def splink_sampled(folder: Path) -> dict:
    """Link with Splink, its weights learnt from a sample of pairs: its quicker way."""
    return splink(folder, max_pairs=SAMPLED)


def splink_demo(folder: Path) -> dict:
    """Link with Splink as its guide shows."""
    return splink(folder, max_pairs=None)


def splink(folder: Path, *, max_pairs: float | None) -> dict:
    """Link with Splink; the same facts, the same rules, weights by expectation maximisation, no labels."""
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    frames = [read(folder / f"{name}.splink.parquet") for name in ("left", "right")]
    started, busy = time.perf_counter(), time.process_time()
    rules = (
        ("born", "given_sound"), ("born", "family_sound"), ("given_sound", "family_sound", "year_month"),
        ("given_sound", "family_sound", "year_day"), ("given_sound", "family_sound", "month_day"),
        ("postcode", "given_sound"), ("postcode", "born_year"), ("swapped", "family_sound"),
    )  # fmt: skip
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            cl.ForenameSurnameComparison("given_first", "family"),
            cl.DateOfBirthComparison("born", input_is_string=True),
            cl.PostcodeComparison("postcode"),
            cl.ExactMatch("sex"),
        ],
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in rules],
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
    )
    api = DuckDBAPI()
    linker = Linker([api.register(one) for one in frames], settings)
    certain = [block_on("born", "given_first", "family"), block_on("postcode", "given_first", "born")]
    linker.training.estimate_probability_two_random_records_match(certain, recall=0.8)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for rule in (block_on("born", "given_sound"), block_on("given_first", "family", "born_year")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule, max_pairs=max_pairs)
    predicted = linker.inference.predict(threshold_match_probability=0.01).as_duckdbpyrelation().to_arrow_table()
    spent = spend(started, busy)
    one, other = (predicted[f"unique_id_{side}"].to_numpy().astype(np.int32) for side in "lr")
    named = predicted["source_dataset_l"].to_numpy(), predicted["source_dataset_r"].to_numpy()
    swapped = named[0] > named[1]
    one, other = np.where(swapped, other, one), np.where(swapped, one, other)
    likely = predicted["match_probability"].to_numpy()
    order = np.argsort(-likely, kind="stable")
    found = linking.Linked(one[order], other[order], likely[order], np.zeros(len(one), np.uint32), None)
    return judged(folder, found, found) | spent


def spend(started: float, busy: float) -> dict:
    """Give the seconds gone by and worked, and the most memory held until now."""
    return {
        "seconds": time.perf_counter() - started,
        "busy": time.process_time() - busy,
        "gigabytes": most_memory(),
    }


def most_memory() -> float:
    """Give the most gigabytes this process has held; getrusage would begin with what the starting process had."""
    told = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="utf-8"))
    return int(told[1]) / 1e6 if told else 0.0


def judged(folder: Path, found: linking.Linked, once: linking.Linked) -> dict:
    """Give the figures of a linkage; ``once`` are its pairs as likely as they are where everybody stands once."""
    left, right = (
        parquet.read_table(folder / f"{name}.parquet", columns=["person", "kind"]) for name in ("left", "right")
    )
    here, there = left["person"].to_numpy(), right["person"].to_numpy()
    in_both = np.isin(there, here)
    truth = int(in_both.sum())
    pair = {low: f1((here[found.one] == there[found.other])[found.probability >= low], truth) for low in THRESHOLDS}
    of_once = here[once.one] == there[once.other]
    one = {low: f1(of_once[resolving.one_to_one(once, at_least=low)], truth) for low in THRESHOLDS}
    of_pairs = here[found.one] == there[found.other]
    met = np.zeros(len(there), np.bool_)
    chosen = resolving.one_to_one(once, at_least=0.5)
    met[once.other[chosen][of_once[chosen]]] = True
    return {
        "pair_half": pair[0.5],
        "pair_best": max(pair.values()),
        "one_half": one[0.5],
        "one_best": max(one.values()),
        "kinds": kinds(right["kind"].combine_chunks().to_pandas().to_numpy().astype(str)[in_both], met[in_both]),
        "bands": {"pairs": bands(of_pairs, found.probability), "everybody once": bands(of_once, once.probability)},
    }


def bands(right: np.ndarray, probability: np.ndarray) -> list[tuple[float, int, float, float]]:
    """Give, for each band of probability: from where, how many pairs, what was said on average, what was right."""
    return [
        (band.low, band.pairs, round(band.promised, 3), round(band.right, 3))
        for band in evaluating.bands(right, probability)
    ]


def kinds(kind: np.ndarray, met: np.ndarray) -> dict[str, tuple[int, float]]:
    """Give for each kind of difference how many pairs there are and which share was found; rare ones together."""
    named, number, counts = np.unique(kind, return_inverse=True, return_counts=True)
    few = counts < LEAST_OF_A_KIND
    told = {
        str(named[place]): (int(counts[place]), float(met[number == place].mean())) for place in np.flatnonzero(~few)
    }
    if few.any():
        rest = few[number]
        told["other combinations"] = (int(rest.sum()), float(met[rest].mean()))
    return told


def f1(right: np.ndarray, truth: int) -> float:
    """Give the harmonic mean of precision and recall."""
    hits = int(right.sum())
    return 2 * hits / (len(right) + truth) if hits else 0.0
