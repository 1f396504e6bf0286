"""What must hold of the rules whatever the input, asked of a solver, and asked again of the rules as they are used.

Each property is a pair. ``against`` says when an input, or two inputs that differ in what is named, would be a
counterexample; a solver looks for one through every input there is. ``broken_by`` says the same of the advice itself,
so that a counterexample that is found can be shown to be true and not a slip of the translation.

What a property says of danger, of a public body and of being in force is said here in the facts themselves and not in
the rules' own shared terms: a shared term that is wrong must not make the proof wrong with it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import combinations
from random import Random
from typing import Any

import z3

from sharewell.rules.advice import Advice, advise
from sharewell.rules.compiling import Literal, normal_form
from sharewell.rules.fact import Answer
from sharewell.rules.facts import FACTS, Facts
from sharewell.rules.instruments import INSTRUMENTS, Status
from sharewell.rules.packs import ALL_RULES, Pack, boundaries
from sharewell.rules.rule import CHOOSERS, Finding, Part, Recommendation, Rule
from sharewell.rules.solving import Formula, Model

DAYS = boundaries()
NOW, TRIMMED, SEEK, NOT = Recommendation
PERMISSIONS = tuple(Recommendation)
LEVELS = ("none", "welfare_only", "early_help", "in_need", "significant_harm")
PACES = ("no-hurry", "when-agreed", "soon", "today", "now")
PUBLIC_BODIES = (
    "local_authority", "nhs_body", "gp_practice", "police", "probation", "youth_justice", "state_school", "government",
)  # fmt: skip
ABOUT_AGREEMENT = (
    "consent", "why_no_consent", "consent_by", "consent_explicit", "consent_free", "parents_disagree",
    "would_share_anyway", "expects_sharing",
)  # fmt: skip
RAISED_BY_YES = (
    "immediate_danger", "delay_raises_risk", "others_at_risk", "serious_crime", "under_duress", "fgm_known",
    "has_care_needs", "adult_experiencing_abuse", "unable_to_protect_self",
)  # fmt: skip
# What can lift a restriction; while it is not known, the restriction stands.
LIFTS = {
    "place": ("recipient_needs_place", "place_released", "reveals_whereabouts"),
    "source": ("source_agrees",),
    "whole_item": ("court_allows", "originator_agrees"),
}
NOT_IN_FORCE_YET = {"ca2004.16la": "s16LA", "ca2004.16lc": "s16LC", "csa-reporting": "csa-reporting"}

Inputs = tuple[Facts, ...]


class Undecided(AssertionError):
    """The solver gave up: neither proved nor disproved."""


def counterexample(models: tuple[Model, ...], *against: Formula) -> Inputs | None:
    """Look through every input for one on which all this holds; ``None`` means that there is none."""
    solver = z3.SolverFor("QF_FD")  # every fact is one of a few: a finite domain, decided in milliseconds
    solver.add(*(model.possible for model in models), *against)
    answer = solver.check()
    if answer == z3.unknown:
        raise Undecided(solver.reason_unknown())
    return tuple(model.facts(solver.model()) for model in models) if answer == z3.sat else None


@cache
def models_of(pack: Pack, apart: tuple[str, ...]) -> tuple[Model, ...]:
    """Make the model of one input, or of two that may differ in some facts; once for all that is proved."""
    return (Model(pack, "one: ", apart), Model(pack, "other: ", apart)) if apart else (Model(pack),)


@dataclass(frozen=True)
class Property:
    """What must hold of every input, or of every two that are alike but for the facts they stand ``apart`` in."""

    name: str
    against: Callable[..., Formula]
    broken_by: Callable[..., bool]
    apart: tuple[str, ...] = ()

    def counterexample(self, pack: Pack) -> Inputs | None:
        """Look for a counterexample among all inputs."""
        models = models_of(pack, self.apart)
        return counterexample(models, self.against(*models))

    def is_broken_by(self, pack: Pack, inputs: Inputs) -> bool:
        """Say whether the advice itself, worked out as it always is, breaks the property on an input."""
        return self.broken_by(pack, *inputs)


def any_of(*formulas: Formula) -> Formula:
    return z3.Or(*formulas)


def all_of(*formulas: Formula) -> Formula:
    return z3.And(*formulas)


def is_not(formula: Formula) -> Formula:
    return z3.Not(formula)


def advice(pack: Pack, facts: Facts) -> Advice:
    return advise(facts, pack.since, pack=pack)


def how_guarded(given: Advice) -> int:
    return PERMISSIONS.index(given.recommendation)


def more_guarded(one: Model, other: Model) -> Formula:
    """When the first input's recommendation is more guarded than the second's."""
    return any_of(
        *(
            all_of(one.gives(Part.RECOMMENDATION, *guarded), is_not(other.gives(Part.RECOMMENDATION, *guarded)))
            for guarded in (PERMISSIONS[1:], PERMISSIONS[2:], PERMISSIONS[3:])
        )
    )


def slower(one: Model, other: Model) -> Formula:
    """When both paces are known and the first input's is slower."""
    return any_of(
        *(all_of(one.gives(Part.SPEED, slow), other.gives(Part.SPEED, fast)) for slow, fast in combinations(PACES, 2))
    )


