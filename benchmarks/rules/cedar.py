"""The rules of a day as Cedar policies: one for each sentence a rule can say, and Cedar names those that hold.

An answer not known is an attribute the request does not have. Cedar never guesses about such a one: to read it is an error,
so a policy asks ``context has …`` first. That makes three-valued conditions exact, as a pair: when surely true, when surely
false. All policies are permits, for with permits alone Cedar names every policy that holds as a reason.
"""

from collections.abc import Iterator, Sequence

import cedarpy

from sharewell.rules.expressions import And, AnyMet, Expression, In, Known, Not, Or, Possibly
from sharewell.rules.fact import Answer
from sharewell.rules.facts import FACTS, Facts
from sharewell.rules.packs import Pack
from sharewell.rules.rule import CHOOSERS, Finding, Rule

Said = tuple[str, Finding]
WHO = {"principal": 'Person::"one"', "action": 'Action::"advise"', "resource": 'Item::"one"'}


class Cedar:
    """The policies, parsed once."""

    def __init__(self, pack: Pack) -> None:
        """Write and parse them; rules not in force, which are only shown, are written too."""
        self.pack = pack
        self.sayings = list(_sayings(pack))
        conditions = [_condition(pack, rule, finding) for rule, finding in self.sayings]
        text = "\n".join(f"permit (principal, action, resource) when {{ {condition} }};" for condition in conditions)
        self.size = len(text)
        self._policies = cedarpy.PolicySet.from_str(text)
        self._entities = cedarpy.Entities.from_json_str("[]")

    def reasons(self, facts: Facts) -> set[Said]:
        """Give what is said: of a part that chooses only what comes first."""
        answer = cedarpy.is_authorized(WHO | {"context": facts.known()}, self._policies, self._entities)
        held = sorted(int(name.removeprefix("policy")) for name in answer.diagnostics.reasons)
        said, chosen = set[Said](), set[str]()
        for number in held:
            rule, finding = self.sayings[number]
            if rule.part in CHOOSERS:
                if rule.part in chosen:
                    continue
                chosen.add(rule.part)
            said.add((rule.id, finding))
        return said


def _sayings(pack: Pack) -> Iterator[tuple[Rule, Finding]]:
    for rule in (*pack.in_force, *pack.shown_only):
        yield from ((rule, finding) for finding in Finding if rule.says(finding))


def _condition(pack: Pack, rule: Rule, finding: Finding) -> str:
    whole = rule.applies & rule.when
    if finding is Finding.MET:
        return written(whole, pack, holds=True)
    applies, false = written(rule.applies, pack, holds=True), written(whole, pack, holds=False)
    if finding is Finding.NOT_MET:
        return f"{applies} && {false}"
    return f"{applies} && !{false} && !{written(whole, pack, holds=True)}"


def written(e: Expression, pack: Pack, *, holds: bool) -> str:
    """Write when a condition is surely true, or surely false."""
    if isinstance(e, In):
        return _answered(e, holds=holds)
    if isinstance(e, Known):
        return f"(context has {e.fact})" if holds else f"(!(context has {e.fact}))"
    if isinstance(e, Not):
        return written(e.part, pack, holds=not holds)
    if isinstance(e, Possibly):
        return f"(!{written(e.part, pack, holds=False)})" if holds else written(e.part, pack, holds=False)
    if isinstance(e, AnyMet):
        conditions = tuple(rule.applies & rule.when for rule in pack.in_force if rule.part == e.part)
        return _joined(conditions, pack, holds=holds, every=not holds)
    assert isinstance(e, And | Or)
    return _joined(e.parts, pack, holds=holds, every=isinstance(e, And) is holds)


def _joined(parts: Sequence[Expression], pack: Pack, *, holds: bool, every: bool) -> str:
    if not parts:
        return "true" if every else "false"
    return f"({(' && ' if every else ' || ').join(written(part, pack, holds=holds) for part in parts)})"


def _answered(e: In, *, holds: bool) -> str:
    wanted: list[Answer] = [value for value in FACTS[e.fact].values if (value in e.values) is holds]
    if FACTS[e.fact].kind == "yes_no":
        tests = [f"context.{e.fact}" if value else f"!context.{e.fact}" for value in wanted]
        test = " || ".join(tests) or "false"
    else:
        test = "[" + ", ".join(f'"{value}"' for value in wanted) + f"].contains(context.{e.fact})"
    return f"(context has {e.fact} && ({test}))"
