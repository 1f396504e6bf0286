"""
Do the words of a look-up promise more than they know? Rows of another agency's list, asked for in a store of a million.

    python benchmarks/matching/promised.py --server "host=… user=…" [--people 1000000] [--asked 4000] [--seed 31]

The rows have the mistakes that lists have (moved, misspelt, short forms, changed names, wrong dates), and one in four is
about somebody whom the store does not hold. Needs what standing.py needs; a minute.
"""

import argparse
import sys
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import psycopg

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "src")]
import errors
import standing
import store

from sharewell.matching import borne
from sharewell.matching.candidates import rank
from sharewell.matching.comparing import Known
from sharewell.matching.generating.lists import spoilt
from sharewell.matching.generating.population import People, generate
from sharewell.matching.question import of
from sharewell.matching.scoring import Spelling, best

NOT_HELD = 0.25
BANDS = (-99.0, -12.0, -8.0, -4.0, -2.0, 0.0, 1.0, 2.0, 4.0, 6.0, 99.0)
SEED = 31  # rules were made better while the rows of 31 to 36 were looked at


def main() -> None:
    """Ask for every row, and print how often the first candidate is the person, by word and by what the weight says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--asked", type=int, default=4000)
    parser.add_argument("--seed", type=int, default=SEED, help="of the rows")
    asked = parser.parse_args()
    address = standing.stand(asked.server, asked.people)
    people = standing.people(asked.people)
    words, weights, right, state = [], [], [], []
    with psycopg.connect(address, autocommit=True) as db:
        vocabulary, cursor = spellings(db, asked.people), db.cursor(binary=True)
        for number, known in rows(people, asked.asked, asked.seed):
            found = store.ask(cursor, of(known))
            met = {vocabulary[code] for row in found for code in row[1:3] if code in vocabulary}
            pids = [pid for pid, _bits in best(known, found, vocabulary)]
            records = [replace(errors.person(people, pid), extra={"pid": pid}) for pid in pids]
            ranking = rank(known, records, borne.frequency(met), entries=asked.people)
            state.append(ranking.state)
            for one in ranking.candidates:
                words.append(one.sureness)
                weights.append(one.weight)
                right.append(one.known.extra["pid"] == number)
    show(np.array(words), np.array(weights), np.array(right))
    print("states:", {name: state.count(name) for name in dict.fromkeys(state)})


def spellings(db: psycopg.Connection, size: int) -> dict[int, Spelling]:
    """Give the whole vocabulary, with the shares that the product gives it."""
    rows = db.execute("SELECT code, text, families, givens FROM lookup_name").fetchall()
    return {code: borne.spelling(*counted, size) for code, *counted in rows}


def rows(people: People, wanted: int, seed: int) -> list[tuple[int, Known]]:
    """Give whom each row is about, -1 for somebody who is not held, and the row as another agency has it."""
    random = np.random.default_rng(seed)
    strangers = generate(
        int(wanted * NOT_HELD), seed=seed, tail_names=12_000, born_from=date(2008, 9, 1), born_to=date(2026, 8, 31)
    )
    found = []
    for everybody, chosen in (
        (people, random.choice(len(people), wanted - len(strangers), replace=False)),
        (strangers, np.arange(len(strangers))),
    ):
        columns, _ = spoilt(random, everybody, chosen)
        facts = zip(*(columns[name] for name in ("given", "family", "born", "sex", "postcode")), strict=True)
        for number, (given, family, born, sex, postcode) in zip(chosen.tolist(), facts, strict=True):
            known = Known(given=given, family=family, born_on=date.fromisoformat(born), sex=sex, postcode=postcode)
            found.append((number if everybody is people else -1, known))
    return found


def show(words: np.ndarray, weights: np.ndarray, right: np.ndarray) -> None:
    """Print how many candidates each word and each weight was said of, and how many of them are the person."""
    for word in ("match", "potential", "low"):
        own = words == word
        print(f"{word:10} {int(own.sum()):7,} candidates, the person in {right[own].mean():.4f}")
    print("\nbits from   candidates    said   right")
    for low, high in pairwise(BANDS):
        own = (weights >= low) & (weights < high)
        if own.any():
            said = (1 / (1 + 2 ** -np.clip(weights[own], -50, 50))).mean()
            print(f"{low:8.0f} {int(own.sum()):12,} {said:8.4f} {right[own].mean():7.4f}")


if __name__ == "__main__":
    main()
