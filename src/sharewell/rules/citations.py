"""The sources of the rules: document, paragraph, date, public address, and how well each was verified.

``verified``: ``seen`` (read in a copy of the source itself), ``secondary`` (read in somebody's account of it), ``recalled``
(from memory; a lawyer should check it before anybody leans on it).
"""

from sharewell.rules.sources import data_protection, guidance, other_law
from sharewell.rules.sources.source import VERIFIED, Source

SOURCES: dict[str, Source] = {
    key: Source(key, document, paragraph, dated, address, verified)
    for module in (guidance, data_protection, other_law)
    for key, (document, dated, address), paragraph, verified in module.TABLE
}

__all__ = ["SOURCES", "VERIFIED", "Source"]
