"""The rulebook on the command line: no database, no secrets; mistakes told all at once, and nothing else said."""
# covers: W16 Y7 Y13

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sharewell.ops import facts_file, rules_commands, rules_reference
from sharewell.rules import advice, exporting, facts, rendering, schema
from sharewell.rules.facts import FACTS
from sharewell.rules.packs import ALL_RULES, boundaries, pack_on
from sharewell.rules.rule import CHOOSERS

SOURCE = Path(__file__).parents[2] / "src"
A_CASE = """\
# a worry, without names
immediate_danger: no
level_of_concern: in_need
protected: child
recipient_role: hub_social_worker
consent: not_sought
subject_born_on: 2013-10-02
in_doubt: unknown
others_at_risk:
"""
WRONG = """\
immediate_danger: false
level_of_concern: significant_harm
recipient_rol: hub_social_worker
consent: maybe
in_doubt:
  - yes
consent: given
subject_born_on: yesterday
"""


@pytest.fixture
def case(tmp_path):
    return written(tmp_path, A_CASE)


def written(folder, text):
    file = folder / "case.yaml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def said(capsys, run, *arguments):
    assert run(list(arguments)) == 0
    told = capsys.readouterr()
    assert told.err == ""
    return told.out


def refused(capsys, run, *arguments):
    try:
        code = run(list(arguments))
    except SystemExit as ended:
        code = ended.code
    assert code == 2
    told = capsys.readouterr()
    assert told.out == "", "nothing but the mistake is said"
    return told.err


def test_it_runs_without_any_setting_and_never_loads_the_framework(case):
    look = "import sys; from sharewell.ops import command; code = command.main(sys.argv[1:])"
    look += "; sys.exit(code or ('django' in sys.modules and 77) or ('psycopg' in sys.modules and 78))"
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": str(SOURCE)}
    for arguments in (
        ["advise", case],
        ["rules", "list"],
        ["rules", "export"],
        ["rules", "diff", "2019-01-01", "2025-01-01"],
    ):
        done = subprocess.run(
            [sys.executable, "-c", look, *arguments], env=bare, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), arguments
        assert done.stdout


def test_advice_is_said_in_english_with_the_day_and_the_version(capsys, case):
    text = said(capsys, rules_commands.advise, case, "--on", "2025-03-03")
    assert "2025-03-03" in text
    assert pack_on(date(2025, 3, 3)).version in text
    assert "SHARE, AS TRIMMED" in text
    assert "What must not happen" in text


def test_an_old_decision_is_read_under_the_rules_of_its_day(capsys, case):
    assert "SEEK AGREEMENT OR ADVICE FIRST" in said(capsys, rules_commands.advise, case, "--on", "2019-03-03")


def test_the_same_facts_may_come_as_json_and_from_standard_input(capsys, case, tmp_path, monkeypatch):
    import io

    plain = facts.to_mapping(facts_file.read(A_CASE))
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(plain)))
    from_json = said(capsys, rules_commands.advise, "-", "--json", "--on", "2026-11-27")
    assert from_json == said(capsys, rules_commands.advise, case, "--json", "--on", "2026-11-27")
    assert plain.items() <= json.loads(from_json)["facts"].items()


def test_every_mistake_is_told_at_once_with_line_field_and_what_is_allowed(capsys, tmp_path):
    told = refused(capsys, rules_commands.advise, written(tmp_path, WRONG))
    assert "5 mistakes. Nothing was advised." in told
    assert "line 3, recipient_rol: there is no such fact; did you mean recipient_role" in told
    assert (
        "line 4, consent: “maybe” is not an answer to it. Allowed: not_sought, given, refused, withdrawn, unknown."
        in told
    )
    assert "line 6, in_doubt: it has several answers, and takes one. Allowed: true, false, unknown." in told
    assert "line 7, consent: it is given twice, first on line 4." in told
    assert "line 8, subject_born_on: “yesterday” is not an answer to it. Allowed: a day such as 2026-03-14" in told


@pytest.mark.parametrize(("text", "expected"), [
    ("in_doubt: true\n\tconsent: given", "line 2: it cannot be read as YAML"),
    ("- in_doubt", "line 1: write one fact a line"),
    ("in_doubt: 1", "line 1, in_doubt: “1” is not an answer to it. Allowed: true, false, unknown."),
    ("subject_born_on: 2013-10-02T10:00", "line 1, subject_born_on"),
    ("zebra: true", "line 1, zebra: there is no such fact; docs/reference/facts.md names them all"),
    ("in_doubt: 'tr\0ue'", "line 1"),
])  # fmt: skip
def test_what_cannot_be_read_is_told_with_its_line(capsys, tmp_path, text, expected):
    assert expected in refused(capsys, rules_commands.advise, written(tmp_path, text))


