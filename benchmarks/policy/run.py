"""One decision, with its reasons, beside three policy engines: the same rules, the same questions, answers compared."""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2] / "src"))
import rivals

from sharewell.rules.telling.policy import Asked, Policy

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
MODES, SUBJECTS = ("existence", "content"), ("child", "unborn", "adult")
TYPES = tuple(f"type-{number}" for number in range(8))
PURPOSES = tuple(f"purpose-{number}" for number in range(6))
KINDS = ("local-authority", "police-force", "nhs-trust", "school", "gp", "housing")
AGENCIES = {f"AG{number:02}": KINDS[number % len(KINDS)] for number in range(1, 35)}
PART = 40  # questions each rival answers in a round; ours answers all


def agreements(count: int, dice: random.Random) -> list[dict]:
    """Give agreements of ten rules each; one rule in six denies; each rule is open in most of its attributes."""
    return [_agreement(number, dice) for number in range(count // 10)]


def _agreement(number: int, dice: random.Random) -> dict:
    def some(values: tuple[str, ...], fewest: int) -> list[str]:
        return dice.sample(values, dice.randint(fewest, len(values)))

    def rule() -> dict:
        begins = NOW + timedelta(days=dice.randint(-400, 20))
        return {
            "effect": "deny" if dice.random() < 1 / 6 else "allow",
            "modes": some(MODES, 1),
            "recordTypes": some(TYPES, 2),
            "purposes": some(PURPOSES, 2),
            "destOrgTypes": some(KINDS, 2),
            "subjects": some(SUBJECTS, 1),
            "validFrom": begins.isoformat(),
            "validUntil": (begins + timedelta(days=dice.randint(100, 900))).isoformat(),
            "obligations": ["Tell the family unless it is unsafe"],
        }

    parties = dice.sample(sorted(AGENCIES), dice.randint(4, 20))
    return {"code": f"AGR-{number}", "parties": parties, "rules": {"defaults": [rule() for _ in range(10)]}}


def questions(count: int, dice: random.Random) -> list[Asked]:
    """Give questions over all values; a tenth name an agency that is in no agreement."""
    codes = [*AGENCIES, "AG98", "AG99"]

    def one() -> Asked:
        asker = dice.choice(codes)
        return Asked(
            dice.choice(MODES), dice.choice(TYPES), dice.choice(PURPOSES), dice.choice(codes), asker,
            AGENCIES.get(asker, "school"), dice.choice(SUBJECTS),
        )  # fmt: skip

    return [one() for _ in range(count)]


def timed(decide: Callable[[Asked], object], asked: list[Asked]) -> list[float]:
    """Give the microseconds of each decision."""
    took = []
    for one in asked:
        start = time.perf_counter_ns()
        decide(one)
        took.append((time.perf_counter_ns() - start) / 1000)
    return took


def main() -> None:
    """Print one table for each number of rules, and the growth from 100 to 1,000."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--questions", type=int, default=2000)
    told = parser.parse_args()
    ours = {count: _measure(count, told.rounds, told.questions) for count in (100, 300, 1000)}
    print(f"\n100 to 1,000 rules: {ours[1000] / ours[100]:.2f} times as long")
    _family()


def _measure(count: int, rounds: int, number: int) -> float:
    dice = random.Random(count)
    made, asked = agreements(count, dice), questions(number, dice)
    start = time.perf_counter()
    policy = Policy(made)
    compiled = (time.perf_counter() - start) * 1000
    holds = policy.at(NOW)
    sides: dict[str, Callable[[Asked], bool]] = rivals.engines(policy.lines, NOW)
    told = [policy.decide(one, holds).is_allowed for one in asked]
    print(f"\n{count} rules (compiled in {compiled:.1f} ms), {number} questions, {sum(told)} allowed")
    for name, decide in sides.items():
        differing = sum(decide(one) != allowed for one, allowed in zip(asked[: 10 * PART], told, strict=False))
        print(f"  {name}: {differing} of {10 * PART} answers differ from ours")

    def fresh(one: Asked) -> object:
        policy._remembered.clear()
        return policy.decide(one, holds)

    def with_period(one: Asked) -> object:
        return policy.decide(one, policy.at(NOW))

    measured: dict[str, list[float]] = {"Sharewell, with reasons": [], "the same, reasons made anew": []}
    measured |= {"the same, period looked up too": []} | {name: [] for name in sides}
    for _ in range(rounds):
        measured["Sharewell, with reasons"] += timed(lambda one: policy.decide(one, holds), asked)
        measured["the same, reasons made anew"] += timed(fresh, asked)
        measured["the same, period looked up too"] += timed(with_period, asked)
        for name, decide in sides.items():
            measured[name] += timed(decide, asked[:PART])
    own = statistics.median(measured["Sharewell, with reasons"])
    for name, took in measured.items():
        took.sort()
        p50, p99 = statistics.median(took), took[int(len(took) * 0.99)]
        print(f"  {name:36} p50 {p50:10.2f} us   p99 {p99:10.2f} us   {p50 / own:8.1f} x")
    return own


def _family() -> None:
    """Judge fifty pointers of a family, existence and content each, as a page does."""
    dice = random.Random(50)
    policy, asked = Policy(agreements(300, dice)), questions(50, dice)
    took = []
    for _ in range(400):
        start = time.perf_counter_ns()
        holds = policy.at(NOW)
        for one in asked:
            policy.pointer(one, holds)
        took.append((time.perf_counter_ns() - start) / 1000)
    print(f"fifty pointers, existence and content: p50 {statistics.median(took):.0f} us")


if __name__ == "__main__":
    main()
