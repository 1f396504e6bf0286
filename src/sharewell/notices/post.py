"""Telling an agency or a practitioner that something waits for them; never what."""

from datetime import datetime
from uuid import UUID, uuid4

from sharewell.base.actor import Actor
from sharewell.jobs import queue
from sharewell.notices.kinds import KINDS
from sharewell.notices.models import Notice


def tell(
    *,
    actor: Actor,  # noqa: ARG001 (whoever tells must be somebody: the row policy asks for a scope)
    agency_id: UUID,
    kind: str,
    about: UUID,
    at: datetime,
    practitioner_id: UUID | None = None,
    due_at: datetime | None = None,
) -> None:
    """Leave a notice with an agency, or with one of its practitioners, and ask for its e-mail to be sent."""
    if kind not in KINDS:
        raise LookupError(kind)
    # Written without reading it back: another agency's notices are not ours to read.
    notice = Notice(
        id=uuid4(),
        agency_id=agency_id,
        practitioner_id=practitioner_id,
        kind=kind,
        about=about,
        made_at=at,
        due_at=due_at,
    )
    Notice.objects.bulk_create([notice])
    queue.later(queue.SEND_NOTICE, about=notice.id)
