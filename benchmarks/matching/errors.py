"""How a person is asked for who stands in the lists otherwise: one function for each kind of difference."""

import random
import sys
from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "src"))
from sharewell.matching import coding, names
from sharewell.matching.comparing import Known
from sharewell.matching.generating.population import People

Mistake = Callable[[Known, random.Random, People], Known]
SOUNDS = [("ph", "f"), ("ck", "k"), ("ey", "y"), ("ie", "y"), ("ee", "ea"), ("c", "k"), ("ll", "l"), ("tt", "t"),
          ("gh", ""), ("ou", "ow"), ("ai", "ay"), ("oo", "u"), ("s", "z"), ("i", "y"), ("e", "")]  # fmt: skip


def person(people: People, number: int) -> Known:
    """Give one of the invented people as the lists have them."""
    second = people.second[number]
    family = people.family_names[people.family[number]] + (f"-{people.family_names[second]}" if second >= 0 else "")
    middle = people.middle[number]
    given = people.given_names[people.given[number]] + (f" {people.given_names[middle]}" if middle >= 0 else "")
    return Known(
        given=given,
        family=family,
        born_on=coding.date_of(int(people.born[number])),
        sex="MF"[people.sex[number] - 1],
        postcode=coding.postcode_of(int(people.place[number])),
    )


def slip(text: str, chance: random.Random) -> str:
    """Give a text with one slip of the fingers: a letter left out, doubled, exchanged, or two swapped."""
    if len(text) < 3:
        return text + "e"
    place = chance.randrange(1, len(text) - 1)
    kind = chance.randrange(4)
    if kind == 0:
        return text[:place] + text[place + 1 :]
    if kind == 1:
        return text[:place] + text[place] + text[place:]
    if kind == 2:
        return text[:place] + chance.choice("aeioulnrst") + text[place + 1 :]
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def by_ear(text: str, chance: random.Random) -> str:
    """Give a text as somebody may write who only heard it."""
    fitting = [(one, other) for one, other in SOUNDS if one in text[1:]]
    if not fitting:
        return slip(text, chance)
    one, other = chance.choice(fitting)
    return text[0] + text[1:].replace(one, other, 1)


def first(known: Known) -> str:
    """Give the first of the first names."""
    return known.given.split()[0]


def new_family(known: Known, chance: random.Random, people: People) -> Known:
    """Give the person another family name."""
    return replace(known, family=people.family_names[people.family[chance.randrange(len(people))]])


def new_place(known: Known, chance: random.Random, people: People) -> Known:
    """Give the person another postcode."""
    return replace(known, postcode=coding.postcode_of(int(people.place[chance.randrange(len(people))])))


def no_place(known: Known, _chance: random.Random, _people: People) -> Known:
    """Leave the postcode out."""
    return replace(known, postcode="")


def family_slip(known: Known, chance: random.Random, _people: People) -> Known:
    """Slip in the family name."""
    return replace(known, family=slip(known.family, chance))


def given_slip(known: Known, chance: random.Random, _people: People) -> Known:
    """Slip in the first name."""
    return replace(known, given=slip(first(known), chance))


def family_by_ear(known: Known, chance: random.Random, _people: People) -> Known:
    """Write the family name as heard."""
    return replace(known, family=by_ear(known.family, chance))


def given_by_ear(known: Known, chance: random.Random, _people: People) -> Known:
    """Write the first name as heard."""
    return replace(known, given=by_ear(first(known), chance))


def nickname(known: Known, chance: random.Random, _people: People) -> Known:
    """Use a short form."""
    forms = sorted(names.short_forms().get(first(known), ()))
    return replace(known, given=chance.choice(forms) if forms else first(known)[:4])


