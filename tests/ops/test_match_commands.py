"""Linking lists from the command line, whatever their columns are called."""
# covers: Y4

import csv
import json
import os
import re
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from sharewell.matching.generating.lists import two_lists
from sharewell.matching.linking import reading
from sharewell.matching.linking.found import InFolder
from sharewell.ops.match_commands import match
from sharewell.ops.matching import linking_lists, mapping

NEEDS_ARROW = pytest.mark.skipif(reading.arrow() is None, reason="pyarrow is not installed: ./sharewell add linking")
NEEDS_SPLINK = pytest.mark.skipif(find_spec("splink") is None, reason="Splink is not installed: ./sharewell add splink")
SOURCE = Path(__file__).parents[2] / "src"
SCHOOL = {"given": "Legal Forename", "family": "Legal Surname", "born": "DOB"}
HEALTH = {"given": "Forenames", "family": "SURNAME", "born": "Date of Birth"}
# Memory that a linkage may take: so much at all, and so much for each row of all lists.
AT_ALL, A_ROW = 350_000_000, 350


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lists")
    school, health = two_lists(3000, seed=4)
    write(folder / "school.csv", school.columns, SCHOOL)
    write(folder / "health.csv", health.columns, HEALTH)
    where = {person: row for row, person in enumerate(health.person.tolist())}
    kinds = health.kinds()
    true = [
        (row + 1, where[one] + 1, kinds[where[one]]) for row, one in enumerate(school.person.tolist()) if one in where
    ]
    with (folder / "truth.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("row_a", "row_b", "kind"), *true])
    mapping.write(
        folder / "mapping.json",
        {
            name: headings | {"sex": "Sex", "postcode": "Postcode", "reference": "Ref"}
            for name, headings in (("school.csv", SCHOOL), ("health.csv", HEALTH))
        },
    )
    return folder


def write(path, columns, headings):
    with path.open("w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file)
        lines.writerow(["Ref", *(headings.get(name, name.title()) for name in columns)])
        lines.writerows((f"{path.stem}-{row}", *one) for row, one in enumerate(zip(*columns.values(), strict=True)))


def asked(files, out, *more):
    lists = [str(files / "school.csv"), str(files / "health.csv")]
    return ["link", *lists, "--out", str(out), "--mapping", str(files / "mapping.json"), *more]


def rows(path):
    with path.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def pairs(files):
    out = files / "pairs.csv"
    assert match(asked(files, out, "--once", "--groups", str(files / "groups.csv"))) == 0
    return out


def test_lists_are_linked_and_judged(files, pairs, capsys):
    assert match(["evaluate", str(pairs), str(files / "truth.csv")]) == 0
    printed = capsys.readouterr().out
    at_half = next(line.split() for line in printed.splitlines() if line.strip().startswith("0.50"))
    assert float(at_half[3]) > 0.96
    moved = re.search(r"^ +moved +\d+ +([\d.]+)", printed, re.MULTILINE)
    assert moved is not None
    assert float(moved[1]) > 0.9


def test_truth_may_be_told_by_the_lists_own_references(files, pairs, tmp_path, capsys):
    lines = ["reference_a,reference_b", *(f"{row['reference_a']},{row['reference_b']}" for row in rows(pairs))]
    (tmp_path / "truth.csv").write_text("\n".join(lines), encoding="utf-8")
    assert match(["evaluate", str(pairs), str(tmp_path / "truth.csv")]) == 0
    assert re.search(r"0\.05 +1\.0000 +1\.0000", capsys.readouterr().out)


def test_pairs_without_references_are_not_judged_by_references_in_silence(files, pairs, tmp_path, capsys):
    told = rows(pairs)
    for row in told:
        row["reference_a"] = ""
    with (tmp_path / "pairs.csv").open("w", encoding="utf-8", newline="") as file:
        written = csv.DictWriter(file, list(told[0]))
        written.writeheader()
        written.writerows(told)
    (tmp_path / "truth.csv").write_text("reference_a,reference_b\n1,2\n", encoding="utf-8")
    assert match(["evaluate", str(tmp_path / "pairs.csv"), str(tmp_path / "truth.csv")]) == 2
    assert "rows of school.csv carry no reference in pairs.csv" in capsys.readouterr().err


def test_each_pair_says_in_words_what_agrees(pairs):
    first = rows(pairs)[0]
    assert first["likely"] == "very likely one person"
    assert "postcode the same" in first["reasons"]
    assert first["reference_a"] == f"school-{int(first['row_a']) - 1}"


def test_groups_are_a_proposal_that_says_what_to_look_out_for(files, pairs):
    groups = rows(files / "groups.csv")
    assert any("twins" in row["look_out_for"] for row in groups)
    flagged = [bool(row["look_out_for"]) for row in groups]
    assert flagged == sorted(flagged, reverse=True)


def test_nothing_is_linked_by_a_guess(files, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    out = tmp_path / "pairs.csv"
    again = ["link", str(files / "school.csv"), str(files / "health.csv"), "--out", str(out)]
    assert match(again) == 3
    printed = capsys.readouterr().out
    assert not out.exists()
    assert "Nothing was linked" in printed
    assert "from “Legal Forename”: its heading says so" in printed
    assert f"--mapping {out.with_suffix('.mapping.json')}" in printed
    assert match([*again, "--mapping", str(out.with_suffix(".mapping.json"))]) == 0
    assert out.exists()


def test_on_a_terminal_a_person_corrects_the_proposal_and_it_is_kept(files, tmp_path, capsys, monkeypatch):
    said = iter(["born=Nowhere", "born=", "born=DOB", "", ""])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _prompt: next(said))
    out = tmp_path / "pairs.csv"
    assert match(["link", str(files / "school.csv"), str(files / "health.csv"), "--out", str(out)]) == 0
    printed = capsys.readouterr().out
    assert "Not changed: there is no column “Nowhere”" in printed
    assert "from “DOB”: you said so" in printed
    assert json.loads(out.with_suffix(".mapping.json").read_text())["school.csv"]["born"] == "DOB"


def test_who_stops_before_agreeing_links_nothing(files, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda _prompt: "q")
    assert match(["link", str(files / "school.csv"), "--out", str(tmp_path / "pairs.csv")]) == 2
    assert "nothing was linked" in capsys.readouterr().err


KILLED = """
import os, signal, sys
from sharewell.matching.linking.found import InFolder
from sharewell.ops.match_commands import match
whole = InFolder.finish
def finish(self, rule):
    whole(self, rule)
    if rule == 4:
        os.kill(os.getpid(), signal.SIGKILL)
InFolder.finish = finish
match(sys.argv[1:])
"""


def test_a_killed_run_goes_on_where_it_stopped_and_comes_to_the_same(files, pairs, tmp_path, monkeypatch, capsys):
    out = tmp_path / "pairs.csv"
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, *asked(files, out, "--once")],
        env=os.environ | {"PYTHONPATH": str(SOURCE)}, check=False, capture_output=True,
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL
    assert not out.exists()
    finished, whole = [], InFolder.finish

    def finish(self, rule):
        finished.append(rule)
        whole(self, rule)

    monkeypatch.setattr(InFolder, "finish", finish)
    monkeypatch.setattr(linking_lists.reading, "blocks", None)  # the lists are not read a second time
    assert match(asked(files, out, "--once")) == 0
    assert "Going on where an earlier run stopped" in capsys.readouterr().out
    assert min(finished) == 5
    assert out.read_bytes() == pairs.read_bytes()
    assert list(tmp_path.glob("*.unfinished")) == []


def test_what_a_killed_run_left_is_not_used_for_another_question(files, tmp_path, capsys):
    out = tmp_path / "pairs.csv"
    other = tmp_path / "health.csv"
    other.write_text((files / "health.csv").read_text(encoding="utf-8").replace("Smith", "Smyth"), encoding="utf-8")
    subprocess.run(
        [sys.executable, "-c", KILLED, *asked(files, out)],
        env=os.environ | {"PYTHONPATH": str(SOURCE)}, check=False, capture_output=True,
    )  # fmt: skip
    lists = [str(files / "school.csv"), str(other)]
    assert match(["link", *lists, "--out", str(out), "--mapping", str(files / "mapping.json")]) == 0
    assert "Going on" not in capsys.readouterr().out


MEASURED = r"""
import re, sys
from pathlib import Path
from sharewell.ops.match_commands import match
assert match(sys.argv[1:]) == 0
# Not what getrusage says: that begins with what the starting process had.
print(int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) * 1024)
"""


def test_memory_is_bounded_also_where_everybody_has_one_postcode(tmp_path):
    size = 12_000
    for name, listed in zip(("a", "b"), two_lists(size, seed=6), strict=True):
        write(tmp_path / f"{name}.csv", listed.columns | {"postcode": ["YO1 7HH"] * size}, {})
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, "link", str(tmp_path / "a.csv"), str(tmp_path / "b.csv"),
         "--out", str(tmp_path / "pairs.csv"), "--accept-proposal"],
        env=os.environ | {"PYTHONPATH": str(SOURCE)}, check=True, capture_output=True, text=True,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert int(done.stdout.split()[-1]) < AT_ALL + A_ROW * 2 * size


