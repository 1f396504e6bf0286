"""A second set of mistakes, written down before anything was asked with them, and asked once."""

import random
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "src")]
from unseen import Mistake, family, given

from sharewell.matching.comparing import Known

HEARD_AS = str.maketrans("pbtdkgfvmnsz", "bpdtgkvfnmzs")  # on a bad line
FIGURES = {"1": "7", "7": "1", "3": "8", "8": "3", "5": "6", "6": "5"}


def by_telephone(text: str, chance: random.Random) -> str:
    """Hear one letter as another that sounds like it."""
    places = [at for at, letter in enumerate(text) if letter.translate(HEARD_AS) != letter]
    if not places:
        return text
    at = chance.choice(places)
    return text[:at] + text[at].translate(HEARD_AS) + text[at + 1 :]


def ending(text: str, _chance: random.Random) -> str:
    """Leave out a last s, e or h, or write one that is not there."""
    return text[:-1] if text[-1] in "seh" and len(text) > 3 else text + ("h" if text[-1] == "a" else "s")


def doubles(text: str, chance: random.Random) -> str:
    """Write a double letter once, or one letter twice."""
    for at in range(1, len(text)):
        if text[at] == text[at - 1]:
            return text[:at] + text[at + 1 :]
    at = chance.randrange(len(text))
    return text[:at] + text[at] + text[at:]


def misread_figure(known: Known, chance: random.Random) -> Known:
    """Read a figure of the day or the year as one that looks like it, where that gives a date."""
    written = known.born_on.isoformat()
    found = []
    for at, figure in enumerate(written):
        if figure in FIGURES and at > 1:
            try:
                found.append(date.fromisoformat(written[:at] + FIGURES[figure] + written[at + 1 :]))
            except ValueError:
                continue
    return replace(known, born_on=chance.choice(found)) if found else known


def weeks_out(known: Known, chance: random.Random) -> Known:
    """Be some weeks out, as whoever remembers a birthday about."""
    return replace(known, born_on=known.born_on + timedelta(days=chance.choice((-1, 1)) * chance.randrange(8, 40)))


def by_age(known: Known, _chance: random.Random) -> Known:
    """Know an age and no day."""
    return replace(known, born_on=date(known.born_on.year, 7, 1), birth_accuracy="UUE")


def no_day(known: Known, _chance: random.Random) -> Known:
    """Know no birth date."""
    return replace(known, born_on=None)


def other_district(known: Known, chance: random.Random) -> Known:
    """Write the figure of the district otherwise."""
    outward, inward = known.postcode.split()
    at = next(place for place, letter in enumerate(outward) if letter.isdigit())
    figure = chance.choice([one for one in "123456789" if one != outward[at]])
    return replace(known, postcode=f"{outward[:at]}{figure}{outward[at + 1 :]} {inward}")


def other_sex(known: Known, _chance: random.Random) -> Known:
    """Tick the other box."""
    return replace(known, sex="F" if known.sex == "M" else "M")


KINDS: dict[str, tuple[Mistake, ...]] = {
    "by telephone, family name": (family(by_telephone),),
    "by telephone, first name": (given(by_telephone),),
    "by telephone, both": (family(by_telephone), given(by_telephone)),
    "ending, family name": (family(ending),),
    "ending, first name": (given(ending),),
    "double letters, family name": (family(doubles),),
    "a figure misread in the date": (misread_figure,),
    "some weeks out": (weeks_out,),
    "an age": (by_age,),
    "no birth date": (no_day,),
    "district's figure": (other_district,),
    "sex": (other_sex,),
    "no birth date, ending": (no_day, family(ending)),
    "an age, by telephone": (by_age, given(by_telephone)),
    "district's figure, double letters": (other_district, family(doubles)),
}
