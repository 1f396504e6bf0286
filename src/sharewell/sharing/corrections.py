"""Putting a wrong fact right: every recipient is told, both texts stay, and each seeing is noted."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from sharewell.base.actor import Actor
from sharewell.directory import access
from sharewell.ledger import entries
from sharewell.notices import post
from sharewell.notices import queries as notices
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound, Refusal
from sharewell.sharing import leak_guard, once
from sharewell.sharing.models import Correction, CorrectionReceipt, DisclosedItem


class NotCorrected(Refusal):
    """A correction without its text or reason."""

    title = "The correction was not sent"
    next_step = "Write what is right, and why it was wrong."


@transaction.atomic
def correct(*, actor: Actor, key: UUID, item_id: UUID, text: str, reason: str, at: datetime) -> list[Correction]:
    """
    Correct a passage wherever it was given: the same entry in every disclosure of the agency, each with its recipient.

    Once for each ``key``. The original stays and is shown beside the correction (UK GDPR Art 19: every recipient is
    told).
    """
    access.require(actor, Permission.CORRECT_DISCLOSURE)
    own_key = once.hold(actor, key)
    done = list(Correction.objects.filter(sending_agency_id=actor.agency_id, id=own_key))
    if done:
        return done
    if not text.strip() or not reason.strip():
        raise NotCorrected
    item = DisclosedItem.objects.filter(id=item_id, sending_agency_id=actor.agency_id).first()
    if item is None:
        raise NotFound
    people = [item.subject_person_id] if item.subject_person_id else []
    leak_guard.check(actor=actor, texts=[text, reason], person_ids=people)
    words = (text.strip(), reason.strip())
    return [
        _correct_one(actor, same, key=own_key if same.id == item.id else None, words=words, at=at)
        for same in _given_everywhere(item)
    ]


def _given_everywhere(item: DisclosedItem) -> list[DisclosedItem]:
    """Find the same entry in every standing disclosure; a passage in one's own words stands only where it stands."""
    everywhere = DisclosedItem.objects.filter(
        sending_agency_id=item.sending_agency_id, disclosure__recalled_at__isnull=True
    ).select_related("disclosure")
    return list(everywhere.filter(entry_id=item.entry_id)) if item.entry_id else list(everywhere.filter(id=item.id))


def _correct_one(
    actor: Actor, item: DisclosedItem, *, key: UUID | None, words: tuple[str, str], at: datetime
) -> Correction:
    text, reason = words
    made = Correction(
        item=item,
        sending_agency_id=actor.agency_id,
        receiving_agency_id=item.receiving_agency_id,
        text=text,
        reason=reason,
        corrected_by_id=actor.practitioner_id,
        corrected_at=at,
    )
    if key is not None:
        made.id = key
    made.save(force_insert=True)
    CorrectionReceipt.objects.create(
        correction=made, sending_agency_id=actor.agency_id, receiving_agency_id=item.receiving_agency_id
    )
    about, to = [item.disclosure_id, made.id], [item.receiving_agency_id]
    entries.append(actor=actor, event="correction.made", about=about, detail={}, at=at, visible_to=to)
    post.tell(
        actor=actor,
        agency_id=item.receiving_agency_id,
        practitioner_id=item.disclosure.recipient_id,
        kind="correction_arrived",
        about=item.disclosure_id,
        at=at,
    )
    return made


@transaction.atomic
def seen(*, actor: Actor, disclosure_id: UUID, at: datetime) -> int:
    """Note that the recipient has been shown the corrections of a disclosure; gives how many were new to them."""
    new = CorrectionReceipt.objects.select_for_update(of=("self",)).filter(
        receiving_agency_id=actor.agency_id, correction__item__disclosure_id=disclosure_id, seen_at__isnull=True
    )
    count = 0
    for receipt in new:
        receipt.seen_at, receipt.seen_by_id = at, actor.practitioner_id
        receipt.save(update_fields=["seen_at", "seen_by_id"])
        about, to = [disclosure_id, receipt.correction_id], [receipt.sending_agency_id]
        entries.append(actor=actor, event="correction.received", about=about, detail={}, at=at, visible_to=to)
        count += 1
    if count:
        notices.done(actor=actor, about=disclosure_id, kinds=("correction_arrived",), at=at)
    return count


def not_yet_seen(actor: Actor) -> QuerySet[CorrectionReceipt]:
    """Give the corrections the actor's agency made that a recipient has not seen."""
    return CorrectionReceipt.objects.filter(sending_agency_id=actor.agency_id, seen_at__isnull=True).select_related(
        "correction", "correction__item", "correction__item__disclosure", "correction__item__disclosure__recipient"
    )
