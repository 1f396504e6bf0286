"""
Linking two whole lists: Sharewell beside Splink 5 on DuckDB, the same lists and rules, in one run, turn and turn about.

    python benchmarks/matching/bulk.py [--people 1000000] [--rounds 3] [--floor 8] [--sides sharewell splink-sampled]

Needs what requirements/benchmarks.txt pins. Each side runs in a process of its own, so that its memory is its own. Both
begin with columns of text in memory; reading files and the making of invented people are counted for neither. Splink
gets the rules' columns (sounds, years, districts) made for it beforehand, which are not counted for it either.

A long measurement can be split: with --folder the lists and what every run told stay there, and the next run of the
program goes on with them; --rounds 0 tells again what is known.
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
SPACE = {"of memory for Sharewell": 0.8, "for Splink": 4.5, "of disk, thrown away afterwards": 0.3}  # GB a million each
TOLD = "told.jsonl"
SECONDS = {"sharewell": 5, "splink-sampled": 25, "splink-demo": 40}  # a million each, both cores free


def main() -> None:
    """Run the sides in turn and print seconds, memory, F1 at one half and at best, recall by kind, and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=1_000_000, help="rows of each list")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--floor", type=int, default=0, metavar="N", help="compare N of each kind with everybody")
    parser.add_argument("--sides", nargs="+", choices=SIDES, default=list(SIDES))
    parser.add_argument("--folder", type=Path, help="where the lists and the figures stay, for more rounds later")
    parser.add_argument("--side", help=argparse.SUPPRESS)
    parser.add_argument("--lists", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.side:
        print(json.dumps(SIDES[asked.side](asked.lists)))
        return
    say_what_it_takes(asked)
    with tempfile.TemporaryDirectory() as thrown_away:
        folder = asked.folder or Path(thrown_away)
        bulk_sides.write(folder, asked.people)
        rounds(asked, folder)
        told = all_told(folder)
        if told:
            by_kind(told)
            ratios(told)
        if asked.floor:
            bulk_floor.show(folder, asked.floor)


def say_what_it_takes(asked: argparse.Namespace) -> None:
    """Print what this will cost before it starts."""
    million = asked.people / 1e6
    minutes = (sum(SECONDS[side] for side in asked.sides) * asked.rounds + 40) * million / 60
    space = ", ".join(f"{share * million:.1f} GB {what}" for what, share in SPACE.items())
    print(f"Two lists of {asked.people:,} invented children: {space}; about {minutes:.0f} minutes.", flush=True)


def rounds(asked: argparse.Namespace, folder: Path) -> None:
    """Run every side once a round, and keep what each told."""
    for turn in range(asked.rounds):
        for side in asked.sides[turn % len(asked.sides) :] + asked.sides[: turn % len(asked.sides)]:
            said = subprocess.run(
                [sys.executable, "-W", "ignore", __file__, "--side", side, "--lists", str(folder)],
                check=True, capture_output=True, text=True,
            ).stdout.splitlines()[-1]  # fmt: skip
            with (folder / TOLD).open("a", encoding="utf-8") as file:
                file.write(json.dumps({"side": side, **json.loads(said)}) + "\n")
            print(f"round {turn + 1}, {side:15} {line(json.loads(said))}", flush=True)


def all_told(folder: Path) -> dict[str, list[dict]]:
    """Give what each side has told in all rounds, in this run and in earlier ones that were kept."""
    told: dict[str, list[dict]] = {}
    if not (folder / TOLD).exists():
        return told
    for one in map(json.loads, (folder / TOLD).read_text(encoding="utf-8").splitlines()):
        told.setdefault(one["side"], []).append(one)
    return {side: told[side] for side in SIDES if side in told}


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
    kinds = {side: rounds[-1]["kinds"] for side, rounds in told.items()}
    for kind, (pairs, _share) in sorted(next(iter(kinds.values())).items(), key=lambda one: -one[1][0]):
        print(f"  {kind:38} {pairs:9,} " + "".join(f"{kinds[side][kind][1]:16.4f}" for side in told))


def ratios(told: dict[str, list[dict]]) -> None:
    """Print the medians of the rounds against one another, and whether Sharewell is right as often as it says."""
    medians = {
        side: {name: median(one[name] for one in rounds) for name in ("seconds", "busy", "gigabytes")}
        for side, rounds in told.items()
    }
    print()
    for side, theirs in medians.items():
        print(
            f"medians of {len(told[side])}, {side}: " + ", ".join(f"{what} {much:.2f}" for what, much in theirs.items())
        )
    ours = medians.get("sharewell")
    if ours is None:
        return
    for side in (one for one in told if one != "sharewell"):
        shares = ", ".join(f"{name} {ours[name] / medians[side][name]:.2f}" for name in ours)
        print(f"Sharewell against {side}: {shares}")
    for what in ("pairs", "everybody once"):
        print(f"\nas sure as it says, {what}: from, pairs, said, right")
        for low, pairs, said, right in told["sharewell"][-1]["bands"][what]:
            print(f"  {low:.2f} {pairs:9,} {said:.3f} {right:.3f}")


if __name__ == "__main__":
    main()
