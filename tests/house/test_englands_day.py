"""A day is England's day: an hour after midnight in summer, it is yesterday in UTC."""

import re
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "sharewell"
# The moment handed to a deed is in UTC; its day is asked with ``localdate``.
OF_UTC = re.compile(r"\b(at|now|received|when)\.date\(\)|\w+_at\.date\(\)|now\(\)\.date\(\)")
# Calendars of their own, in London time already, and the pure rooms, which take days.
IN_LONDON = ("ops/rules_commands.py", "ops/walk/")


def test_no_deed_takes_the_day_of_a_moment_in_utc():
    found = [
        f"{path.relative_to(SOURCE)}: {line.strip()}"
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts and not str(path.relative_to(SOURCE)).startswith(IN_LONDON)
        for line in path.read_text(encoding="utf-8").splitlines()
        if OF_UTC.search(line)
    ]
    assert found == []
