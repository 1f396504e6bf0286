"""The rival to beat in looking people up: PostgreSQL's trigram index, used sensibly, rescored with our own score."""

import sys
from pathlib import Path

import psycopg

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))
from sharewell.matching import coding
from sharewell.matching.comparing import Known
from sharewell.matching.generating.population import People
from sharewell.matching.question import swapped_day
from sharewell.matching.scoring import Spelling, best

ASK = (
    "SELECT pid, family, given, place, born, sex FROM rival WHERE name %% %s"
    " UNION SELECT pid, family, given, place, born, sex FROM rival"
    " WHERE born = ANY (%s::int[]) AND similarity(name, %s) > 0.15"
    " UNION SELECT pid, family, given, place, born, sex FROM rival WHERE place = %s LIMIT 500"
)


def fill(db: psycopg.Connection, people: People, codes: dict[str, int]) -> None:
    """Make the rival's table and indexes: names by trigram, birth day and postcode by number."""
    db.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    db.execute("CREATE TABLE rival (pid int, family int, given int, place int, born int, sex int, name text)")
    family, given = ([codes[name] for name in names] for names in (people.family_names, people.given_names))
    with db.cursor().copy("COPY rival FROM STDIN") as copy:
        rows = zip(people.family.tolist(), people.second.tolist(), people.given.tolist(), people.place.tolist(),
                   people.born.tolist(), people.sex.tolist(), strict=True)  # fmt: skip
        for pid, (one, second, first, place, born, sex) in enumerate(rows):
            double = f" {people.family_names[second]}" if second >= 0 else ""
            name = f"{people.given_names[first]} {people.family_names[one]}{double}"
            copy.write_row((pid, family[one], given[first], place, born, sex, name))
    db.execute("SET LOCAL maintenance_work_mem = '2GB'")
    db.execute("CREATE INDEX ON rival USING gin (name gin_trgm_ops)")
    db.execute("CREATE INDEX ON rival (born)")
    db.execute("CREATE INDEX ON rival (place)")
    db.commit()
    db.autocommit = True
    db.execute("VACUUM ANALYZE rival")
    db.autocommit = False


def look_up(cursor: psycopg.Cursor, asked: Known, vocabulary: dict[int, Spelling]) -> list[tuple[int, float]]:
    """Give the best records, as a careful builder of a trigram search would find them."""
    name = f"{asked.given.split()[0]} {asked.family}".replace("-", " ").lower()
    days = [coding.day(asked.born_on), swapped_day(asked.born_on)]
    place = coding.place(asked.postcode) if " " in asked.postcode else coding.NO_PLACE
    rows = cursor.execute(ASK, (name, [day for day in days if day is not None], name, place), prepare=True).fetchall()
    return best(asked, rows, vocabulary)
