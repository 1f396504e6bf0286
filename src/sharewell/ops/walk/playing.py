"""Playing the steps in order, and verifying the ledger at the end."""

import subprocess
import sys
from collections.abc import Callable

from sharewell.ops.walk import agencies, hub, school
from sharewell.ops.walk.stage import StepFailed, Walk


def verify() -> int:
    """Place and sign what was done, and verify the whole log; gives the exit code."""
    print("\nThe record")
    sys.stdout.flush()
    for words in (("checkpoint",), ("verify",)):
        done = subprocess.run(  # noqa: S603 (our own command)
            [sys.executable, "-W", "ignore", "-m", "sharewell.ops.command", "ledger", *words],
            check=False,
            capture_output=words[0] == "checkpoint",
        )
        if done.returncode:
            return done.returncode
    return 0


def play() -> int:
    """Play every step; exit code 1 names the step that did not hold."""
    walk = Walk()
    steps: list[Callable[[Walk], None]] = [
        school.danger,
        school.raise_a_concern,
        hub.open_an_enquiry,
        hub.find_out_who,
        hub.ask_who_else,
    ]
    steps += [hub.ask_agencies]
    steps += [
        lambda w: agencies.answer(w, "anita.pell", "AG09", own_words="No trace in our records since November 2025.")
    ]
    steps += [lambda w: agencies.answer(w, "iain.prosser", "AG05")]
    steps += [
        lambda w: agencies.answer(
            w, "jo.fenwick", "AG19", own_words="Noise at night three times; a door kicked in, in March."
        )
    ]
    steps += [agencies.be_open, hub.see_the_picture, school.hear_back]
    try:
        for step in steps:
            step(walk)
    except StepFailed as failed:
        print(f"\nStep {walk.number} did not hold: {failed}", file=sys.stderr)
        return 1
    return verify()
