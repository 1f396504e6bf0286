"""What cannot be read in what was typed about a person: said beside the field, and kept as it is."""

from collections.abc import Mapping
from datetime import date

from sharewell.matching import dates, identifiers

KEPT = "It is saved as you wrote it. Correct it, or save again to go on."


def about(typed: Mapping[str, str], *, today: date) -> dict[str, str]:
    """Give a sentence for each field that cannot be read, by field; ``today`` is the day in London."""
    said = {
        "birth": _of_birth(typed.get("birth", ""), is_unborn=typed.get("kind") == "unborn", today=today),
        "nhs_number": _of_number(identifiers.nhs_number(typed.get("nhs_number", ""))),
        "postcode": _of_number(identifiers.postcode(typed.get("postcode", ""))),
    }
    return {name: f"{sentence} {KEPT}" for name, sentence in said.items() if sentence}


def _of_birth(written: str, *, is_unborn: bool, today: date) -> str:
    if not written.strip():
        return ""
    doubt = dates.read(f"EDD {written}" if is_unborn else written, today=today).doubt
    return _sentence(doubt)


def _of_number(checked: identifiers.Checked) -> str:
    if checked.verdict == "ask" and checked.offer:
        return f"Is it {checked.offer}? {_sentence(checked.why)}"
    return _sentence(checked.why) if checked.verdict in ("ask", "reject") else ""


def _sentence(text: str) -> str:
    """Make a sentence of a clause."""
    return f"{text[0].upper()}{text[1:].rstrip('.')}." if text else ""
