"""A database with the product's own look-up tables, filled with invented people, and its question asked bare."""

import importlib
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import psycopg

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))
from sharewell.matching import coding, names
from sharewell.matching.comparing import Known
from sharewell.matching.generating.population import People
from sharewell.matching.question import Question, of
from sharewell.matching.scoring import Coded, Spelling, best
from sharewell.ops.launching import database

CASTS = (
    *("text[]", "text[]", "int[]", "text[]", "text[]", "int[]", "int", "int"),
    *("smallint", "smallint", "smallint[]", "smallint", "smallint", "int", "int", "int"),
)
INDEXES = importlib.import_module("sharewell.people.lookup.migrations.0007_one_birth_day_less").INDEXES
ASK = f"SELECT * FROM priv.lookup_arms({','.join(f'%s::{cast}' for cast in CASTS)})"  # noqa: S608 (constants)


SETTINGS = {
    "SHAREWELL_SECRET_KEY": "for a benchmark only, of a database that is thrown away afterwards, long enough",
    "SHAREWELL_SCOPE_KEY": "for a benchmark only; signs the scope of transactions in a throw-away database",
    "SHAREWELL_LEDGER_ORIGIN": "benchmark.sharewell.example/ledger",
    "SHAREWELL_DEMO": "1",
    "DJANGO_SETTINGS_MODULE": "sharewell.settings",
}


def make(admin_dsn: str, name: str) -> database.Addresses:
    """Make a migrated database of this name, anew."""
    database.drop_database(admin_dsn, name)
    made = database.prepare_database(admin_dsn, name, passwords=database.new_passwords())
    environment = os.environ | made.environment() | SETTINGS | {"SHAREWELL_ROLE": "owner"}
    source = str(Path(__file__).parents[2] / "src")
    subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "sharewell.ops.migrating"],
        env=environment | {"PYTHONPATH": source},
        check=True,
    )
    return made


def codes_for(texts: list[str]) -> np.ndarray:
    """Give each spelling its code: the number of its first letters, then its place among those that begin so."""
    prefixes = np.array([coding.prefix(text) for text in texts])
    order = np.lexsort((np.array(texts), prefixes))
    sorted_prefixes = prefixes[order]
    starts = np.searchsorted(sorted_prefixes, sorted_prefixes)
    codes = np.empty(len(texts), np.int64)
    codes[order] = sorted_prefixes * coding.PER_PREFIX + np.arange(len(texts)) - starts + 1
    return codes


def fill(admin_dsn: str, people: People) -> dict[str, float]:
    """Fill the facet table with the people, each index made by one of two connections; gives seconds by step."""
    times: dict[str, float] = {}
    indexes = [one for one in INDEXES.split(";") if "ON lookup_facet" in one]
    with psycopg.connect(admin_dsn) as db:
        started = time.perf_counter()
        texts = sorted(set(people.family_names) | set(people.given_names))
        code = codes_for(texts)
        number = {text: place for place, text in enumerate(texts)}
        family = np.array([code[number[name]] for name in people.family_names] + [0])
        given = np.array([code[number[name]] for name in people.given_names] + [0])
        families = np.bincount(
            np.concatenate([people.family, people.second[people.second >= 0]]), minlength=len(family)
        )
        givens = np.bincount(people.given, minlength=len(given))
        _copy_names(db, texts, code, dict(zip(people.family_names, families, strict=False)),
                    dict(zip(people.given_names, givens, strict=False)))  # fmt: skip
        times["vocabulary"] = time.perf_counter() - started
        started = time.perf_counter()
        for statement in indexes:
            db.execute(f"DROP INDEX IF EXISTS {statement.split('INDEX ')[1].split()[0]}")
        _copy_facets(db, people, family, given)
        times["copy"] = time.perf_counter() - started
    started = time.perf_counter()
    with ThreadPoolExecutor(2) as two:
        list(two.map(lambda statement: _make_index(admin_dsn, statement), indexes))
    times["indexes"] = time.perf_counter() - started
    with psycopg.connect(admin_dsn, autocommit=True) as db:
        db.execute("VACUUM ANALYZE lookup_facet, lookup_name, lookup_name_key")
    return times


def _make_index(admin_dsn: str, statement: str) -> None:
    with psycopg.connect(admin_dsn) as db:
        db.execute("SET max_parallel_maintenance_workers = 0")
        db.execute("SET maintenance_work_mem = '1500MB'")
        db.execute(statement)


def _copy_names(db: psycopg.Connection, texts: list[str], code: np.ndarray, families: dict, givens: dict) -> None:
    with db.cursor().copy("COPY lookup_name (code, text, families, givens) FROM STDIN") as copy:
        for text, one in zip(texts, code.tolist(), strict=True):
            copy.write_row((one, text, int(families.get(text, 0)), int(givens.get(text, 0))))
    with db.cursor().copy("COPY lookup_name_key (key, code, is_family, is_given) FROM STDIN") as copy:
        for text, one in zip(texts, code.tolist(), strict=True):
            for key in coding.keys(text):
                copy.write_row((key, one, families.get(text, 0) > 0, givens.get(text, 0) > 0))


ROW = np.dtype([
    ("fields", ">i2"), *[(f"{kind}{place}", form) for place, size in enumerate((4, 4, 4, 4, 2, 2, 2, 2))
                         for kind, form in (("length", ">i4"), ("value", f">i{size}"))]
])  # fmt: skip
HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)


def _copy_facets(db: psycopg.Connection, people: People, family: np.ndarray, given: np.ndarray) -> None:
    """Write the rows in COPY's binary form, a block of arrays at a time."""
    with db.cursor().copy("COPY lookup_facet FROM STDIN (FORMAT binary)") as copy:
        copy.write(HEADER)
        for start in range(0, len(people), 500_000):
            block = slice(start, start + 500_000)
            pids = np.arange(start, min(start + 500_000, len(people)))
            copy.write(_rows(people, block, pids, family[people.family[block]], given).tobytes())
            double = people.second[block] >= 0
            copy.write(_rows(people, block, pids, family[people.second[block]], given)[double].tobytes())
        copy.write(b"\xff\xff")


def _rows(people: People, block: slice, pids: np.ndarray, family: np.ndarray, given: np.ndarray) -> np.ndarray:
    rows = np.zeros(len(pids), ROW)
    rows["fields"] = 8
    born = people.born[block]
    values = (pids, family, given[people.given[block]], people.place[block],
              born, born, born, people.sex[block])  # fmt: skip
    for place, value in enumerate(values):
        rows[f"value{place}"] = value
        rows[f"length{place}"] = rows[f"value{place}"].dtype.itemsize
    return rows


def spellings(db: psycopg.Connection) -> dict[int, Spelling]:
    """Give the whole vocabulary, as a process that has run for a while has it."""
    rows = db.execute("SELECT code, text, families, givens FROM lookup_name").fetchall()
    people = sum(row[2] for row in rows)
    return {
        code: Spelling(text, names.sound(text), families / people, givens / people)
        for code, text, families, givens in rows
    }


def ask(cursor: psycopg.Cursor, question: Question) -> list[Coded]:
    """Ask the store once; gives the rows it found."""
    return cursor.execute(ASK, question.arguments(), prepare=True).fetchall()


def look_up(cursor: psycopg.Cursor, asked: Known, vocabulary: dict[int, Spelling]) -> list[tuple[int, float]]:
    """Give the best records for a person asked for: expansion, one round trip, scores."""
    return best(asked, ask(cursor, of(asked)), vocabulary)
