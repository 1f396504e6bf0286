"""Which records may be about the person asked for: in order, with what agrees and what differs, in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2

from sharewell.matching import frequencies
from sharewell.matching.cautions import cautions
from sharewell.matching.comparing import Agreement, Known, compare
from sharewell.matching.frequencies import Frequency
from sharewell.matching.likeness import AGAINST, LIKE_NAMES
from sharewell.matching.weights import rarity, weights
from sharewell.matching.wording import said

NAMES = ("given", "family")
FACTS_THAT_FIT = 3
NUMBERS = ("nhs_number", "upn", "reference")
MOST = 20

# What is like a common name is common too, and says less; but a slip in a rare name is no rarer than another slip.
LIKE_OTHERS = ("sounds_alike", "close", "near", "former")

Shares = Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Candidate:
    """
    A record that may be about the person.

    ``sureness`` is ``match``, ``potential`` or ``low``: how the evidence stands, never a decision. ``agrees``,
    ``differs`` and ``warnings`` are sentences; a warning stands first when it is shown. ``weight`` is the evidence in
    bits, for ordering, never for show. ``has_number`` says that a number asked for is the record's, now or before: such
    a record is shown however much differs. ``rarity`` says how many people carry the names that agree, where both do.
    """

    known: Known
    sureness: str
    agrees: tuple[str, ...]
    differs: tuple[str, ...]
    warnings: tuple[str, ...]
    weight: float
    has_number: bool = False
    rarity: str = ""


@dataclass(frozen=True, slots=True)
class Ranking:
    """All candidates, best first, and the state of the question: match, potential, low, many or none."""

    state: str
    candidates: tuple[Candidate, ...]


def may_be(candidate: Candidate) -> bool:
    """
    Say whether a closed record may be about the person, so that its keeper must learn that somebody asks.

    A refuge often keeps an initial and a year: three facts that agree, and none that differs, are enough for a word to
    the keeper alone, who knows better. And whoever carries the number asked for may live there under another name.
    """
    fits_throughout = len(candidate.agrees) >= FACTS_THAT_FIT and not candidate.differs
    return candidate.has_number or candidate.sureness in ("match", "potential") or fits_throughout


def rank(
    asked: Known, records: Iterable[Known], frequency: Frequency = frequencies.usual, *, entries: int = 0
) -> Ranking:
    """
    Rank records by the evidence that they are about the person asked for; only a person may say that they are.

    ``frequency`` says how common a name is among the people asked; what is said of it in words is always of England.
    ``entries`` says among how many records these were found: among more people than the weights were made for more
    strangers are alike, so that less is said of each. That hides nobody who would be shown among fewer.
    """
    rarer = max(0.0, log2(max(1, entries) / weights()["people"]))
    found = [judge(asked, known, frequency, rarer=rarer) for known in records]
    likely = (one for one in found if one.has_number or one.weight + rarer >= weights()["show_at"])
    shown = sorted(likely, key=lambda one: -one.weight)[:MOST]
    return Ranking(_state(shown), tuple(shown))


def judge(asked: Known, known: Known, frequency: Frequency = frequencies.usual, *, rarer: float = 0.0) -> Candidate:
    """
    Weigh one record: the evidence, what speaks against trusting it, and both in words.

    ``rarer`` says by how many bits any one record is the person less often than the weights think.
    """
    agreements = compare(asked, known)
    named = {one.aspect: one for one in agreements if one.aspect in NAMES}
    shares = {aspect: _share(one, asked, known, frequency) for aspect, one in named.items()}
    in_england = {aspect: _share(one, asked, known, frequencies.usual) for aspect, one in named.items()}
    bits = evidence(agreements, shares)
    weight = _odds(agreements, bits, shares, rarer)
    warnings = cautions(asked, known, agreements, name_bits=bits["given"] + bits["family"])
    return Candidate(
        known=known,
        sureness=_sureness(weight, agreements, warnings),
        agrees=tuple(_said(one, in_england) for one in agreements if one.level != "unknown" and not _is_against(one)),
        differs=tuple(said(one) for one in agreements if _is_against(one)),
        warnings=warnings,
        weight=weight,
        rarity=_rarity(agreements, in_england),
        has_number=any(one.aspect in NUMBERS and one.level in ("same", "earlier") for one in agreements),
    )


def _share(agreement: Agreement, asked: Known, known: Known, frequency: Frequency) -> float | None:
    """
    Give how common the name that agrees is: of its parts that do the rarest, least likely by chance, and of two
    spellings the commoner, which claims the less.
    """
    if agreement.level in ("unknown", "initial", "differs"):
        return None
    kind = agreement.aspect
    if agreement.how == "crossed":
        kind = "family" if kind == "given" else "given"
    pairs = [pair for pair in agreement.parts if min(map(len, pair)) > 1]
    if pairs:
        return min(max(frequency(kind, part) for part in pair) for pair in pairs)
    shares = [frequencies.of_name(kind, getattr(one, agreement.aspect), frequency) for one in (asked, known)]
    return max((share for share in shares if share), default=None)


def evidence(agreements: Sequence[Agreement], shares: Shares) -> dict[str, float]:
    """
    Give for each aspect how much oftener one person's records are so alike than two strangers', in bits.

    ``shares`` say how many people carry each name, where that is known.
    """
    tables = weights()
    found: dict[str, float] = {one.aspect: tables[one.aspect][one.level] for one in agreements}
    for one in agreements:
        if one.aspect in NAMES:
            found[one.aspect] += _for_rarity(one.aspect, one.level, shares) + _less_alike(one)
    return found


def _odds(agreements: Iterable[Agreement], bits: Mapping[str, float], shares: Shares, rarer: float) -> float:
    """Give the odds, in bits, that it is one person, and neither a stranger nor somebody of the same household."""
    tables, levels = weights(), {one.aspect: one.level for one in agreements}
    person, kin = tables["prior"] - rarer + sum(bits.values()), tables["household_prior"] - rarer
    if levels["family"] == "same":  # strangers of one family name often have one origin, and so one first name
        person += tables["given_in_family"][levels["given"]]
        kin += tables["given_in_family"][levels["given"]]
    if levels["given"] in LIKE_NAMES and levels["sex"] == "same":
        person -= bits["sex"]  # who has the same first name has the same sex: counted once
    for aspect, level in levels.items():
        kin += tables["household"][aspect][level]
    kin += sum(_for_rarity(aspect, levels[aspect], shares) for aspect in NAMES)
    likeness = {aspect: _for_likeness(aspect, levels[aspect], shares) for aspect in NAMES}
    person += sum(likeness.values())
    kin += likeness["family"]  # the first names of brothers and sisters are alike by chance, as strangers' are
    return float(person - log2(1 + 2**kin))


def _for_rarity(aspect: str, level: str, shares: Shares) -> float:
    share = shares.get(aspect)
    return rarity(aspect, share) if share and level in ("same", "short_form", "in_part") else 0.0


def _for_likeness(aspect: str, level: str, shares: Shares) -> float:
    """Give how much less a name says that is only like the other, when many people carry it."""
    share = shares.get(aspect)
    return min(0.0, rarity(aspect, share)) if share and level in LIKE_OTHERS else 0.0


def _less_alike(agreement: Agreement) -> float:
    """Give how much less it says that a second first name agrees when that one is only alike."""
    if agreement.level != "in_part" or not agreement.how:
        return 0.0
    table = weights()[agreement.aspect]
    return float(table[agreement.how] - table["same"])


def _is_against(agreement: Agreement) -> bool:
    return (agreement.aspect, agreement.level) in AGAINST


def _rarity(agreements: Iterable[Agreement], shares: Shares) -> str:
    agreed = {one.aspect for one in agreements if one.aspect in NAMES and one.level in ("same", "short_form")}
    given, family = shares["given"], shares["family"]
    return frequencies.both_in_words(given, family) if len(agreed) == len(NAMES) and given and family else ""


def _said(agreement: Agreement, shares: Shares) -> str:
    share = shares.get(agreement.aspect)
    rarity = frequencies.in_words(agreement.aspect, share) if share and agreement.level == "same" else ""
    return said(agreement, rarity)


def _sureness(weight: float, agreements: tuple[Agreement, ...], warnings: tuple[str, ...]) -> str:
    """A number alone never makes a match: name and birth must speak for it, and nothing may warn against it."""
    levels = {agreement.aspect: agreement.level for agreement in agreements}
    named = levels["given"] in ("same", "short_form", "sounds_alike") and levels["family"] != "differs"
    if weight >= weights()["match_at"] and named and levels["birth"] == "same" and not warnings:
        return "match"
    return "potential" if weight >= weights()["potential_at"] else "low"


def _state(shown: list[Candidate]) -> str:
    if not shown:
        return "none"
    best = shown[0]
    if best.sureness == "match" and _are_different_people(best, [one for one in shown[1:] if one.sureness == "match"]):
        return "many"
    return best.sureness


def _are_different_people(best: Candidate, others: list[Candidate]) -> bool:
    """Several agencies' records of one person agree with each other; a twin's or namesake's number does not."""
    for other in others:
        for number in ("nhs_number", "upn"):
            ours, theirs = getattr(best.known, number), getattr(other.known, number)
            if ours and theirs and ours != theirs:
                return True
    return False