def in_risk(model: Model) -> Formula:
    under_13 = (
        ("concern_kind", "sexual_activity"),
        ("subject_relation", "person_protected"),
        ("subject_age", "under_13"),
    )
    return any_of(
        model.answer("immediate_danger", True),
        model.answer("level_of_concern", "significant_harm"),
        all_of(*(model.answer(fact, value) for fact, value in under_13)),
    )


def is_in_risk(facts: Facts) -> bool:
    under_13 = (facts["concern_kind"], facts["subject_relation"], facts["subject_age"])
    return (
        facts["immediate_danger"] is True
        or facts["level_of_concern"] == "significant_harm"
        or under_13 == ("sexual_activity", "person_protected", "under_13")
    )


# Every input gets a recommendation, and a word on agreement, telling, the route and the pace.
def _silent(model: Model) -> Formula:
    rules = {part: [r for r in model.pack.in_force if r.part is part] for part in CHOOSERS}
    return any_of(*(is_not(any_of(*map(model.met, rules[part]))) for part in CHOOSERS))


def _is_silent(pack: Pack, facts: Facts) -> bool:
    return not set(CHOOSERS) <= advice(pack, facts).parts.keys()


ALWAYS_ADVISES = Property("every input gets advice", _silent, _is_silent)


# Immediate danger: share now, call 999, now.
def _danger_waits(model: Model) -> Formula:
    first = all_of(
        model.gives(Part.RECOMMENDATION, NOW), model.gives(Part.ROUTE, "emergency"), model.gives(Part.SPEED, "now")
    )
    return all_of(model.answer("immediate_danger", True), is_not(first))


def _is_danger_waiting(pack: Pack, facts: Facts) -> bool:
    given = advice(pack, facts)
    return (given.recommendation, given.route, given.speed) != (NOW, "emergency", "now")


DANGER_FIRST = Property("immediate danger always gives share now", _danger_waits, _is_danger_waiting)


# Lack or refusal of agreement alone: two inputs at risk of harm, alike but for what is said about agreement, of which
# one must not be shared and the other may.
def _refusal_forbids(one: Model, other: Model) -> Formula:
    return all_of(
        in_risk(one),
        one.gives(Part.RECOMMENDATION, NOT),
        is_not(other.gives(Part.RECOMMENDATION, NOT)),
    )


def _is_refusal_forbidding(pack: Pack, one: Facts, other: Facts) -> bool:
    given, otherwise = advice(pack, one), advice(pack, other)
    return is_in_risk(one) and given.recommendation is NOT and otherwise.recommendation is not NOT


REFUSAL_NEVER_FORBIDS = Property(
    "lack or refusal of consent alone never turns a risk of harm into do not share",
    _refusal_forbids,
    _is_refusal_forbidding,
    apart=ABOUT_AGREEMENT,
)


