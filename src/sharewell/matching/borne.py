"""How often names are borne among the people of a look-up's store, drawn towards England where the store is small."""

from collections.abc import Iterable

from sharewell.matching import frequencies, names
from sharewell.matching.frequencies import Frequency
from sharewell.matching.scoring import Spelling

# England's table counts as so many records of the store's own. A usual first name, which one in 500 people carries, is
# thought to be half to one and a half times as common in one area as in England, as 2,000 counted people would leave
# it; and about five records are one family's choice of a name, told by several lists and of several children. So of a
# hundred records a count says nothing (six may be one family), and of a million nothing else does.
ENGLAND_COUNTS_AS = 10_000
# Whoever is asked for mostly stands on these lists, with their family: so many records say nothing of strangers.
THEIR_OWN = 5


def spelling(text: str, families: int, givens: int, people: int) -> Spelling:
    """Give a spelling with the share of people who carry it, of whom so many were counted among so many."""
    shares = (
        (max(0, count - THEIR_OWN) + ENGLAND_COUNTS_AS * frequencies.usual(kind, text)) / (people + ENGLAND_COUNTS_AS)
        for kind, count in (("family", families), ("given", givens))
    )
    return Spelling(text, names.sound(text), *shares)


def frequency(met: Iterable[Spelling]) -> Frequency:
    """
    Give how often names are borne, as the spellings that a question met say.

    A name that none of the records read carries may be anything in the store: of that one England's table is asked.
    """
    by_text = {one.text: one for one in met}

    def share(kind: str, part: str) -> float:
        found = by_text.get(part)
        if found is None:
            return frequencies.usual(kind, part)
        return found.family_share if kind == "family" else found.given_share

    return share
