"""``sharewell match link``: the lists are read, every two of them compared, pairs and groups written."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from sharewell.matching.linking import columns, grouping, reading, resolving, telling
from sharewell.matching.linking.coded import Coded, Vocabularies, code, joined
from sharewell.matching.linking.columns import REFERENCE
from sharewell.matching.linking.linking import Linked
from sharewell.matching.linking.reading import Style
from sharewell.ops.matching import engines, mapping, showing, working, writing
from sharewell.ops.matching.refusing import Refused
from sharewell.ops.matching.working import Asked, Working

HEADINGS = (
    *("list_a", "row_a", "reference_a", "list_b", "row_b", "reference_b"),
    *("probability", "likely", "reasons", "look_out_for"),
)
GROUP_HEADINGS = ("group", "list", "row", "reference", "rows_in_group", "look_out_for")
GROUPED_FROM = 0.8


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists as they were read: names, people as numbers, the lists' own references."""

    names: tuple[str, ...]
    coded: list[Coded]
    references: list[Any]
    vocabularies: Vocabularies

    def reference(self, number: int, place: int) -> str:
        """Give a row's own reference, empty where the list has none."""
        held = self.references[number]
        return "" if held is None else bytes(held[place]).decode()


def link(asked: argparse.Namespace) -> int:
    """Link every two of the lists, or the one with itself, and write the pairs, and groups if they are asked for."""
    engine = engines.of(asked.engine)
    for path in (asked.out, *([asked.groups] if asked.groups else [])):
        writing.can_be_written(path)
    styles = styles_of(asked.lists)
    agreed = agreed_columns(asked, styles)
    if agreed is None:
        return 3
    weights = asked.weights.read_text(encoding="utf-8") if asked.weights else ""
    digests = tuple((path.name, working.digest(path)) for path in asked.lists)
    told = sha256(weights.encode()).hexdigest()
    work = Working(asked.out, Asked(digests, agreed, told, asked.doubles, asked.engine))
    if work.goes_on:
        print("Going on where an earlier run stopped.")
    lists = read(asked.lists, styles, agreed, work)
    given = json.loads(weights) if weights else None
    joins = grouping.Joins(lists.coded) if asked.groups else None
    with writing.writer(asked.out, HEADINGS) as write:
        for left, right in _together(len(lists.coded), doubles=asked.doubles):
            found = _linked(lists, left, right, work=work, weights=given, engine=engine)
            if joins:
                _join(joins, left, right, found)
            once = resolving.once_each(found) if asked.once else found
            places = (
                resolving.one_to_one(once, at_least=asked.at_least)
                if asked.once
                else np.flatnonzero(once.probability >= asked.at_least)
            )
            write(_lines(lists, left, right, once, places))
            print(f"{lists.names[left]} with {lists.names[right]}: {len(places)} pairs of rows may be one person.")
            if not weights:
                stems = f"{Path(lists.names[left]).stem}-{Path(lists.names[right]).stem}"
                work.give_weights(left, right, asked.out.with_suffix(f".{stems}.weights.json"))
    if joins:
        _write_groups(asked.groups, lists, joins)
    work.done()
    print(f"Written to {asked.out}. They are proposals: a person confirms each.")
    return 0


def styles_of(paths: list[Path]) -> dict[str, Style]:
    """Give how each list is written; the lists are told apart by their files' names."""
    found = {path.name: reading.style(path) for path in paths}
    if len(found) < len(paths):
        raise Refused(
            "two of the lists have the same file name; rename one, so that pairs can say which list they mean"
        )
    for name, how in found.items():
        twice = {heading for heading in how.headings if how.headings.count(heading) > 1}
        if twice:
            raise Refused(f"{name} has more than one column called “{twice.pop()}”; rename one")
    return found


