"""Raising a concern: contact, the sender's own decision, the hub's notice and the ledger, all at once and once."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from sharewell.base.actor import Actor
from sharewell.cases import contact_queries, contacts, drafts
from sharewell.cases.models import Contact, ContactDraft
from sharewell.directory import access, retention
from sharewell.ledger import entries
from sharewell.notices import post
from sharewell.rules.access import Permission
from sharewell.sharing.models import Decision, FactFinding

# Said in the record instead of words that nobody wrote.
NO_REASONS = "No reasons were written down; the concern itself says why."


@transaction.atomic
def send(*, actor: Actor, draft_id: UUID, reasons: str, at: datetime) -> Contact:
    """
    Send a concern to the hub and record the sender's own decision to share it.

    A second send of the same draft, from a double click, a retry or another tab, gives the first contact. Nothing
    about consent, and no missing answer, stops a concern about risk; raises ``NobodyToRecognise`` only.
    """
    access.require(actor, Permission.RAISE_CONCERN)
    drafts.read(actor, draft_id)
    draft = ContactDraft.objects.select_for_update().get(id=draft_id)
    sent = contact_queries.made_from(draft)
    if sent is not None:
        return sent
    contact = contacts.record(actor=actor, draft=draft, at=at)
    draft.contact_id = contact.id
    draft.save(update_fields=["contact_id"])
    decision = _decide(actor, contact, draft_id, reasons, at)
    detail = {"route": contact.route, "reference": contact.reference, "danger": bool(contact.is_danger_now)}
    hub = [contact.to_agency_id]
    entries.append(actor=actor, event="contact.raised", about=[contact.id], detail=detail, at=at, visible_to=hub)
    entries.append(
        actor=actor,
        event="decision.recorded",
        about=[contact.id, decision.id],
        detail={"outcome": decision.outcome, "rules": decision.rules_version},
        at=at,
    )
    post.tell(actor=actor, agency_id=contact.to_agency_id, kind="contact_arrived", about=contact.id, at=at)
    return contact


def _decide(actor: Actor, contact: Contact, draft_id: UUID, reasons: str, at: datetime) -> Decision:
    finding = FactFinding.objects.filter(draft_id=draft_id).order_by("-saved_at").first()
    return Decision.objects.create(
        agency_id=actor.agency_id,
        contact=contact,
        idempotency_key=draft_id,
        outcome="all",
        reasons=reasons.strip() or NO_REASONS,
        advice=finding.advice if finding else {},
        rules_version=finding.rules_version if finding else "",
        decided_by_id=actor.practitioner_id,
        decided_at=at,
        retention_class="decision",
        review_on=retention.review_on(actor.agency_id, "decision", made_on=localdate(at)),
    )


def decision_of(actor: Actor, contact_id: UUID) -> Decision | None:
    """Give the sender's own decision about a concern; only the sender's agency has it."""
    return Decision.objects.filter(agency_id=actor.agency_id, contact_id=contact_id).first()
