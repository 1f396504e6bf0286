"""What may be asked about notices: one's own, and those for anybody of one's agency."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from sharewell.base.actor import Actor
from sharewell.notices.models import Notice


def waiting(actor: Actor) -> QuerySet[Notice]:
    """Give the notices that wait for the actor, newest first."""
    mine = Q(practitioner_id=actor.practitioner_id) | Q(practitioner_id__isnull=True)
    return Notice.objects.filter(mine, agency_id=actor.agency_id, done_at__isnull=True).order_by("-made_at")


def done(*, actor: Actor, about: UUID, kinds: tuple[str, ...], at: datetime) -> None:
    """Take from the list what the actor's agency has dealt with."""
    Notice.objects.filter(agency_id=actor.agency_id, about=about, kind__in=kinds, done_at__isnull=True).update(
        seen_at=at, done_at=at
    )