@NEEDS_ARROW
def test_parquet_holds_what_csv_holds(files, pairs, tmp_path, capsys):
    out = tmp_path / "pairs.parquet"
    assert match(asked(files, out, "--once")) == 0
    held = reading.arrow("pyarrow.parquet").read_table(out).to_pylist()
    assert [{name: str(value) for name, value in row.items()} for row in held] == rows(pairs)
    assert match(["evaluate", str(out), str(files / "truth.csv")]) == 0


def test_without_pyarrow_parquet_is_refused_before_any_work_with_the_line_that_installs_it(
    files, tmp_path, monkeypatch, capsys
):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.csv", None)
    assert match(asked(files, tmp_path / "pairs.parquet")) == 2
    assert "./sharewell add linking" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.filterwarnings("ignore")
@pytest.mark.xdist_group("splink")
@NEEDS_SPLINK
def test_another_engine_writes_the_same_kind_of_pairs(files, pairs, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    out = tmp_path / "pairs.csv"
    assert match(asked(files, out, "--once", "--at-least", "0.5", "--engine", "splink-duckdb")) == 0
    theirs, ours = rows(out), [row for row in rows(pairs) if float(row["probability"]) >= 0.5]
    assert list(theirs[0]) == list(ours[0])
    same = {(row["row_a"], row["row_b"]) for row in theirs} & {(row["row_a"], row["row_b"]) for row in ours}
    assert len(same) >= 0.97 * max(len(ours), len(theirs))
    assert all(row["reasons"] and row["likely"] for row in theirs)
    left_over = {path.name for path in tmp_path.iterdir()} - {"pairs.csv", "pairs.school-health.weights.json"}
    assert left_over == set()


@pytest.mark.parametrize("engine", ["splink-duckdb", "splink-spark"])
def test_an_engine_that_is_not_installed_is_refused_with_the_line_that_installs_it(
    files, tmp_path, monkeypatch, capsys, engine
):
    monkeypatch.setattr(
        "sharewell.ops.matching.engines.find_spec", lambda name: None if name == "splink" else find_spec(name)
    )
    assert match(asked(files, tmp_path / "pairs.csv", "--engine", engine)) == 2
    assert "./sharewell add splink" in capsys.readouterr().err


def test_a_list_without_names_is_a_sentence_not_a_crash(files, capsys):
    (files / "numbers.csv").write_text("a,b\n1,2\n")
    assert match(["link", str(files / "numbers.csv"), "--out", str(files / "x.csv"), "--accept-proposal"]) == 2
    assert "no column is a name" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("out", "said"), [("pairs.txt", "should end in .csv or .parquet"), ("nowhere/pairs.csv", "there is no folder")]
)
def test_a_file_that_could_not_be_written_is_refused_before_any_work(files, tmp_path, capsys, out, said):
    assert match(asked(files, tmp_path / out)) == 2
    assert said in capsys.readouterr().err