# For a child at risk and a practitioner the recommendation does not turn on agreement at all.
PRACTITIONERS = ("hub_social_worker", "hub_early_help", "adult_social_care", "police", "health", "school")


def _child_turns_on_agreement(one: Model, other: Model) -> Formula:
    return all_of(
        in_risk(one),
        any_of(one.answer("protected", "child"), one.answer("protected", "unborn")),
        any_of(*(one.answer("recipient_role", role) for role in PRACTITIONERS)),
        more_guarded(one, other),
    )


def _is_child_turning_on_agreement(pack: Pack, one: Facts, other: Facts) -> bool:
    return is_in_risk(one) and how_guarded(advice(pack, one)) > how_guarded(advice(pack, other))


CHILD_NEVER_WAITS_FOR_AGREEMENT = Property(
    "for a child at risk of harm nothing said about consent makes it more guarded towards a practitioner",
    _child_turns_on_agreement,
    _is_child_turning_on_agreement,
    apart=ABOUT_AGREEMENT,
)


# Nothing not in force is relied on: judged by the calendar of instruments and the sources, not by the rule's own word.
def may_be_relied_on(rule: Rule, on: date) -> bool:
    named = {rule.instrument, NOT_IN_FORCE_YET.get(rule.source)} - {None}
    begun = rule.since <= on and (rule.until is None or on <= rule.until)
    return begun and all(INSTRUMENTS[n].status is Status.IN_FORCE and INSTRUMENTS[n].since <= on for n in named)


def _stale(pack: Pack) -> list[Rule]:
    superseded = {rule.supersedes for rule in pack.in_force}
    return [r for r in pack.in_force if not may_be_relied_on(r, pack.since) or r.id in superseded]


def _relies_on_stale(model: Model) -> Formula:
    return any_of(*(model.speaks(rule) for rule in _stale(model.pack)))


def _is_relying_on_stale(pack: Pack, facts: Facts) -> bool:
    given = advice(pack, facts)
    return any(reason.rule in _stale(pack) for part in given.parts for reason in given.of(part))


ONLY_WHAT_IS_IN_FORCE = Property("nothing not in force is relied on", _relies_on_stale, _is_relying_on_stale)


# Recognised legitimate interest is never offered, neither as fitting nor as perhaps fitting, to a public authority.
def _offers(pack: Pack) -> list[Rule]:
    return [
        r for r in pack.in_force if r.part is Part.BASIS and "recognised legitimate interest" in r.statement.lower()
    ]


def _offered_to_public(model: Model) -> Formula:
    body = any_of(
        *(model.answer("sender_body", body) for body in PUBLIC_BODIES), model.answer("sender_is_public_authority", True)
    )
    offered = (model.finds(r, f) for r in _offers(model.pack) for f in (Finding.MET, Finding.ASK) if r.says(f))
    return all_of(body, any_of(*offered))


def _is_offered_to_public(pack: Pack, facts: Facts) -> bool:
    public = facts["sender_body"] in PUBLIC_BODIES or facts["sender_is_public_authority"] is True
    given = advice(pack, facts)
    return public and any(r.finding is not Finding.NOT_MET and r.rule in _offers(pack) for r in given.of(Part.BASIS))


NO_RECOGNISED_INTEREST_FOR_PUBLIC_TASKS = Property(
    "recognised legitimate interest is never offered to a public authority", _offered_to_public, _is_offered_to_public
)


# Raising the risk: the level upwards, from not known to significant harm, or a yes where there was a no or nothing.
def _raised(low: Model, high: Model) -> Formula:
    steps = [
        all_of(
            low.same(high, but=("level_of_concern",)),
            low.answer("level_of_concern", lower),
            high.answer("level_of_concern", higher),
        )
        for lower, higher in (*combinations(LEVELS, 2), (None, "significant_harm"))
    ]
    steps += [
        all_of(low.same(high, but=(fact,)), high.answer(fact, True), is_not(low.answer(fact, True)))
        for fact in RAISED_BY_YES
    ]
    return any_of(*steps)


