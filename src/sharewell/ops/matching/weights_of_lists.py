"""``sharewell match learn`` and ``match weights``: a look-up's weights made from lists, and shown."""

import argparse
import json
import os
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from sharewell.matching import weights
from sharewell.matching.generating.lists import two_lists
from sharewell.matching.linking import deriving, linking
from sharewell.matching.linking.coded import Coded, Vocabularies, code
from sharewell.matching.linking.deriving import Source
from sharewell.matching.linking.learning import Model
from sharewell.matching.linking.tables import tables
from sharewell.ops.matching import linking_lists, showing, working
from sharewell.ops.matching.refusing import Refused
from sharewell.ops.matching.working import Asked, Working

FEWEST = 500  # pairs of one person: fewer teach nothing that the shipped weights do not know better
ENGINE = "sharewell"


@dataclass(frozen=True, slots=True)
class Two:
    """Two lists to learn from, and how they are called in the file."""

    left: Coded
    right: Coded
    vocabularies: Vocabularies
    named: str


def learn(asked: argparse.Namespace) -> int:
    """Learn from two lists, without labels, and write the weights of a look-up."""
    if asked.out.suffix != ".json" or not asked.out.parent.is_dir():
        raise Refused(f"{asked.out} should be a file that ends in .json, in a folder that is there")
    if asked.invented:
        two: Two | None = _invented(asked.invented, asked.seed)
    elif len(asked.lists) == 2:
        two = _of_files(asked)
    else:
        raise Refused("weights are learnt from two lists: say two files, or --invented 300000")
    if two is None:
        return 3
    with showing.bar("learning") as show:
        found = linking.link(two.left, two.right, two.vocabularies, progress=show)
    people = asked.people or max(len(two.left), len(two.right))
    told = _derived(two, found.model, people, asked)
    asked.out.write_text(_written(told), encoding="utf-8")
    weights.plain(asked.out)
    print(f"Written to {asked.out}: of about {_of_one_person(found.model):,.0f} pairs of one person.")
    print(f"Look at it: sharewell match weights {asked.out}")
    return 0


def show(asked: argparse.Namespace) -> int:
    """Print the weights of a file, or those in force, and where each comes from."""
    path = asked.file or Path(os.environ.get("SHAREWELL_WEIGHTS_FILE") or weights.SHIPPED)
    told = weights.plain(path)
    learnt = told["learnt"]
    print(f"{path}\nlearnt on {learnt['on']} from {learnt['lists']}: {learnt['command']}")
    print(
        f"for lists of about {learnt['people']:,} people; any one of them is who is asked for: {told['prior']} bits\n"
    )
    for aspect, levels in told["levels"].items():
        for level, said in levels.items():
            whence = f"learnt, {said['pairs']:,} pairs" if said["how"] == "learnt" else f"set: {said['why']}"
            print(f"{aspect:12}{level:16}{said['bits']:7.2f}  {whence}")
    return 0


def _invented(size: int, seed: int) -> Two:
    vocabularies = Vocabularies()
    today = working.local_day()
    left, right = (code(one.columns, vocabularies, today=today) for one in two_lists(size, seed=seed))
    return Two(left, right, vocabularies, f"two invented lists of {size:,} children, seed {seed}")


def _of_files(asked: argparse.Namespace) -> Two | None:
    styles = linking_lists.styles_of(asked.lists)
    agreed = linking_lists.agreed_columns(asked, styles)
    if agreed is None:
        return None
    digests = tuple((path.name, working.digest(path)) for path in asked.lists)
    work = Working(asked.out, Asked(digests, agreed, sha256(b"").hexdigest(), doubles=False, engine=ENGINE))
    lists = linking_lists.read(asked.lists, styles, agreed, work)
    work.done()
    left, right = lists.coded
    return Two(left, right, lists.vocabularies, " and ".join(lists.names))


def _derived(two: Two, model: Model | None, people: int, asked: argparse.Namespace) -> dict[str, Any]:
    if model is None or _of_one_person(model) < FEWEST:
        raise Refused(f"the lists have fewer than {FEWEST} people in both, which is too few to learn from")
    usual = deriving.usual(two.left, two.right, tables(two.vocabularies))
    said = (
        f"--invented {asked.invented} --seed {asked.seed}" if asked.invented else " ".join(p.name for p in asked.lists)
    )
    source = Source(
        two.named, f"{working.local_day():%Y-%m-%d}", (len(two.left), len(two.right)), people,
        f"sharewell match learn {said} --people {people}{' --alone' if asked.alone else ''}",
    )  # fmt: skip
    return deriving.derive(model, usual, source, None if asked.alone else weights.plain(weights.SHIPPED))


def _of_one_person(model: Model | None) -> float:
    return max(model.told.values(), default=0.0) if model else 0.0


def _written(told: dict[str, Any]) -> str:
    """Write a line for each level, so that two files can be compared by eye."""

    def line(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False)

    def block(table: dict[str, Any], indent: str) -> str:
        rows = (
            f"{indent}  {line(name)}: {block(value, indent + '  ') if _is_deep(value) else line(value)}"
            for name, value in table.items()
        )
        return "{\n" + ",\n".join(rows) + f"\n{indent}}}"

    return block(told, "") + "\n"


def _is_deep(value: Any) -> bool:
    return isinstance(value, dict) and any(isinstance(one, dict | list) for one in value.values())
