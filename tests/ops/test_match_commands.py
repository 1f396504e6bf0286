"""Linking two lists from the command line, whatever their columns are called."""
# covers: Y4

import csv
import json

import pytest

from sharewell.matching.generating.lists import two_lists
from sharewell.ops.match_commands import match


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lists")
    school, health = two_lists(3000, seed=4)
    write(folder / "school.csv", school.columns, {"given": "Legal Forename", "family": "Legal Surname", "born": "DOB"})
    write(folder / "health.csv", health.columns, {"given": "Forenames", "family": "SURNAME", "born": "Date of Birth"})
    where = {person: row + 1 for row, person in enumerate(health.person.tolist())}
    true = [(row + 1, where[person]) for row, person in enumerate(school.person.tolist()) if person in where]
    with (folder / "truth.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("row_a", "row_b", "kind"), *((*pair, "any") for pair in true)])
    return folder


def write(path, columns, headings):
    with path.open("w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file)
        lines.writerow([headings.get(name, name.title()) for name in columns])
        lines.writerows(zip(*columns.values(), strict=True))


def test_lists_are_linked_and_judged(files, capsys):
    out = files / "pairs.csv"
    assert match(["link", str(files / "school.csv"), str(files / "health.csv"), "--out", str(out), "--once"]) == 0
    assert match(["evaluate", str(out), str(files / "truth.csv")]) == 0
    printed = capsys.readouterr().out
    at_half = next(line.split() for line in printed.splitlines() if line.strip().startswith("0.50"))
    assert float(at_half[3]) > 0.96
    assert "a person confirms each" in printed


def test_the_columns_that_were_guessed_are_kept_for_correction(files):
    out = files / "pairs.csv"
    match(["link", str(files / "school.csv"), str(files / "health.csv"), "--out", str(out)])
    kept = json.loads(out.with_suffix(".columns.json").read_text())
    assert kept["school.csv"] == {
        "given": "Legal Forename",
        "family": "Legal Surname",
        "born": "DOB",
        "sex": "Sex",
        "postcode": "Postcode",
    }


def test_each_pair_says_in_words_what_agrees(files):
    out = files / "pairs.csv"
    match(["link", str(files / "school.csv"), str(files / "health.csv"), "--out", str(out)])
    with out.open() as lines:
        first = next(csv.DictReader(lines))
    assert first["likely"] == "very likely one person"
    assert "birth date the same" in first["agreement"]


def test_a_list_without_names_is_a_sentence_not_a_crash(files, capsys):
    (files / "numbers.csv").write_text("a,b\n1,2\n")
    assert match(["link", str(files / "numbers.csv"), "--out", str(files / "x.csv")]) == 2
    assert "no column looks like a name" in capsys.readouterr().err
