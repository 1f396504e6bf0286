"""
Is everybody found alike? Recall by group of names, age, and how much a record says; looking up and linking lists.

    python benchmarks/matching/equality.py [--people 200000] [--each 400] [--server "host=… user=…"]

Everybody is invented; a group of names is the generator's, and stands for where a family's names come from. Takes about
0.5 GB of memory and a minute for each 100,000 people. Without --server only the linking of lists is measured.
"""

import argparse
import random
import sys
from datetime import date
from pathlib import Path

import numpy as np
import psycopg
from psycopg.conninfo import make_conninfo

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "src")]
import errors
import store

from sharewell.matching import coding
from sharewell.matching.generating.lists import two_lists
from sharewell.matching.generating.population import generate
from sharewell.matching.linking import linking, resolving
from sharewell.matching.linking.coded import Vocabularies, code

TODAY = date(2026, 11, 23)
AGES = ((0, 1), (1, 5), (5, 11), (11, 16), (16, 19))
LEAST = 200  # fewer say too little
KINDS = (
    "family name: slip", "family name: by ear", "first name: slip", "first name: short form", "date: swapped", "moved",
    "moved + family slip", "moved + first name slip", "moved + date swapped", "by ear + short form + no postcode",
)  # fmt: skip


def main() -> None:
    """Print recall by group, with how far chance alone may move it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=200_000)
    parser.add_argument("--store", type=int, default=1_000_000, help="people among whom somebody is looked up")
    parser.add_argument("--each", type=int, default=400, help="questions for each group of names")
    parser.add_argument("--server", help="a superuser's address of a PostgreSQL server of its own")
    asked = parser.parse_args()
    largest = max(asked.people * 2.5, asked.store * 0.5 if asked.server else 0.0)
    print(f"Invented people: about {largest / 1e6:.1f} GB of memory.\n")
    if asked.people:
        bulk(asked.people)
    if asked.server:
        looking_up(asked.store, asked.each, asked.server)


def bulk(people: int) -> None:
    """Link two lists and print who of those in both was found, at one half and one to one."""
    left, right = two_lists(people, seed=21)
    vocabularies = Vocabularies()
    coded = [code(one.columns, vocabularies, today=TODAY) for one in (left, right)]
    once = resolving.once_each(linking.link(*coded, vocabularies))
    chosen = resolving.one_to_one(once, at_least=0.5)
    correct = left.person[once.one[chosen]] == right.person[once.other[chosen]]
    found = np.zeros(people, np.bool_)
    found[once.other[chosen][correct]] = True
    wrong = np.zeros(people, np.bool_)
    wrong[once.other[chosen][~correct]] = True
    in_both = np.isin(right.person, left.person)
    who, others = right.person[in_both], right.people
    print("Linking two lists: found of those in both, and joined with somebody else")
    show("all", {"everybody": np.ones(len(who), np.bool_)}, found[in_both], wrong[in_both])
    groups = {name: others.group[who] == place for place, name in enumerate(others.groups)}
    show("names", groups, found[in_both], wrong[in_both])
    age = (coding.day(TODAY) - others.born[who]) / 365.25
    show("age", {f"{low} to {high}": (age >= low) & (age < high) for low, high in AGES}, found[in_both], wrong[in_both])
    empty = np.array([not place for place in right.columns["postcode"]])[in_both]
    middle = np.array([" " in name for name in right.columns["given"]])[in_both]
    kept = {
        "with middle name and postcode": middle & ~empty,
        "without middle name": ~middle & ~empty,
        "no postcode": empty,
    }
    show("record", kept, found[in_both], wrong[in_both])


def looking_up(people: int, each: int, server: str) -> None:
    """Ask for people of every group of names with the same mistakes, and print who was among the first five."""
    born = {"born_from": date(2008, 9, 1), "born_to": date(2026, 8, 31)}
    everyone = generate(people, seed=22, tail_names=12_000, **born)
    name = "sharewell_benchmark_equality"
    store.make(server, name)
    address = make_conninfo(server, dbname=name)
    store.fill(address, everyone)
    chance = random.Random(5)
    with psycopg.connect(address, autocommit=True) as db:
        vocabulary, cursor = store.spellings(db), db.cursor(binary=True)
        print(f"\nLooking people up with a mistake among {people:,}: first, and among the first five")
        for number, kind in enumerate(KINDS, start=1):
            print(f"  {number:3} {kind}")
        print(f"  {'names':28}" + "".join(f"{number:>16}" for number in range(1, len(KINDS) + 1)))
        for place, group in enumerate(everyone.groups):
            members = np.flatnonzero(everyone.group == place).tolist()
            shares = [found(everyone, members, kind, each, chance, cursor, vocabulary) for kind in KINDS]
            said = "".join(f"    {first:.4f} {five:.4f}"[-16:].rjust(16) for first, five in shares)
            print(f"  {group:28}{said}", flush=True)
            whole = np.mean(shares, axis=0)
            print(f"  {'':28}all kinds: {whole[0]:.4f} {whole[1]:.4f}", flush=True)


def found(everyone, members, kind, each, chance, cursor, vocabulary) -> tuple[float, float]:  # noqa: PLR0917 (one place)
    """Give the shares of a group's people who come first, and among the first five, with one kind of mistake."""
    first = five = 0
    for number in chance.choices(members, k=each):
        known = errors.person(everyone, number)
        for mistake in errors.KINDS[kind]:
            known = mistake(known, chance, everyone)
        pids = [pid for pid, _bits in store.look_up(cursor, known, vocabulary)[:5]]
        first, five = first + (pids[:1] == [number]), five + (number in pids)
    return first / each, five / each


def show(what: str, groups: dict[str, np.ndarray], met: np.ndarray, wrong: np.ndarray) -> None:
    """Print each group's share found, give or take chance (two standard errors), and joined with somebody else."""
    for name, own in groups.items():
        size = int(own.sum())
        if size >= LEAST:
            share = float(met[own].mean())
            chance = 2 * (share * (1 - share) / size) ** 0.5
            print(f"  {what:8} {name:32} {size:8,}  {share:.4f} ± {chance:.4f}   {wrong[own].mean():.4f}")


if __name__ == "__main__":
    main()
