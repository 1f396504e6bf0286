"""Recording what a practitioner decided about a request, to share all, part or nothing, and sending what is shared."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from sharewell.base.actor import Actor
from sharewell.directory import access, retention
from sharewell.ledger import entries
from sharewell.notices import post
from sharewell.notices import queries as notices
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound, Refusal
from sharewell.sharing import conversations, disclosures, requests
from sharewell.sharing.items import KINDS, Item
from sharewell.sharing.models import Decision, InformationRequest

OUTCOMES: dict[str, str] = {
    "all": "Share what I chose: it is everything we have that matters here",
    "part": "Share what I chose, and keep the rest back",
    "nothing": "Share nothing",
}
STATES = {"all": "answered", "part": "part_answered", "nothing": "refused"}
# Which recommendations a decision to share, or not to, departs from.
AGAINST_SHARING = ("DO_NOT_SHARE", "SEEK_FIRST")
FOR_SHARING = ("SHARE_NOW", "SHARE_TRIMMED")


class DecisionIncomplete(Refusal):
    """A decision that nobody could follow later was not recorded."""

    title = "The decision was not recorded yet"


@transaction.atomic
def record(
    *,
    actor: Actor,
    key: UUID,
    request_id: UUID,
    outcome: str,
    reasons: str,
    tests: Mapping[str, str],
    advice: Mapping[str, Any],
    departure_reason: str,
    items: Sequence[Item],
    recipient_id: UUID | None,
    covering_note: str,
    message: str,
    record_ids: Sequence[UUID],
    at: datetime,
) -> Decision:
    """
    Record a decision once for each ``key``, with the disclosure or the refusal that follows from it.

    Departing from the advice needs a reason and is never blocked. Sharing nothing needs a message to the one who
    asked, which opens a conversation. Raises ``DecisionIncomplete``, or ``WouldLeak`` for a protected place.
    """
    access.require(actor, Permission.ANSWER_REQUEST)
    request = InformationRequest.objects.select_for_update().filter(id=request_id).first()
    if request is None or request.asked_agency_id != actor.agency_id:
        raise NotFound
    # Looked for behind the lock: a second click that came at the same moment finds the first one's decision.
    known = Decision.objects.filter(idempotency_key=key).first()
    if known is not None:
        return known
    departs = departs_from(advice, outcome)
    look_over(outcome=outcome, reasons=reasons, items=items, message=message)
    if departs and not departure_reason.strip():
        raise DecisionIncomplete(
            next_step="Your decision differs from the advice. That is yours to decide: write down why."
        )
    decision = Decision.objects.create(
        agency_id=actor.agency_id,
        information_request=request,
        idempotency_key=key,
        outcome=outcome,
        reasons=reasons.strip(),
        tests=dict(tests),
        advice=dict(advice),
        rules_version=str(advice.get("rules_version", ""))[:80],
        departs_from_advice=departs,
        departure_reason=departure_reason.strip() if departs else "",
        decided_by_id=actor.practitioner_id,
        decided_at=at,
        retention_class="decision",
        review_on=retention.review_on(actor.agency_id, "decision", made_on=at.date()),
    )
    detail = {"outcome": outcome, "items": len(items), "rules": decision.rules_version, "departs": departs}
    about, to = [request.id, decision.id], [request.asking_agency_id]
    entries.append(actor=actor, event="decision.recorded", about=about, detail=detail, at=at, visible_to=to)
    requests.move(actor=actor, request_id=request.id, state=STATES[outcome])
    if outcome != "nothing":
        disclosures.make(
            actor=actor,
            key=key,
            decision=decision,
            request=request,
            items=items,
            recipient_id=recipient_id or request.asked_by_id,
            covering_note=covering_note,
            record_ids=record_ids,
            at=at,
        )
    if message.strip():
        conversations.write(actor=actor, key=key, request_id=request.id, text=message, at=at)
    notices.done(
        actor=actor,
        about=request.id,
        kinds=("request_waits", "request_due", "request_overdue", "request_escalated"),
        at=at,
    )
    post.tell(
        actor=actor,
        agency_id=request.asking_agency_id,
        practitioner_id=request.asked_by_id,
        kind="request_answered",
        about=request.id,
        at=at,
    )
    return decision


def departs_from(advice: Mapping[str, Any], outcome: str) -> bool:
    """Say whether a decision goes another way than the advice; without advice nothing is departed from."""
    recommended = advice.get("recommendation")
    if outcome == "nothing":
        return recommended in FOR_SHARING
    return recommended in AGAINST_SHARING


def look_over(*, outcome: str, reasons: str, items: Sequence[Item], message: str) -> None:
    """Raise ``DecisionIncomplete`` for what nobody could follow later; the rest is the practitioner's to decide."""
    if outcome not in OUTCOMES:
        raise DecisionIncomplete(next_step="Choose whether to share all, part or nothing.")
    if not reasons.strip():
        raise DecisionIncomplete(next_step="Write down your reasons, so that others can follow them later.")
    if outcome != "nothing" and not items:
        raise DecisionIncomplete(next_step="Choose at least one passage to share, or decide to share nothing.")
    if any(item.kind not in KINDS for item in items):
        raise DecisionIncomplete(
            next_step="Say for each passage whether it is a fact, a report, an allegation or an opinion."
        )
    if outcome == "nothing" and not message.strip():
        raise DecisionIncomplete(next_step="Tell the one who asked why you share nothing. They may know something new.")
