"""Setting a plain document in type: title, sections, page numbers, tagged for screen readers."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import typst

TEMPLATE = Path(__file__).parent / "plain.typ"


def typeset(*, title: str, subtitle: str, sections: Sequence[dict[str, Any]], made_on: date) -> bytes:
    """
    Give a PDF/UA-1 document; each section has a ``heading`` and a ``text``.

    Words go in as JSON data that the template shows letter by letter, so that nothing typed can change the document.
    """
    words = {"title": title, "subtitle": subtitle, "sections": list(sections), "on": made_on.isoformat()}
    made = typst.compile(
        TEMPLATE.read_bytes(), sys_inputs={"words": json.dumps(words)}, pdf_standards=["ua-1"], format="pdf"
    )
    return bytes(made)
