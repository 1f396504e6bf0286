"""What a source is, and how well one can be verified."""

from dataclasses import dataclass
from datetime import date

from sharewell.rules import dates

LAW = "https://www.legislation.gov.uk/"
ICO = "https://ico.org.uk/for-organisations/"

Row = tuple[str, tuple[str, str, str], str, str]
"""A source as the tables write it: id, (document, date, address), paragraph, how well it was verified."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule comes from."""

    id: str
    document: str
    paragraph: str
    dated: str
    address: str
    verified: str
    replaced_on: date | None = None

    def dated_on(self, on: date) -> str:
        """Give the date of the document, with a word if it had been replaced on a day."""
        replaced = self.replaced_on is not None and self.replaced_on <= on
        return f"{self.dated}; since replaced" if replaced else self.dated

    def document_on(self, on: date) -> str:
        """Give the document's name as it was on a day: the UK GDPR was the GDPR until the end of 2020."""
        return self.document if on >= dates.UK_GDPR else self.document.replace("UK GDPR", "GDPR")


VERIFIED = {
    "seen": "Read in a copy of the source",
    "secondary": "Read in an account of the source, not in the source itself",
    "recalled": "Unverified: written from memory and not yet checked against the source",
}
