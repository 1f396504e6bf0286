"""Two things that cannot both be said are never both said.

Within a part that chooses, priority settles it: see “no two rules of one priority contradict”. These are the pairs
across parts that cannot stand side by side, each with why. There is no priority between them: no input leads to both.
"""

# covers: W11, W13, W24, Y8, Y10

from typing import Any

import pytest
import z3

from sharewell.rules.expressions import one_of, yes
from sharewell.rules.facts import Facts
from sharewell.rules.packs import Pack, pack_on
from sharewell.rules.rule import CHOOSERS, Finding, Part
from sharewell.rules.solving import Formula
from sharewell.rules.terms import AGREED, HARM, RISK

from proving import DAYS, Model, advice, counterexample, pack_of, with_rule

# A rule's id (it is met), an id and a finding, or a part and what it gives.
Said = str | tuple[str, Finding] | tuple[Part, str]
ASKS, BEFORE = (Part.CONSENT_SEEK, "ask"), (Part.OPENNESS, "before")
NOT_MET = Finding.NOT_MET

PAIRS: tuple[tuple[Said, Said, str], ...] = (
    ("recommend.adult-not-asked", "danger.no-waiting-for-consent", "ask first; do not wait for agreement"),
    ("recommend.adult-refused", "danger.no-waiting-for-consent", "respect the refusal; do not wait for agreement"),
    ("recommend.adult-refused", "consent.seek.would-anyway", "respect the refusal; it is shared anyway"),
    ("recommend.adult-refused", "consent.not-misleading", "respect the refusal; you will share whatever the answer"),
    ("recommend.seek-agreement", "danger.no-waiting-for-consent", "ask first; do not wait for agreement"),
    ("recommend.seek-agreement", "consent.perceived-risk", "ask first; agreement is not needed"),
    (ASKS, "consent.not-misleading", "ask for agreement; do not ask for it"),
    (ASKS, "recommend.duty", "ask for agreement; a law obliges you"),
    ((Part.SPEED, "when-agreed"), "danger.no-waiting-for-consent", "as soon as they agree; do not wait for agreement"),
    ((Part.SPEED, "no-hurry"), "danger.no-waiting-for-consent", "no hurry; someone may come to harm"),
    (BEFORE, "bar.no-tipping-off", "tell them before; tell nobody before the police agree"),
    (BEFORE, "telling.fabricated-illness", "tell them before; not before the agencies agree"),
    (BEFORE, "record.later", "tell them before; act, and write it down afterwards"),
    ("consent.refusal.below", "consent.refusal.harm", "they are free to refuse; their refusal does not stop you"),
    ("consent.refusal.adult", "consent.refusal.adult-reason", "it is respected; it is set aside"),
    ("consent.no-need-is-not-anything-goes", "consent.perceived-risk", "agreement is needed; it is not"),
    ("consent.no-need-is-not-anything-goes", "danger.social-worker", "a reason is needed; let nothing delay you"),
    ("consent.who.gillick", "consent.who.parent", "the young person decides; the parent does"),
    ("consent.who.sixteen", "consent.who.lacks-capacity", "presumed able to decide; not able"),
    ("consent.who.adult", "consent.who.lacks-capacity", "presumed able to decide; not able"),
    ("consent.who.wrong-giver", "consent.seek.have", "it does not count; you have their agreement"),
    ("consent.who.wrong-giver", "recommend.agreed", "it does not count; share what they agreed to"),
    ("consent.who.wrong-giver", "basis.consent", "it does not count; it is the basis"),
    ("consent.who.wrong-giver", "condition.explicit-consent", "it does not count; it is the condition"),
    ("basis.consent", "consent.not-misleading", "a refusal would be respected; it would be shared anyway"),
    ("basis.consent", "basis.legal-obligation", "a refusal would be respected; a law obliges you"),
    (
        "basis.recognised-legitimate-interest",
        "basis.no-recognised-interest-for-public-tasks",
        "it fits; do not give it as the basis",
    ),
    ("basis.legitimate-interests", "basis.no-legitimate-interests-for-public-tasks", "it fits; do not give it"),
    ("basis.public-task", "basis.legitimate-interests", "a public authority; not a public authority"),
    ("basis.public-task", "basis.recognised-legitimate-interest", "a public authority; not a public authority"),
    ("condition.vital-interests", "condition.vital-interests-not-if-able", "it fits; do not give it"),
    ("limb.18.1b", "limb.18.adult", "an adult at risk as the law means it; not one"),
    ("limb.18.1b", "limb.18.unborn", "under 18 or at risk; not yet born"),
    ("limb.18.1c", "limb.18.refusal", "one of the three reasons applies; a refusal alone is none"),
    ("duty.s45", "power.s45-only-the-board", "you are obliged; this recipient is not the board"),
    ("duty.s47", ("duty.s47", NOT_MET), "obliged; not obliged"),
    ("article8.justified", ("test.proportionate", NOT_MET), "no more than needed; too much"),
    ("article8.justified", ("test.necessary", NOT_MET), "needed; not needed"),
    ("caldicott.3", ("test.proportionate", NOT_MET), "nothing less would do; too much"),
    ("record.decision", "record.later", "write it down; write it down afterwards"),
)


