"""
Who else works with a family: one question for five people, beside one look-up of one person, in turn, on one store.

    python benchmarks/matching/family.py --server "host=… user=…" [--people 100000] [--rounds 5]

Every person is on the lists of three agencies, each with a pointer; the five are confirmed as the same on all three.
Needs 1 GB of disk and half a minute for each 100,000 people.
"""

import argparse
import random
import sys
import time
from pathlib import Path
from uuid import UUID

import numpy as np
import psycopg
from psycopg.conninfo import make_conninfo

sys.path[:0] = [
    str(Path(__file__).parent),
    str(Path(__file__).parents[2] / "src"),
    str(Path(__file__).parents[2] / "tests"),
]
import errors
import product

from sharewell.matching.generating.population import generate

NAME = "sharewell_benchmark_family"
EMPTY = ("part", "middle_names", "known_as", "former_names", "birth_text", "nhs_number", "nhs_number_status", "upn",
         "address", "postcode", "uprn", "withdrawn_reason")  # fmt: skip
ON_A_LIST = f"""
INSERT INTO people_personrecord (id, agency_id, source, source_ref, given_name, family_name, born_on, birth_accuracy, sex,
    original, earlier, is_locked, is_brokered_only, is_address_protected, {", ".join(EMPTY)})
SELECT gen_random_uuid(), %s, 'benchmark', e.pid::text, e.known->>'given', e.known->>'family',
       (e.known->>'born_on')::date, 'AAA', coalesce(e.known->>'sex', ''), '{{}}', '{{}}', false, false, false,
       {", ".join(["''"] * len(EMPTY))}
FROM lookup_entry e
"""  # noqa: S608 (constants)
POINTERS = """
INSERT INTO involvement_involvement (id, agency_id, record_id, kind, team_name, role, lead_name, lead_contact, since_on,
    is_sensitive)
SELECT gen_random_uuid(), r.agency_id, r.id, 'health', 'Team', 'nurse', 'Sam Varley', '01632 960001', date '2024-03-01', false
FROM people_personrecord r
"""
RECORDS = (
    "SELECT id, agency_id FROM people_personrecord WHERE source = 'benchmark' AND source_ref = %s ORDER BY agency_id"
)


def main() -> None:
    """Fill a database, ask both questions in turn, print both and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", required=True)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    people = generate(asked.people, seed=1, born_from=product.BORN[0], born_to=product.BORN[1])
    partnership = product.stand(asked.server, NAME, people)
    with psycopg.connect(make_conninfo(asked.server, dbname=NAME)) as db:
        for agency in (partnership.doctor.agency_id, partnership.teacher.agency_id, partnership.hub.id):
            db.execute(ON_A_LIST, [agency])
        db.execute(POINTERS)
        db.commit()
        db.autocommit = True
        db.execute("VACUUM ANALYZE people_personrecord, involvement_involvement")
        family = [db.execute(RECORDS, [str(number)]).fetchall() for number in range(100, 105)]
    measure(partnership, people, family, asked.rounds)


def measure(partnership: object, people: object, family: list[list[tuple[UUID, UUID]]], rounds: int) -> None:
    """Ask for the family and for one person in turn, bare (the statement alone) and as a page does it."""
    from sharewell.people.models import PersonRecord

    import factories
    import involvement_factories as made

    made.agreed(partnership, partnership.doctor.agency, partnership.teacher.agency)
    hub_actor = factories.acting(partnership.social_worker)
    persons = [
        made.confirmed(partnership, *(PersonRecord(id=one, agency_id=agency) for one, agency in records)).id for records in family
    ]  # fmt: skip
    questions = errors.questions(people, 12, seed=9)
    random.Random(5).shuffle(questions)
    asked = [known for _kind, _number, known in questions[:200]]
    told: list[list[float]] = []
    for turn in range(rounds):
        bare, whole = family_times(hub_actor, persons, 60)
        look_bare, look_whole = look_up_times(hub_actor, asked)
        told.append([np.median(one) for one in (bare, look_bare, whole, look_whole)])
        print(
            "round {}: five people {:.2f} ms, one look-up {:.2f} ms; as a page asks {:.1f} and {:.1f} ms".format(
                turn + 1, *told[-1]
            ),
            flush=True,
        )
    middle = np.median(np.array(told), axis=0)
    bare, whole = middle[0] / middle[1], middle[2] / middle[3]
    print(f"medians: five people {bare:.2f} of one look-up; as a page asks {whole:.2f}")


def family_times(actor: object, persons: list[UUID], many: int) -> tuple[list[float], list[float]]:
    """Give milliseconds of the statement, and of the whole question kept in the ledger."""
    from sharewell.base import rows, statements
    from sharewell.involvement import who_else

    import factories

    bare, whole = [], []
    for _ in range(many):
        started = time.perf_counter()
        with rows.acting_for(actor):
            answer = who_else.ask(
                actor=actor, person_id=persons[0], household=persons[1:], reason="who else works with them",
                purpose="SAFEGUARDING", at=factories.NOW,
            )  # fmt: skip
        whole.append((time.perf_counter() - started) * 1000)
        with rows.acting_for(actor):
            started = time.perf_counter()
            found = statements.fetched("SELECT * FROM priv.who_else(%s)", [answer.question_id])
            bare.append((time.perf_counter() - started) * 1000)
        assert len({row[0] for row in found}) == len(persons), "somebody of the family was not found"
    return bare, whole


def look_up_times(actor: object, asked: list) -> tuple[list[float], list[float]]:
    """Give milliseconds of the statement that finds one person with what weighs it, and of the whole look-up."""
    from uuid import uuid4

    from sharewell.base import rows
    from sharewell.people.lookup import search
    from sharewell.people.lookup import store as in_use

    import factories

    bare, whole = [], []
    for known in asked:
        started = time.perf_counter()
        with rows.acting_for(actor):
            search.candidates(actor=actor, asked=known, about=[uuid4()], reason="who is meant", at=factories.NOW)
        whole.append((time.perf_counter() - started) * 1000)
        with rows.acting_for(actor):
            started = time.perf_counter()
            in_use.likely(known)
            bare.append((time.perf_counter() - started) * 1000)
    return bare, whole


if __name__ == "__main__":
    main()
