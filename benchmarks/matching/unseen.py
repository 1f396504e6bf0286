"""
Recall on questions that nobody looked at while the rules were made: other people, and mistakes made in other ways.

    python benchmarks/matching/unseen.py --server "host=… user=…" [--people 1000000] [--each 100] [--exhaustive 0]
        [--second]

What does not stand already (standing.py) is filled first. A minute at most, but for --exhaustive: half a second more for
each question at twelve million.
"""

import argparse
import importlib
import random
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import psycopg

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "src")]
import errors
import everybody
import standing
import store

from sharewell.matching.comparing import Known

Mistake = Callable[[Known, random.Random], Known]
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
LOOK_ALIKE = (("rn", "m"), ("m", "rn"), ("cl", "d"), ("vv", "w"), ("l", "i"), ("h", "b"), ("u", "v"), ("g", "q"))


def neighbour_key(text: str, chance: random.Random) -> str:
    """Strike the key beside the right one, once."""
    place = chance.randrange(len(text))
    row = next((row for row in ROWS if text[place] in row), "")
    beside = [row[at] for at in (row.find(text[place]) - 1, row.find(text[place]) + 1) if row and 0 <= at < len(row)]
    return text[:place] + (chance.choice(beside) if beside else text[place]) + text[place + 1 :]


def misread(text: str, chance: random.Random) -> str:
    """Read handwriting wrongly: letters that look alike."""
    fitting = [(one, other) for one, other in LOOK_ALIKE if one in text]
    one, other = chance.choice(fitting) if fitting else (text[-1], "")
    return text.replace(one, other, 1)


def other_year(known: Known, chance: random.Random) -> Known:
    """Swap the last two figures of the year, or be a year off where they are alike."""
    born = known.born_on
    year = born.year // 100 * 100 + born.year % 10 * 10 + born.year // 10 % 10
    year = year if 1990 <= year <= 2026 and year != born.year else born.year + chance.choice((-1, 1))
    return replace(known, born_on=date(year, born.month, min(born.day, 28)))


def other_postcode(known: Known, chance: random.Random) -> Known:
    """Write one letter of the postcode's end otherwise."""
    last = chance.choice("ABDEFGHJLNPQRSTUWXYZ")
    return replace(known, postcode=known.postcode[:-1] + last)


def given(change: Callable[[str, random.Random], str]) -> Mistake:
    """Change the first name."""
    return lambda known, chance: replace(known, given=change(errors.first(known), chance))


def family(change: Callable[[str, random.Random], str]) -> Mistake:
    """Change the family name."""
    return lambda known, chance: replace(known, family=change(known.family, chance))


def blank(*fields: str) -> Mistake:
    """Leave facts out."""
    return lambda known, _chance: replace(known, **dict.fromkeys(fields, ""))


KINDS: dict[str, tuple[Mistake, ...]] = {
    "key beside, family name": (family(neighbour_key),),
    "key beside, first name": (given(neighbour_key),),
    "misread, family name": (family(misread),),
    "misread, first name": (given(misread),),
    "family name cut at eight letters": (family(lambda text, _chance: text[:8]),),
    "first name an initial": (given(lambda text, _chance: text[0]),),
    "vowels doubled or lost, family name": (family(lambda text, chance: errors.by_ear(text[::-1], chance)[::-1]),),
    "year's figures swapped": (other_year,),
    "the first of January, guessed": (lambda known, _chance: replace(known, born_on=date(known.born_on.year, 1, 1),
                                                                     birth_accuracy="UUA"),),
    "postcode: a letter": (other_postcode,),
    "no postcode, no sex": (blank("postcode", "sex"),),
    "key beside in both names": (family(neighbour_key), given(neighbour_key)),
    "postcode: a letter, key beside": (other_postcode, family(neighbour_key)),
    "no postcode, misread": (blank("postcode"), given(misread)),
    "year's figures swapped, misread": (other_year, family(misread)),
}  # fmt: skip


def main() -> None:
    """Ask every kind of question, print recall by kind and in all, and beside it what everybody compared gives."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--each", type=int, default=100)
    parser.add_argument("--exhaustive", type=int, default=0, metavar="N", help="questions compared with everybody")
    parser.add_argument("--second", action="store_true", help="other mistakes again, of other people")
    asked = parser.parse_args()
    kinds_of = importlib.import_module("unseen_second").KINDS if asked.second else KINDS
    address = standing.stand(asked.server, asked.people)
    questions = made(asked.people, asked.each, kinds_of, standing.UNSEEN + asked.second)
    with psycopg.connect(address, autocommit=True) as db:
        vocabulary, cursor = store.spellings(db), db.cursor(binary=True)
        places = []
        for _kind, meant, known in questions:
            pids = [pid for pid, _bits in store.look_up(cursor, known, vocabulary)]
            places.append(pids.index(meant) if meant in pids else 99)
        ranks, kinds = np.array(places), np.array([kind for kind, _meant, _known in questions])
        for label, own in [*((kind, kinds == kind) for kind in kinds_of), ("all", kinds != "")]:
            print(f"{label:40}" + "".join(f"  r@{most} {(ranks[own] < most).mean():.4f}" for most in (1, 5, 20)))
        if asked.exhaustive:
            random.Random(8).shuffle(questions)
            everybody.floor(address, questions[: asked.exhaustive], vocabulary, cursor)


def made(
    size: int, each: int, kinds: dict[str, tuple[Mistake, ...]] = KINDS, seed: int = standing.UNSEEN
) -> list[tuple[str, int, Known]]:
    """Give so many questions of each kind about people of the store."""
    chance, people, found = random.Random(seed), standing.people(size), []
    for kind, mistakes in kinds.items():
        for _ in range(each):
            number = chance.randrange(size)
            known = errors.person(people, number)
            for mistake in mistakes:
                known = mistake(known, chance)
            found.append((kind, number, known))
    return found


if __name__ == "__main__":
    main()
