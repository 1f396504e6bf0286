"""Giving information: sent to a named recipient, received only when opened, recalled at once when it must be."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from sharewell.base.actor import Actor
from sharewell.directory import access, queries
from sharewell.involvement.models import AgencyEntry
from sharewell.ledger import entries
from sharewell.notices import post
from sharewell.notices import queries as notices
from sharewell.rules.access import Permission, may
from sharewell.rules.pathway import DISCLOSURE, step
from sharewell.rules.refusals import NotFound, Refusal
from sharewell.sharing import leak_guard, once, place_releases
from sharewell.sharing.items import COLLECTED_FOR, Item
from sharewell.sharing.models import Decision, DisclosedItem, Disclosure, InformationRequest

TOLD_OF_ARRIVAL = ("disclosure_arrived", "correction_arrived")  # the notices that something came


class WrongRecipient(Refusal):
    """The recipient is not one who may receive it here."""

    title = "This was not sent"
    next_step = "Choose somebody of the agency that asked, who works with this."


class RecallNeedsAReason(Refusal):
    """A recall without a reason helps nobody who has read it."""

    title = "It was not recalled"
    next_step = "Write down why, and whether the recipient must be told something else by telephone."


def make(
    *,
    actor: Actor,
    key: UUID,
    decision: Decision,
    request: InformationRequest,
    items: Sequence[Item],
    recipient_id: UUID,
    covering_note: str,
    record_ids: Iterable[UUID],
    at: datetime,
    told_at: datetime | None = None,
) -> Disclosure:
    """
    Send passages to one practitioner of the agency that asked, once for each ``key``, past the leak guard.

    With ``told_at`` it was told already, by telephone or in person: the recipient opens the note to confirm it.
    """
    own_key = once.hold(actor, key)
    known = Disclosure.objects.filter(idempotency_key=own_key).first()
    if known is not None:
        return known
    recipient = queries.practitioner(recipient_id)
    is_theirs = recipient.agency_id == request.asking_agency_id and recipient.is_active
    if not is_theirs or not may(recipient.role, Permission.RECEIVE_DISCLOSURE):
        raise WrongRecipient
    look_for_leaks(actor, request.id, items, covering_note, record_ids)
    made = Disclosure.objects.create(
        decision=decision,
        information_request=request,
        idempotency_key=own_key,
        sending_agency_id=actor.agency_id,
        receiving_agency_id=recipient.agency_id,
        sent_by_id=actor.practitioner_id,
        recipient=recipient,
        purpose=request.purpose,
        covering_note=covering_note.strip(),
        channel="told" if told_at else "here",
        told_at=told_at,
        sent_at=at,
        retention_class="disclosure",
        review_on=decision.review_on,
    )
    for position, item in enumerate(items):
        _add(made, position, item)
    about, to = [request.id, made.id], [recipient.agency_id]
    detail = {"items": len(items), "recipient": str(recipient.id), "purpose": request.purpose}
    event = "disclosure.noted" if told_at else "disclosure.made"
    entries.append(actor=actor, event=event, about=about, detail=detail, at=at, visible_to=to)
    post.tell(
        actor=actor,
        agency_id=recipient.agency_id,
        practitioner_id=recipient.id,
        kind="disclosure_arrived",
        about=made.id,
        at=at,
    )
    return made


def look_for_leaks(
    actor: Actor, request_id: UUID, items: Sequence[Item], covering_note: str, record_ids: Iterable[UUID]
) -> None:
    """Raise ``WouldLeak`` with the numbers of the passages that tell a protected place; the note counts after them."""
    entry_ids = [item.entry_id for item in items if item.entry_id]
    own = AgencyEntry.objects.filter(agency_id=actor.agency_id, id__in=entry_ids).values_list("record_id", flat=True)
    places = leak_guard.hidden_places(
        actor, {*record_ids, *own}, {item.subject_person_id for item in items if item.subject_person_id}
    )
    released = place_releases.released_texts(actor, request_id)
    leaking = [
        number
        for number, item in enumerate(items)
        if (item.text not in released and leak_guard.tells_any(item.text, places))
        or leak_guard.tells_any(item.purpose_served, places)
    ]
    if leak_guard.tells_any(covering_note, places):
        leaking.append(len(items))
    if leaking:
        raise leak_guard.WouldLeak(leaking)


def _add(made: Disclosure, position: int, item: Item) -> None:
    DisclosedItem.objects.create(
        disclosure=made,
        sending_agency_id=made.sending_agency_id,
        receiving_agency_id=made.receiving_agency_id,
        position=position,
        subject_person_id=item.subject_person_id,
        subject_name=item.subject_name[:160],
        entry_id=item.entry_id,
        text=item.text,
        kind=item.kind,
        happened_on=item.happened_on,
        happened_text=item.happened_text[:60],
        known_on=item.known_on,
        source=item.source[:160],
        is_strength=item.is_strength,
        purpose_served=item.purpose_served[:200],
        collected_for=item.collected_for if item.collected_for in COLLECTED_FOR else "",
    )


@transaction.atomic
def receive(*, actor: Actor, disclosure_id: UUID, at: datetime) -> Disclosure:
    """Open what was shared with the actor's agency; the first opening is the receipt the sender waits for."""
    access.require(actor, Permission.RECEIVE_DISCLOSURE)
    found = Disclosure.objects.select_for_update().filter(id=disclosure_id).first()
    if found is None or found.receiving_agency_id != actor.agency_id or found.recalled_at is not None:
        raise NotFound
    about, to = [found.id], [found.sending_agency_id]
    if found.information_request_id:
        about.append(found.information_request_id)
    if found.received_at is None:
        found.received_at, found.received_by_id = at, actor.practitioner_id
        found.state = step(DISCLOSURE, found.state, "received")
        found.save(update_fields=["received_at", "received_by_id", "state"])
        entries.append(actor=actor, event="disclosure.opened", about=about, detail={}, at=at, visible_to=to)
        notices.done(actor=actor, about=found.id, kinds=("disclosure_arrived",), at=at)
    else:
        entries.append(actor=actor, event="disclosure.viewed", about=about, detail={}, at=at, visible_to=to)
    return found


