"""Which closed records a question may be about: all of them are looked through, most of them only at a glance."""

from collections.abc import Hashable, Mapping
from itertools import product
from typing import Generic, TypeVar

from sharewell.matching import coding, names
from sharewell.matching.candidates import judge, may_be
from sharewell.matching.comparing import Known
from sharewell.matching.question import family_parts, given_parts, numbers
from sharewell.matching.scoring import Coded, Evidence, OfNumber, Row, Spelling, crossed_bits
from sharewell.matching.weights import weights

# Bits by which a glance may think less of a record than judging it in full does: what facts tell together, and what of
# a record the glance does not read. A test over many questions holds that it passes over nobody.
MARGIN = 12.0
EXACT = "AAA"


Id = TypeVar("Id", bound=Hashable)


class Closed(Generic[Id]):
    """Closed records by what names them, made ready to be glanced at for many questions."""

    def __init__(self, records: Mapping[Id, Known]) -> None:
        self.names, self.records = list(records), list(records.values())
        self.rows: list[Coded] = []
        self.spellings: dict[int, Spelling] = {}
        self.by_number: dict[str, set[int]] = {}
        self._codes: dict[str, int] = {}
        for place, known in enumerate(self.records):
            self.rows += self._rows(place, known)
            for number in numbers(known):
                self.by_number.setdefault(number, set()).add(place)

    def sought_by(self, asked: Known) -> set[Id]:
        """Give the records that may be about the person asked for, so that their keepers must learn of it."""
        carrying = set().union(*(self.by_number.get(number, ()) for number in numbers(asked)))
        worth_judging = self._at_a_glance(asked) | carrying
        return {self.names[place] for place in worth_judging if may_be(judge(asked, self.records[place]))}

    def _at_a_glance(self, asked: Known) -> set[int]:
        """Give the places of records that are like the person enough to be judged, or that differ in nothing."""
        evidence = Evidence(asked, self.rows, self.spellings)
        differs = {name: weights()[name]["differs"] for name in ("given", "family")}
        enough = weights()["potential_at"] - weights()["prior"] - MARGIN
        # Of a birth that is told roughly, a day further off may still be the one that is meant.
        told_roughly = (asked.birth_accuracy or EXACT) != EXACT or asked.due_on is not None
        least_of_birth = weights()["birth"]["year_known"] if told_roughly else weights()["birth"]["differs"]
        found: set[int] = set()
        for record, family, given, place, born, sex in self.rows:
            of_given, of_family = evidence.given[given], evidence.family[family]
            bits = of_given + of_family
            if given in evidence.crossed_given and family in evidence.crossed_family:
                bits = max(bits, crossed_bits())
            of_birth = max(least_of_birth, _of(evidence.born, born))
            bits += evidence.sex[sex] + of_birth + _of(evidence.place, place)
            fits = of_given > differs["given"] and of_family > differs["family"] and of_birth >= 0
            if bits >= enough or fits:
                found.add(record)
        return found

    def _rows(self, record: int, known: Known) -> list[Row]:
        families, givens = (
            [self._code(part) for part in parts] or [coding.NO_NAME]
            for parts in (family_parts(known), given_parts(known))
        )
        places = [coding.place(code) for code in (known.postcode, *known.earlier_postcodes) if code]
        # A birth that is known by its year only says too little at a glance to speak against anybody.
        born = (
            coding.day(known.born_on) if known.born_on and (known.birth_accuracy or EXACT) == EXACT else coding.NO_DAY
        )
        sex = coding.SEXES.get(known.sex, 0)
        return [
            Row(record, family, given, place, born, sex)
            for family, given, place in product(families, givens, places or [coding.NO_PLACE])
        ]

    def _code(self, part: str) -> int:
        code = self._codes.get(part)
        if code is None:
            code = self._codes[part] = len(self._codes) + 1
            self.spellings[code] = Spelling(part, names.sound(part), 0.0, 0.0)  # as rare as can be
        return code


def _of(table: OfNumber, number: int) -> float:
    return table.known.get(number, table.nearby if number in table.near else table.others)
