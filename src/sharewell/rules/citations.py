"""The sources of the rules: document, paragraph, date, public address, and how well each was verified.

``verified``: ``seen`` (read in a copy of the source itself), ``secondary`` (read in somebody's account of it), ``recalled``
(from memory; a lawyer should check it before anybody leans on it).
"""

from datetime import date

from sharewell.rules.sources import data_protection, guidance, other_law
from sharewell.rules.sources.source import VERIFIED, Source
from sharewell.rules.sources.succession import REPLACED, SUCCESSORS

SOURCES: dict[str, Source] = {
    key: Source(key, document, paragraph, dated, address, verified, REPLACED.get((document, dated)))
    for module in (guidance, data_protection, other_law)
    for key, (document, dated, address), paragraph, verified in module.TABLE
}


def source_on(name: str, on: date) -> Source:
    """Give the source that stood in a source's place on a day: itself, until its document was replaced."""
    place = name
    for since, successor in SUCCESSORS.get(name, ()):
        if since <= on:
            place = successor
    return SOURCES[place]


__all__ = ["SOURCES", "VERIFIED", "Source", "source_on"]