def beginning(known: Known, _chance: random.Random, _people: People) -> Known:
    """Give the beginning of the first name."""
    return replace(known, given=first(known)[: max(3, len(first(known)) // 2)])


def no_middle(known: Known, _chance: random.Random, _people: People) -> Known:
    """Leave the middle name out."""
    return replace(known, given=first(known))


def middle_as_first(known: Known, _chance: random.Random, _people: People) -> Known:
    """Put the middle name first."""
    return replace(known, given=" ".join(reversed(known.given.split())))


def crossed(known: Known, _chance: random.Random, _people: People) -> Known:
    """Cross the two names over."""
    return replace(known, given=known.family, family=first(known))


def one_part(known: Known, chance: random.Random, _people: People) -> Known:
    """Give one part of a double name."""
    return replace(known, family=chance.choice(known.family.split("-")))


def double(known: Known, chance: random.Random, people: People) -> Known:
    """Add a second family name."""
    return replace(known, family=f"{known.family}-{new_family(known, chance, people).family}")


def swapped(known: Known, _chance: random.Random, _people: People) -> Known:
    """Swap day and month."""
    born = known.born_on
    if born.day <= 12:
        return replace(known, born_on=date(born.year, born.day, born.month))
    return day_off(known, _chance, _people)


def day_off(known: Known, chance: random.Random, _people: People) -> Known:
    """Be a day off."""
    return replace(known, born_on=known.born_on + timedelta(days=chance.choice((-1, 1))))


def month_off(known: Known, _chance: random.Random, _people: People) -> Known:
    """Be a month off."""
    born, month = known.born_on, known.born_on.month + (1 if known.born_on.month == 1 else -1)
    return replace(known, born_on=born.replace(month=month, day=min(born.day, monthrange(born.year, month)[1])))


def year_off(known: Known, chance: random.Random, _people: People) -> Known:
    """Be a year off."""
    born, year = known.born_on, known.born_on.year + chance.choice((-1, 1))
    is_leap_day = (born.month, born.day) == (2, 29)
    return replace(known, born_on=born.replace(year=year, day=28 if is_leap_day else born.day))


def figure(known: Known, chance: random.Random, _people: People) -> Known:
    """Write one figure of the day wrong."""
    born = known.born_on
    return replace(known, born_on=born.replace(day=min(28, born.day // 10 * 10 + chance.randrange(1, 9))))


def only_year(known: Known, _chance: random.Random, _people: People) -> Known:
    """Know the year alone."""
    return replace(known, born_on=date(known.born_on.year, 1, 1), birth_accuracy="UUA")


def no_sex(known: Known, _chance: random.Random, _people: People) -> Known:
    """Leave the sex out."""
    return replace(known, sex="")


def district(known: Known, _chance: random.Random, _people: People) -> Known:
    """Know the district alone."""
    return replace(known, postcode=known.postcode.split()[0])


KINDS: dict[str, tuple[Mistake, ...]] = {
    "as listed": (),
    "family name: slip": (family_slip,),
    "family name: by ear": (family_by_ear,),
    "family name: one part": (one_part,),
    "family name: doubled": (double,),
    "family name: changed": (new_family,),
    "first name: slip": (given_slip,),
    "first name: by ear": (given_by_ear,),
    "first name: short form": (nickname,),
    "first name: beginning": (beginning,),
    "first name: middle first": (middle_as_first,),
    "names crossed": (crossed,),
    "date: swapped": (swapped,),
    "date: a day off": (day_off,),
    "date: a month off": (month_off,),
    "date: a year off": (year_off,),
    "date: a figure": (figure,),
    "date: year only": (only_year,),
    "moved": (new_place, no_middle),
    "no postcode": (no_place, no_middle),
    "district only": (district, no_middle),
    "no sex": (no_sex, no_middle),
    "moved + family slip": (new_place, family_slip),
    "moved + first name slip": (new_place, given_slip),
    "moved + short form": (new_place, nickname),
    "moved + date swapped": (new_place, swapped),
    "moved + a day off": (new_place, day_off),
    "moved + family changed": (new_place, new_family, no_middle),
    "moved + family changed + short form": (new_place, new_family, nickname),
    "moved + by ear + date swapped": (new_place, family_by_ear, swapped),
    "slip in both names": (family_slip, given_slip),
    "slip + date swapped": (family_slip, swapped),
    "short form + date figure": (nickname, figure),
    "by ear + short form + no postcode": (family_by_ear, nickname, no_place),
}
HARDEST = ("moved + family changed", "moved + family changed + short form", "moved + by ear + date swapped")


def questions(people: People, each: int, seed: int) -> list[tuple[str, int, Known]]:
    """Give so many questions of each kind: the kind, who is meant, how they are asked for."""
    chance = random.Random(seed)
    found = []
    for kind, mistakes in KINDS.items():
        for _ in range(each):
            number = chance.randrange(len(people))
            known = person(people, number)
            for mistake in mistakes:
                known = mistake(known, chance, people)
            found.append((kind, number, known))
    return found
