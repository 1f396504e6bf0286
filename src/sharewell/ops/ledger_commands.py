"""The ledger on the command line: check it, hand it to someone, sign it, read a record's history."""

import argparse
import sys
from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from sharewell.base.actor import system
from sharewell.base.rows import acting_for
from sharewell.ledger import history as histories
from sharewell.ledger import keys, sequencer, verification
from sharewell.ledger.checkpoints import BadNote


def ledger(arguments: Sequence[str]) -> int:
    """Answer ``sharewell ledger …``; give the exit code: 0 all is well, 1 it is not, 2 not understood."""
    parser = argparse.ArgumentParser(prog="sharewell ledger", description="The record of what was done.")
    commands = parser.add_subparsers(required=True, metavar="verify | export | checkpoint | history | key")
    commands.add_parser("verify", help="prove the whole log untouched").set_defaults(run=verify)
    exporting = commands.add_parser("export", help="write the log to a file that anyone can check")
    exporting.add_argument("file", type=Path)
    exporting.add_argument("--with-content", action="store_true", help="with all that entries say, for an auditor")
    exporting.add_argument("--for-agency", type=UUID, metavar="ID", help="with what one agency may read")
    exporting.set_defaults(run=export)
    commands.add_parser("checkpoint", help="sign what is new, show the signed head").set_defaults(run=checkpoint)
    reading = commands.add_parser("history", help="what was done about a record, with its proof")
    reading.add_argument("record", type=UUID, metavar="REF")
    reading.add_argument("--proofs", type=Path, metavar="FOLDER", help="write each entry's proof into this folder")
    reading.set_defaults(run=history)
    commands.add_parser("key", help="make the signing key of a new ledger").set_defaults(run=key)
    asked = parser.parse_args(arguments)
    return int(asked.run(asked))


def verify(_asked: argparse.Namespace) -> int:
    """Check everything; name the first bad entry when there is one."""
    try:
        report = verification.verify_all(timezone.now())
    except BadNote as fault:
        return _complain(f"The trusted keys cannot be read: {fault}.")
    if report.is_whole:
        signed = f"signed by {report.signed_by}" if report.signed_by else "nothing signed yet"
        print(f"The whole log is untouched: {report.size} entries, root {b64encode(report.root).decode()}, {signed}.")
        if 0 < report.signed_size < report.size:
            print(f"The last {report.size - report.signed_size} are about to be signed.")
        return 0
    first = report.first_bad
    print(
        "The log is not untouched." if first is None else f"The log is not untouched. The first bad entry is {first}."
    )
    for found in report.faults:
        print(f"- {found.sentence}")
    if report.further_faults:
        print(f"- And {report.further_faults} more.")
    print("Change nothing. Keep a copy of the database and of the signed checkpoints, and tell the auditor.")
    return 1


def export(asked: argparse.Namespace) -> int:
    """Write the log to a file."""
    if asked.with_content and asked.for_agency:
        return _complain("Choose --with-content or --for-agency, not both.", code=2)
    content = "all" if asked.with_content else "some" if asked.for_agency else "none"
    try:
        size = verification.export(asked.file, content=content, agency_id=asked.for_agency)
    except OSError as fault:
        return _complain(f"{asked.file.name} could not be written: {fault.strerror}.")
    print(f"{size} entries are in {asked.file}. {_SAID[content]}")
    print("Check it anywhere with: python3 verify_ledger.py log", asked.file.name, "--key KEY")
    return 0


_SAID = {
    "none": "It names nobody: only what proves the order.",
    "some": "It holds what that agency may read. Keep it as safe as the records themselves.",
    "all": "It holds everything entries say. Keep it as safe as the records themselves.",
}


def checkpoint(_asked: argparse.Namespace) -> int:
    """Sign what is new when the key is here; print the latest signed head, to be kept or handed to a partner."""
    if settings.LEDGER_KEY_FILE:
        try:
            sequencer.run(timezone.now())
        except (sequencer.LedgerDamaged, keys.NoSigningKey) as fault:
            return _complain(f"Nothing was signed. {fault}")
    with acting_for(system("ledger-verify")):
        note = histories.latest_note()
    if not note:
        return _complain("Nothing has been signed yet. The worker signs, with the key in SHAREWELL_LEDGER_KEY_FILE.")
    print(note, end="")
    return 0


def history(asked: argparse.Namespace) -> int:
    """Print what was done about a record, and whether each entry is proved."""
    auditor = system("ledger-verify")
    with acting_for(auditor):
        found = histories.history(auditor, asked.record)
        for entry in found.entries:
            place = "not placed yet" if entry.place is None else f"entry {entry.place}"
            when = f"{timezone.localtime(entry.at):%d %B %Y %H:%M:%S}"
            print(f"{when}  {entry.sentence}  ({place}, {_PROVED[entry.is_proved]})")
            print(f"    by {entry.practitioner_id} of {entry.agency_id}")
            if asked.proofs and entry.is_proved:
                asked.proofs.mkdir(mode=0o700, parents=True, exist_ok=True)
                text = histories.proof_file(auditor, asked.record, entry.leaf_id)
                (asked.proofs / f"{entry.place}.tlog-proof").write_text(text, encoding="utf-8")
    if not found.entries:
        print("The log holds nothing about this record.")
    return 0 if found.is_proved else 1


_PROVED = {True: "proved", False: "NOT what was recorded", None: "not signed yet"}


def key(_asked: argparse.Namespace) -> int:
    """Make the private key of this ledger, once."""
    if not settings.LEDGER_KEY_FILE:
        return _complain("SHAREWELL_LEDGER_KEY_FILE is not set. Set it to where the key is to be kept.")
    try:
        made = keys.make(Path(settings.LEDGER_KEY_FILE), settings.LEDGER_ORIGIN)
    except FileExistsError:
        return _complain("There is a key already. It was not touched.")
    print("The key was made. Give each partner this line, by another way than the log itself:")
    print(made.text())
    return 0


def _complain(sentence: str, code: int = 1) -> int:
    print(sentence, file=sys.stderr)
    return code
