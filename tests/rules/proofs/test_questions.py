"""The guide asks what can still change the advice, and nothing else: held to a solver, which looks through all answers.

“Can change” is exact here: there are two ways to answer all that is still open, alike but for this one question, that
lead to different advice. The guide works it out rule by rule and without a solver, on the safe side: it never leaves
out what can matter, and now and then asks what cannot, because two rules hang together. The tests say how rarely.
"""

# covers: W10, W11

import random
from functools import cache

import pytest
import z3

from sharewell.rules.expressions import yes
from sharewell.rules.facts import FACTS, Facts
from sharewell.rules.open_facts import Still
from sharewell.rules.packs import pack_on
from sharewell.rules.questions import DETAILS, NEVER_ASKED, is_settled, next_questions, possible_recommendations
from sharewell.rules.rule import CHOOSERS, Finding, Part, Recommendation
from sharewell.rules.solving import Formula

from proving import DAYS, Model, any_of, counterexample, more_guarded, random_facts

ON = DAYS[-1]
PACK = pack_on(ON)
ALL = tuple(fact.id for fact in FACTS.values() if fact.values)


def part_way(n: int) -> Facts:
    """Someone part way through the guide: a few facts known, no danger."""
    chance = random.Random(f"part way {n}")
    facts = random_facts(chance, PACK).known()
    kept = {name: answer for name, answer in facts.items() if chance.random() < chance.choice((0.2, 0.6, 0.95))}
    return Facts(**(kept | {"immediate_danger": chance.choice((False, None))}))


class TwoWays:
    """Two ways to answer everything; one solver for all questions, which differ only in what is assumed."""

    def __init__(self) -> None:
        self.one, self.other = Model(PACK, "one: ", ALL), Model(PACK, "other: ", ALL)
        self.solver = z3.SolverFor("QF_FD")
        self.solver.add(self.one.possible, self.other.possible)
        self.alike = {fact: z3.Bool(f"alike in {fact}") for fact in ALL}
        for fact, alike in self.alike.items():
            others = tuple(name for name in ALL if name != fact)
            self.solver.add(z3.Implies(alike, self.one.same(self.other, but=others)))
        self.changed: dict[tuple[Part, bool], Formula] = {}
        for part in (Part.RECOMMENDATION, *DETAILS):
            for met_alone in (True, False):
                changed = self.changed[part, met_alone] = z3.Bool(f"changed: {part} {met_alone}")
                self.solver.add(z3.Implies(changed, self.differ_in(part, met_alone)))

    def differ_in(self, part: Part, met_alone: bool) -> Formula:
        """When the two are recommended different things, or told different things in another part."""
        if part is Part.RECOMMENDATION:
            return more_guarded(self.one, self.other)
        rules = [rule for rule in PACK.in_force if rule.part is part]
        if part in CHOOSERS:
            return any_of(*(self.one.speaks(rule) != self.other.speaks(rule) for rule in rules))
        findings = (Finding.MET,) if met_alone else tuple(Finding)
        said = [(rule, finding) for rule in rules for finding in findings if rule.says(finding)]
        return any_of(*(self.one.finds(r, f) != self.other.finds(r, f) for r, f in said))

    def can_change(self, part: Part, facts: Facts, *by: str, met_alone: bool = False) -> bool:
        """Whether answers to these facts alone can change a part of the advice, whatever the other open ones are.

        ``met_alone``: change what is met, and not just whether it is said that something is not.
        """
        known = [self.one.answer(name, answer) for name, answer in facts.known().items() if name in ALL]
        alike = [literal for fact, literal in self.alike.items() if fact not in by]
        return self.solver.check(self.changed[part, met_alone], *known, *alike) == z3.sat


two_ways = cache(TwoWays)


def deciding(facts: Facts) -> list[str]:
    """The facts asked for the sake of the recommendation; danger and the level are asked in any case."""
    asked = [q.fact.id for q in next_questions(facts, ON) if q.settles_recommendation]
    return [name for name in asked if name not in {"immediate_danger", "level_of_concern"}]


def test_hardly_a_question_is_asked_that_cannot_change_the_recommendation() -> None:
    asked = [(facts, name) for facts in map(part_way, range(20)) for name in deciding(facts)]
    idle = [name for facts, name in asked if not two_ways().can_change(Part.RECOMMENDATION, facts, name)]
    assert len(asked) > 200
    assert len(idle) <= 0.04 * len(asked), idle


def test_hardly_a_question_is_asked_that_cannot_change_the_part_it_is_asked_for() -> None:
    asked = [
        (facts, question.fact.id, part)
        for facts in map(part_way, range(6))
        for question in next_questions(facts, ON)
        for part in question.changes
        if part is not Part.RECOMMENDATION
    ]
    idle = [(name, part) for facts, name, part in asked if not two_ways().can_change(part, facts, name)]
    assert len(asked) > 200
    assert len(idle) <= 0.04 * len(asked), idle


