"""Which rows of all lists seem to be of one person: groups that are proposed, each with what speaks against it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from sharewell.matching.likeness import ASPECTS, NAME
from sharewell.matching.linking.coded import NOTHING, Coded, Whole
from sharewell.matching.linking.learning import levels_of

TOO_MANY = 8  # rows of one person are seldom more; chains of likenesses grow longer
TWIN = "two of them share a birth date and a family name but not a first name: they may be twins"
DISAGREE = {
    "nhs_number": "two different NHS numbers",
    "upn": "two different pupil numbers",
    "born": "different dates of birth",
    "sex": "different sexes",
}
SAME_LIST = "more than one row of one list"
CHAIN = "many rows: likenesses may have been chained"
Pair = tuple[int, int, int]  # two rows, counted over all lists, and the pattern of how they agree


@dataclass(slots=True)
class Group:
    """Rows, counted over all lists, that pairs join with one another; ``conflicts`` are for a person to look at."""

    rows: list[int]
    conflicts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Joins:
    """Joins rows as pairs are added; nothing is held but a number for each row, and the pairs that may be twins."""

    lists: Sequence[Coded]
    label: Whole = field(init=False)
    starts: NDArray[np.int64] = field(init=False)
    twins: list[NDArray[np.int64]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        """Begin with everybody alone."""
        self.starts = np.concatenate(([0], np.cumsum([len(one) for one in self.lists])))
        self.label = np.arange(self.starts[-1], dtype=np.int32)

    def add(self, left: int, right: int, one: Whole, other: Whole, patterns: NDArray[np.uint32]) -> None:
        """Join the rows of some pairs of two lists, given by their places in them."""
        ours, theirs = one + self.starts[left], other + self.starts[right]
        self.twins.append(ours[_may_be_twins(patterns)])
        while True:
            low = np.minimum(self.label[ours], self.label[theirs])
            new = self.label.copy()
            np.minimum.at(new, self.label[ours], low)
            np.minimum.at(new, self.label[theirs], low)
            new = new[new]
            if np.array_equal(new, self.label):
                return
            self.label = new

    def groups(self) -> Iterator[Group]:
        """Give every group of two and more rows, those with conflicts first."""
        order = np.argsort(self.label, kind="stable")
        begins = np.flatnonzero(np.diff(self.label[order], prepend=-1))
        sizes = np.diff(np.append(begins, len(order)))
        twins = set(self.label[np.concatenate([*self.twins, np.empty(0, np.int64)])].tolist())
        several = np.flatnonzero(sizes > 1)
        found = [Group(order[begins[one] : begins[one] + sizes[one]].tolist()) for one in several.tolist()]
        for group in found:
            group.conflicts = self._conflicts(group.rows)
            if int(self.label[group.rows[0]]) in twins:
                group.conflicts.insert(0, TWIN)
        yield from sorted(found, key=lambda group: not group.conflicts)

    def where(self, row: int) -> tuple[int, int]:
        """Give the list and the place in it of a row that is counted over all lists."""
        number = int(np.searchsorted(self.starts, row, side="right")) - 1
        return number, row - int(self.starts[number])

    def _conflicts(self, rows: list[int]) -> list[str]:
        places = [self.where(row) for row in rows]
        found = []
        for aspect, words in DISAGREE.items():
            values = {int(getattr(self.lists[number], aspect)[place]) for number, place in places} - {NOTHING}
            if len(values) > 1:
                found.append(words)
        if len(self.lists) > 1 and len({number for number, _ in places}) < len(places):
            found.append(SAME_LIST)
        if len(places) > TOO_MANY:
            found.append(CHAIN)
        return found


def _may_be_twins(patterns: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Say which pairs share birth date and family name, but have first names that are not the same."""
    levels = levels_of(patterns.astype(np.int64))
    unlike = [NAME.index(level) for level in ("sounds_alike", "close", "near", "differs")]
    alike = [NAME.index(level) for level in ("same", "first", "in_part", "sounds_alike")]
    same_day = levels["born"] == ASPECTS["born"].index("same")
    found: NDArray[np.bool_] = same_day & np.isin(levels["given"], unlike) & np.isin(levels["family"], alike)
    return found
