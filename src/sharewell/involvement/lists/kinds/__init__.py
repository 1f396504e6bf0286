"""One file for each kind of list: its columns, what a row of it says, and what it was collected for."""

from collections.abc import Callable
from dataclasses import dataclass

from sharewell.involvement.lists.drawn import Drawn
from sharewell.involvement.lists.kinds import (
    early_help,
    health_contacts,
    health_register,
    housing,
    police,
    school_concerns,
    school_pupils,
    voluntary,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """
    A kind of list: what people call it, the columns it must have, how a row is understood.

    ``collected_for`` is the purpose its entries were first collected for, in the rules' own word. ``is_register``:
    everybody stands in it once, so that a reference that stands twice is doubtful, and an emptied cell empties a fact.
    """

    title: str
    needs: tuple[str, ...]
    draw: Callable[[dict[str, str]], Drawn]
    collected_for: str
    is_register: bool = False


def collected_for(name: str) -> str:
    """Give the purpose that entries of a kind of list were first collected for; of an unknown kind it is not known."""
    return KINDS[name].collected_for if name in KINDS else ""


KINDS: dict[str, Kind] = {
    "school-pupils": Kind(
        "School: pupils", school_pupils.NEEDS, school_pupils.draw, school_pupils.COLLECTED_FOR, is_register=True
    ),
    "school-concerns": Kind(
        "School: concerns", school_concerns.NEEDS, school_concerns.draw, school_concerns.COLLECTED_FOR
    ),
    "health-register": Kind(
        "Health: register",
        health_register.NEEDS,
        health_register.draw,
        health_register.COLLECTED_FOR,
        is_register=True,
    ),
    "health-contacts": Kind(
        "Health: contacts", health_contacts.NEEDS, health_contacts.draw, health_contacts.COLLECTED_FOR
    ),
    "police-occurrences": Kind("Police: occurrences", police.NEEDS, police.draw, police.COLLECTED_FOR),
    "housing-tenancies": Kind(
        "Housing: tenancies", housing.NEEDS, housing.draw, housing.COLLECTED_FOR, is_register=True
    ),
    "early-help-episodes": Kind(
        "Early help: episodes", early_help.NEEDS, early_help.draw, early_help.COLLECTED_FOR, is_register=True
    ),
    "voluntary-contacts": Kind("Voluntary: contacts", voluntary.NEEDS, voluntary.draw, voluntary.COLLECTED_FOR),
}
