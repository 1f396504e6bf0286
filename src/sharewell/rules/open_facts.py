"""Which answers not yet given can still make a condition true or false."""

from collections.abc import Iterator

from sharewell.rules.expressions import And, AnyMet, Expression, In, Known, Not, Or, Possibly, Truth
from sharewell.rules.facts import Facts
from sharewell.rules.packs import Pack


class Still:
    """Conditions on facts of which any not known may yet get any answer, or none.

    So also “as far as is known” and “is not known” are open while the fact is: ``Known`` and ``Possibly`` are no more
    settled than what they speak of. This is what ``Pack.weigh(settled=False)`` works out, for a part of a condition.
    """

    def __init__(self, facts: Facts, pack: Pack) -> None:
        """Take the facts there are, and the pack whose rules a condition may rest on."""
        self._facts, self._pack = facts, pack
        self._truths: dict[Expression, Truth] = {}

    def open_in(self, condition: Expression) -> tuple[str, ...]:
        """Give the facts not known that the truth of a condition may still turn on, in the order it names them."""
        return tuple(dict.fromkeys(self._open(condition)))

    def truth(self, e: Expression) -> Truth:
        """Give what a condition is whatever is answered later; ``None`` while that is open."""
        if e not in self._truths:
            self._truths[e] = self._work_out(e)
        return self._truths[e]

    def _work_out(self, e: Expression) -> Truth:
        if isinstance(e, In):
            answer = self._facts[e.fact]
            return None if answer is None else answer in e.values
        if isinstance(e, Known):
            return True if self._facts[e.fact] is not None else None
        if isinstance(e, Not):
            truth = self.truth(e.part)
            return None if truth is None else not truth
        deciding = not isinstance(e, And)  # one such part decides a whole: a false one of And, a true one of the rest
        truths = [self.truth(part) for part in self._parts(e)]
        return deciding if deciding in truths else None if None in truths else not deciding

    def _parts(self, e: Expression) -> tuple[Expression, ...]:
        if isinstance(e, And | Or):
            return e.parts
        if isinstance(e, Not | Possibly):
            return (e.part,)
        assert isinstance(e, AnyMet)
        return tuple(rule.applies & rule.when for rule in self._pack.in_force if rule.part == e.part)

    def _open(self, e: Expression) -> Iterator[str]:
        if self.truth(e) is not None:
            return
        if isinstance(e, In | Known):
            yield e.fact
        else:
            for part in self._parts(e):
                yield from self._open(part)