def _raising_restricts(low: Model, high: Model) -> Formula:
    return all_of(_raised(low, high), more_guarded(high, low))


def _is_raising_restricting(pack: Pack, low: Facts, high: Facts) -> bool:
    return how_guarded(advice(pack, high)) > how_guarded(advice(pack, low))


RAISING_NEVER_RESTRICTS = Property(
    "raising the risk never makes the advice more restrictive",
    _raising_restricts,
    _is_raising_restricting,
    apart=("level_of_concern", *RAISED_BY_YES),
)


def _raising_slows(low: Model, high: Model) -> Formula:
    return all_of(_raised(low, high), slower(high, low))


def _is_raising_slowing(pack: Pack, low: Facts, high: Facts) -> bool:
    before, after = advice(pack, low).speed, advice(pack, high).speed
    return {before, after} <= set(PACES) and PACES.index(after) < PACES.index(before)


RAISING_NEVER_SLOWS = Property(
    "raising the risk never slows it down",
    _raising_slows,
    _is_raising_slowing,
    apart=("level_of_concern", *RAISED_BY_YES),
)


# A protected place and the one it is protected from, whatever else holds: held back, and outside a 999 call not shared.
def _reaches_the_one(model: Model) -> Formula:
    held = model.gives(Part.HELD_BACK, "place")
    refused = any_of(model.gives(Part.RECOMMENDATION, NOT), model.answer("immediate_danger", True))
    return all_of(
        model.answer("recipient_is_protected_from", True),
        is_not(model.answer("reveals_whereabouts", False)),
        is_not(all_of(held, refused)),
    )


def _is_reaching_the_one(pack: Pack, facts: Facts) -> bool:
    given = advice(pack, facts)
    return "place" not in given.held_back or (given.recommendation is not NOT and facts["immediate_danger"] is not True)


NEVER_TO_THE_ONE = Property(
    "a protected address never goes to the one it is protected from", _reaches_the_one, _is_reaching_the_one
)


# Not knowing whether a restriction is lifted does not lift it: what any answer would hold back is held back meanwhile.
def _unknown_lifts(vague: Model, told: Model) -> Formula:
    return any_of(
        *(
            all_of(
                vague.same(told, but=(fact,)),
                vague.answer(fact, None),
                told.gives(Part.HELD_BACK, key),
                is_not(vague.gives(Part.HELD_BACK, key)),
            )
            for key, facts in LIFTS.items()
            for fact in facts
        )
    )


def _is_unknown_lifting(pack: Pack, vague: Facts, told: Facts) -> bool:
    return bool((advice(pack, told).held_back - advice(pack, vague).held_back) & LIFTS.keys())


UNKNOWN_LIFTS_NOTHING = Property(
    "not knowing whether a restriction is lifted never lifts it",
    _unknown_lifts,
    _is_unknown_lifting,
    apart=tuple(fact for facts in LIFTS.values() for fact in facts),
)


# Unknown is not read as the answer that permits: what no answer would let go is not let go while none is known.
# One input in which each answer in turn is put in, instead of as many inputs as there are answers.
def read_as_permission(model: Model, fact: str) -> Inputs | None:
    """Look for an input that would be shared while a fact is not known, and with none of its answers."""
    atoms = [(model.answer(fact, value), value) for value in FACTS[fact].values]
    shared = model.gives(Part.RECOMMENDATION, NOW, TRIMMED)

    def when(answer: Answer) -> Formula:
        return z3.substitute(shared, *((atom, z3.BoolVal(value is answer)) for atom, value in atoms))

    return counterexample((model,), model.answer(fact, None), when(None), *(is_not(when(value)) for _, value in atoms))


# Whatever is known, what to write down is said: now, or in an emergency afterwards.
def _nothing_to_record(model: Model) -> Formula:
    rules = [r for r in model.pack.in_force if r.id in {"record.decision", "record.later"}]
    return is_not(any_of(*map(model.speaks, rules)))


