"""
A store of invented people that stands for a while: filled once, asked by the other programs as often as they like.

    python benchmarks/matching/standing.py --server "host=… user=…" --people 12000000 [--drop]

Needs a PostgreSQL server of its own (15 or newer, with the extensions pg_trgm and pg_prewarm) and a superuser's address
of it. For each million people: 0.5 GB of disk, twice that while it is filled, 0.5 GB of memory here, ten seconds. Sixty
million work too (36 GB of disk, 30 GB of memory, half an hour).
"""

import argparse
import hashlib
import json
import sys
from datetime import date
from functools import lru_cache
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "src")]
import errors
import store

from sharewell.matching.comparing import Known
from sharewell.matching.generating.population import People, generate
from sharewell.ops.launching import database
from sharewell.people.lookup.plain import from_plain, to_plain

MOST_OF_A_KIND = 200
DEVELOPMENT, UNSEEN = 7, 20261127  # seeds: of the questions looked at while rules were made, and of others


def main() -> None:
    """Fill a store, or drop it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True, help="a superuser's address of a server of its own")
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--drop", action="store_true")
    asked = parser.parse_args()
    if asked.drop:
        database.drop_database(asked.server, name(asked.people))
        return
    stand(asked.server, asked.people)


def name(size: int) -> str:
    """Give the name of the database of so many people."""
    return f"sharewell_benchmark_{size}"


@lru_cache(maxsize=1)
def people(size: int) -> People:
    """Give the invented people of a store of this size, always the same."""
    return generate(
        size, seed=1, born_from=date(2008, 9, 1), born_to=date(2026, 8, 31),
        tail_names=min(140_000, max(12_000, size // 80)),
    )  # fmt: skip


def stand(server: str, size: int) -> str:
    """Give the address of a filled store; one that stands already, made of the same people and tables, is kept."""
    address = make_conninfo(server, dbname=name(size))
    if _made_of(server, size) == _making(size):
        return address
    print(f"{size:,} invented people: about {0.5 * size / 1e6:.1f} GB of disk, {0.5 * size / 1e6:.1f} GB of memory,")
    print(f"{1 + size // 5_000_000} minutes or more.", flush=True)
    store.make(server, name(size))
    times = store.fill(address, people(size))
    print("filled in seconds:", {step: round(took, 1) for step, took in times.items()})
    with psycopg.connect(address) as db:
        _keep_questions(db, size)
        bytes_used = db.execute("SELECT pg_total_relation_size('lookup_facet')").fetchone()[0]
        print(f"facets and indexes: {bytes_used / 1e9:.2f} GB, {bytes_used / size:.1f} bytes a person", flush=True)
        db.execute(f"COMMENT ON DATABASE {name(size)} IS '{_making(size)}'")
    return address


def questions(db: psycopg.Connection, each: int, seed: int = DEVELOPMENT) -> list[tuple[str, int, Known]]:
    """Give so many questions of each kind, mixed: the kind, who is meant, how they are asked for."""
    rows = db.execute(
        "SELECT kind, meant, asked FROM benchmark_question WHERE seed = %s AND number < %s"
        " ORDER BY md5(kind || ' ' || number)", [seed, each],
    ).fetchall()  # fmt: skip
    return [(kind, meant, from_plain(asked)) for kind, meant, asked in rows]


def _keep_questions(db: psycopg.Connection, size: int) -> None:
    db.execute("CREATE TABLE benchmark_question (seed int, kind text, number int, meant int, asked jsonb)")
    with db.cursor().copy("COPY benchmark_question FROM STDIN") as copy:
        for seed in (DEVELOPMENT, UNSEEN):
            for place, (kind, meant, known) in enumerate(errors.questions(people(size), MOST_OF_A_KIND, seed)):
                copy.write_row((seed, kind, place % MOST_OF_A_KIND, meant, json.dumps(to_plain(known))))


def _made_of(server: str, size: int) -> str:
    with psycopg.connect(server) as db:
        row = db.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name(size)]
        ).fetchone()
    return (row and row[0]) or ""


def _making(size: int) -> str:
    """Give a mark of what a store is made of: the migrations, the generator, the codes, the questions."""
    here, source = Path(__file__).parent, Path(__file__).parents[2] / "src/sharewell"
    made_of = [
        *(
            one
            for one in sorted((source / "people/lookup/migrations").glob("0*.py"))
            if "lookup_arms" in one.read_text()
        ),
        *sorted(one for one in (source / "matching/generating").iterdir() if one.is_file() and one.stem != "lists"),
        *(source / "matching/coding.py", here / "errors.py", here / "store.py"),
    ]
    return hashlib.sha256(b"".join(one.read_bytes() for one in made_of) + str(size).encode()).hexdigest()[:20]


if __name__ == "__main__":
    main()
