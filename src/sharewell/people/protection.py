"""What must not appear in something: the places of people who are protected, from whatever we know of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sharewell.base.actor import Actor
from sharewell.people.models import NeverDisclose, Person, PersonRecord


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that must not leave, and why, without saying whose it is."""

    text: str
    why: str


def what_must_not_reach(actor: Actor, record_ids: Iterable[UUID] = (), person_ids: Iterable[UUID] = ()) -> list[Secret]:
    """
    Give the places that must not stand in anything sent about these people.

    From the actor's own agency alone: protected records of its list, and the hub's persons who are protected or must
    be kept from somebody. House and street, postcode and full address are each a secret.
    """
    why = "it tells where a protected person lives"
    secrets = []
    records = PersonRecord.objects.filter(agency_id=actor.agency_id, id__in=list(record_ids))
    for record in records.filter(is_address_protected=True):
        secrets += _places(record.address, record.postcode, why)
    wanted = list(person_ids)
    never = NeverDisclose.objects.filter(agency_id=actor.agency_id, ended_at__isnull=True, protected_id__in=wanted)
    protected = {one.protected_id for one in never}
    for person in Person.objects.filter(agency_id=actor.agency_id, id__in=wanted):
        if person.is_address_protected or person.id in protected:
            secrets += _places(person.address, person.postcode, why)
    return secrets


def found_in(text: str, secrets: Iterable[Secret]) -> list[Secret]:
    """Give the secrets that stand in a text, however they are spaced or capitalised."""
    plain = _plain(text)
    return [secret for secret in secrets if _plain(secret.text) and _plain(secret.text) in plain]


def _places(address: str, postcode: str, why: str) -> list[Secret]:
    lines = [line.strip() for line in address.split(",")]
    # A town alone locates nobody; a line with a number, and a house by its name, does.
    telling = [line for number, line in enumerate(lines) if line and (number == 0 or re.search(r"\d", line))]
    return [Secret(text, why) for text in (*telling, postcode) if text]


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.casefold())
