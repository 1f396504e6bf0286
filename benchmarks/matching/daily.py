"""
A day's list beside a country's: 10,000 new records linked with twelve million people, on one core.

    python benchmarks/matching/daily.py [--people 12000000] [--new 10000] [--rounds 3]

Takes 0.35 GB of memory for each million people and a minute and a half for twelve million, most of it to invent them.
The country's list is coded once, as it is kept; reading it is not counted, all else is: the new list's coding, the
finding and the weighing. The weights were learnt beforehand, from two lists of 100,000, as they are on line.
"""

import argparse
import os
import sys
import time
from dataclasses import fields
from datetime import date
from pathlib import Path
from statistics import median

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))
from sharewell.matching.generating.lists import spoilt, two_lists
from sharewell.matching.generating.population import generate
from sharewell.matching.linking import linking, resolving
from sharewell.matching.linking.coded import FIRST_DAY, Coded, Vocabularies, code

TODAY = date(2026, 11, 23)


def main() -> None:
    """Link a new list with everybody and print seconds and how many were found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=12_000_000)
    parser.add_argument("--new", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    million = asked.people / 1e6
    print(
        f"{asked.people:,} people: {0.35 * million + 0.5:.1f} GB of memory, {million / 8 + 0.5:.1f} minutes", flush=True
    )
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    model = learnt()
    tail = min(200_000, max(12_000, asked.people // 60))
    everybody = generate(asked.people, seed=9, born_from=date(2008, 9, 1), born_to=date(2026, 8, 31), tail_names=tail)
    vocabularies = Vocabularies()
    country = coded(everybody, vocabularies)
    random = np.random.default_rng(4)
    chosen = random.choice(len(everybody), asked.new, replace=False)
    columns, _ = spoilt(random, everybody, chosen)
    took, busy = [], []
    for turn in range(asked.rounds):
        started, worked = time.perf_counter(), time.process_time()
        listed = code(columns, vocabularies, today=TODAY)
        found = linking.link(listed, country, vocabularies, model=model)
        took.append(time.perf_counter() - started)
        busy.append(time.process_time() - worked)
        first = resolving.one_to_one(found, at_least=0.5)
        right = (chosen[found.one[first]] == found.other[first]).sum()
        print(f"round {turn + 1}: {took[-1]:.1f} s, {busy[-1]:.1f} busy; found {right / asked.new:.4f}", flush=True)
    print(f"medians: {median(took):.1f} s, {median(busy):.1f} busy")


def learnt():
    """Give weights learnt from two lists, without labels."""
    vocabularies = Vocabularies()
    left, right = (code(one.columns, vocabularies, today=TODAY) for one in two_lists(100_000, seed=5))
    return linking.link(left, right, vocabularies).model


def coded(people, vocabularies: Vocabularies) -> Coded:
    """Give people as a list is kept when it has been coded, without writing twelve million names out."""
    whole = dict.fromkeys(field.name for field in fields(Coded))
    one = vocabularies.family.numbers(people.family_names)
    whole["family"] = one[people.family]
    double = np.flatnonzero(people.second >= 0)
    whole["family"][double] = vocabularies.family.numbers([
        f"{people.family_names[first]} {people.family_names[second]}"
        for first, second in zip(people.family[double].tolist(), people.second[double].tolist(), strict=True)
    ])  # fmt: skip
    width = len(people.given_names) + 1
    pairs = people.given.astype(np.int64) * width + people.middle + 1
    distinct, where = np.unique(pairs, return_inverse=True)
    given, middle = distinct // width, distinct % width - 1
    texts = [
        people.given_names[name] + (f" {people.given_names[other]}" if other >= 0 else "")
        for name, other in zip(given.tolist(), middle.tolist(), strict=True)
    ]
    whole["given"] = vocabularies.given.numbers(texts)[where]
    whole["born"] = people.born + np.int32(FIRST_DAY)
    whole["sex"], whole["place"] = people.sex, people.place
    whole["nhs_number"] = whole["upn"] = np.full(len(people), -1, np.int32)
    return Coded(**whole)


if __name__ == "__main__":
    main()
