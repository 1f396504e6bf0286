"""The installed command ``sharewell``: finds its database, takes the right role, and hands over to what was asked."""

import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

HELP = """\
sharewell walk                    play the whole walk in this terminal, against a fresh database
sharewell serve [--port N]        check the settings, then serve pages and run the worker
sharewell check                   say what must be mended before serving real people
sharewell migrate                 bring the database to today's schema (as the owner)
sharewell worker                  run the worker alone
sharewell ledger verify           prove the whole record untouched
sharewell ledger export FILE      write the log to a file that anyone can check
sharewell ledger history REF      what was done about a record, with its proof
sharewell ledger key              make the signing key of a new ledger
sharewell spool replay            take in what was handed in while the database was lost
sharewell reference write         write the reference pages from the code
sharewell advise FACTS.yaml       what the rules advise on some facts; --on DAY, --json
sharewell rules list | show ID    the rules, their sources and dates
sharewell rules diff DAY DAY [FACTS.yaml]  what changed between two days, and for one case
sharewell rules export            the whole rulebook as JSON or YAML
sharewell rulebook FILE.pdf       the whole rulebook as one printed document
sharewell match link A.csv B.csv --out PAIRS.csv  rows that may be one person; of one list: its doubles
sharewell match evaluate PAIRS.csv TRUTH.csv      how right such pairs are
sharewell match learn A.csv B.csv --out W.json    the weights of looking people up, learnt from lists
sharewell match weights [W.json]                  those weights, and where each comes from
sharewell demo …, sharewell test  only as ./sharewell in the project's own folder
"""
# In which database role each command works; the others work in the role of the pages.
ROLES = {"migrate": "owner", "worker": "worker", "ledger": "worker", "spool": "worker"}
# These read no settings either, so that they run anywhere and at once.
NEEDS_NO_DATABASE = ("advise", "rules", "rulebook", "reference", "match")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    asked = list(sys.argv[1:] if arguments is None else arguments)
    if not asked or asked[0] in ("help", "-h", "--help"):
        print(HELP)
        return 0
    name, rest = asked[0], asked[1:]
    if name == "walk":
        from sharewell.ops.launching import walking

        return walking.main(rest)
    commands = _commands()
    if name not in commands:
        print(f"There is no command “{name}”.\n\n{HELP}", file=sys.stderr)
        return 2
    if name in NEEDS_NO_DATABASE:
        return commands[name](rest)
    with contextlib.ExitStack() as stack:
        _find_a_database(stack)
        os.environ["SHAREWELL_ROLE"] = ROLES.get(name, os.environ.get("SHAREWELL_ROLE", "app"))
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sharewell.settings")
        import django

        django.setup()
        return commands[name](rest)


def _commands() -> dict[str, Callable[[list[str]], int]]:
    return {
        "migrate": _migrate,
        "worker": _worker,
        "serve": _serve,
        "check": _check,
        "ledger": _ledger,
        "spool": _spool,
        "reference": _reference,
        "advise": _advise,
        "rules": _rules,
        "rulebook": _rulebook,
        "match": _match,
    }


def _find_a_database(stack: contextlib.ExitStack) -> None:
    """Use the given database; else the demonstration's, started for as long as the command runs."""
    if os.environ.get("DATABASE_URL"):
        return
    from sharewell.ops.launching import place

    stack.enter_context(place.demo_database())


def _migrate(_rest: list[str]) -> int:
    from sharewell.ops.migrating import migrate

    migrate()
    print("The database has today's schema.")
    return 0


def _worker(_rest: list[str]) -> int:
    from sharewell.ops import worker

    return worker.run()


def _serve(rest: list[str]) -> int:
    from sharewell.ops import starting

    return starting.serve(rest)


def _check(_rest: list[str]) -> int:
    from sharewell.ops import starting

    return starting.check()


def _ledger(rest: list[str]) -> int:
    from sharewell.ops import ledger_commands

    return ledger_commands.ledger(rest)


def _spool(rest: list[str]) -> int:
    from sharewell.ops import spool_commands

    return spool_commands.run(rest)


def _reference(rest: list[str]) -> int:
    from sharewell.ops import reference

    folder = Path(rest[1]) if len(rest) > 1 else Path("docs/reference")
    if rest[:1] == ["write"]:
        reference.write(folder)
        print(f"Written to {folder}.")
        return 0
    stale = reference.stale(folder)
    print(
        "\n".join(f"{name} no longer says what the code says" for name in stale)
        or "Every page says what the code says."
    )
    return 1 if stale else 0


def _advise(rest: list[str]) -> int:
    from sharewell.ops import rules_commands

    return rules_commands.advise(rest)


def _rules(rest: list[str]) -> int:
    from sharewell.ops import rules_commands

    return rules_commands.rules(rest)


def _rulebook(rest: list[str]) -> int:
    from sharewell.ops import rulebook_command

    return rulebook_command.write(rest)


def _match(rest: list[str]) -> int:
    from sharewell.ops import match_commands

    return match_commands.match(rest)


if __name__ == "__main__":
    sys.exit(main())
