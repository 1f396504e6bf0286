"""The rules in force on a day, compiled; and those that may be shown on that day and never relied on."""

import hashlib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import astuple
from datetime import date, timedelta
from functools import lru_cache

from sharewell.rules import dates
from sharewell.rules.compiling import Table
from sharewell.rules.english import english
from sharewell.rules.expressions import Truth, parts_in
from sharewell.rules.fact import Answer
from sharewell.rules.facts import Facts
from sharewell.rules.instruments import INSTRUMENTS
from sharewell.rules.law import (
    advising,
    bars,
    caldicott,
    conditions,
    confidence,
    consent,
    criminal,
    danger,
    duties,
    lawful_basis,
    minimum,
    openness,
    powers,
    purpose_compatibility,
    recommending,
    remembering,
    seeking_agreement,
    third_parties,
    weighing,
    who_agrees,
)
from sharewell.rules.reason import Reason
from sharewell.rules.refusals import Refusal
from sharewell.rules.rule import CHOOSERS, Finding, Part, Rule
from sharewell.rules.sources.succession import REPLACED, SUCCESSORS

ALL_RULES: tuple[Rule, ...] = tuple(
    rule
    for module in (
        recommending,
        danger,
        lawful_basis,
        conditions,
        criminal,
        duties,
        powers,
        bars,
        confidence,
        purpose_compatibility,
        caldicott,
        who_agrees,
        seeking_agreement,
        consent,
        openness,
        minimum,
        third_parties,
        advising,
        weighing,
        remembering,
    )
    for rule in module.RULES
)
FOUND_PARTS = (Part.DUTY, Part.TRIM, Part.CONFIDENCE, Part.PURPOSE)


class NoRulesYet(Refusal):
    """A day before the first pack."""

    title = "There are no rules for that day"
    next_step = f"The first rules here are those of {dates.EARLIEST.isoformat()}. Ask for a later day."


def fingerprint(rules: Sequence[Rule], on: date) -> str:
    """Hash every rule as it stood on a day: what it says, when, on what ground. One changed word changes it."""
    digest = hashlib.sha256()
    for rule in sorted(rules, key=lambda rule: rule.id):
        fields = (
            rule.id, rule.part, rule.effect, rule.statement, *astuple(rule.cited_on(on)), rule.since, rule.until, rule.supersedes,
            rule.standing(on), rule.met, rule.not_met, rule.ask, rule.gives, rule.priority, english(rule.when),
            english(rule.applies), rule.jurisdiction,
        )  # fmt: skip
        digest.update("\x1f".join(map(str, fields)).encode() + b"\x1e")
    return digest.hexdigest()


def _chooser_order(rule: Rule) -> tuple[int, int]:
    return (CHOOSERS.index(rule.part), rule.priority) if rule.part in CHOOSERS else (len(CHOOSERS), 0)


