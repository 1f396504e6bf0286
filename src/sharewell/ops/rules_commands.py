"""The rulebook on the command line: advice on a file of facts, the rules, what changed between two days, all of it.

Needs no database, no secrets and no settings. A mistake in what was asked is told on standard error with exit code 2;
nothing then stands on standard output.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from sharewell.ops import facts_file, rules_said
from sharewell.rules import advice as advising
from sharewell.rules import comparing, exporting, packs, rendering
from sharewell.rules.facts import Facts
from sharewell.rules.rule import Part


class Misunderstood(Exception):
    """What was asked cannot be answered; the message says why."""


def advise(arguments: Sequence[str]) -> int:
    """Answer ``sharewell advise FACTS.yaml [--on DAY] [--json]``."""
    parser = argparse.ArgumentParser(prog="sharewell advise", description="What the rules advise on some facts.")
    parser.add_argument("facts", help="a YAML or JSON file, one fact a line (docs/reference/facts.md); - reads them in")
    _day_option(parser)
    parser.add_argument("--json", action="store_true", help="everything, as docs/reference/schema describes it")
    asked = parser.parse_args(list(arguments))
    return _answered(lambda: _advise(asked))


def rules(arguments: Sequence[str]) -> int:
    """Answer ``sharewell rules list|show|diff|export``."""
    parser = argparse.ArgumentParser(
        prog="sharewell rules", description="The rulebook: read it, compare it, export it."
    )
    commands = parser.add_subparsers(required=True, metavar="list | show | diff | export")
    listing = commands.add_parser("list", help="the rules in force, and those shown and not relied on")
    listing.add_argument("--part", choices=[part.value for part in Part], help="only the rules of this part")
    listing.set_defaults(run=_list)
    showing = commands.add_parser("show", help="everything about one rule")
    showing.add_argument("id")
    showing.set_defaults(run=_show)
    differing = commands.add_parser("diff", help="what changed between two days; for a case, with a file of facts")
    differing.add_argument("earlier", type=_day)
    differing.add_argument("later", type=_day)
    differing.add_argument("facts", nargs="?")
    differing.set_defaults(run=_diff)
    exporting_ = commands.add_parser("export", help="the whole rulebook; with --on, only that day's")
    exporting_.add_argument("--format", choices=["json", "yaml"], default="json")
    exporting_.set_defaults(run=_export)
    for one in (listing, exporting_):
        _day_option(one)
    for one in (listing, showing, differing):
        one.add_argument("--json", action="store_true", help="as JSON")
    asked = parser.parse_args(list(arguments))
    return _answered(lambda: str(asked.run(asked)))


def _answered(answer: Callable[[], str]) -> int:
    """Print an answer when there is one; else say why not, where errors are said."""
    try:
        text = answer()
    except (Misunderstood, facts_file.Mistaken, packs.NoRulesYet) as fault:
        print(fault, file=sys.stderr)
        return 2
    print(text.removesuffix("\n"))
    return 0


def _advise(asked: argparse.Namespace) -> str:
    known = _facts(asked.facts, "Nothing was advised")
    plain = rendering.to_json(advising.advise(known, on=asked.on or _today()))
    return _json(plain) if asked.json else rendering.to_english(plain)


def _list(asked: argparse.Namespace) -> str:
    on = asked.on or _today()
    pack = packs.pack_on(on)
    found = [rule for rule in (*pack.in_force, *pack.shown_only) if asked.part in (None, rule.part)]
    if asked.json:
        return _json([exporting.rule_as_data(rule) for rule in found])
    return rules_said.listed(found, on)


def _show(asked: argparse.Namespace) -> str:
    rule = next((rule for rule in packs.ALL_RULES if rule.id == asked.id), None)
    if rule is None:
        near = rules_said.near(asked.id, [rule.id for rule in packs.ALL_RULES])
        raise Misunderstood(f"There is no rule “{asked.id}”.{near} `sharewell rules list` shows them all.")
    if asked.json:
        return _json(exporting.rule_as_data(rule) | {"source": exporting.source_as_data(rule.source)})
    return rules_said.shown(rule, _today())


def _diff(asked: argparse.Namespace) -> str:
    between = comparing.rules_between(asked.earlier, asked.later)
    case = None
    if asked.facts:
        case = comparing.differences(_facts(asked.facts, "Nothing was compared"), asked.earlier, asked.later)
    if asked.json:
        return _json(rules_said.between_as_data(between, case))
    return rules_said.between(between) + (rules_said.of_case(case) if case else "")


def _export(asked: argparse.Namespace) -> str:
    whole = exporting.rulebook(asked.on)
    return _json(whole) if asked.format == "json" else yaml.safe_dump(whole, sort_keys=False, allow_unicode=True)


def _facts(name: str, not_done: str) -> Facts:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        reason = getattr(fault, "strerror", None) or "it is not text in UTF-8"
        raise Misunderstood(f"{name} could not be read: {reason}. {not_done}.") from None
    try:
        return facts_file.read(text)
    except facts_file.Mistaken as fault:
        count = len(fault.mistakes)
        told = "\n".join(f"  {mistake}" for mistake in fault.mistakes)
        raise Misunderstood(f"{name}: {count} mistake{'s' if count > 1 else ''}. {not_done}.\n{told}") from None


def _day_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--on", type=_day, default=None, metavar="DAY", help="the day whose rules are used; else today")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day; write one such as 2026-03-14") from None


def _today() -> date:
    """Give England's date."""
    return datetime.now(ZoneInfo("Europe/London")).date()


def _json(plain: Any) -> str:
    return json.dumps(plain, indent=1, ensure_ascii=False)