def agreed_columns(asked: argparse.Namespace, styles: dict[str, Style]) -> mapping.Chosen | None:
    """
    Give which column holds what, as a person has said; None when nobody could be asked.

    Without a mapping file the proposal is shown. On a terminal a person accepts or corrects it; elsewhere nothing is
    linked by a guess: the proposal is kept in a file, and what to do with it is printed.
    """
    kept = asked.out.with_suffix(".mapping.json")
    if asked.mapping:
        said = mapping.read(asked.mapping)
        mapping.check(said, styles)
        return {name: said[name] for name in styles}
    today = working.local_day()
    proposed = mapping.propose(asked.lists, styles, today=today)
    if sys.stdin.isatty():
        agreed = mapping.agree(proposed, styles)
        mapping.write(kept, agreed)
        print(f"Kept in {kept}: the next time, say --mapping {kept}")
        return agreed
    for name, found in proposed.items():
        print(mapping.show(name, styles[name], found))
    agreed = mapping.chosen(proposed)
    mapping.write(kept, agreed)
    if asked.accept_proposal:
        mapping.check(agreed, styles)
        return agreed
    print(
        f"\nNothing was linked: this is only a proposal, kept in {kept}.\n"
        f"Look at it, correct it in that file where it is wrong, and run the same again with --mapping {kept}"
    )
    return None


def read(paths: list[Path], styles: dict[str, Style], agreed: mapping.Chosen, work: Working) -> Lists:
    """Read the lists a part at a time, or take them as an earlier run kept them."""
    names = tuple(path.name for path in paths)
    kept = work.lists()
    if kept:
        return Lists(names, *kept)
    vocabularies = Vocabularies()
    coded, references = [], []
    for path in paths:
        chosen, parts, own = agreed[path.name], [], []
        with showing.bar(f"reading {path.name}") as show:
            for block in reading.blocks(path, styles[path.name], sorted(set(chosen.values()))):
                parts.append(code(columns.fields(block, chosen), vocabularies, today=work.today))
                if REFERENCE in chosen:
                    own.append(np.array([one.encode() for one in reading.texts(block[chosen[REFERENCE]])] or [b""]))
                show(f"{sum(map(len, parts)):,} rows", None)
        if not parts:
            raise Refused(f"{path.name} has no rows")
        coded.append(joined(parts))
        references.append(np.concatenate(own) if own else None)
        fields = ", ".join(f"{field} from “{heading}”" for field, heading in chosen.items())
        print(f"{path.name}: {len(coded[-1])} rows; {fields}")
    work.keep_lists(coded, references, vocabularies)
    return Lists(names, coded, references, vocabularies)


def _together(size: int, *, doubles: bool) -> list[tuple[int, int]]:
    """Give which lists are compared: every two; one alone with itself; with ``doubles`` each with itself too."""
    pairs = list(combinations(range(size), 2))
    return pairs + [(one, one) for one in range(size)] if doubles or not pairs else pairs


def _linked(
    lists: Lists, left: int, right: int, *, work: Working, weights: engines.Plain | None, engine: engines.Engine
) -> Linked:
    weights = weights or work.weights(left, right)
    task = engines.Task(lists.coded[left], lists.coded[right], lists.vocabularies, left == right, weights)
    with showing.bar(f"{lists.names[left]} with {lists.names[right]}") as show:
        found, learnt = engine(task, work.pairs(left, right), show)
    if learnt:
        work.keep_weights(left, right, learnt)
    return found


def _lines(lists: Lists, left: int, right: int, found: Linked, places: Any) -> Iterator[tuple[Any, ...]]:
    """Give the lines of the file; rows are counted from 1, without the heading."""
    for place in places.tolist():
        probability, pattern = float(found.probability[place]), int(found.pattern[place])
        one, other = int(found.one[place]), int(found.other[place])
        yield (
            *(lists.names[left], one + 1, lists.reference(left, one)),
            *(lists.names[right], other + 1, lists.reference(right, other)),
            *(round(probability, 4), telling.likely(probability), telling.said(pattern), telling.caution(pattern)),
        )


def _join(joins: grouping.Joins, left: int, right: int, found: Linked) -> None:
    likely = np.flatnonzero(found.probability >= GROUPED_FROM)
    joins.add(left, right, found.one[likely], found.other[likely], found.pattern[likely])


def _write_groups(path: Path, lists: Lists, joins: grouping.Joins) -> None:
    """Write the groups, those with something to look out for first."""
    groups = conflicts = 0
    with writing.writer(path, GROUP_HEADINGS) as write:
        for number, group in enumerate(joins.groups(), start=1):
            groups, conflicts = groups + 1, conflicts + bool(group.conflicts)
            told = "; ".join(group.conflicts)
            write([
                (number, lists.names[one], place + 1, lists.reference(one, place), len(group.rows), told)
                for one, place in map(joins.where, group.rows)
            ])  # fmt: skip
    print(
        f"{groups} groups of rows are proposed in {path}; {conflicts} have something to look out for, and come first."
    )
