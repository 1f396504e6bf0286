"""The last look before anything is sent: no protected place may stand in it."""

from collections.abc import Sequence
from uuid import UUID

from sharewell.base.actor import Actor
from sharewell.people import protection
from sharewell.rules.refusals import Refusal


class WouldLeak(Refusal):
    """A text would tell where a protected person can be found."""

    title = "This was not sent: it would tell where a protected person can be found"
    next_step = (
        "Take the place out of the passage, or replace it by “[withheld]”. If the recipient must know it to keep "
        "somebody safe, ring them: say it, and note here that you did."
    )

    def __init__(self, items: Sequence[int]) -> None:
        """Carry the numbers of the items concerned, counted from 0."""
        super().__init__()
        self.items = tuple(items)


def check(*, actor: Actor, texts: Sequence[str], record_ids: Sequence[UUID], person_ids: Sequence[UUID]) -> None:
    """Raise ``WouldLeak`` when any text holds a place that must not leave; disclosure fails closed."""
    secrets = protection.what_must_not_reach(actor, record_ids=record_ids, person_ids=person_ids)
    leaking = [number for number, text in enumerate(texts) if protection.found_in(text, secrets)]
    if leaking:
        raise WouldLeak(leaking)
