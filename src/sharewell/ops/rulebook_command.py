"""The printed rulebook on the command line: ``sharewell rulebook FILE.pdf [--on DATE]``, without a database."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sharewell.papers import rulebook_paper
from sharewell.rules import rulebook
from sharewell.rules.packs import NoRulesYet


def write(arguments: Sequence[str]) -> int:
    """Write the rulebook to a file; exit code 2 when that cannot be done."""
    parser = argparse.ArgumentParser(prog="sharewell rulebook")
    parser.add_argument("file", type=Path, help="where the PDF is written")
    parser.add_argument("--on", type=date.fromisoformat, default=None, help="the day whose rulebook is printed")
    asked = parser.parse_args(list(arguments))
    today = date.today()  # noqa: DTZ011 (the local day of whoever asks)
    try:
        book = rulebook.book_on(asked.on or today)
        asked.file.write_bytes(rulebook_paper.write(book, made_on=today))
    except NoRulesYet as refusal:
        print(f"{refusal.title}. {refusal.next_step}", file=sys.stderr)
        return 2
    except OSError as fault:
        print(f"{asked.file} could not be written: {fault.strerror}. Name another file.", file=sys.stderr)
        return 2
    print(f"Written to {asked.file}: {rulebook.counts(book)['all']} rules, version {book['rules_version']}.")
    return 0
