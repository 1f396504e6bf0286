"""What may be asked about notices: one's own, and those for anybody of one's agency."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from sharewell.base import statements
from sharewell.base.actor import Actor
from sharewell.notices.kinds import FOR_THOSE_WHO
from sharewell.notices.models import Notice
from sharewell.rules.access import may

# Run with every opening of an enquiry or a request.
_READ = """
UPDATE notices_notice SET seen_at = %s, done_at = %s
WHERE agency_id = %s AND about = %s AND kind = ANY(%s) AND done_at IS NULL
  AND (practitioner_id = %s OR practitioner_id IS NULL)
"""


def waiting(actor: Actor) -> QuerySet[Notice]:
    """Give the notices that wait for the actor, or for anybody of the agency in a role like theirs, newest first."""
    not_for_them = [kind for kind, permission in FOR_THOSE_WHO.items() if not may(actor.role, permission)]
    for_anybody = Q(practitioner_id__isnull=True) & ~Q(kind__in=not_for_them)
    mine = Q(practitioner_id=actor.practitioner_id) | for_anybody
    return Notice.objects.filter(mine, agency_id=actor.agency_id, done_at__isnull=True).order_by("-made_at")


def done(*, actor: Actor, about: UUID, kinds: tuple[str, ...], at: datetime) -> None:
    """Take from the list what the actor's agency has dealt with."""
    Notice.objects.filter(agency_id=actor.agency_id, about=about, kind__in=kinds, done_at__isnull=True).update(
        seen_at=at, done_at=at
    )


def read_by(*, actor: Actor, about: UUID, kinds: tuple[str, ...], at: datetime) -> None:
    """Take from the list what the actor has read; a notice to a colleague by name stays on the colleague's list."""
    statements.fetched(_READ, [at, at, actor.agency_id, about, list(kinds), actor.practitioner_id])


def was_told(*, actor: Actor, about: UUID, kind: str, since: datetime | None = None) -> bool:
    """Say whether the actor's agency was told of something already, dealt with or not."""
    found = Notice.objects.filter(agency_id=actor.agency_id, about=about, kind=kind)
    return (found.filter(made_at__gte=since) if since else found).exists()
