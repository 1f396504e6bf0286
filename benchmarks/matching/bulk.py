"""
Linking two whole lists: Sharewell beside Splink 5 on DuckDB, the same lists and rules, in one run, turn and turn about.

    python benchmarks/matching/bulk.py [--people 1000000] [--rounds 3] [--floor 8] [--without-splink]

Needs what requirements/benchmarks.txt pins. Each side runs in a process of its own, so that its memory is its own. Both
begin with columns of text in memory; reading files and the making of invented people are counted for neither. Splink
gets the rules' columns (sounds, years, districts) made for it beforehand, which are not counted for it either.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "src")]
import bulk_floor
import bulk_sides

SIDES = {
    "sharewell": bulk_sides.ours,
    "splink-sampled": bulk_sides.splink_sampled,
    "splink-demo": bulk_sides.splink_demo,
}
SPACE = {"of memory for Sharewell": 1.3, "for Splink": 4.5, "of disk, thrown away afterwards": 0.3}  # GB a million each
SECONDS = {"sharewell": 10, "splink-sampled": 25, "splink-demo": 40}  # a million each, both cores free


def main() -> None:
    """Run the sides in turn and print seconds, memory, F1 at one half and at best, recall by kind, and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=1_000_000, help="rows of each list")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--floor", type=int, default=0, metavar="N", help="compare N of each kind with everybody")
    parser.add_argument("--without-splink", action="store_true")
    parser.add_argument("--without-demo", action="store_true", help="leave out Splink's slower training")
    parser.add_argument("--side", help=argparse.SUPPRESS)
    parser.add_argument("--lists", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.side:
        print(json.dumps(SIDES[asked.side](asked.lists)))
        return
    sides = [one for one in SIDES if one == "sharewell" or not asked.without_splink]
    sides = [one for one in sides if one != "splink-demo" or not asked.without_demo]
    say_what_it_takes(asked, sides)
    with tempfile.TemporaryDirectory() as folder:
        bulk_sides.write(Path(folder), asked.people)
        told = rounds(asked, sides, Path(folder))
        by_kind(told)
        ratios(told)
        if asked.floor:
            bulk_floor.show(Path(folder), asked.floor)


def say_what_it_takes(asked: argparse.Namespace, sides: list[str]) -> None:
    """Print what this will cost before it starts."""
    million = asked.people / 1e6
    minutes = (sum(SECONDS[side] for side in sides) * asked.rounds + 40) * million / 60
    space = ", ".join(f"{share * million:.1f} GB {what}" for what, share in SPACE.items())
    print(f"Two lists of {asked.people:,} invented children: {space}; about {minutes:.0f} minutes.", flush=True)


def rounds(asked: argparse.Namespace, sides: list[str], folder: Path) -> dict[str, list[dict]]:
    """Run every side once a round; gives what each told."""
    told: dict[str, list[dict]] = {side: [] for side in sides}
    for turn in range(asked.rounds):
        for side in sides[turn % len(sides) :] + sides[: turn % len(sides)]:
            said = subprocess.run(
                [sys.executable, "-W", "ignore", __file__, "--side", side, "--lists", str(folder)],
                check=True, capture_output=True, text=True,
            ).stdout.splitlines()[-1]  # fmt: skip
            told[side].append(json.loads(said))
            print(f"round {turn + 1}, {side:15} {line(told[side][-1])}", flush=True)
    return told


def line(told: dict) -> str:
    """Give one side's figures in a line."""
    return (
        f"{told['seconds']:7.1f} s ({told['busy']:6.1f} busy)  {told['gigabytes']:5.2f} GB"
        f"  pairwise F1 {told['pair_half']:.4f} at 0.5, {told['pair_best']:.4f} best;"
        f" one-to-one {told['one_half']:.4f} at 0.5, {told['one_best']:.4f} best"
    )


def by_kind(told: dict[str, list[dict]]) -> None:
    """Print recall by kind of difference for each side, at one half and one to one."""
    print(f"\nfound at one half, one to one{'':22}" + "".join(f"{side:>16}" for side in told))
    kinds = told["sharewell"][0]["kinds"]
    for kind, (pairs, _share) in sorted(kinds.items(), key=lambda one: -one[1][0]):
        shares = "".join(f"{told[side][0]['kinds'][kind][1]:16.4f}" for side in told)
        print(f"  {kind:38} {pairs:9,} {shares}")


def ratios(told: dict[str, list[dict]]) -> None:
    """Print the medians of the rounds against one another."""
    ours = {name: median(one[name] for one in told["sharewell"]) for name in ("seconds", "busy", "gigabytes")}
    print(f"\nmedians, Sharewell: {ours['seconds']:.1f} s, {ours['gigabytes']:.2f} GB")
    for side in (one for one in told if one != "sharewell"):
        theirs = {name: median(one[name] for one in told[side]) for name in ours}
        shares = ", ".join(f"{name} {ours[name] / theirs[name]:.2f}" for name in ours)
        print(f"against {side}: {shares} (theirs {theirs['seconds']:.1f} s, {theirs['gigabytes']:.2f} GB)")
    print("\nas sure as it says, everybody once: from, pairs, said, right")
    for low, pairs, said, right in told["sharewell"][0]["bands"]:
        print(f"  {low:.2f} {pairs:9,} {said:.3f} {right:.3f}")


if __name__ == "__main__":
    main()
