"""The rules of a day as formulas for a solver, made from the same conditions that are evaluated and put into English.

Three-valued logic in two-valued formulas: a condition becomes a pair, when it is surely true and when it is surely false;
where neither holds it is not known. Each answer of each fact is one proposition, and at most one answer of a fact holds; a
fact of which none holds is not known. So a solver that looks for a counterexample looks through every input there is, with
every answer left open that may be left open.

For proofs alone: giving advice needs no solver, and ``z3`` is imported only when a model is made.
"""

from collections.abc import Callable, Collection, Iterator
from functools import cached_property
from typing import Any

from sharewell.rules.expressions import And, AnyMet, Expression, In, Known, Not, Or, Possibly
from sharewell.rules.fact import Answer
from sharewell.rules.facts import FACTS, Facts
from sharewell.rules.packs import Pack
from sharewell.rules.rule import CHOOSERS, Finding, Part, Rule

Formula = Any
Pair = tuple[Formula, Formula]


class Model:
    """What the rules of a pack make of one input, as formulas."""

    def __init__(self, pack: Pack, name: str = "", apart: Collection[str] = ()) -> None:
        """Take the pack; the formulas are made as they are asked for.

        Models are about one and the same input, but for the facts in which they stand ``apart``: to compare inputs that
        may differ in some answers, give each model a name and those facts.
        """
        import z3  # not among what advice needs

        self.pack, self.apart, self._z3, self._pairs = pack, apart, z3, dict[Expression, Pair]()
        self._choosers: dict[Part, dict[str, Formula]] = {}
        self._atoms: dict[tuple[str, Answer], Formula] = {
            (fact.id, value): z3.Bool(f"{name if fact.id in apart else ''}{fact.id}={value}")
            for fact in FACTS.values()
            for value in fact.values
        }

    @cached_property
    def possible(self) -> Formula:
        """Give what holds of every input: a fact has at most one answer."""
        facts = (fact for fact in FACTS.values() if fact.values)
        return self._z3.And(*(self._z3.AtMost(*(self._atoms[f.id, v] for v in f.values), 1) for f in facts))

    def answer(self, fact: str, value: Answer) -> Formula:
        """Give when a fact has this answer; ``None``: when it is not known."""
        return self._not_known(fact) if value is None else self._atoms[fact, value]

    def same(self, other: "Model", *, but: tuple[str, ...] = ()) -> Formula:
        """Give when two inputs have the same answers, but perhaps for those to some facts."""
        alike = [(fact, value) for fact in self.apart if fact not in but for value in FACTS[fact].values]
        return self._z3.And(*(self._atoms[key] == other.answer(*key) for key in alike))

    def true(self, condition: Expression) -> Formula:
        """Give when a condition is surely true."""
        return self._pair(condition)[0]

    def false(self, condition: Expression) -> Formula:
        """Give when a condition is surely false."""
        return self._pair(condition)[1]

    def not_known(self, condition: Expression) -> Formula:
        """Give when a condition is neither."""
        return self._z3.Not(self._z3.Or(*self._pair(condition)))

    def met(self, rule: Rule) -> Formula:
        """Give when a rule is met."""
        return self.true(rule.applies & rule.when)

    def finds(self, rule: Rule, finding: Finding) -> Formula:
        """Give when a rule that applies finds this; what is met applies."""
        if finding is Finding.MET:
            return self.met(rule)
        whole = rule.applies & rule.when
        found = self.not_known(whole) if finding is Finding.ASK else self.false(whole)
        return self._z3.And(self.true(rule.applies), found)

    def speaks(self, rule: Rule) -> Formula:
        """Give when a rule says anything; of a part that chooses only the first that is met does."""
        if rule.part not in CHOOSERS:
            return self._z3.Or(*(self.finds(rule, finding) for finding in Finding if rule.says(finding)))
        return self._chosen(rule.part)[rule.id]

    def gives(self, part: Part, *keys: str) -> Formula:
        """Give when the advice has, in this part, one of these keys."""
        rules = [rule for rule in self.pack.in_force if rule.part is part and rule.gives in keys]
        said = self.speaks if part in CHOOSERS else self.met
        return self._z3.Or(*(said(rule) for rule in rules))

    def facts(self, found: Any) -> Facts:
        """Read the input a solver found."""
        known = {fact: value for (fact, value), atom in self._atoms.items() if self._z3.is_true(found[atom])}
        return Facts(**known)

    def _chosen(self, part: Part) -> dict[str, Formula]:
        """Give when each rule of a part that chooses speaks: when it is met, and none before it is."""
        if part not in self._choosers:
            chosen, none_yet = {}, self._z3.And()
            for rule in (rule for rule in self.pack.in_force if rule.part is part):
                chosen[rule.id] = self._z3.And(none_yet, self.met(rule))
                none_yet = self._z3.And(none_yet, self._z3.Not(self.met(rule)))
            self._choosers[part] = chosen
        return self._choosers[part]

    def _not_known(self, fact: str) -> Formula:
        return self._z3.Not(self._z3.Or(*(self._atoms[fact, value] for value in FACTS[fact].values)))

    def _pair(self, condition: Expression) -> Pair:
        if condition not in self._pairs:
            self._pairs[condition] = _TRANSLATE[type(condition)](self, condition)
        return self._pairs[condition]

    def _in(self, e: In) -> Pair:
        values = FACTS[e.fact].values
        return (
            self._z3.Or(*(self._atoms[e.fact, value] for value in values if value in e.values)),
            self._z3.Or(*(self._atoms[e.fact, value] for value in values if value not in e.values)),
        )

    def _known(self, e: Known) -> Pair:
        not_known = self._not_known(e.fact)
        return self._z3.Not(not_known), not_known

    def _and(self, e: And) -> Pair:
        pairs = [self._pair(part) for part in e.parts]
        return self._z3.And(*(true for true, _ in pairs)), self._z3.Or(*(false for _, false in pairs))

    def _or(self, e: Or) -> Pair:
        pairs = [self._pair(part) for part in e.parts]
        return self._z3.Or(*(true for true, _ in pairs)), self._z3.And(*(false for _, false in pairs))

    def _not(self, e: Not) -> Pair:
        true, false = self._pair(e.part)
        return false, true

    def _possibly(self, e: Possibly) -> Pair:
        _, false = self._pair(e.part)
        return self._z3.Not(false), false

    def _any_met(self, e: AnyMet) -> Pair:
        return self._pair(Or(tuple(_conditions_of(e.part, self.pack))))


def _conditions_of(part: str, pack: Pack) -> Iterator[Expression]:
    return (rule.applies & rule.when for rule in pack.in_force if rule.part == part)


_TRANSLATE: dict[type, Callable[..., Pair]] = {
    In: Model._in,
    Known: Model._known,
    And: Model._and,
    Or: Model._or,
    Not: Model._not,
    Possibly: Model._possibly,
    AnyMet: Model._any_met,
}
