"""A partnership's own weights: learnt from its lists by one command, used in linking, looked at, and put in force."""
# covers: Y4

import csv
import json

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured

from sharewell.matching import weights
from sharewell.matching.generating.lists import two_lists
from sharewell.ops.match_commands import match

SIZE = 2000


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("lists")
    for name, listed in zip(("school", "health"), two_lists(SIZE, seed=4), strict=True):
        with (made / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([list(listed.columns), *zip(*listed.columns.values(), strict=True)])
    lists = [str(made / f"{name}.csv") for name in ("school", "health")]
    asked = ["learn", *lists, "--out", str(made / "own.json"), "--accept-proposal", "--people", "50000"]
    assert match(asked) == 0
    return made


@pytest.fixture
def as_shipped():
    yield
    weights.use(weights.SHIPPED)


def test_what_two_lists_teach_says_from_what_and_nothing_of_anybody(folder):
    told = weights.plain(folder / "own.json")
    assert told["learnt"]["lists"] == "school.csv and health.csv"
    assert told["learnt"]["people"] == 50_000
    assert told["levels"]["family"]["same"]["pairs"] > SIZE / 2
    text = (folder / "own.json").read_text(encoding="utf-8")
    assert not any(name in text.casefold() for name in ("hussain", "smith", "olivia"))
    assert {path.name for path in folder.iterdir()} == {"school.csv", "health.csv", "own.json", "own.mapping.json"}


def test_the_more_people_the_less_likely_any_one_is_who_is_asked_for(folder, tmp_path):
    asked = [
        "learn",
        *(str(folder / f"{name}.csv") for name in ("school", "health")),
        "--out",
        str(tmp_path / "w.json"),
    ]
    assert match([*asked, "--accept-proposal", "--people", "100000"]) == 0
    fewer, more = (weights.plain(path)["prior"] for path in (folder / "own.json", tmp_path / "w.json"))
    assert fewer - more == pytest.approx(1, abs=0.02)


def test_lists_are_linked_with_the_weights_of_a_look_up(folder, tmp_path):
    lists = [str(folder / f"{name}.csv") for name in ("school", "health")]
    found = {}
    for name, more in (("own", []), ("given", ["--weights", str(weights.SHIPPED)])):
        out = tmp_path / f"{name}.csv"
        assert match(["link", *lists, "--out", str(out), "--accept-proposal", "--at-least", "0.5", *more]) == 0
        with out.open(encoding="utf-8") as lines:
            found[name] = {(row["row_a"], row["row_b"]) for row in csv.DictReader(lines)}
    assert len(found["own"] & found["given"]) >= 0.97 * max(map(len, found.values()))


def test_weights_are_shown_with_where_each_comes_from(folder, capsys, monkeypatch):
    assert match(["weights"]) == 0
    shipped = capsys.readouterr().out
    assert "two invented lists of 1,000,000 children" in shipped
    assert "set: one postcode in a hundred has a character wrong" in shipped
    monkeypatch.setenv("SHAREWELL_WEIGHTS_FILE", str(folder / "own.json"))
    assert match(["weights"]) == 0
    assert "learnt on" in (own := capsys.readouterr().out)
    assert "school.csv and health.csv" in own


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--out", "w.json"], "learnt from two lists"),
        (["--invented", "300", "--out", "w.json"], "too few to learn from"),
        (["--invented", "3000", "--out", "w.csv"], "should be a file that ends in .json"),
    ],
)
def test_what_cannot_be_learnt_from_is_a_sentence(tmp_path, monkeypatch, capsys, asked, said):
    monkeypatch.chdir(tmp_path)
    assert match(["learn", *asked]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_setting_puts_own_weights_in_force(settings, folder, as_shipped):
    settings.WEIGHTS_FILE = str(folder / "own.json")
    apps.get_app_config("lookup").ready()
    assert weights.weights()["prior"] == weights.plain(folder / "own.json")["prior"]


def test_nothing_starts_with_weights_that_would_mislead(settings, folder, tmp_path, as_shipped):
    told = json.loads((folder / "own.json").read_text(encoding="utf-8"))
    told["levels"]["birth"]["differs"]["bits"] = 4.0
    (tmp_path / "w.json").write_text(json.dumps(told), encoding="utf-8")
    settings.WEIGHTS_FILE = str(tmp_path / "w.json")
    with pytest.raises(ImproperlyConfigured, match=r"SHAREWELL_WEIGHTS_FILE: .*“birth: differs” must speak against"):
        apps.get_app_config("lookup").ready()
    assert weights.file_in_force() == weights.SHIPPED
