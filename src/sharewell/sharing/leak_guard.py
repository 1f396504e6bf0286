"""The last look before anything is sent: no protected place may stand in it."""

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from sharewell.base.actor import Actor
from sharewell.people import protection
from sharewell.people.models import NeverDisclose, Person, PersonRecord
from sharewell.people.protection import Secret
from sharewell.rules.refusals import Refusal
from sharewell.sharing import places


class WouldLeak(Refusal):
    """A text would tell where a protected person can be found."""

    title = "This was not sent: it would tell where a protected person can be found"
    next_step = (
        "Take the place out of the passage, or replace it by “[withheld]”. If the recipient must know it to keep "
        "somebody safe, ring them: say it, and note here that you did. Or ask a colleague to release it."
    )

    def __init__(self, items: Sequence[int]) -> None:
        """Carry the numbers of the texts concerned, counted from 0."""
        super().__init__()
        self.items = tuple(items)


def check(
    *,
    actor: Actor,
    texts: Sequence[str],
    record_ids: Iterable[UUID] = (),
    person_ids: Iterable[UUID] = (),
    released: Collection[str] = (),
) -> None:
    """
    Raise ``WouldLeak`` when any text tells a place that must not leave; disclosure fails closed.

    Everybody protected in the agency's own records counts, whoever the text is about: a father's file names the
    mother's new street. A text in ``released`` was let go, as it stands, by a second person.
    """
    secrets = hidden_places(actor, record_ids, person_ids)
    leaking = [number for number, text in enumerate(texts) if text not in released and tells_any(text, secrets)]
    if leaking:
        raise WouldLeak(leaking)


def hidden_places(actor: Actor, record_ids: Iterable[UUID] = (), person_ids: Iterable[UUID] = ()) -> list[Secret]:
    """Give the places that nothing sent by the actor's agency may tell."""
    own = PersonRecord.objects.filter(agency_id=actor.agency_id, is_address_protected=True).values_list("id", flat=True)
    people = Person.objects.filter(agency_id=actor.agency_id, is_address_protected=True).values_list("id", flat=True)
    never = NeverDisclose.objects.filter(agency_id=actor.agency_id, ended_at__isnull=True)
    return protection.what_must_not_reach(
        actor,
        record_ids={*record_ids, *own},
        person_ids={*person_ids, *people, *never.values_list("protected_id", flat=True)},
    )


def tells_any(text: str, secrets: Iterable[Secret]) -> bool:
    """Say whether a text tells one of some places, however it is written."""
    wanted = list(secrets)
    return bool(protection.found_in(text, wanted)) or any(places.tells(text, secret.text) for secret in wanted)


def protected_persons(actor: Actor, person_ids: Iterable[UUID]) -> set[UUID]:
    """Give those of the hub's persons whose whereabouts are protected."""
    wanted = list(person_ids)
    own = Person.objects.filter(agency_id=actor.agency_id, id__in=wanted, is_address_protected=True)
    never = NeverDisclose.objects.filter(agency_id=actor.agency_id, protected_id__in=wanted, ended_at__isnull=True)
    return {*own.values_list("id", flat=True), *never.values_list("protected_id", flat=True)}
