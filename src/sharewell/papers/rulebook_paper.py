"""The whole rulebook as one printed document, for a partnership's lawyer or information governance lead."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import typst

from sharewell.rules import rulebook

TEMPLATE = Path(__file__).parent / "rulebook.typ"


def write(book: rulebook.Book, *, made_on: date, signed: str = "") -> bytes:
    """
    Give the rulebook as PDF/UA-1: contents, every rule by part, status and verification of each.

    ``signed`` says who signed this version off. Words go in as data that the template shows letter by letter.
    """
    words: dict[str, Any] = {
        **book,
        "on": made_on.isoformat(),
        "content_hash": rulebook.content_hash(rulebook.canonical(book)),
        "counts": rulebook.counts(book),
        "places": rulebook.PLACES,
        "signed": signed or "Nobody has signed this version off yet. The rules are used all the same.",
    }
    made = typst.compile(
        TEMPLATE.read_bytes(), sys_inputs={"words": json.dumps(words)}, pdf_standards=["ua-1"], format="pdf"
    )
    return bytes(made)
