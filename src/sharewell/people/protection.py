"""What must not appear in something: the places of people who are protected, from whatever we know of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from sharewell.base.actor import Actor
from sharewell.directory import queries
from sharewell.people.models import IdentityJudgement, Kinship, NeverDisclose, Person, PersonRecord, RecordShield
from sharewell.rules.refusals import Refusal

# An agency of such a kind is where somebody goes every day, or near where they live: its name tells the place.
TELLING_KINDS = frozenset({"school", "school-academy", "college", "early-years", "gp", "housing"})
SHORTEST = 4  # letters and figures; a shorter text, such as a house number alone, stands everywhere
WHY_PLACE = "it tells where a protected person lives"
WHY_NEAR = "it tells where a protected person can be found"
WHY_WHO = "this person must not be told anything about them"


class TellsWhere(Refusal):
    """A text would tell where a protected person can be found."""

    title = "This was not sent: it would tell where a protected person can be found"
    next_step = "Take the place out of the text. If the reader must know it to keep somebody safe, ring them."


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that must not leave, and why, without saying whose it is."""

    text: str
    why: str


def what_must_not_reach(
    actor: Actor,
    record_ids: Iterable[UUID] = (),
    person_ids: Iterable[UUID] = (),
    recipient_person_id: UUID | None = None,
) -> list[Secret]:
    """
    Give the texts that must not stand in anything sent about these people, or sent to one of the hub's persons.

    From the actor's own agency alone: protected records of its list and those who share their address, and the hub's
    persons who are protected, with whoever lives with them and the school, surgery or landlord that was confirmed to
    know them. House and street, postcode and full address are each a secret. For ``recipient_person_id`` also the
    names of those about whom that person must not be told anything.
    """
    secrets = _of_records(actor, list(record_ids))
    wanted = list(person_ids)
    never = NeverDisclose.objects.filter(agency_id=actor.agency_id, ended_at__isnull=True)
    if recipient_person_id is not None:
        kept = never.filter(kept_from_id=recipient_person_id).select_related("protected")
        wanted += [one.protected_id for one in kept]
        secrets += [secret for one in kept if one.covers == "everything" for secret in _names(one.protected)]
    shielded = set(never.filter(protected_id__in=wanted).values_list("protected_id", flat=True))
    people = Person.objects.filter(agency_id=actor.agency_id, id__in=wanted)
    protected = [one.id for one in people if one.is_address_protected or one.id in shielded]
    return list(dict.fromkeys(secrets + _of_persons(actor, protected)))


def found_in(text: str, secrets: Iterable[Secret]) -> list[Secret]:
    """Give the secrets that stand in a text, however they are spaced or capitalised."""
    plain = _plain(text)
    return [secret for secret in secrets if len(_plain(secret.text)) >= SHORTEST and _plain(secret.text) in plain]


def refuse_if_it_tells(text: str, secrets: Iterable[Secret]) -> None:
    """Raise ``TellsWhere`` when a secret stands in a text."""
    if found_in(text, secrets):
        raise TellsWhere


def places(address: str, postcode: str) -> list[Secret]:
    """Give the parts of an address that tell where it is: a house by its name, lines with a number, the postcode."""
    lines = [line.strip() for line in re.split(r"[,\n]", address)]
    # A town alone locates nobody; a line with a number, and a house by its name, does.
    telling = [line for number, line in enumerate(lines) if line and (number == 0 or re.search(r"\d", line))]
    streets = [stripped for line in telling if (stripped := _without_number(line))]
    return [Secret(text, WHY_PLACE) for text in (*telling, *streets, postcode) if text]


def _without_number(line: str) -> str:
    """Give a street without its house number, which people leave out; one word alone is no street."""
    street = re.sub(r"^(?:flat\s+)?\d+[a-z]?\s+", "", line.strip(), flags=re.IGNORECASE)
    return street if street != line.strip() and len(street.split()) > 1 else ""


def _of_records(actor: Actor, record_ids: list[UUID]) -> list[Secret]:
    records = list(PersonRecord.objects.filter(agency_id=actor.agency_id, id__in=record_ids))
    codes = [one.postcode for one in records if one.postcode]
    beside = PersonRecord.objects.filter(agency_id=actor.agency_id, is_address_protected=True, postcode__in=codes)
    same_place = {_plain(one.address) for one in records if one.address}
    protected = [one for one in records if one.is_address_protected]
    protected += [one for one in beside if _plain(one.address) in same_place]
    secrets = [secret for one in protected for secret in places(one.address, one.postcode)]
    shields = RecordShield.objects.filter(
        agency_id=actor.agency_id, record_id__in=record_ids, kind="from_person", lifted_at__isnull=True
    ).select_related("record")
    return secrets + [secret for one in shields for secret in places(one.record.address, one.record.postcode)]


def _of_persons(actor: Actor, protected: list[UUID]) -> list[Secret]:
    together = Kinship.objects.filter(
        Q(person_id__in=protected) | Q(related_id__in=protected),
        agency_id=actor.agency_id,
        lives_with=True,
        until_on__isnull=True,
    )
    household = {one.person_id for one in together} | {one.related_id for one in together} | set(protected)
    people = Person.objects.filter(agency_id=actor.agency_id, id__in=household)
    secrets = [secret for one in people for secret in places(one.address, one.postcode)]
    judged = IdentityJudgement.objects.filter(
        agency_id=actor.agency_id, person_id__in=protected, of="record", is_same=True, undone_at__isnull=True
    )
    near = set(judged.values_list("record_agency_id", flat=True))
    agencies = [one for one in queries.agencies() if one.id in near and one.kind in TELLING_KINDS]
    return secrets + [Secret(one.name, WHY_NEAR) for one in agencies]


def _names(person: Person) -> list[Secret]:
    return [Secret(name, WHY_WHO) for name in (person.full_name, person.known_as) if name]


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.casefold())
