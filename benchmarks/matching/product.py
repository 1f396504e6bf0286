"""
A look-up as the product does it: signed scope, permission, question logged, ledger entry, job, answer in words.

    python benchmarks/matching/product.py --server "host=… user=…" [--people 100000] [--questions 400]
"""

import argparse
import os
import random
import sys
import time
from datetime import date
from pathlib import Path
from uuid import uuid4

import numpy as np
import psycopg
from psycopg.conninfo import make_conninfo

sys.path[:0] = [
    str(Path(__file__).parent),
    str(Path(__file__).parents[2] / "src"),
    str(Path(__file__).parents[2] / "tests"),
]
import errors
import store

from sharewell.matching.generating.population import People, generate

BORN = (date(2008, 9, 1), date(2026, 8, 31))
ENTRIES = """
INSERT INTO lookup_entry (record_id, agency_id, pid, known)
SELECT gen_random_uuid(), %s, f.pid, jsonb_build_object('given', g.text, 'family', n.text,
       'born_on', (date '1990-01-01' + f.born)::text, 'birth_accuracy', 'AAA', 'sex', (ARRAY['M', 'F'])[f.sex])
FROM (SELECT DISTINCT ON (pid) * FROM lookup_facet ORDER BY pid) f
JOIN lookup_name n ON n.code = f.family JOIN lookup_name g ON g.code = f.given
"""


def main() -> None:
    """Fill a database, ask through the deed, print the times."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--questions", type=int, default=400)
    asked = parser.parse_args()
    people = generate(asked.people, seed=1, born_from=BORN[0], born_to=BORN[1])
    partnership = stand(asked.server, "sharewell_benchmark_product", people)
    times, found = ask(partnership, people, asked.questions)
    print(f"{len(people):,} people, {len(times)} look-ups through the deed, each committed:")
    print("p50 {:.1f}  p95 {:.1f}  p99 {:.1f} ms".format(*np.percentile(times, [50, 95, 99])), end="  ")
    print(f"the right record among the first five in {found:.3f}")


def stand(server: str, name: str, people: People) -> object:
    """Make a database of the product with these people on an agency's list; gives the partnership."""
    made = store.make(server, name)
    store.fill(make_conninfo(server, dbname=name), people)
    os.environ |= made.environment() | store.SETTINGS | {"SHAREWELL_ROLE": "app", "SHAREWELL_POOL": "0"}
    import django

    django.setup()
    import factories

    partnership = factories.a_partnership()
    with psycopg.connect(make_conninfo(server, dbname=name)) as db:
        db.execute(ENTRIES, [partnership.doctor.agency_id])
        db.commit()
        db.autocommit = True
        db.execute("VACUUM ANALYZE lookup_entry")
    return partnership


def ask(partnership: object, people: object, many: int) -> tuple[np.ndarray, float]:
    """Give milliseconds for each look-up, and how often the right record was among the first five."""
    from sharewell.base import rows
    from sharewell.people.lookup import search

    import factories

    questions = errors.questions(people, many // len(errors.KINDS) + 1, seed=9)
    random.Random(5).shuffle(questions)
    actor, times, found = factories.acting(partnership.social_worker), [], []
    for _kind, number, known in questions[:many]:
        person = errors.person(people, number)
        started = time.perf_counter()
        with rows.acting_for(actor):
            result = search.candidates(
                actor=actor, asked=known, about=[uuid4()], reason="who is meant", at=factories.NOW
            )
        times.append((time.perf_counter() - started) * 1000)
        first = [one.candidate.known for one in result.found[:5]]
        found.append(any(one.born_on == person.born_on and one.given == errors.first(person) for one in first))
    return np.array(times[50:]), float(np.mean(found))


if __name__ == "__main__":
    main()
