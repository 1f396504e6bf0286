"""The advice the rules give on one item, about one person, to one recipient, on one day. A person decides.

    from sharewell.rules import advice, facts

    known = facts.from_mapping({"level_of_concern": "significant_harm", "recipient_role": "hub_social_worker"})
    given = advice.advise(known, on=date(2026, 11, 24))
    given.recommendation            # Recommendation.SHARE_NOW, SHARE_TRIMMED, SEEK_FIRST or DO_NOT_SHARE; never blocked
    given.reason.text               # why, in a sentence; given.reason.rule.cited_on(given.on) is its source
    given.route, given.speed        # keys: emergency, out-of-hours, safeguarding, early-help, …
    given.of(Part.MUST_NOT)         # the reasons in one part of the advice
    rendering.to_json(given)        # everything opened, as plain data: store this with the decision and show it again
    questions.next_questions(known, on=…)   # what is worth asking next, in order, and why

Every fact may be unknown; unknown is asked about and never read as no. The one who decides may depart from the advice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sharewell.rules.facts import Facts, on_the_day
from sharewell.rules.packs import Pack, pack_on
from sharewell.rules.reason import Reason
from sharewell.rules.rule import Finding, Part, Recommendation

TITLES = {
    Recommendation.SHARE_NOW: "Share now",
    Recommendation.SHARE_TRIMMED: "Share, as trimmed",
    Recommendation.SEEK_FIRST: "Seek agreement or advice first",
    Recommendation.DO_NOT_SHARE: "Do not share this with them",
}
YOU_DECIDE = {
    Recommendation.SHARE_NOW: "You decide. You may depart from this with a reason. Think of what could go wrong by sharing.",
    Recommendation.SHARE_TRIMMED: "You decide what goes. You may depart from this with a reason. Weigh what could go wrong "
    "either way.",
    Recommendation.SEEK_FIRST: "You decide. If waiting becomes more dangerous than sharing, share, and write down why.",
    Recommendation.DO_NOT_SHARE: "You decide. You may depart from this with a reason. Think of what could happen if nobody "
    "is told, and who else could act.",
}


@dataclass(frozen=True, slots=True)
class Advice:
    """What the rules advise. ``parts`` has the reasons of each part; parts that choose have one."""

    facts: Facts
    on: date
    pack: Pack
    parts: Mapping[Part, tuple[Reason, ...]]
    not_in_force: tuple[Reason, ...]

    @property
    def reason(self) -> Reason:
        """Give the reason for the recommendation."""
        return self.parts[Part.RECOMMENDATION][0]

    @property
    def recommendation(self) -> Recommendation:
        """Give one of the four recommendations."""
        return Recommendation(self.reason.gives)

    @property
    def title(self) -> str:
        """Give the recommendation in words."""
        return TITLES[self.recommendation]

    @property
    def you_decide(self) -> str:
        """Give the sentence that hands the decision to a person."""
        return YOU_DECIDE[self.recommendation]

    @property
    def route(self) -> str:
        """Give the key of the route; the place's own contacts are looked up with it."""
        return self.parts[Part.ROUTE][0].gives

    @property
    def speed(self) -> str:
        """Give the key of how fast: now, today, by-the-request, soon, when-agreed, no-hurry or unknown."""
        return self.parts[Part.SPEED][0].gives

    @property
    def openness(self) -> str:
        """Give when to tell: before, after, not_yet or told."""
        return self.parts[Part.OPENNESS][0].gives

    @property
    def seek_consent(self) -> str:
        """Give whether to ask for agreement: no, ask, tell (do not ask: tell), have_it, asked_already or ask_first."""
        return self.parts[Part.CONSENT_SEEK][0].gives

    @property
    def held_back(self) -> frozenset[str]:
        """Give the keys of what must not reach this recipient: place, source, third_parties, whole_item."""
        return frozenset(reason.gives for reason in self.of(Part.HELD_BACK))

    @property
    def rules_version(self) -> str:
        """Give the day the rules of this advice began, and their hash."""
        return self.pack.version

    def of(self, part: Part, finding: Finding | None = None) -> tuple[Reason, ...]:
        """Give the reasons of a part, or only those with a finding."""
        reasons = self.parts.get(part, ())
        return reasons if finding is None else tuple(r for r in reasons if r.finding is finding)


def advise(facts: Facts, on: date, *, pack: Pack | None = None) -> Advice:
    """Give the advice of the rules in force on a day (England's date). Raises ``NoRulesYet`` before the first rules.

    ``pack`` stands in for the rules of the day, for those who try a change of the rules.
    """
    facts = on_the_day(facts, on)
    pack = pack or pack_on(on)
    parts: dict[Part, list[Reason]] = {}
    not_in_force: list[Reason] = []
    for reason in pack.reasons(facts):
        if reason.rule.id in pack.shown_ids:
            not_in_force.append(reason)
        else:
            parts.setdefault(reason.rule.part, []).append(reason)
    return Advice(facts, on, pack, {part: tuple(reasons) for part, reasons in parts.items()}, tuple(not_in_force))