def test_a_file_that_is_not_there_or_not_text_is_told(capsys, tmp_path):
    assert "No such file" in refused(capsys, rules_commands.advise, str(tmp_path / "none.yaml"))
    (tmp_path / "picture").write_bytes(b"\x89PNG\xff\xfe")
    assert "not text" in refused(capsys, rules_commands.advise, str(tmp_path / "picture"))


def test_a_wrong_day_is_told(capsys, case):
    assert "“soon” is not a day" in refused(capsys, rules_commands.advise, case, "--on", "soon")
    assert "There are no rules for that day" in refused(capsys, rules_commands.advise, case, "--on", "1999-01-01")


def test_a_tag_in_a_file_makes_nothing():
    assert facts_file.read("in_doubt: !!python/object/apply:os.abort true")["in_doubt"] is True


HOW_TO = Path(__file__).parents[2] / "docs/how-to/call-the-rules-from-another-system.md"


def test_what_the_how_to_shows_is_what_happens(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = HOW_TO.read_text(encoding="utf-8")
    case = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)[1]
    Path("case.yaml").write_text(case, encoding="utf-8")
    shown = re.findall(r"^(?:sharewell) (advise|rules) (.*?)(?: +#.*)?$", text, re.MULTILINE)
    assert len(shown) >= 9
    for command, arguments in shown:
        assert said(capsys, getattr(rules_commands, command), *arguments.split())
    wrong = case.replace("recipient_role", "recipient_rol").replace("not_sought", "maybe").splitlines()
    Path("case.yaml").write_text("\n".join([wrong[1], wrong[2], wrong[4], wrong[5]]), encoding="utf-8")
    told = re.search(r"```\n(case.yaml: .*?)```", text, re.DOTALL)[1]
    assert refused(capsys, rules_commands.advise, "case.yaml") == told


def test_an_empty_file_is_a_case_of_which_nothing_is_known():
    assert facts_file.read("") == facts.Facts()
    assert facts_file.read("# nothing yet\n") == facts.Facts()


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_what_the_vocabulary_allows_is_read_as_it_was_written(data):
    names = data.draw(st.sets(st.sampled_from(sorted(FACTS)), max_size=12))
    answers = {name: data.draw(st.sampled_from([*FACTS[name].values, None])) for name in names if FACTS[name].values}
    assert facts_file.read(yaml.safe_dump(answers)) == facts.Facts(**answers)
    assert facts_file.read(json.dumps(answers)) == facts.Facts(**answers)


def test_the_list_says_what_may_not_be_relied_on(capsys):
    text = said(capsys, rules_commands.rules, "list", "--on", "2026-11-27")
    line = next(line for line in text.splitlines() if line.startswith("  duty.s16la:"))
    assert "announced, and not confirmed to be in force" in line
    assert text.count("\n  ") == len({**pack_on(date(2026, 11, 27)).by_id})
    only = said(capsys, rules_commands.rules, "list", "--part", "myth")
    assert {line.split(".")[0].strip() for line in only.splitlines()} == {"myth"}


def test_one_rule_is_shown_with_its_source_or_its_neighbours_are_named(capsys):
    text = said(capsys, rules_commands.rules, "show", "golden.2018.1")
    for part in ("golden rule 1", "https://", "from 2018-07-01 to 2024-04-18", "standing today: Not in force"):
        assert part in text
    assert "Did you mean golden.2018.1" in refused(capsys, rules_commands.rules, "show", "golden.2018.11")
    plain = json.loads(said(capsys, rules_commands.rules, "show", "golden.2018.1", "--json"))
    assert plain["source"]["verified"] == "secondary"


def test_what_changed_between_two_days_is_told_and_for_a_case_too(capsys, case):
    text = said(capsys, rules_commands.rules, "diff", "2019-03-03", "2026-11-27", case)
    assert "golden.2018.1 by golden.2024.1" in text
    assert "2019-03-03: Seek agreement or advice first." in text
    assert "2026-11-27: Share, as trimmed." in text
    assert "duty.s16la: not there, then announced" in text
    plain = json.loads(said(capsys, rules_commands.rules, "diff", "2019-03-03", "2026-11-27", case, "--json"))
    assert plain["case"]["earlier"]["recommendation"] == "SEEK_FIRST"
    assert plain["case"]["later"]["recommendation"] == "SHARE_TRIMMED"
    assert ["golden.2018.1", "golden.2024.1"] in plain["replaced"]
    assert "Nothing changed." in said(capsys, rules_commands.rules, "diff", "2025-03-03", "2025-03-04")


