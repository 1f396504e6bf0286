"""The conversation between asker and asked about one request; nothing said in it is ever lost."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from sharewell.base.actor import Actor
from sharewell.ledger import entries
from sharewell.notices import post
from sharewell.notices import queries as notices
from sharewell.rules.refusals import NotFound, Refusal
from sharewell.sharing import leak_guard, once
from sharewell.sharing.models import InformationRequest, Message


class NothingWritten(Refusal):
    """An empty message."""

    title = "Nothing was sent"
    next_step = "Write your message first."


@transaction.atomic
def write(*, actor: Actor, key: UUID, request_id: UUID, text: str, at: datetime) -> Message:
    """
    Write to the other party of a request, once for each ``key``.

    Raises ``NothingWritten``, or ``WouldLeak`` when the words tell where a protected person can be found.
    """
    own_key = once.hold(actor, key)
    known = Message.objects.filter(idempotency_key=own_key).first()
    if known is not None:
        return known
    if not text.strip():
        raise NothingWritten
    request = InformationRequest.objects.filter(id=request_id).first()
    if request is None:
        raise NotFound
    people = [one for one in request.subjects.values_list("person_id", flat=True) if one is not None]
    leak_guard.check(actor=actor, texts=[text], person_ids=people)
    message = Message.objects.create(
        information_request=request,
        asking_agency_id=request.asking_agency_id,
        asked_agency_id=request.asked_agency_id,
        idempotency_key=own_key,
        written_by_id=actor.practitioner_id,
        written_at=at,
        text=text.strip(),
    )
    other = request.asked_agency_id if actor.agency_id == request.asking_agency_id else request.asking_agency_id
    reader = request.accountable_id if other == request.asked_agency_id else request.asked_by_id
    about = [request.id, message.id]
    entries.append(actor=actor, event="message.sent", about=about, detail={}, at=at, visible_to=[other])
    post.tell(actor=actor, agency_id=other, practitioner_id=reader, kind="message_arrived", about=request.id, at=at)
    return message


@transaction.atomic
def read(*, actor: Actor, request_id: UUID, at: datetime) -> None:
    """Take the notice that a message has come from the list of whoever now sees the conversation."""
    notices.read_by(actor=actor, about=request_id, kinds=("message_arrived",), at=at)
