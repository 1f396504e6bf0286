"""The rival to beat in speed: hashed combinations of facts in one narrow index, the question's variants asked at once."""

import sys
from pathlib import Path
from zlib import crc32

import numpy as np
import psycopg

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))
from sharewell.matching import coding, names
from sharewell.matching.comparing import Known
from sharewell.matching.generating.population import People
from sharewell.matching.question import swapped_day, wrong_days
from sharewell.matching.scoring import Spelling, best

ASK = (
    "SELECT r.pid, r.family, r.given, r.place, r.born, r.sex FROM rival r"
    " JOIN (SELECT DISTINCT pid FROM rival_key WHERE key = ANY (%s::bigint[]) LIMIT 2000) k ON k.pid = r.pid"
)
ROW = np.dtype([("fields", ">i2"), ("one", ">i4"), ("key", ">i8"), ("other", ">i4"), ("pid", ">i4")])
HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_MIX = np.uint64(0x9E3779B97F4A7C15)


def fill(db: psycopg.Connection, people: People) -> None:
    """Make the narrow table beside the rows of the other rival: seven keys for each person."""
    db.execute("CREATE UNLOGGED TABLE rival_key (key bigint, pid int)")
    given = np.array([crc32(names.sound(one).encode()) for one in people.given_names], np.uint64)[people.given]
    family = np.array([crc32(names.sound(one).encode()) for one in people.family_names], np.uint64)[people.family]
    born, place = people.born.astype(np.uint64), people.place.astype(np.uint64)
    with db.cursor().copy("COPY rival_key FROM STDIN (FORMAT binary)") as copy:
        copy.write(HEADER)
        for start in range(0, len(people), 500_000):
            some = slice(start, start + 500_000)
            for keys in _keys(given[some], family[some], born[some], place[some]):
                rows = np.zeros(len(keys), ROW)
                rows["fields"], rows["one"], rows["other"] = 2, 8, 4
                rows["key"] = keys.view(np.int64)
                rows["pid"] = np.arange(start, start + len(keys))
                copy.write(rows.tobytes())
        copy.write(b"\xff\xff")
    db.execute("CREATE INDEX ON rival_key (key, pid)")
    db.execute("CREATE INDEX ON rival (pid)")
    db.commit()
    db.autocommit = True
    db.execute("VACUUM ANALYZE rival_key")
    db.autocommit = False


def look_up(cursor: psycopg.Cursor, asked: Known, vocabulary: dict[int, Spelling]) -> list[tuple[int, float]]:
    """Ask for every variant of the question's facts at once, and weigh what comes with our own score."""
    heard = [
        [crc32(names.sound(part).encode()) for part in dict.fromkeys(written)]
        for written in (
            [form for part in names.parts(asked.given)[:2] for form in (part, *names.short_forms().get(part, ()))],
            names.parts(asked.family),
        )
    ]
    days = [coding.day(asked.born_on)] if asked.born_on else []
    days += [day for day in (swapped_day(asked.born_on),) if day is not None] if asked.born_on else []
    near = [*days, *wrong_days(asked)] if asked.born_on else []
    place = coding.place(asked.postcode) if " " in asked.postcode else coding.NO_PLACE
    grid = np.meshgrid(*(np.array(values or [0], np.int64) for values in (*heard, near)), indexing="ij")
    given, family, day = (axis.ravel().astype(np.uint64) for axis in grid)
    keys = _keys(given, family, day, np.full(len(given), place, np.int64).astype(np.uint64))
    wanted = np.unique(np.concatenate(keys)).view(np.int64).tolist()
    rows = cursor.execute(ASK, (wanted,), prepare=True).fetchall()
    return best(asked, rows, vocabulary)


def _keys(given, family, born, place) -> list[np.ndarray]:
    """Give each combination's key: date and either name, both names and the year, place with name or year, …"""
    year = (born.view(np.int64) // 366).view(np.uint64)
    combinations = (
        (born, given),
        (born, family),
        (given, family, year),
        (place, given),
        (place, family),
        (place, year),
    )
    found = []
    for number, parts in enumerate((*combinations, (given, family, place))):
        mixed = np.full(len(given), number + 1, np.uint64)
        for part in parts:
            mixed = (mixed ^ part) * _MIX
            mixed ^= mixed >> np.uint64(29)
        found.append(mixed)
    return found