class Pack:
    """The rules a decision made between two days uses; ``since`` is the first of those days."""

    def __init__(self, since: date, rules: Sequence[Rule]) -> None:
        """Take the rules there are, keep those in force on ``since`` and, apart, those that may only be shown."""
        self.since = since
        self.in_force = tuple(sorted((r for r in rules if r.in_force(since)), key=_chooser_order))
        self.shown_only = tuple(r for r in rules if r.shown_only(since))
        self.shown_ids = frozenset(rule.id for rule in self.shown_only)
        self.hash = fingerprint((*self.in_force, *self.shown_only), since)
        self.version = f"{since.isoformat()}.{self.hash[:12]}"
        self._early = [r for r in self.in_force if not _rests_on_findings(r)]
        self._late = [r for r in self.in_force if _rests_on_findings(r)]
        assert not any(r.part in FOUND_PARTS for r in self._late), "a finding may not rest on findings"
        self._early_table = _table([*self._early, *self.shown_only])
        self._late_table = _table(self._late)
        self._found = [self._mask_of_part(part) for part in FOUND_PARTS]
        self.by_id = {rule.id: rule for rule in (*self.in_force, *self.shown_only)}
        self._recommending = [r for r in self.in_force if r.part is Part.RECOMMENDATION]
        self._places = self._places_of_truths()
        self._saying = [(late, mask, applying, *_sayings(rule)) for rule, late, mask, applying in self._places]

    def _mask_of_part(self, part: Part) -> int:
        mask = 0
        for n, rule in enumerate(self._early):
            if rule.part is part:
                mask |= self._early_table.masks[2 * n]
        return mask

    def _places_of_truths(self) -> list[tuple[Rule, bool, int, int]]:
        """Give each rule, choosers in order of priority, with whether it is late and the masks of its conditions."""
        early, late = [*self._early, *self.shown_only], self._late
        masks, later = self._early_table.masks, self._late_table.masks
        places = {r.id: (r, False, masks[2 * n], masks[2 * n + 1]) for n, r in enumerate(early)}
        places |= {r.id: (r, True, later[2 * n], later[2 * n + 1]) for n, r in enumerate(late)}
        return [places[rule.id] for rule in (*self.in_force, *self.shown_only)]

    def _row(self, facts: Facts, settled: bool) -> tuple[tuple[int, int], tuple[Answer, ...]]:
        true, possible = self._early_table.weigh(facts.values_by_place, settled=settled)
        found = tuple(True if true & mask else (None if possible & mask else False) for mask in self._found)
        return (true, possible), facts.values_by_place + found

    def weigh(self, facts: Facts, *, settled: bool = True) -> list[tuple[Rule, Truth]]:
        """Give each rule's truth, the shown ones last; choosers are in the order of their priority."""
        early, row = self._row(facts, settled)
        late = self._late_table.weigh(row, settled=settled)
        return [(rule, _truth(late if is_late else early, mask)) for rule, is_late, mask, _ in self._places]

    def reasons(self, facts: Facts) -> list[Reason]:
        """Give what the rules say, in their order; a chooser says at most one thing."""
        (true, possible), row = self._row(facts, settled=True)
        late_true, late_possible = self._late_table.weigh(row)
        said: list[Reason] = []
        chosen: set[Part] = set()
        for is_late, mask, applying, met, ask, not_met, chooser in self._saying:
            if (late_true if is_late else true) & mask:
                reason = met
            elif not (late_true if is_late else true) & applying:
                continue
            else:
                reason = ask if (late_possible if is_late else possible) & mask else not_met
            if reason is None or chooser in chosen:
                continue
            if chooser:
                chosen.add(chooser)
            said.append(reason)
        return said

    def recommend(self, facts: Facts) -> Rule:
        """Give the recommending rule that speaks; nothing else is worked out."""
        return next(rule for rule, truth in self.recommending(facts) if truth)

    def recommending(self, facts: Facts, *, settled: bool = True) -> list[tuple[Rule, Truth]]:
        """Give the recommending rules in their order with their truth."""
        early, row = self._row(facts, settled)
        late = self._late_table.weigh(row, settled=settled)
        places = self._places[: len(self._recommending)]
        return [(rule, _truth(late if is_late else early, mask)) for rule, is_late, mask, _ in places]

    def found(self, facts: Facts) -> dict[str, Truth]:
        """Give for each part that conditions may rest on whether a rule of it is met."""
        _, row = self._row(facts, settled=True)
        return dict(zip(FOUND_PARTS, row[-len(FOUND_PARTS) :], strict=True))  # type: ignore[arg-type]


def _truth(weighed: tuple[int, int], mask: int) -> Truth:
    return True if weighed[0] & mask else (None if weighed[1] & mask else False)


def _sayings(rule: Rule) -> tuple[Reason | None, Reason | None, Reason | None, Part | None]:
    """Give what a rule says when met, when it is to be asked and when not met, and the part it chooses for, if any."""
    met, ask, not_met = (
        Reason(rule, finding, rule.says(finding)) if rule.says(finding) else None
        for finding in (Finding.MET, Finding.ASK, Finding.NOT_MET)
    )
    return met, ask, not_met, rule.part if rule.part in CHOOSERS else None


def _rests_on_findings(rule: Rule) -> bool:
    return bool(parts_in(rule.when) | parts_in(rule.applies))


def _table(rules: Sequence[Rule]) -> Table:
    conditions = [condition for rule in rules for condition in (rule.applies & rule.when, rule.applies)]
    return Table(conditions, FOUND_PARTS)


def boundaries(rules: Sequence[Rule] = ALL_RULES) -> tuple[date, ...]:
    """Give the days on which the rules changed, the first pack's first."""
    days = {dates.EARLIEST, *REPLACED.values(), *(since for steps in SUCCESSORS.values() for since, _ in steps)}
    for rule in rules:
        days |= {rule.since} | ({rule.until + timedelta(days=1)} if rule.until else set())
        days |= {day for day in (_first_shown(rule),) if day}
    return tuple(sorted(day for day in days if day >= dates.EARLIEST))


def _first_shown(rule: Rule) -> date | None:
    return INSTRUMENTS[rule.instrument].known_on if rule.instrument else None


_BOUNDARIES = boundaries()


@lru_cache(maxsize=64)
def _pack_from(since: date) -> Pack:
    return Pack(since, ALL_RULES)


def pack_on(on: date) -> Pack:
    """Give the pack a decision made on a day uses. Raises ``NoRulesYet`` before the first."""
    place = bisect_right(_BOUNDARIES, on)
    if place == 0:
        raise NoRulesYet
    return _pack_from(_BOUNDARIES[place - 1])
