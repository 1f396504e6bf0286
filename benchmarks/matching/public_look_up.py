"""
Public labelled sets asked as look-ups (FEBRL 1 to 4): nobody's labels, and nobody of them, had a part in the weights.

    python benchmarks/matching/public_look_up.py --server "host=… user=…" [--sides sharewell splink]

Of two lists each row of the second is asked for in the first; of one list each row that has a double is asked for among
all others. Beside it: everybody compared by the same weights, and the likeliest pair that linking the lists gives, by the
product and by Splink 5. Needs a PostgreSQL server of its own and what requirements/benchmarks.txt pins; three minutes.
"""

import argparse
import sys
import warnings
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import psycopg
from psycopg.conninfo import make_conninfo

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "src")]
import everybody
import public
import store

from sharewell.matching import coding
from sharewell.matching.comparing import Known
from sharewell.matching.question import family_parts, given_parts
from sharewell.matching.scoring import Spelling

NAME = "sharewell_benchmark_public"
NOWHERE = 99


@dataclass(slots=True)
class Asked:
    """The people of a store, and the questions: each with the row that it must not find, and those that it should."""

    listed: list[Known]
    questions: list[tuple[Known, int, frozenset[int]]]


def main() -> None:
    """Ask every set, and print how often the right row is first, and among the first five."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True, help="a superuser's address of a server of its own")
    parser.add_argument("--sides", nargs="*", choices=public.SIDES, default=list(public.SIDES))
    told = parser.parse_args()
    warnings.simplefilter("ignore")
    print(f"{'set':8} {'asked':>6} {'side':22} {'r@1':>7} {'r@5':>7}")
    for name, (left, right, truth) in public.sets().items():
        asked = questions(left, right, truth)
        sides = looked_up(told.server, asked)
        for side in told.sides:
            found, _ = public.SIDES[side](left, right)
            sides[f"linking, {side}"] = likeliest(found, asked, one_list=right is None)
        for side, places in sides.items():
            recall = "  ".join(f"{(places < most).mean():.4f}" for most in (1, 5))
            print(f"{name:8} {len(places):6} {side:22}  {recall}", flush=True)


def questions(left: dict, right: dict | None, truth: set[tuple[int, int]]) -> Asked:
    """Give who is in the store and who is asked for."""
    listed = people(left)
    right_rows: dict[int, set[int]] = {}
    for one, other in truth:
        right_rows.setdefault(other, set()).add(one)
        if right is None:
            right_rows.setdefault(one, set()).add(other)
    others = listed if right is None else people(right)
    return Asked(
        listed,
        [(others[row], row if right is None else -1, frozenset(found)) for row, found in sorted(right_rows.items())],
    )


def people(columns: dict[str, list[str]]) -> list[Known]:
    """Give rows as somebody may describe them; an Australian postcode is a district, as it is in linking."""
    return [
        Known(given=given, family=family, born_on=day(born), postcode=district(postcode))
        for given, family, born, postcode in zip(*(columns[name] for name in public.FACTS), strict=True)
    ]


def day(written: str) -> date | None:
    """Give a birth date of eight figures, none if there is no such day."""
    try:
        return date(int(written[:4]), int(written[4:6]), int(written[6:8]))
    except ValueError:
        return None


def district(figures: str) -> str:
    """Give four figures in the form of a district here: the first two as letters."""
    if len(figures) != 4 or not figures.isdecimal():
        return ""
    return f"{chr(65 + int(figures[0]))}{chr(65 + int(figures[1]))}{int(figures[2:])}"


def looked_up(server: str, asked: Asked) -> dict[str, np.ndarray]:
    """Fill a store, ask it, and compare everybody; gives the place of the right row for each question, by side."""
    store.make(server, NAME)
    address = make_conninfo(server, dbname=NAME)
    vocabulary = fill(address, asked.listed)
    of_all = everybody.Everybody(address, vocabulary)
    with psycopg.connect(address, autocommit=True) as db:
        cursor = db.cursor(binary=True)
        found = {
            "look-up": [store.look_up(cursor, known, vocabulary) for known, _own, _right in asked.questions],
            "everybody compared": [of_all.best(known) for known, _own, _right in asked.questions],
        }
    return {
        side: np.array([
            place([pid for pid, _bits in listed], own, right)
            for listed, (_known, own, right) in zip(of_side, asked.questions, strict=True)
        ])
        for side, of_side in found.items()
    }  # fmt: skip


def fill(address: str, listed: list[Known]) -> dict[int, Spelling]:
    """File the people under their names as the product files a record; gives the vocabulary."""
    parts = [(family_parts(known), given_parts(known)) for known in listed]
    families = count(one for family, _given in parts for one in family)
    givens = count(one for _family, given in parts for one in given)
    texts = sorted({*families, *givens})
    codes = store.codes_for(texts)
    code = dict(zip(texts, codes.tolist(), strict=True))
    with psycopg.connect(address) as db:
        store._copy_names(db, texts, codes, families, givens)
        with db.cursor().copy(
            "COPY lookup_facet (pid, family, given, place, born, born_given, born_other, sex) FROM STDIN"
        ) as copy:
            for pid, (known, (family, given)) in enumerate(zip(listed, parts, strict=True)):
                place_at = coding.place(known.postcode) if known.postcode else coding.NO_PLACE
                born = coding.day(known.born_on)
                for one in [code[part] for part in family] or [coding.NO_NAME]:
                    for other in [code[part] for part in given] or [coding.NO_NAME]:
                        copy.write_row((pid, one, other, place_at, born, born, born, 0))
    with psycopg.connect(address, autocommit=True) as db:
        db.execute("VACUUM ANALYZE lookup_facet, lookup_name, lookup_name_key")
        return store.spellings(db)


def count(parts) -> dict[str, int]:
    """Give how often each part comes."""
    found: dict[str, int] = {}
    for part in parts:
        found[part] = found.get(part, 0) + 1
    return found


def likeliest(found, asked: Asked, *, one_list: bool) -> np.ndarray:
    """Give the place of the right row among a row's pairs, likeliest first, as linking the lists gives them."""
    pairs: dict[int, list[int]] = {}
    for one, other in zip(found.one.tolist(), found.other.tolist(), strict=True):
        pairs.setdefault(other, []).append(one)
        if one_list:
            pairs.setdefault(one, []).append(other)
    return np.array([place(pairs.get(row, []), own, right) for row, (own, right) in rows(asked, one_list=one_list)])


def rows(asked: Asked, *, one_list: bool) -> list[tuple[int, tuple[int, frozenset[int]]]]:
    """Give the row of each question, with what it must not and should find."""
    listed = [(own, right) for _known, own, right in asked.questions]
    return [(own if one_list else row, (own, right)) for row, (own, right) in enumerate(listed)]


def place(found: list[int], own: int, right: frozenset[int]) -> int:
    """Give the place of the first right one, the asking row itself left out."""
    others = [one for one in found if one != own]
    return next((at for at, one in enumerate(others) if one in right), NOWHERE)


if __name__ == "__main__":
    main()
