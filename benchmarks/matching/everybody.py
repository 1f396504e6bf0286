"""The physical floor: every record of the store compared with a question by the same score; what speed costs in people."""

import sys
from pathlib import Path

import numpy as np
import psycopg

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "src")]
import store

from sharewell.matching.comparing import Known
from sharewell.matching.scoring import Evidence, Spelling, crossed_bits
from sharewell.matching.weights import weights

FIRST_FEW = 2000
SAME_WEIGHT = 0.001  # bits


class Everybody:
    """All rows of the store in memory: about 60 bytes a person."""

    def __init__(self, address: str, vocabulary: dict[int, Spelling]) -> None:
        self.vocabulary, self.codes = vocabulary, np.array(sorted(vocabulary) or [0])
        self.every_code = [(0, code, code) for code in self.codes.tolist()]
        with psycopg.connect(address) as db, db.cursor().copy(
            "COPY (SELECT pid, family, given, place, born, sex FROM lookup_facet) TO STDOUT (FORMAT binary)"
        ) as copy:  # fmt: skip
            whole = b"".join(copy)
        row = np.dtype([("fields", ">i2")] + [(f"{kind}{at}", form) for at, size in enumerate((4, 4, 4, 4, 2, 2))
                        for kind, form in (("length", ">i4"), ("value", f">i{size}"))])  # fmt: skip
        rows = np.frombuffer(whole[19:-2], row)
        columns = [rows[f"value{at}"].astype(np.int32) for at in range(6)]
        self.pid, family, given, self.place, self.born, self.sex = columns
        self.family = np.searchsorted(self.codes, family).astype(np.int32)
        self.given = np.searchsorted(self.codes, given).astype(np.int32)

    def best(self, asked: Known) -> list[tuple[int, float]]:
        """Give the records with the most evidence among all."""
        total = self.weighed(Evidence(asked, self.every_code, self.vocabulary))
        few = np.argpartition(-total, FIRST_FEW)[:FIRST_FEW] if len(total) > FIRST_FEW else np.arange(len(total))
        heaviest: dict[int, float] = {}
        for place in few[np.argsort(-total[few], kind="stable")].tolist():
            heaviest.setdefault(int(self.pid[place]), float(total[place]))
        return list(heaviest.items())[:20]

    def weighed(self, evidence: Evidence) -> np.ndarray:
        """Give the evidence of every row: what the look-up adds up for each row that it reads."""
        given = np.array([evidence.given[code] for code in self.codes.tolist()], np.float32)
        family = np.array([evidence.family[code] for code in self.codes.tolist()], np.float32)
        total = given[self.given] + family[self.family]
        if evidence.crossed_given and evidence.crossed_family:
            crossed = np.isin(self.codes, list(evidence.crossed_given))[self.given]
            crossed &= np.isin(self.codes, list(evidence.crossed_family))[self.family]
            total[crossed] = np.maximum(total[crossed], crossed_bits())
        total += np.array(evidence.sex, np.float32)[self.sex]
        for part, column in ((evidence.born, self.born), (evidence.place, self.place)):
            known, near, nearby, others = part
            bits = np.where((column >= near.start) & (column < near.stop), nearby, others).astype(np.float32)
            for number, weight in known.items():
                bits[column == number] = weight
            total += bits
        return total + np.float32(weights()["prior"])


def floor(address: str, questions: list, vocabulary: dict[int, Spelling], cursor: psycopg.Cursor) -> None:
    """Compare every record with each question, and say how often ours has the same first person, or one as likely."""
    everybody = Everybody(address, vocabulary)
    places: dict[str, list[int]] = {"ours": [], "all": []}
    same, missed = 0, []
    for kind, meant, known in questions:
        of_all, ours = everybody.best(known), store.look_up(cursor, known, vocabulary)
        _weigh_alike(of_all, ours)
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


def _weigh_alike(of_all: list[tuple[int, float]], ours: list[tuple[int, float]]) -> None:
    """Make sure that both weigh a record by the same measure: ours may have seen it under fewer of its names."""
    seen = dict(of_all)
    for pid, bits in ours:
        if pid in seen and bits > seen[pid] + SAME_WEIGHT:
            raise AssertionError(f"a record weighs {bits:.3f} bits in the look-up and {seen[pid]:.3f} among all")
