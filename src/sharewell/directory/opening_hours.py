"""Opening hours as people write them, read into weekdays and times."""

import re
from datetime import time
from typing import Any

DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
_SPAN = re.compile(
    r"(?P<first>Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:-(?P<last>Mon|Tue|Wed|Thu|Fri|Sat|Sun))?\s+"
    r"(?P<opens>\d\d:\d\d)-(?P<closes>\d\d:\d\d)"
)


def parse(text: str) -> list[dict[str, Any]]:
    """
    Give the opening spans in a text such as ``Mon-Thu 08:30-17:00; Fri 08:30-16:30``.

    Each is ``{"days": [0, 1], "from": "08:30", "to": "17:00"}``, Monday being 0, London time. An empty list means
    that the text names no hours: the number is then shown with its own words.
    """
    spans = []
    for found in _SPAN.finditer(text):
        first = DAYS.index(found["first"])
        last = DAYS.index(found["last"] or found["first"])
        spans.append({"days": list(range(first, last + 1)), "from": found["opens"], "to": found["closes"]})
    return spans


def are_sound(spans: list[dict[str, Any]]) -> bool:
    """Say whether every span has times of the day, the later one last; 08:99 is none."""
    try:
        return all(time.fromisoformat(span["from"]) < time.fromisoformat(span["to"]) for span in spans)
    except ValueError:
        return False