def when_said(model: Model, said: Said) -> Formula:
    """When this is said; never, on a day on which the rule is not in force."""
    if isinstance(said, tuple) and isinstance(said[0], Part):
        return model.gives(*said)
    name, finding = said if isinstance(said, tuple) else (said, Finding.MET)
    rule = model.pack.by_id.get(name)
    if rule is None:
        return model.gives(Part.ROUTE)  # no key: never
    return model.speaks(rule) if rule.part in CHOOSERS else model.finds(rule, Finding(finding))


def is_said(pack: Pack, facts: Facts, said: Said) -> bool:
    """Whether the advice, worked out as it always is, says this."""
    given = advice(pack, facts)
    reasons = [reason for part in given.parts for reason in given.of(part)]
    if isinstance(said, tuple) and isinstance(said[0], Part):
        return any(r.rule.part is said[0] and r.gives == said[1] for r in reasons)
    name, finding = said if isinstance(said, tuple) else (said, Finding.MET)
    return any(r.rule.id == name and r.finding is finding for r in reasons)


def contradiction(pack: Pack, one: Said, other: Said) -> Facts | None:
    model = Model(pack)
    found = counterexample((model,), when_said(model, one), when_said(model, other))
    return found and found[0]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_what_cannot_both_be_so_is_never_both_said(day: Any) -> None:
    model = Model(pack_on(day))
    solver = z3.SolverFor("QF_FD")
    solver.add(model.possible)
    both = {
        why: model.facts(solver.model())
        for one, other, why in PAIRS
        if solver.check(when_said(model, one), when_said(model, other)) != z3.unsat
    }
    assert both == {}


def test_every_pair_is_of_things_that_can_be_said() -> None:
    model = Model(pack_on(DAYS[-1]))
    for said in {said for one, other, _ in PAIRS for said in (one, other)}:
        found = counterexample((model,), when_said(model, said))
        assert found is not None, said
        assert is_said(model.pack, found[0], said), said


@pytest.mark.parametrize(
    ("rule", "changes", "one", "other"),
    [
        ("danger.no-waiting-for-consent", {"when": RISK}, "recommend.adult-not-asked", "danger.no-waiting-for-consent"),
        ("consent.not-misleading", {"when": RISK}, ASKS, "consent.not-misleading"),
        ("openness.take-advice", {"when": yes("in_doubt")}, BEFORE, "telling.fabricated-illness"),
        (
            "consent.refusal.below",
            {"when": one_of("consent", "refused")},
            "consent.refusal.below",
            "consent.refusal.harm",
        ),
        ("basis.consent", {"when": AGREED & ~HARM}, "basis.consent", "basis.legal-obligation"),
    ],
)
def test_a_rule_that_does_not_give_way_is_found_out(rule: str, changes: dict[str, Any], one: Said, other: Said) -> None:
    pack = pack_of(DAYS[-1], with_rule(rule, **changes))
    found = contradiction(pack, one, other)
    assert found is not None, "the proof did not notice"
    assert is_said(pack, found, one)
    assert is_said(pack, found, other)
