"""What changed between two days: in the rules themselves, and for one case.

    changed = comparing.differences(known, earlier=date(2018, 9, 3), later=date(2026, 11, 24))
    changed.recommendation           # None, or the reason that spoke then and the one that speaks now
    changed.appeared, changed.gone   # reasons said on one of the days alone
    changed.reworded                 # a Pair for each thing said of both days, but otherwise: another rule, another finding
    changed.standing                 # rules shown without being relied on, on either day, whose standing differs
    changed.sources_appeared         # sources cited on the later day alone; ``sources_gone`` the other way round

    comparing.rules_between(earlier, later)  # the same of the rulebook, whatever the case

The facts are the same on both days, but for an age worked out from a date of birth. Nothing here is a recommendation of its
own: both advices are kept whole beside what differs.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sharewell.rules.advice import Advice, advise
from sharewell.rules.citations import Source
from sharewell.rules.facts import Facts
from sharewell.rules.instruments import Status
from sharewell.rules.packs import ALL_RULES, pack_on
from sharewell.rules.reason import Reason
from sharewell.rules.rule import CHOOSERS, Part, Rule


@dataclass(frozen=True, slots=True)
class Pair:
    """What was said on the earlier day and what is said of the same matter on the later one."""

    before: Reason
    after: Reason

    @property
    def part(self) -> Part:
        """Give the part of the advice both speak in."""
        return self.after.rule.part

    @property
    def outcome_differs(self) -> bool:
        """Say whether the outcome itself differs (the key chosen, the finding), not only the words or the source."""
        return (self.before.gives, self.before.finding) != (self.after.gives, self.after.finding)


@dataclass(frozen=True, slots=True)
class Standing:
    """A rule whose standing differs between the days; ``None`` where it was not known of, or no longer stands."""

    rule: Rule
    before: Status | None
    after: Status | None


@dataclass(frozen=True, slots=True)
class Differences:
    """What differs in the advice on one case between two days."""

    earlier: Advice
    later: Advice
    reworded: tuple[Pair, ...]
    appeared: tuple[Reason, ...]
    gone: tuple[Reason, ...]
    standing: tuple[Standing, ...]
    sources_appeared: tuple[Source, ...]
    sources_gone: tuple[Source, ...]

    @property
    def recommendation(self) -> Pair | None:
        """Give the two reasons if another recommendation is given, or the same one for another reason."""
        return next((pair for pair in self.reworded if pair.part is Part.RECOMMENDATION), None)

    @property
    def chosen(self) -> tuple[Pair, ...]:
        """Give what differs in the parts that choose: recommendation, agreement, telling, route and speed."""
        return tuple(pair for pair in self.reworded if pair.part in CHOOSERS)

    @property
    def anything(self) -> bool:
        """Say whether anything differs at all."""
        return bool(self.reworded or self.appeared or self.gone or self.standing)


@dataclass(frozen=True, slots=True)
class RulesBetween:
    """What differs in the rulebook between two days. ``replaced`` pairs the old rule with the one that superseded it."""

    earlier: date
    later: date
    replaced: tuple[tuple[Rule, Rule], ...]
    appeared: tuple[Rule, ...]
    gone: tuple[Rule, ...]
    standing: tuple[Standing, ...]


def differences(facts: Facts, earlier: date, later: date) -> Differences:
    """Give what changed for a case between two days, the facts being the same.

    Takes the days in either order of the calendar. Raises ``NoRulesYet`` for a day before the first rules.
    """
    before, after = advise(facts, earlier), advise(facts, later)
    said_before, said_after = _said(before), _said(after)
    pairs = tuple(_pairs(said_before, said_after))
    paired = {id(reason) for pair in pairs for reason in (pair.before, pair.after)}
    return Differences(
        before,
        after,
        reworded=tuple(pair for pair in pairs if _differs(pair)),
        appeared=tuple(reason for reason in said_after.values() if id(reason) not in paired),
        gone=tuple(reason for reason in said_before.values() if id(reason) not in paired),
        standing=_standing(earlier, later, {r.rule.id for r in (*before.not_in_force, *after.not_in_force)}),
        sources_appeared=_sources_alone(after, before),
        sources_gone=_sources_alone(before, after),
    )


def rules_between(earlier: date, later: date) -> RulesBetween:
    """Give what changed in the rulebook between two days. Raises ``NoRulesYet`` for a day before the first rules."""
    before = {rule.id: rule for rule in pack_on(earlier).in_force}
    after = {rule.id: rule for rule in pack_on(later).in_force}
    replaced = tuple((before[old], rule) for rule in after.values() for old in _ancestors(rule) if old in before)
    settled = {rule.id for pair in replaced for rule in pair}
    return RulesBetween(
        earlier,
        later,
        replaced,
        appeared=tuple(rule for name, rule in after.items() if name not in before and name not in settled),
        gone=tuple(rule for name, rule in before.items() if name not in after and name not in settled),
        standing=_standing(earlier, later, {rule.id for rule in ALL_RULES if rule.instrument}),
    )


def _said(advice: Advice) -> dict[str, Reason]:
    """Give the reasons by what pairs them: a choosing part by its name, every other rule by its id."""
    return {
        reason.rule.part.value if reason.rule.part in CHOOSERS else reason.rule.id: reason
        for reasons in advice.parts.values()
        for reason in reasons
    }


def _pairs(before: Mapping[str, Reason], after: Mapping[str, Reason]) -> Iterator[Pair]:
    for name, reason in after.items():
        earlier = before.get(name) or next((before[old] for old in _ancestors(reason.rule) if old in before), None)
        if earlier is not None:
            yield Pair(earlier, reason)
    # The days may be given with the later one first: then it is the earlier list that holds the newer rule.
    for name, reason in before.items():
        older = next((after[old] for old in _ancestors(reason.rule) if old in after), None)
        if older is not None and name not in after:
            yield Pair(reason, older)


def _ancestors(rule: Rule) -> Iterator[str]:
    """Give the ids of the rules a rule superseded, the nearest first."""
    by_id = {other.id: other for other in ALL_RULES}
    while rule.supersedes in by_id:
        rule = by_id[rule.supersedes]
        yield rule.id


def _differs(pair: Pair) -> bool:
    return pair.before.rule is not pair.after.rule or pair.before.finding is not pair.after.finding


def _standing(earlier: date, later: date, names: Iterable[str]) -> tuple[Standing, ...]:
    wanted = frozenset(names)
    found = (Standing(r, r.standing(earlier), r.standing(later)) for r in ALL_RULES if r.id in wanted)
    return tuple(one for one in found if one.before is not one.after)


def _sources_alone(here: Advice, there: Advice) -> tuple[Source, ...]:
    cited_there = {source.id for source in _cited(there)}
    return tuple({source.id: source for source in _cited(here) if source.id not in cited_there}.values())


def _cited(advice: Advice) -> Iterator[Source]:
    return (reason.rule.cited_on(advice.on) for reasons in advice.parts.values() for reason in reasons)