def _is_nothing_to_record(pack: Pack, facts: Facts) -> bool:
    said = {reason.rule.id for reason in advice(pack, facts).of(Part.RECORD)}
    return not said & {"record.decision", "record.later"}


ALWAYS_RECORDED = Property("what to write down is always said", _nothing_to_record, _is_nothing_to_record)


# Rules of one part and one priority that give different things are never both met.
def _rivals(pack: Pack) -> list[tuple[Rule, Rule]]:
    return [
        (one, other)
        for one, other in combinations([r for r in pack.in_force if r.part in CHOOSERS], 2)
        if (one.part, one.priority) == (other.part, other.priority) and one.gives != other.gives
    ]


def _rivals_met(model: Model) -> Formula:
    return any_of(*(all_of(model.met(one), model.met(other)) for one, other in _rivals(model.pack)))


def _are_rivals_met(pack: Pack, facts: Facts) -> bool:
    met = {rule.id for rule, truth in pack.weigh(facts) if truth}
    return any({one.id, other.id} <= met for one, other in _rivals(pack))


PRIORITY_IS_STATED = Property("no two rules of one priority contradict", _rivals_met, _are_rivals_met)

PROPERTIES = (
    ALWAYS_ADVISES,
    DANGER_FIRST,
    REFUSAL_NEVER_FORBIDS,
    CHILD_NEVER_WAITS_FOR_AGREEMENT,
    ONLY_WHAT_IS_IN_FORCE,
    NO_RECOGNISED_INTEREST_FOR_PUBLIC_TASKS,
    RAISING_NEVER_RESTRICTS,
    RAISING_NEVER_SLOWS,
    NEVER_TO_THE_ONE,
    UNKNOWN_LIFTS_NOTHING,
    ALWAYS_RECORDED,
    PRIORITY_IS_STATED,
)


def pack_of(day: date, rules: tuple[Rule, ...] = ALL_RULES) -> Pack:
    """Make the pack of a day from some rules."""
    return Pack(day, rules)


def with_rule(rule_id: str, **changes: Any) -> tuple[Rule, ...]:
    """Give all rules with one changed on purpose."""
    assert any(rule.id == rule_id for rule in ALL_RULES), rule_id
    return tuple(replace(rule, **changes) if rule.id == rule_id else rule for rule in ALL_RULES)


def without(*rule_ids: str) -> tuple[Rule, ...]:
    """Give all rules but some."""
    assert {rule.id for rule in ALL_RULES} >= set(rule_ids), rule_ids
    return tuple(rule for rule in ALL_RULES if rule.id not in rule_ids)


def rule_called(rule_id: str) -> Rule:
    """Give a rule by its id."""
    return next(rule for rule in ALL_RULES if rule.id == rule_id)


def random_facts(chance: Random, pack: Pack) -> Facts:
    """Make an input: each answer likely or rarely known, and in most a way in which some rule of the pack is met.

    Answers drawn evenly hardly ever meet a rule that asks for much; so a rule is drawn first, and one way to meet it.
    """
    known = chance.choice((0.15, 0.5, 0.95))
    drawn: dict[str, Answer] = {
        fact.id: chance.choice(fact.values) for fact in FACTS.values() if fact.values and chance.random() < known
    }
    ways = ways_to_meet(pack)[chance.randrange(len(pack.in_force))]
    for name, literal in chance.choice(ways).items() if chance.random() < 0.8 else ():
        answers = sorted(literal.values, key=str) or [None]
        drawn[name] = None if literal.unknown and chance.random() < 0.3 else chance.choice(answers)
    return Facts(**drawn)


@cache
def ways_to_meet(pack: Pack) -> list[list[dict[str, Literal]]]:
    """Give for each rule in force the ways to meet it, as far as they are answers to facts."""
    forms = [normal_form(rule.applies & rule.when) for rule in pack.in_force]
    return [[{n: lit for n, lit in way.items() if n in FACTS} for way in form] or [{}] for form in forms]
