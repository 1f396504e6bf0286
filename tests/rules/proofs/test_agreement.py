"""The rules as they are used and the rules as they are proved are the same rules.

What runs is ``compiling.Table``; what is proved is ``solving.Model``. First they are proved equal: the numbers of the
table are read back as formulas, and a solver finds no input on which they differ. That covers every input but trusts
the reading. So both also answer 10,000 random inputs, spread over days the rules changed. A formula is worked out
for all inputs of a day at once, one column of bits for each proposition (“and”, “or” and “not” of whole columns),
which takes milliseconds; some of the same inputs go through the solver's own evaluation too, at milliseconds each.
The definition, ``expressions.evaluate``, is held to both in ``test_expressions``.
"""

# covers: W10

import random
from datetime import date
from functools import cached_property, reduce
from operator import and_, or_
from typing import Any

import pytest
import z3

from sharewell.rules.compiling import Table
from sharewell.rules.expressions import Truth
from sharewell.rules.facts import FACTS, PLACE, Facts
from sharewell.rules.packs import Pack, pack_on
from sharewell.rules.rule import CHOOSERS, Finding, Part, Rule
from sharewell.rules.solving import Formula

from proving import DAYS, Model, advice, any_of, counterexample, is_not, random_facts

INPUTS = 10_000
SOME_DAYS = [DAYS[0], DAYS[-1]]
MORE_DAYS = sorted({*DAYS[::3], DAYS[-1]})


def whole(rule: Rule) -> Any:
    return rule.applies & rule.when


class ReadBack:
    """A table's numbers as formulas: when each of its conditions is true, and when it may be."""

    def __init__(
        self, model: Model, table: Table, found: dict[int, dict[Truth, Formula]], *, settled: bool = True
    ) -> None:
        self.masks, self.everything = table._now if settled else table._could, table._everything
        self.literals = dict[tuple[int, frozenset[Any]], Formula]()
        names = list(PLACE)
        self.atoms = {
            place: found[place] if place in found else {answer: model.answer(names[place], answer) for answer in both}
            for place, both in self.masks
        }

    @cached_property
    def speaking(self) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
        """For each bit, true and possible: the numbers of the facts of which not every answer leaves it standing."""
        speaking: tuple[dict[int, list[int]], dict[int, list[int]]] = ({}, {})
        for number, (_, masks) in enumerate(self.masks):
            for kind in (0, 1):
                gone = self.everything & ~reduce(and_, (both[kind] for both in masks.values()))
                while gone:
                    bit = (gone & -gone).bit_length() - 1
                    speaking[kind].setdefault(bit, []).append(number)
                    gone &= gone - 1
        return speaking

    def conjunction(self, bit: int, kind: int) -> Formula:
        literals = []
        for number in self.speaking[kind].get(bit, ()):
            place, masks = self.masks[number]
            answers = frozenset(answer for answer, both in masks.items() if both[kind] >> bit & 1)
            literals.append(self.literal(place, answers))
        return z3.And(*literals)

    def literal(self, place: int, answers: frozenset[Any]) -> Formula:
        if (place, answers) not in self.literals:
            self.literals[place, answers] = any_of(*(self.atoms[place][answer] for answer in answers))
        return self.literals[place, answers]

    def condition(self, mask: int) -> tuple[Formula, Formula]:
        bits = [bit for bit in range(mask.bit_length()) if mask >> bit & 1]
        return any_of(*(self.conjunction(b, 0) for b in bits)), any_of(*(self.conjunction(b, 1) for b in bits))


Read = list[tuple[Rule, Formula, Formula]]


def read_back(pack: Pack, model: Model, *, settled: bool = True, only: Part | None = None) -> Read:
    """Each rule with when its table says that it is met, and that it may be."""
    first = ReadBack(model, pack._early_table, {}, settled=settled)
    found = {}
    for n, mask in enumerate(pack._found):
        true, possible = first.condition(mask)
        found[len(PLACE) + n] = {True: true, None: z3.And(is_not(true), possible), False: is_not(possible)}
    second = ReadBack(model, pack._late_table, found, settled=settled)
    return [
        (rule, *(second if is_late else first).condition(mask))
        for rule, is_late, mask, _ in pack._places
        if only in {None, rule.part}
    ]


@pytest.mark.parametrize("day", SOME_DAYS, ids=str)
def test_the_tables_equal_the_formulas_on_every_input(day: date) -> None:
    pack = pack_on(day)
    model = Model(pack)
    differences = [
        any_of(true != model.met(rule), possible == model.false(whole(rule)))
        for rule, true, possible in read_back(pack, model)
    ]
    assert len(differences) == len(pack.in_force) + len(pack.shown_only)
    assert counterexample((model,), any_of(*differences)) is None


