"""The documents say what the code says, and lead nowhere that is not there."""

import re
from pathlib import Path

import pytest

from sharewell.ops import reference

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def test_the_reference_pages_are_written_from_the_code_of_today():
    assert reference.stale(ROOT / "docs" / "reference") == []


def test_a_page_that_says_something_else_is_noticed(tmp_path):
    reference.write(tmp_path)
    (tmp_path / "glossary.md").write_text("something else", encoding="utf-8")
    assert reference.stale(tmp_path) == ["glossary.md"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_in_a_document_leads_to_something(document):
    text = document.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if not link.startswith("http")]
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_every_setting_that_is_read_is_described():
    source = (ROOT / "src/sharewell/settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r"\"((?:SHAREWELL_|DATABASE_)\w+)\"", source)) - {"SHAREWELL_ROLE"}
    assert read - {name for name, _, _ in reference.SETTINGS} == set()
