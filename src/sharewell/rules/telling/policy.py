"""The compiled policy: one whole number for each value of each attribute; the bits that are left are the answer."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sharewell.rules.telling.table import CONTENT, EXISTENCE, Line, Terms, fingerprint, lines

NO_RULE = "no agreement in force covers it"
MOST_REMEMBERED = 4096  # answers kept for combinations of rules that were met


class Asked(NamedTuple):
    """What is asked of the policy. Words are in small letters; ``source`` and ``asker`` are codes of agencies."""

    mode: str
    record_type: str
    purpose: str
    source: str
    asker: str
    asker_kind: str
    subject: str  # child, unborn, adult, or empty when it is not known


class Answer(NamedTuple):
    """Whether it may be told; the reasons and obligations are those of the rules that decided."""

    is_allowed: bool
    reasons: tuple[str, ...]
    obligations: tuple[str, ...]
    rules: tuple[str, ...]

    @property
    def why(self) -> str:
        """Give the reasons in one text."""
        return "; ".join(self.reasons)


class Pointer(NamedTuple):
    """The two decisions about one pointer, never one for the other."""

    existence: Answer
    content: Answer


NOTHING = Answer(is_allowed=False, reasons=(NO_RULE,), obligations=(), rules=())


@dataclass(frozen=True, slots=True)
class Clash:
    """Two rules that fit the same question and say the opposite; the denial is what holds."""

    allows: str
    denies: str


class Policy:
    """
    Agreements compiled for deciding.

    A question fits the rules whose bit is set in every attribute's mask. Exceptions go before defaults; among either,
    a denial wins; no rule means no. The national prototype takes the first that fits instead: the answers are the
    same unless two rules clash, and then this never allows what that denies.
    """

    def __init__(self, agreements: Iterable[Terms]) -> None:
        """Compile; raises ``UnreadableRule`` rather than leave a rule out."""
        source = list(agreements)
        self.version = fingerprint(source)
        self.lines = lines(source)
        self._exceptions = self._mask(lambda line: line.is_exception)
        self._denies = self._mask(lambda line: not line.allows)
        self._mode = self._by(lambda line: line.modes)
        self._type = self._by(lambda line: line.record_types)
        self._purpose = self._by(lambda line: line.purposes)
        self._source = self._by(lambda line: line.parties)
        # An agency that is no party is not in reach; a rule that names agencies fits them whatever their kind.
        self._asker = self._by(lambda line: line.parties & set(line.to_agencies or line.parties))
        self._asker_kind = self._by(lambda line: () if line.to_agencies else line.to_kinds)
        self._any_kind = self._mask(lambda line: bool(line.to_agencies))
        self._subject = self._by(lambda line: line.subjects)
        self._any_subject = self._mask(lambda line: not line.subjects)
        self._moments, self._bands = self._in_time()
        self._remembered: dict[int, Answer] = {}

    def at(self, moment: datetime) -> int:
        """Give the rules that hold at a moment, to be asked for once and used for every pointer of a question."""
        place = bisect_left(self._moments, moment)
        is_edge = place < len(self._moments) and self._moments[place] == moment
        return self._bands[2 * place + is_edge]

    def decide(self, asked: Asked, holds: int) -> Answer:
        """Decide one question with the rules that hold (``at``)."""
        mode, record_type, purpose, source, asker, asker_kind, subject = asked
        fits = (
            holds
            & self._mode.get(mode, 0)
            & self._type.get(record_type, 0)
            & self._purpose.get(purpose, 0)
            & self._source.get(source, 0)
            & self._asker.get(asker, 0)
            & (self._asker_kind.get(asker_kind, 0) | self._any_kind)
            & (self._subject.get(subject, 0) | self._any_subject)
        )
        if not fits:
            return NOTHING
        return self._remembered.get(fits) or self._answer(fits)

    def pointer(self, asked: Asked, holds: int) -> Pointer:
        """Decide of one pointer whether it may be known to exist, and apart from that what it leads to."""
        return Pointer(
            self.decide(asked._replace(mode=EXISTENCE), holds), self.decide(asked._replace(mode=CONTENT), holds)
        )

    def clashes(self) -> tuple[Clash, ...]:
        """Give the pairs of one group that say the opposite of the same question, for whoever edits them."""
        found = []
        for place, one in enumerate(self.lines):
            for other in self.lines[place + 1 :]:
                if one.is_exception == other.is_exception and one.allows != other.allows and _overlap(one, other):
                    allows, denies = (one, other) if one.allows else (other, one)
                    found.append(Clash(name_of(allows), name_of(denies)))
        return tuple(found)

    def _answer(self, fits: int) -> Answer:
        group = fits & self._exceptions or fits
        denied = group & self._denies
        deciding = list(self._lines_of(denied or group))
        answer = Answer(
            is_allowed=not denied,
            reasons=tuple(dict.fromkeys(line.why for line in deciding)),
            obligations=tuple(dict.fromkeys(duty for line in deciding for duty in line.obligations)),
            rules=tuple(name_of(line) for line in deciding),
        )
        if len(self._remembered) >= MOST_REMEMBERED:
            self._remembered.clear()
        self._remembered[fits] = answer
        return answer

    def _lines_of(self, mask: int) -> Iterable[Line]:
        while mask:
            lowest = mask & -mask
            yield self.lines[lowest.bit_length() - 1]
            mask ^= lowest

    def _mask(self, fits: Callable[[Line], bool]) -> int:
        return sum(1 << place for place, line in enumerate(self.lines) if fits(line))

    def _by(self, values: Callable[[Line], Iterable[str]]) -> dict[str, int]:
        masks: dict[str, int] = defaultdict(int)
        for place, line in enumerate(self.lines):
            for value in values(line):
                masks[value] |= 1 << place
        return dict(masks)

    def _in_time(self) -> tuple[Sequence[datetime], Sequence[int]]:
        """Give every edge of a period, and which lines hold before, on and after each: 2n+1 bands for n edges."""
        edges = sorted({moment for line in self.lines for moment in (line.valid_from, line.valid_until) if moment})
        bands = []
        for place, edge in enumerate(edges):
            before = edges[place - 1] if place else None
            bands += [self._holding(before, edge), self._holding(edge, edge)]
        bands.append(self._holding(edges[-1] if edges else None, None))
        return edges, bands

    def _holding(self, after: datetime | None, until: datetime | None) -> int:
        """Give the lines that hold between two neighbouring edges, or on one when both are the same."""
        on_it = after is not None and after == until

        def holds(line: Line) -> bool:
            if on_it:
                assert after is not None
                return (not line.valid_from or line.valid_from <= after) and (
                    not line.valid_until or after <= line.valid_until
                )
            begun = not line.valid_from or (after is not None and line.valid_from <= after)
            return begun and (not line.valid_until or (until is not None and until <= line.valid_until))

        return self._mask(holds)


def name_of(line: Line) -> str:
    """Give the name of a line: its agreement, and which exception or rule of it."""
    return f"{line.agreement} {'exception' if line.is_exception else 'rule'} {line.number}"


def _overlap(one: Line, other: Line) -> bool:
    lists = (
        (one.modes, other.modes),
        (one.record_types, other.record_types),
        (one.purposes, other.purposes),
        (one.parties, other.parties),
    )
    if not all(set(ours) & set(theirs) for ours, theirs in lists):
        return False
    subjects = not one.subjects or not other.subjects or set(one.subjects) & set(other.subjects)
    apart = (one.valid_until and other.valid_from and one.valid_until < other.valid_from) or (
        other.valid_until and one.valid_from and other.valid_until < one.valid_from
    )
    return bool(subjects) and not apart and _same_reach(one, other)


def _same_reach(one: Line, other: Line) -> bool:
    """Say whether one agency can be reached by both; whether a named agency is of a named kind is not known here."""
    if one.to_agencies and other.to_agencies:
        return bool(set(one.to_agencies) & set(other.to_agencies))
    if one.to_agencies or other.to_agencies:
        return bool((one.to_agencies or one.to_kinds) and (other.to_agencies or other.to_kinds))
    return bool(set(one.to_kinds) & set(other.to_kinds))
