"""The rulebook on the command line: advice on a file of facts, the rules, what changed between two days."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import yaml

from sharewell.rules import advice as advising
from sharewell.rules import facts, packs, rendering


def advise(arguments: Sequence[str]) -> int:
    """Answer ``sharewell advise FACTS.yaml [--on DATE] [--json]``; exit code 2 for a file with a mistake."""
    parser = argparse.ArgumentParser(prog="sharewell advise")
    parser.add_argument("facts", type=Path, help="a YAML file: one fact a line, as docs/reference/facts.md names them")
    parser.add_argument("--on", type=date.fromisoformat, default=None, help="the day whose rules are used")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    asked = parser.parse_args(list(arguments))
    try:
        read = yaml.safe_load(asked.facts.read_text(encoding="utf-8")) or {}
        known = facts.from_mapping(read)
    except (OSError, yaml.YAMLError, ValueError, TypeError, LookupError, AttributeError) as fault:
        print(f"{asked.facts.name}: {fault}", file=sys.stderr)
        return 2
    given = advising.advise(known, on=asked.on or date.today())  # noqa: DTZ011 (the local day of whoever asks)
    plain = rendering.to_json(given)
    print(json.dumps(plain, indent=1, ensure_ascii=False) if asked.json else rendering.to_english(plain))
    return 0


def rules(arguments: Sequence[str]) -> int:
    """Answer ``sharewell rules list|show ID [--on DATE]``."""
    parser = argparse.ArgumentParser(prog="sharewell rules")
    parser.add_argument("what", choices=["list", "show"])
    parser.add_argument("id", nargs="?")
    parser.add_argument("--on", type=date.fromisoformat, default=None)
    asked = parser.parse_args(list(arguments))
    pack = packs.pack_on(asked.on or date.today())  # noqa: DTZ011 (the local day of whoever asks)
    found = [rule for rule in (*pack.in_force, *pack.shown_only) if asked.what == "list" or rule.id == asked.id]
    if not found:
        print(f"There is no rule “{asked.id}”. `sharewell rules list` shows them all.", file=sys.stderr)
        return 2
    for rule in found:
        print(f"{rule.id}: {rule.statement}")
        if asked.what == "show":
            print(f"  source: {rule.cited}\n  since {rule.since}, status {rule.status.value}")
    return 0
