"""A full evaluation of one item, one person, one recipient, beside the same rules in Cedar; answers compared."""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

from sharewell.rules.advice import Advice, advise
from sharewell.rules.compiling import normal_form
from sharewell.rules.expressions import evaluate
from sharewell.rules.facts import FACTS, Facts
from sharewell.rules.packs import Pack, pack_on
from sharewell.rules.rule import Finding

DAY = date(2026, 11, 24)
PART = 40  # inputs a slower side works out in a round


def inputs(count: int, pack: Pack) -> list[Facts]:
    """Draw inputs: answers known now rarely, now mostly, and most with one way in which some rule is met."""
    dice = random.Random(count)
    ways = [normal_form(rule.applies & rule.when) for rule in pack.in_force]
    return [_input(dice, dice.choice(ways)) for _ in range(count)]


def _input(dice: random.Random, ways: list[dict]) -> Facts:
    known = dice.choice((0.15, 0.5, 0.95))
    drawn = {f.id: dice.choice(f.values) for f in FACTS.values() if f.values and dice.random() < known}
    for name, literal in dice.choice(ways or [{}]).items():
        if name in FACTS and literal.values:
            drawn[name] = dice.choice(sorted(literal.values, key=str))
    return Facts(**drawn)


def said(given: Advice) -> set[tuple[str, Finding]]:
    """Give what advice says, as pairs that can be compared."""
    reasons = [reason for part in given.parts.values() for reason in part]
    return {(reason.rule.id, reason.finding) for reason in (*reasons, *given.not_in_force)}


def as_defined(pack: Pack, facts: Facts) -> list[object]:
    """Work out every rule by the definition, not compiled."""
    found = pack.found(facts)
    return [evaluate(rule.applies & rule.when, facts, found) for rule in pack.in_force]


def timed(work: Callable[[Facts], object], asked: list[Facts]) -> list[float]:
    """Give the microseconds of each evaluation."""
    took = []
    for facts in asked:
        start = time.perf_counter_ns()
        work(facts)
        took.append((time.perf_counter_ns() - start) / 1000)
    return took


def main() -> None:
    """Print how many answers differ, then the medians of each side, round by round, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--inputs", type=int, default=2000)
    told = parser.parse_args()
    start = time.perf_counter()
    pack = Pack(pack_on(DAY).since, pack_on(DAY).in_force + pack_on(DAY).shown_only)
    print(
        f"{len(pack.in_force)} rules in force, {len(FACTS)} facts; compiled in {(time.perf_counter() - start) * 1000:.0f} ms"
    )
    asked = inputs(told.inputs, pack)
    sides: dict[str, tuple[Callable[[Facts], object], list[Facts]]] = {
        "Sharewell: advice with reasons": (lambda facts: advise(facts, DAY), asked),
        "Sharewell: the recommendation alone": (pack.recommend, asked),
        "the same rules by their definition": (lambda facts: as_defined(pack, facts), asked[:PART]),
    }
    sides |= _cedar(pack, asked)
    measured: dict[str, list[list[float]]] = {name: [] for name in sides}
    for _ in range(told.rounds):
        for name, (work, some) in sides.items():
            measured[name].append(sorted(timed(work, some)))
    own = statistics.median(statistics.median(took) for took in measured["Sharewell: advice with reasons"])
    for name, rounds in measured.items():
        medians = [statistics.median(took) for took in rounds]
        p99 = statistics.median(took[int(len(took) * 0.99)] for took in rounds)
        print(
            f"  {name:36} median {statistics.median(medians):9.1f} us (rounds {min(medians):.1f} to {max(medians):.1f})"
            f"   p99 {p99:9.1f} us   {statistics.median(medians) / own:7.1f} x"
        )


def _cedar(pack: Pack, asked: list[Facts]) -> dict[str, tuple[Callable[[Facts], object], list[Facts]]]:
    try:
        from cedar import Cedar
    except ImportError as missing:
        print(f"  Cedar: left out ({missing})")
        return {}
    start = time.perf_counter()
    rival = Cedar(pack)
    print(
        f"Cedar: {len(rival.sayings)} policies, {rival.size // 1000} kB; parsed in {(time.perf_counter() - start) * 1000:.0f} ms"
    )
    differing = sum(rival.reasons(facts) != said(advise(facts, DAY)) for facts in asked)
    print(f"answers compared: {differing} of {len(asked)} differ")
    return {"Cedar, parsed once": (rival.reasons, asked[:PART])}


if __name__ == "__main__":
    main()
