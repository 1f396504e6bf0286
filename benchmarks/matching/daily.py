"""
A day's list beside a country's: 10,000 new records linked with twelve million people, on one core.

    python benchmarks/matching/daily.py [--people 12000000] [--new 10000] [--rounds 3] [--folder KEPT]

Takes 0.5 GB of memory for each million people and some minutes for twelve million, most of it to invent them; with
--folder they are invented once and kept there (0.04 GB of disk for each million). The country's list is coded once, as it is kept; reading it is not counted, all else is: the new list's coding, the
finding and the weighing. The weights were learnt beforehand, from two lists of 100,000, as they are on line.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from dataclasses import fields
from datetime import date
from pathlib import Path
from statistics import median

import numpy as np

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "src")]
from bulk_sides import most_memory

from sharewell.matching.generating.lists import spoilt, two_lists
from sharewell.matching.generating.population import generate
from sharewell.matching.linking import linking, resolving
from sharewell.matching.linking.coded import COLUMNS, FIRST_DAY, Coded, Vocabularies, code

TODAY = date(2026, 11, 23)


def main() -> None:
    """Link a new list with everybody and print seconds and how many were found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=12_000_000)
    parser.add_argument("--new", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where the people and the new records stay, for another time")
    asked = parser.parse_args()
    million = asked.people / 1e6
    print(
        f"{asked.people:,} people: {0.5 * million + 0.5:.1f} GB of memory, {million / 3 + 0.5:.1f} minutes", flush=True
    )
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    model = learnt()
    with tempfile.TemporaryDirectory() as thrown_away:
        folder = asked.folder or Path(thrown_away)
        if not (folder / "new.json").exists():
            make(folder, asked.people, asked.new)
        country, vocabularies, chosen, columns = kept(folder)
    print(f"the country's list is there; {most_memory():.1f} GB", flush=True)
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
    print(f"medians: {median(took):.1f} s, {median(busy):.1f} busy; {most_memory():.1f} GB at most")


def make(folder: Path, people: int, new: int) -> None:
    """Invent a country's people and the new records, and keep them in files."""
    folder.mkdir(parents=True, exist_ok=True)
    tail = min(200_000, max(12_000, people // 60))
    everybody = generate(people, seed=9, born_from=date(2008, 9, 1), born_to=date(2026, 8, 31), tail_names=tail)
    vocabularies = Vocabularies()
    country = coded(everybody, vocabularies)
    random = np.random.default_rng(4)
    chosen = random.choice(len(everybody), new, replace=False)
    columns, _ = spoilt(random, everybody, chosen)
    np.savez(folder / "country.npz", **{name: getattr(country, name) for name in COLUMNS})
    for name in ("given", "family"):
        (folder / f"{name}.txt").write_text("\n".join(getattr(vocabularies, name).texts()), encoding="utf-8")
    (folder / "new.json").write_text(json.dumps({"chosen": chosen.tolist(), "columns": columns}), encoding="utf-8")


def kept(folder: Path) -> tuple[Coded, Vocabularies, np.ndarray, dict[str, list[str]]]:
    """Give the country's list, its vocabularies, and the new records: whom each is about, and their columns."""
    with np.load(folder / "country.npz") as held:
        country = Coded(*(held[name] for name in COLUMNS))
    vocabularies = Vocabularies()
    for name in ("given", "family"):
        getattr(vocabularies, name).numbers((folder / f"{name}.txt").read_text(encoding="utf-8").split("\n"))
    new = json.loads((folder / "new.json").read_text(encoding="utf-8"))
    return country, vocabularies, np.array(new["chosen"]), new["columns"]


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