def test_what_is_not_asked_cannot_change_the_recommendation() -> None:
    for facts in map(part_way, range(30)):
        asked = {q.fact.id for q in next_questions(facts, ON) if q.settles_recommendation}
        not_asked = [name for name in ALL if facts[name] is None and name not in asked]
        assert not two_ways().can_change(Part.RECOMMENDATION, facts, *not_asked), facts


def test_what_is_not_asked_cannot_change_any_part_that_is_asked_for() -> None:
    for facts in map(part_way, range(8)):
        questions = next_questions(facts, ON)
        for part in DETAILS:
            asked = {q.fact.id for q in questions if part in q.changes}
            not_asked = [name for name in ALL if facts[name] is None and name not in asked]
            assert not two_ways().can_change(part, facts, *not_asked, met_alone=True), (part, facts)


@pytest.mark.parametrize("known", [{}, {"recipient_role": "the_person"}, {"recipient_is_protected_from": True}])
def test_it_asks_nothing_idle_where_two_rules_leave_nothing_for_those_behind_them(known: dict[str, object]) -> None:
    facts = Facts(immediate_danger=False, level_of_concern="significant_harm", **known)
    assert [n for n in deciding(facts) if not two_ways().can_change(Part.RECOMMENDATION, facts, n)] == []


def test_possible_recommendations_are_those_that_can_still_come() -> None:
    model, more = Model(PACK), 0
    for facts in map(part_way, range(20)):
        known = [model.answer(name, answer) for name, answer in facts.known().items() if name in ALL]
        reached = {
            r
            for r in Recommendation
            if counterexample((model,), *known, model.gives(Part.RECOMMENDATION, r)) is not None
        }
        said = set(possible_recommendations(facts, ON))
        assert reached <= said
        assert is_settled(facts, ON) == (len(said) == 1)
        more += len(said - reached)
    assert more <= 3


def test_nothing_is_asked_in_immediate_danger() -> None:
    assert next_questions(Facts(immediate_danger=True), ON) == ()


def test_danger_and_the_level_come_first() -> None:
    assert [q.fact.id for q in next_questions(Facts(), ON)][:2] == ["immediate_danger", "level_of_concern"]


def test_nothing_known_is_asked_again_and_nothing_is_asked_twice() -> None:
    for n in range(15):
        facts = part_way(n)
        asked = [q.fact.id for q in next_questions(facts, ON)]
        assert len(asked) == len(set(asked))
        assert not set(asked) & {*facts.known(), *NEVER_ASKED}
        assert all(q.changes for q in next_questions(facts, ON))


def test_a_lift_that_is_not_known_is_still_asked_about() -> None:
    # Held back while it is not known, so the advice is made; the answer would change it all the same.
    asked = {q.fact.id for q in next_questions(Facts(identifies_source=True, immediate_danger=False), ON)}
    assert "source_agrees" in asked


def test_a_choosing_rule_behind_one_that_surely_speaks_is_not_asked_about() -> None:
    facts = Facts(immediate_danger=False, level_of_concern="significant_harm", telling_raises_risk=True)
    asked = {q.fact.id: q.changes for q in next_questions(facts, ON)}
    assert Part.OPENNESS not in asked.get("has_been_told", ())
    assert Part.OPENNESS not in asked.get("ongoing_police_enquiry", ())


def test_what_is_still_open_in_a_condition_is_what_can_change_it() -> None:
    still = Still(Facts(in_doubt=True, privileged=False), PACK)
    assert still.open_in(yes("in_doubt") | yes("privileged")) == ()
    assert still.open_in(yes("in_doubt") & yes("court_papers")) == ("court_papers",)
    assert still.open_in((yes("privileged") & yes("court_papers")) | yes("special_secrecy")) == ("special_secrecy",)
    assert still.truth(yes("privileged") & yes("court_papers")) is False


def test_the_two_workings_out_of_what_is_open_agree() -> None:
    for n in range(15):
        facts = part_way(n)
        still = Still(facts, PACK)
        for rule, truth in PACK.weigh(facts, settled=False):
            if rule.id not in PACK.shown_ids:
                assert still.truth(rule.applies & rule.when) is truth, rule.id


def asked_until_settled(facts: Facts, *, by_usefulness: bool) -> int:
    """How many questions are answered until the recommendation is settled, in this order or in that of the pages."""
    known, asked = Facts(), 0
    while not is_settled(known, ON):
        worth = [q.fact.id for q in next_questions(known, ON) if q.settles_recommendation]
        name = worth[0] if by_usefulness else min(worth, key=ALL.index)
        known, asked = known.but(**{name: facts[name]}), asked + 1
    return asked


def test_the_order_saves_questions() -> None:
    chance = random.Random("people who know")
    people = [
        Facts(
            **{
                fact.id: fact.usual if fact.usual is not None and chance.random() < 0.85 else chance.choice(fact.values)
                for fact in FACTS.values()
                if fact.values
            }
        ).but(immediate_danger=False)
        for _ in range(5)
    ]
    ours = sum(asked_until_settled(facts, by_usefulness=True) for facts in people)
    by_page = sum(asked_until_settled(facts, by_usefulness=False) for facts in people)
    assert ours < 0.8 * by_page
    assert ours < 20 * len(people)
