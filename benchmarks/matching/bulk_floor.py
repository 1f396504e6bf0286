"""What is lost to speed: some of the second list compared with everybody of the first, with the same weights."""

import sys
from pathlib import Path

import numpy as np
from pyarrow import parquet

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))
import bulk_sides

from sharewell.matching.linking import facts, learning, linking
from sharewell.matching.linking.coded import Vocabularies, code
from sharewell.matching.linking.found import packed
from sharewell.matching.linking.levels import Comparer
from sharewell.matching.linking.reading import distinct
from sharewell.matching.linking.tables import tables
from sharewell.matching.linking.weighing import Scale

AT_ONCE = 1 << 16


def show(folder: Path, each: int) -> None:
    """Print, for some of each kind, how many have the right one first and likelier than not: by rules, by everybody."""
    listed = [parquet.read_table(folder / f"{name}.parquet") for name in ("left", "right")]
    vocabularies = Vocabularies()
    left, right = (
        code(distinct({field: one[field] for field in bulk_sides.FIELDS}), vocabularies, today=bulk_sides.TODAY)
        for one in listed
    )
    found = linking.link(left, right, vocabularies)
    look = tables(vocabularies)
    scale = Scale(found.model, left, right, look, np.arange(learning.PATTERNS))
    ours, theirs = facts.of(left, look), facts.of(right, look, other_side=True)
    here, there = (one["person"].to_numpy() for one in listed)
    kinds = listed[1]["kind"].combine_chunks().to_pandas().to_numpy().astype(str)
    rows = sample(np.isin(there, here), kinds, each)
    comparer = Comparer(look)
    by_all = np.array([best(scale, comparer, (ours, theirs), (here, there), row) for row in rows])
    best_of = np.full(len(there), -1, np.int64)
    likely = found.probability >= 0.5
    others, first = np.unique(found.other[likely], return_index=True)
    best_of[others] = here[found.one[likely][first]]
    by_rules = best_of[rows] == there[rows]
    print(f"\nthe right one first and likelier than not{'':12} rows   by rules  by everybody")
    for kind in np.unique(kinds[rows]):
        own = kinds[rows] == kind
        print(f"  {kind:48} {own.sum():7} {by_rules[own].mean():10.3f} {by_all[own].mean():10.3f}")
    print(f"  {'all of these':48} {len(rows):7} {by_rules.mean():10.3f} {by_all.mean():10.3f}")


def sample(in_both: np.ndarray, kinds: np.ndarray, each: int) -> np.ndarray:
    """Give so many rows of each kind that is not too rare, of people who are in both lists."""
    chance = np.random.default_rng(3)
    chosen = []
    for kind in np.unique(kinds):
        rows = np.flatnonzero(in_both & (kinds == kind))
        if len(rows) >= bulk_sides.LEAST_OF_A_KIND:
            chosen.append(chance.choice(rows, each, replace=False))
    return np.concatenate(chosen)


def best(scale, comparer, sides, people, row: int) -> bool:
    """Say whether the likeliest of everybody is the right one, and likelier than not."""
    ours, theirs = sides
    top, who = 0.0, -1
    for start in range(0, len(ours), AT_ONCE):
        one = np.arange(start, min(start + AT_ONCE, len(ours)), dtype=np.int32)
        other = np.full(len(one), row, np.int32)
        found = packed(one, other, learning.pattern(comparer.compare(ours.rows[one], theirs.rows[other])))
        likely = scale.weigh(found)
        place = int(likely.argmax())
        if likely[place] > top:
            top, who = float(likely[place]), start + place
    return top >= 0.5 and people[0][who] == people[1][row]