def test_a_table_that_reads_unknown_as_no_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    pack = Pack(DAYS[-1], pack_on(DAYS[-1]).in_force)
    place = PLACE["in_doubt"]
    masks = dict(pack._early_table._now)[place]
    monkeypatch.setitem(masks, None, masks[False])
    model = Model(pack)
    differences = [
        any_of(true != model.met(rule), possible == model.false(whole(rule)))
        for rule, true, possible in read_back(pack, model, only=Part.GOLDEN)
    ]
    assert counterexample((model,), any_of(*differences)) is not None


class Columns:
    """Formulas worked out for many inputs at once: a column of bits, one for each input."""

    def __init__(self, model: Model, inputs: list[Facts]) -> None:
        self.everything = (1 << len(inputs)) - 1
        self.held: dict[int, tuple[Formula, int]] = {}  # by its number in the solver, which lasts as long as it is kept
        for fact in FACTS.values():
            for value in fact.values:
                atom = model.answer(fact.id, value)
                bits = sum(1 << n for n, facts in enumerate(inputs) if facts[fact.id] == value)
                self.held[atom.get_id()] = atom, bits

    def of(self, formula: Formula) -> int:
        key = formula.get_id()
        if key not in self.held:
            parts, kind = [self.of(part) for part in formula.children()], formula.decl().kind()
            if kind == z3.Z3_OP_NOT:
                bits = self.everything & ~parts[0]
            else:
                start, join = {z3.Z3_OP_AND: (self.everything, and_), z3.Z3_OP_OR: (0, or_)}[kind]
                bits = reduce(join, parts, start)
            self.held[key] = formula, bits
        return self.held[key][1]


def inputs_of(day: date, count: int = -(-INPUTS // len(MORE_DAYS))) -> list[Facts]:
    chance = random.Random(f"inputs of {day}")
    return [random_facts(chance, pack_on(day)) for _ in range(count)]


def test_there_are_ten_thousand_inputs_in_all() -> None:
    assert len(inputs_of(DAYS[0])) * len(MORE_DAYS) >= INPUTS


@pytest.mark.parametrize("day", MORE_DAYS, ids=str)
def test_the_evaluator_agrees_with_the_model_on_random_inputs(day: date) -> None:
    pack, inputs = pack_on(day), inputs_of(day)
    model = Model(pack)
    columns = Columns(model, inputs)
    met, not_met, said = {}, {}, {}
    for rule in (*pack.in_force, *pack.shown_only):
        met[rule.id] = columns.of(model.met(rule))
        not_met[rule.id] = columns.of(model.false(whole(rule)))
        for finding in Finding:
            formula = model.speaks(rule) if rule.part in CHOOSERS else model.finds(rule, finding)
            said[rule.id, finding] = columns.of(formula) if rule.says(finding) else 0
    for n, facts in enumerate(inputs):
        for rule, truth in pack.weigh(facts):
            proved = True if met[rule.id] >> n & 1 else False if not_met[rule.id] >> n & 1 else None
            assert truth is proved, (rule.id, facts)
        given = advice(pack, facts)
        reasons = {(r.rule.id, r.finding) for rs in (*given.parts.values(), given.not_in_force) for r in rs}
        assert reasons == {key for key, bits in said.items() if bits >> n & 1}, facts


@pytest.mark.parametrize("day", SOME_DAYS, ids=str)
def test_the_solvers_own_evaluation_agrees_too(day: date) -> None:
    pack = pack_on(day)
    model, solver = Model(pack), z3.SolverFor("QF_FD")
    rules = list(pack.in_force)
    truths = z3.Concat(
        *(
            z3.If(formula, z3.BitVecVal(1, 1), z3.BitVecVal(0, 1))
            for rule in rules
            for formula in (model.met(rule), model.false(whole(rule)))
        )
    )
    for facts in inputs_of(day, 10):
        solver.push()
        solver.add(model.possible, *(model.answer(f.id, facts[f.id]) for f in FACTS.values() if f.values))
        assert solver.check() == z3.sat
        bits = f"{solver.model().eval(truths, model_completion=True).as_long():0{2 * len(rules)}b}"
        proved = {r.id: {"10": True, "01": False, "00": None}[bits[2 * n : 2 * n + 2]] for n, r in enumerate(rules)}
        assert proved == {rule.id: truth for rule, truth in pack.weigh(facts) if rule.id in proved}
        solver.pop()


@pytest.mark.parametrize("day", SOME_DAYS, ids=str)
def test_what_is_settled_stays_settled_whatever_is_answered_later(day: date) -> None:
    # One input, and any other that has all its answers and perhaps more.
    pack, apart = pack_on(day), tuple(fact.id for fact in FACTS.values() if fact.values)
    now, later = Model(pack, "now: ", apart), Model(pack, "later: ", apart)
    kept = [z3.Implies(now.answer(f, v), later.answer(f, v)) for f in apart for v in FACTS[f].values]
    shaken = [
        any_of(
            z3.And(true, is_not(later.met(rule))),
            z3.And(is_not(possible), is_not(later.false(whole(rule)))),
        )
        for rule, true, possible in read_back(pack, now, settled=False)
    ]
    assert counterexample((now, later), *kept, any_of(*shaken)) is None
