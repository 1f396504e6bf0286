"""A record's history is shown with the proof that nobody rewrote it, to those it concerns alone, and taken along."""
# covers: Y13 W14

import base64
import contextlib
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.conf import settings as django_settings

from sharewell.base import rows
from sharewell.base.rows import NoScopeError
from sharewell.ledger import history, keys
from sharewell.ledger.checkpoints import open_note

from factories import NOW

RECORD = UUID("11111111-2222-4333-8444-555555555555")
VERIFIER = Path(__file__).parents[2] / "tools" / "verify_ledger.py"


def of(actor, about=RECORD):
    with rows.acting_for(actor):
        return history.history(actor, about)


def test_every_entry_is_proved_and_a_new_one_says_that_it_is_not_yet(write, run, teacher, officer, tmp_path):
    write(about=[RECORD], event="request.asked", visible_to=[officer.agency_id], due="soon")
    write(about=[RECORD], event="request.viewed", at=NOW + timedelta(minutes=1))
    write(about=[uuid4()], event="person.viewed")
    run()
    write(about=[RECORD], event="decision.recorded", at=NOW + timedelta(minutes=2))
    found = of(teacher)
    assert [one.event for one in found.entries] == ["request.asked", "request.viewed", "decision.recorded"]
    assert [one.is_proved for one in found.entries] == [True, True, None]
    assert found.is_proved
    assert found.entries[0].sentence == "An agency was asked for information."
    checkpoint, _ = open_note(found.note, origin=django_settings.LEDGER_ORIGIN, keys=keys.trusted())
    assert checkpoint == found.checkpoint
    # The other party sees what concerns it; nobody else sees that there is anything.
    assert [one.event for one in of(officer).entries] == ["request.asked"]
    assert of(officer, uuid4()).entries == ()
    with rows.acting_for(teacher), pytest.raises(NoScopeError):
        history.history(officer, RECORD)
    # The proof is checked without this system.
    file = tmp_path / "proof.txt"
    with rows.acting_for(teacher):
        file.write_text(history.proof_file(teacher, RECORD, found.entries[0].leaf_id))
        with pytest.raises(LookupError):
            history.proof_file(teacher, RECORD, found.entries[2].leaf_id)
    with rows.acting_for(officer), pytest.raises(LookupError):
        history.proof_file(officer, RECORD, found.entries[1].leaf_id)
    assert check(file).returncode == 0
    file.write_text("\n".join(map(rewritten, file.read_text().split("\n"))))
    assert check(file).returncode != 0


def rewritten(line: str) -> str:
    """Give a line of a proof as somebody would like it to read: another event, in the same coding."""
    for word in line.split():
        with contextlib.suppress(ValueError):
            content = base64.b64decode(word, validate=True)
            if b"request.asked" in content:
                changed = content.replace(b"request.asked", b"request.chased")
                return line.replace(word, base64.b64encode(changed).decode())
    return line


def check(file: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(VERIFIER), "proof", str(file), "--key", str(keys.trusted_file())]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "statement",
    [
        'UPDATE ledger_opening SET detail = \'{"reason": "another"}\'::jsonb WHERE leaf_id = %s',
        "UPDATE ledger_opening SET practitioner_id = gen_random_uuid() WHERE leaf_id = %s",
        "UPDATE ledger_opening SET at = at - interval '1 day' WHERE leaf_id = %s",
        "UPDATE ledger_leaf SET commitment = sha256('x') WHERE id = %s",
    ],
)
def test_what_is_not_what_was_recorded_is_shown_as_such(write, run, teacher, attack, statement):
    changed = write(about=[RECORD], reason="rang back")
    write(about=[RECORD], reason="rang again")
    run()
    assert of(teacher).is_proved
    attack(statement, [changed])
    found = of(teacher)
    assert not found.is_proved
    assert sorted((one.is_proved for one in found.entries), key=str) == [False, True]
