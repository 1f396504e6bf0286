"""No file grows without end: the house is kept in rooms and small files."""

from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src"
LONGEST = 300
# Tables of law: each entry is short, and a subject is read as one page.
LONGEST_TABLE = 450
TABLES = ("rules/law", "rules/citations.py")


def test_no_source_file_is_longer_than_a_few_screens():
    long = {
        str(path.relative_to(SOURCE)): lines
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > longest(path)
    }
    assert long == {}


def longest(path: Path) -> int:
    return LONGEST_TABLE if any(table in path.as_posix() for table in TABLES) else LONGEST
