"""
A rival of another kind: Splink 4's look-up of single records, the same facts, its weights learnt from the same lists.

Splink 5 has no such look-up, and the two cannot live in one environment: this program is also what the other
environment runs (``./sharewell add splink4``). It is asked over a pipe, a line for each question.
"""

import json
import logging
import subprocess
import sys
import tempfile
from itertools import starmap
from pathlib import Path

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".venv.splink4" / "bin" / "python"
TRAINED_ON = 100_000  # rows of each of two lists, as the product's own weights
SAMPLED = 1e6  # pairs that training looks at
MOST = 20
RULES = (
    ("born", "given_sound"), ("born", "family_sound"), ("given_sound", "family_sound", "year_month"),
    ("given_sound", "family_sound", "year_day"), ("given_sound", "family_sound", "month_day"),
    ("postcode", "given_sound"), ("postcode", "born_year"), ("swapped", "family_sound"),
)  # fmt: skip
COLUMNS = (
    *("given_first", "family", "born", "sex", "postcode", "given_sound", "family_sound", "born_year", "year_month"),
    *("year_day", "month_day", "swapped"),
)


class Side:
    """The other program with the people in memory, trained; ended with this object."""

    def __init__(self, people) -> None:
        if not PYTHON.exists():
            raise SystemExit("Splink 4 is not there: ./sharewell add splink4")
        import numpy as np

        from sharewell.matching.generating.lists import as_written, two_lists

        self.folder = tempfile.TemporaryDirectory()
        folder = Path(self.folder.name)
        write(folder / "people.parquet", as_written(people, np.arange(len(people))))
        for name, listed in zip(("first", "second"), two_lists(TRAINED_ON, seed=5), strict=True):
            write(folder / f"{name}.parquet", listed.columns)
        self.program = subprocess.Popen(
            [PYTHON, "-W", "ignore", __file__, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.program.stdout.readline()  # it is ready

    def close(self) -> None:
        """End the other program."""
        self.program.stdin.close()
        self.program.wait()
        self.folder.cleanup()


def look_up(side: Side, asked, _vocabulary) -> list[tuple[int, float]]:
    """Ask for one person."""
    born = asked.born_on.isoformat() if asked.born_on else ""
    columns = {"given": [asked.given], "family": [asked.family], "born": [born], "sex": [asked.sex or ""]}
    row = {name: values[0] for name, values in made(columns | {"postcode": [asked.postcode or ""]}).items()}
    side.program.stdin.write(json.dumps(row) + "\n")
    side.program.stdin.flush()
    return [(pid, weight) for pid, weight in json.loads(side.program.stdout.readline())]


def made(columns) -> dict:
    """Make the columns that the rules ask for; None where nothing is known."""
    from bulk_sides import for_rules

    found = {name: values.to_pylist() for name, values in for_rules(columns).items()}
    found |= {name: [one or None for one in columns[name]] for name in ("family", "born", "sex", "postcode")}
    return found


def write(path: Path, columns) -> None:
    """Write people as Splink reads them."""
    import pyarrow as pa
    from pyarrow import parquet

    found = made(columns)
    table = {name: pa.array(found[name], pa.string()) for name in COLUMNS}
    parquet.write_table(pa.table({"unique_id": pa.array(range(len(found["born"]))), **table}), path)


def answer(folder: Path) -> None:
    """Train, say so, and answer each line; run by the other environment's Python."""
    import duckdb
    from splink import DuckDBAPI, Linker, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    database = duckdb.connect()
    for name in ("first", "second", "people"):
        database.execute(f"CREATE TABLE {name} AS SELECT * FROM read_parquet('{folder / name}.parquet')")  # noqa: S608 (own names)
    database.execute("CREATE TABLE asked AS SELECT * FROM people LIMIT 0")
    trained = Linker(["first", "second"], settings("link_only"), DuckDBAPI(database))
    certain = [block_on("born", "given_first", "family"), block_on("postcode", "given_first", "born")]
    trained.training.estimate_probability_two_random_records_match(certain, recall=0.8)
    trained.training.estimate_u_using_random_sampling(max_pairs=SAMPLED)
    for rule in (block_on("born", "given_sound"), block_on("given_first", "family", "born_year")):
        trained.training.estimate_parameters_using_expectation_maximisation(rule)
    learnt = trained.misc.save_model_to_json(out_path=None) | {"link_type": "dedupe_only"}
    linker = Linker("people", learnt, DuckDBAPI(database))
    for column in ("given_first", "family", "postcode"):
        linker.table_management.compute_tf_table(column)
    rules = list(starmap(block_on, RULES))
    print("ready", flush=True)
    for line in sys.stdin:
        row = json.loads(line)
        database.execute("DELETE FROM asked")
        database.execute(
            f"INSERT INTO asked VALUES (-1, {', '.join('?' * len(COLUMNS))})",  # noqa: S608 (own columns)
            [row[name] for name in COLUMNS],
        )
        found = linker.inference.find_matches_to_new_records("asked", blocking_rules=rules, match_weight_threshold=-10)
        best = database.execute(
            f"SELECT unique_id_l, unique_id_r, match_weight FROM {found.physical_name}"  # noqa: S608 (Splink's own name)
            f" ORDER BY match_weight DESC LIMIT {MOST}"
        ).fetchall()
        found.drop_table_from_database_and_remove_from_cache()
        print(json.dumps([(max(one, other), weight) for one, other, weight in best]), flush=True)


def settings(link_type: str):
    """Give Splink's comparisons and rules: those of the benchmark of whole lists."""
    import splink.comparison_library as cl
    from splink import SettingsCreator, block_on

    return SettingsCreator(
        link_type=link_type,
        comparisons=[
            cl.ForenameSurnameComparison("given_first", "family"),
            cl.DateOfBirthComparison("born", input_is_string=True),
            cl.PostcodeComparison("postcode"),
            cl.ExactMatch("sex"),
        ],
        blocking_rules_to_generate_predictions=list(starmap(block_on, RULES)),
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=False,
    )


if __name__ == "__main__":
    answer(Path(sys.argv[1]))
