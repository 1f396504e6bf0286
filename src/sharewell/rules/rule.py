"""What a rule is: a dated, cited statement with a condition, and what is said when it is met, not met or not known."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sharewell.rules import dates
from sharewell.rules.citations import SOURCES, Source, source_on
from sharewell.rules.expressions import ALWAYS, Expression, Truth
from sharewell.rules.instruments import INSTRUMENTS, Status


class Part(StrEnum):
    """Which part of the advice a rule speaks in."""

    RECOMMENDATION = "recommendation"
    BASIS = "basis"
    CONDITION = "condition"
    LIMB = "limb"
    CRIMINAL = "criminal"
    POLICE = "police"
    DUTY = "duty"
    POWER = "power"
    BAR = "bar"
    CONFIDENCE = "confidence"
    ARTICLE8 = "article8"
    PURPOSE = "purpose"
    CALDICOTT = "caldicott"
    CONSENT_WHO = "consent_who"
    CONSENT_SEEK = "consent_seek"
    CONSENT = "consent"
    OPENNESS = "openness"
    TELLING = "telling"
    TEST = "test"
    TRIM = "trim"
    HELD_BACK = "held_back"
    ROUTE = "route"
    SPEED = "speed"
    BEFORE_SENDING = "before_sending"
    ADVICE = "advice"
    RISK_OF_SHARING = "risk_of_sharing"
    RISK_OF_NOT_SHARING = "risk_of_not_sharing"
    MUST_NOT = "must_not"
    RECORD = "record"
    MYTH = "myth"
    GOLDEN = "golden"


CHOOSERS = (Part.RECOMMENDATION, Part.CONSENT_SEEK, Part.OPENNESS, Part.ROUTE, Part.SPEED)
"""Parts of which the first rule met, by priority, speaks alone."""


class Effect(StrEnum):
    """What a rule does to the one who asks."""

    PERMIT = "permit"
    REQUIRE = "require"
    FORBID = "forbid"
    WARN = "warn"
    ASK = "ask"
    RECORD = "record"


class Recommendation(StrEnum):
    """What the rules advise; a person decides. The order is from the most open to the most guarded."""

    SHARE_NOW = "SHARE_NOW"
    SHARE_TRIMMED = "SHARE_TRIMMED"
    SEEK_FIRST = "SEEK_FIRST"
    DO_NOT_SHARE = "DO_NOT_SHARE"


class Finding(StrEnum):
    """What a rule found on the facts."""

    MET = "met"
    NOT_MET = "not_met"
    ASK = "ask"


FINDING: dict[Truth, Finding] = {True: Finding.MET, False: Finding.NOT_MET, None: Finding.ASK}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule:
    """A rule. ``priority`` orders the rules of a chooser, lowest first; ``gives`` is the key it chooses.

    ``applies`` says when the rule is worth speaking of at all; ``when`` is its condition. ``met``, ``not_met`` and
    ``ask`` are what it says; an empty text says nothing. ``until`` is its last day.
    """

    id: str
    part: Part
    effect: Effect
    statement: str
    source: str
    since: date = dates.ADVICE_2018
    until: date | None = None
    instrument: str | None = None
    when: Expression = ALWAYS
    applies: Expression = ALWAYS
    met: str = ""
    not_met: str = ""
    ask: str = ""
    gives: str = ""
    priority: int = 0
    supersedes: str | None = None
    jurisdiction: str = "England"

    @property
    def status(self) -> Status:
        """Give the standing, which is that of the instrument it rests on."""
        return INSTRUMENTS[self.instrument].status if self.instrument else Status.IN_FORCE

    @property
    def cited(self) -> Source:
        """Give the source it was first written from."""
        return SOURCES[self.source]

    def cited_on(self, on: date) -> Source:
        """Give the source it rests on on a day: a document that was replaced is not cited as current."""
        return source_on(self.source, on)

    def in_force(self, on: date) -> bool:
        """Say whether a decision made on a day may rely on it."""
        return self.status is Status.IN_FORCE and self.since <= on and (self.until is None or on <= self.until)

    def shown_only(self, on: date) -> bool:
        """Say whether it is worth showing on a day although it may not be relied on."""
        known = INSTRUMENTS[self.instrument].known_on if self.instrument else None
        waits = self.status is not Status.IN_FORCE or on < self.since
        return waits and known is not None and known <= on

    def standing(self, on: date) -> Status | None:
        """Give its standing as it was on a day; ``None`` before it was known of, and after its last day."""
        if self.in_force(on):
            return Status.IN_FORCE
        if not self.shown_only(on):
            return None
        # Once a commencement is confirmed, the days before it keep the standing that the law then had.
        return Status.ANNOUNCED if self.status is Status.IN_FORCE else self.status

    def says(self, finding: Finding) -> str:
        """Give what the rule says for a finding."""
        return {Finding.MET: self.met, Finding.NOT_MET: self.not_met, Finding.ASK: self.ask}[finding]
