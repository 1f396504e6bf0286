"""One file for each kind of list: its columns, and what a row of it says."""

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
    """A kind of list: what people call it, the columns it must have, and how a row is understood."""

    title: str
    needs: tuple[str, ...]
    draw: Callable[[dict[str, str]], Drawn]


KINDS: dict[str, Kind] = {
    "school-pupils": Kind("School: pupils", school_pupils.NEEDS, school_pupils.draw),
    "school-concerns": Kind("School: concerns", school_concerns.NEEDS, school_concerns.draw),
    "health-register": Kind("Health: register", health_register.NEEDS, health_register.draw),
    "health-contacts": Kind("Health: contacts", health_contacts.NEEDS, health_contacts.draw),
    "police-occurrences": Kind("Police: occurrences", police.NEEDS, police.draw),
    "housing-tenancies": Kind("Housing: tenancies", housing.NEEDS, housing.draw),
    "early-help-episodes": Kind("Early help: episodes", early_help.NEEDS, early_help.draw),
    "voluntary-contacts": Kind("Voluntary: contacts", voluntary.NEEDS, voluntary.draw),
}