def test_the_whole_rulebook_can_be_taken_along(capsys):
    whole = json.loads(said(capsys, rules_commands.rules, "export"))
    assert [rule["id"] for rule in whole["rules"]] == [rule.id for rule in ALL_RULES]
    assert len(whole["versions"]) == len(boundaries())
    assert {rule["source"] for rule in whole["rules"]} <= {source["id"] for source in whole["sources"]}
    assert [fact["id"] for fact in whole["facts"]] == list(FACTS)
    on = date(2024, 5, 1)
    of_a_day = yaml.safe_load(said(capsys, rules_commands.rules, "export", "--format", "yaml", "--on", on.isoformat()))
    assert {rule["id"] for rule in of_a_day["rules"]} == set(pack_on(on).by_id)
    assert of_a_day == exporting.rulebook(on)


def test_a_condition_that_is_taken_along_can_be_evaluated_elsewhere():
    """The tree carries the whole condition: evaluated by what it says alone it gives what the rules give."""
    known = facts_file.read(A_CASE)

    def holds(node):
        (key, told), *more = node.items()
        if key == "fact":
            return None if known[told] is None else known[told] in dict(more)["is"]
        if key == "known":
            return known[told] is not None
        if key in ("all", "any"):
            parts = [holds(part) for part in told]
            deciding = key == "any"
            return deciding if deciding in parts else (None if None in parts else not deciding)
        inner = holds(told)
        return inner is not False if key == "possibly" else (None if inner is None else not inner)

    pack = pack_on(date(2026, 11, 27))
    compared = 0
    for rule, truth in pack.weigh(known):
        tree = exporting.rule_as_data(rule)
        if "any_met" not in json.dumps(tree):
            assert holds({"all": [tree["applies"], tree["when"]]}) is truth, rule.id
            compared += 1
    assert compared > 100


ANSWERS = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from([*fact.values, None]) for name, fact in FACTS.items() if fact.values}
)
CHECK_ADVICE = jsonschema.Draft202012Validator(schema.advice_schema(), format_checker=jsonschema.FormatChecker())
CHECK_FACTS = jsonschema.Draft202012Validator(schema.facts_schema(), format_checker=jsonschema.FormatChecker())


def test_the_schemas_are_schemas_and_the_references_pages_name_everything():
    jsonschema.Draft202012Validator.check_schema(schema.advice_schema())
    jsonschema.Draft202012Validator.check_schema(schema.facts_schema())
    assert [name for name in FACTS if f"### `{name}`" not in rules_reference.facts()] == []
    chosen = {str(rule.gives) for rule in ALL_RULES if rule.part in CHOOSERS}
    assert [key for key in chosen if f"| `{key}` |" not in rules_reference.advice()] == []


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.data_too_large, HealthCheck.too_slow])
@given(ANSWERS, st.sampled_from(boundaries()))
def test_every_advice_is_as_its_schema_says(answers, on):
    given_advice = rendering.to_json(advice.advise(facts.Facts(**answers), on=on))
    CHECK_ADVICE.validate(given_advice)
    CHECK_FACTS.validate(given_advice["facts"])
    CHECK_FACTS.validate(answers | {"subject_born_on": "2013-10-02"})


def test_a_document_that_is_not_as_the_schema_says_is_noticed():
    plain = rendering.to_json(advice.advise(facts_file.read(A_CASE), on=date(2026, 11, 27)))
    for broken in (
        plain | {"score": 7},
        plain | {"recommendation": "BLOCKED"},
        {k: plain[k] for k in plain if k != "reason"},
    ):
        assert not CHECK_ADVICE.is_valid(broken)
    assert not CHECK_FACTS.is_valid({"consent": "maybe"})
    assert not CHECK_FACTS.is_valid({"name": "anybody"})


def test_the_advice_carries_what_another_system_needs():
    plain = rendering.to_json(advice.advise(facts_file.read(A_CASE), on=date(2026, 11, 27)))
    for key in ("recommendation", "timing", "openness", "seek_consent", "rules_version", "rules_hash"):
        assert plain[key]
    assert {"bases", "conditions", "consent", "to_record", "must_not"} <= plain["sections"].keys()
    assert plain["sections"]["to_record"][0]["source"]["dated"]
