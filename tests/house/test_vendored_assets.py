"""What was brought in from elsewhere is still what was reviewed."""

import hashlib
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = [ROOT / "src/sharewell/web/static/vendor/govuk", ROOT / "tests/vendor/axe"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_vendored_file_is_the_one_that_was_reviewed(folder):
    reviewed = json.loads((folder / "VENDOR.json").read_text(encoding="utf-8"))["sha256"]
    found = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.iterdir()
        if file.name != "VENDOR.json"
    }
    assert found == reviewed
    assert any(name.startswith("LICENCE") for name in found)


def test_the_styles_carry_nothing_that_belongs_to_the_crown_and_fetch_nothing():
    css = (FOLDERS[0] / "govuk-frontend.min.css").read_text(encoding="utf-8")
    for word in ("Transport", "crest", "crown", "@font-face", "url(", "@import", "sourceMappingURL"):
        assert word not in css, word
    assert css.count("{") == css.count("}")
    assert ".govuk-button{" in css


def test_the_styles_are_of_the_version_that_the_macros_are_of():
    styles = json.loads((FOLDERS[0] / "VENDOR.json").read_text(encoding="utf-8"))["version"]
    pinned = (ROOT / "requirements" / "base.in").read_text(encoding="utf-8")
    (macros,) = re.findall(r"^govuk-frontend-jinja==4\.1\.0  # macros of govuk-frontend ([\d.]+)", pinned, re.MULTILINE)
    assert styles == macros