@transaction.atomic
def look_at_sent(*, actor: Actor, disclosure_id: UUID, at: datetime) -> Disclosure:
    """Read again what the actor's agency sent; the reading is in the ledger."""
    access.require(actor, Permission.CORRECT_DISCLOSURE)
    sent = Disclosure.objects.select_related("recipient", "recipient__agency", "recipient__team", "sent_by", "decision")
    found = sent.filter(id=disclosure_id, sending_agency_id=actor.agency_id).first()
    if found is None:
        raise NotFound
    entries.append(actor=actor, event="disclosure.viewed", about=[found.id], detail={}, at=at)
    notices.read_by(actor=actor, about=found.id, kinds=("disclosure_unread", "correction_unread"), at=at)
    return found


def note_recalls(*, actor: Actor, at: datetime) -> None:
    """Take from the list what was recalled before anybody of the actor's agency opened it."""
    for disclosure_id in list(recalled_and_waiting(actor).values_list("id", flat=True)):
        notices.done(actor=actor, about=disclosure_id, kinds=TOLD_OF_ARRIVAL, at=at)


def recalled_and_waiting(actor: Actor) -> QuerySet[Disclosure]:
    """Give what waits for the actor although it was recalled."""
    told = notices.waiting(actor).filter(kind__in=TOLD_OF_ARRIVAL).order_by().values("about")
    return Disclosure.objects.filter(receiving_agency_id=actor.agency_id, recalled_at__isnull=False, id__in=told)


def recalled_from_us(*, actor: Actor, at: datetime) -> list[Disclosure]:
    """Give what was called back from the actor's agency, newest first, without what stood in it; it has been seen."""
    access.require(actor, Permission.RECEIVE_DISCLOSURE)
    gone = Disclosure.objects.filter(receiving_agency_id=actor.agency_id, recalled_at__isnull=False)
    found = list(gone.select_related("sending_agency", "sent_by").order_by("-recalled_at"))
    for one in found:
        notices.read_by(actor=actor, about=one.id, kinds=("disclosure_recalled",), at=at)
    return found


@transaction.atomic
def recall(*, actor: Actor, disclosure_id: UUID, reason: str, at: datetime) -> Disclosure:
    """Call back what was sent: from this moment the recipient can no longer open it; what they read, they know."""
    access.require(actor, Permission.CORRECT_DISCLOSURE)
    if not reason.strip():
        raise RecallNeedsAReason
    found = Disclosure.objects.select_for_update().filter(id=disclosure_id, sending_agency_id=actor.agency_id).first()
    if found is None:
        raise NotFound
    if found.recalled_at is None:
        found.state = step(DISCLOSURE, found.state, "recalled")
        found.recalled_at, found.recalled_reason = at, reason.strip()
        found.save(update_fields=["state", "recalled_at", "recalled_reason"])
        to = [found.receiving_agency_id]
        detail = {"had_been_read": found.received_at is not None}
        entries.append(actor=actor, event="disclosure.recalled", about=[found.id], detail=detail, at=at, visible_to=to)
        post.tell(
            actor=actor,
            agency_id=found.receiving_agency_id,
            practitioner_id=found.recipient_id,
            kind="disclosure_recalled",
            about=found.id,
            at=at,
        )
    return found
