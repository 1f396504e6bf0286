"""The physical floor: every record of the store compared with a question by the same score; what speed costs in people."""

import sys
from pathlib import Path

import numpy as np
import psycopg

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "src")]
import store

from sharewell.matching.comparing import Known
from sharewell.matching.scoring import Columns, Spelling, added_up, first_of, of_names

FIRST_FEW = 2000
SAME_WEIGHT = 0.001  # bits


class Everybody:
    """All rows of the store in memory: about 60 bytes a person."""

    def __init__(self, address: str, vocabulary: dict[int, Spelling]) -> None:
        self.vocabulary, self.codes = vocabulary, np.array(sorted(vocabulary) or [0])
        with psycopg.connect(address) as db, db.cursor().copy(
            "COPY (SELECT pid, family, given, place, born, sex FROM lookup_facet) TO STDOUT (FORMAT binary)"
        ) as copy:  # fmt: skip
            whole = b"".join(copy)
        row = np.dtype([("fields", ">i2")] + [(f"{kind}{at}", form) for at, size in enumerate((4, 4, 4, 4, 2, 2))
                        for kind, form in (("length", ">i4"), ("value", f">i{size}"))])  # fmt: skip
        rows = np.frombuffer(whole[19:-2], row)
        self.columns = Columns(*(rows[f"value{at}"].astype(np.int32) for at in range(6)))
        self.family = np.searchsorted(self.codes, self.columns.family).astype(np.int32)
        self.given = np.searchsorted(self.codes, self.columns.given).astype(np.int32)

    def best(self, asked: Known) -> list[tuple[int, float]]:
        """Give the records with the most evidence among all."""
        given_bits, given_crossed = of_names("given", asked, self.codes, self.vocabulary)
        family_bits, family_crossed = of_names("family", asked, self.codes, self.vocabulary)
        given = (given_bits[self.given], given_crossed[self.given])
        family = (family_bits[self.family], family_crossed[self.family])
        total = added_up(asked, given, family, self.columns)
        few = np.argpartition(-total, FIRST_FEW)[:FIRST_FEW] if len(total) > FIRST_FEW else np.arange(len(total))
        return first_of(self.columns.pid[few], total[few], 20)


def floor(address: str, questions: list, vocabulary: dict[int, Spelling], cursor: psycopg.Cursor) -> None:
    """Compare every record with each question, and say how often ours has the same first person, or one as likely."""
    everybody = Everybody(address, vocabulary)
    places: dict[str, list[int]] = {"ours": [], "all": []}
    same, missed = 0, []
    for kind, meant, known in questions:
        of_all, ours = everybody.best(known), store.look_up(cursor, known, vocabulary)
        for side, found in (("all", of_all), ("ours", ours)):
            pids = [pid for pid, _bits in found]
            places[side].append(pids.index(meant) if meant in pids else 99)
        is_same = bool(ours) and ours[0][1] >= of_all[0][1] - SAME_WEIGHT
        same += is_same
        if not is_same:
            missed.append((kind, round(of_all[0][1], 1), round(ours[0][1], 1) if ours else None))
    for side, told in places.items():
        recall = "  ".join(f"r@{most} {(np.array(told) < most).mean():.4f}" for most in (1, 5, 20))
        print(f"{side:5} {recall}   of {len(questions)} questions")
    print(f"the first of ours is the first of all, or weighs the same: {same / len(questions):.4f}")
    for one in missed:
        print("  not so:", *one)
