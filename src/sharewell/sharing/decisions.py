"""Recording what a practitioner decided about a request, to share all, part or nothing, and sending what is shared."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from sharewell.base.actor import Actor
from sharewell.directory import access, queries, retention
from sharewell.ledger import entries
from sharewell.notices import post
from sharewell.notices import queries as notices
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound, Refusal, SomeoneWasFirst
from sharewell.sharing import conversations, departures, disclosures, once, requests, seven_tests
from sharewell.sharing import queries as queries_of_sharing
from sharewell.sharing.items import KINDS, Item
from sharewell.sharing.models import AddedLater, Decision, InformationRequest

OUTCOMES: dict[str, str] = {
    "all": "Share what I chose: it is everything we have that matters here",
    "part": "Share what I chose, and keep the rest back",
    "nothing": "Share nothing",
}
STATES = {"all": "answered", "part": "part_answered", "nothing": "refused"}
# What stands in the record of a decision made in haste until its maker has had time to say more.
IN_HASTE = "Shared in haste, because somebody may be in danger. The reasons are to be added."
TOLD_IN_HASTE = "Told by telephone or in person. What was said is to be written down here."


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
    version: int | None = None,
    is_urgent: bool = False,
    told_at: datetime | None = None,
) -> Decision:
    """
    Record a decision once for each ``key``, with the disclosure or the refusal that follows from it.

    ``advice`` is the first person's, with ``people`` for each of several (``each_person.to_keep``). Departing from what
    it says about any of them needs a reason and is never blocked; in haste (``is_urgent``) nothing is asked: what is
    missing is filled in with words that say so, and added later.
    Sharing nothing needs a message to the one who asked, which opens a conversation. ``version`` is the request's when
    the page was opened: a colleague's decision since then raises ``SomeoneWasFirst`` with both. ``told_at`` says that
    it was already told, by telephone or in person. Raises ``DecisionIncomplete``, or ``WouldLeak`` for a protected
    place.
    """
    access.require(actor, Permission.ANSWER_REQUEST)
    own_key = once.hold(actor, key)
    known = Decision.objects.filter(idempotency_key=own_key).first()
    if known is not None:
        return known
    request = InformationRequest.objects.select_for_update().filter(id=request_id).first()
    if request is None or request.asked_agency_id != actor.agency_id:
        raise NotFound
    if is_urgent:
        outcome, reasons = "part", reasons.strip() or IN_HASTE
        items = _in_haste(actor, items, was_told=told_at is not None)
    _refuse_to_bury_a_colleagues(request, version, reasons)
    look_over(outcome=outcome, reasons=reasons, items=items, message=message)
    departed = [] if is_urgent else departures.departed_from(advice, outcome, items, request.subjects.all())
    departs = bool(departed)
    if departs and not departure_reason.strip():
        raise DecisionIncomplete(
            next_step="Your decision differs from the advice. That is yours to decide: write down why."
        )
    recipient = queries.practitioner(recipient_id or request.asked_by_id)
    channel = "told" if told_at else "here"
    given = items if outcome != "nothing" else ()
    decision = Decision.objects.create(
        agency_id=actor.agency_id,
        information_request=request,
        idempotency_key=own_key,
        outcome=outcome,
        reasons=reasons.strip(),
        tests=seven_tests.answered(
            items=given, said=tests, request=request, recipient=recipient, at=told_at or at, channel=channel
        ),
        advice=departures.marked(advice, departed),
        rules_version=str(advice.get("rules_version", ""))[:80],
        departs_from_advice=departs,
        departure_reason=departure_reason.strip() if departs else "",
        is_urgent=is_urgent,
        decided_by_id=actor.practitioner_id,
        decided_at=at,
        retention_class="decision",
        review_on=retention.review_on(
            actor.agency_id, "decision", made_on=localdate(at), born_on=_youngest_born(request)
        ),
    )
    detail = {"outcome": outcome, "items": len(given), "rules": decision.rules_version, "departs": departs}
    about, to = [request.id, decision.id], [request.asking_agency_id]
    entries.append(actor=actor, event="decision.recorded", about=about, detail=detail, at=at, visible_to=to)
    _move_on(actor, request, outcome, at)
    if given:
        disclosures.make(
            actor=actor,
            key=key,
            decision=decision,
            request=request,
            items=given,
            recipient_id=recipient.id,
            covering_note=covering_note,
            record_ids=record_ids,
            at=at,
            told_at=told_at,
        )
    if message.strip():
        conversations.write(actor=actor, key=key, request_id=request.id, text=message, at=at)
    _tell(actor, request, at)
    return decision


def _in_haste(actor: Actor, items: Sequence[Item], *, was_told: bool) -> list[Item]:
    """Give the passages with what nobody had time for: unlabelled ones are reports, a call is noted as a call."""
    labelled = [item if item.kind in KINDS else replace(item, kind="report") for item in items]
    if labelled or not was_told:
        return labelled
    return [Item(text=TOLD_IN_HASTE, kind="report", source=actor.agency_name, subject_name="")]


def _refuse_to_bury_a_colleagues(request: InformationRequest, version: int | None, reasons: str) -> None:
    if version is None or request.version == version:
        return
    theirs = request.decisions.select_related("decided_by").order_by("-decided_at").first()
    if theirs is not None:
        raise SomeoneWasFirst(
            next_step=f"{theirs.decided_by.full_name} has decided since you opened the page: "
            f"“{OUTCOMES[theirs.outcome]}”, because “{theirs.reasons}”. You wrote: “{reasons.strip()}”. Talk to them. "
            "If more is to be shared, open the request again."
        )


def _youngest_born(request: InformationRequest) -> date | None:
    return max((one.born_on for one in request.subjects.all() if one.born_on), default=None)


def _move_on(actor: Actor, request: InformationRequest, outcome: str, at: datetime) -> None:
    """Take the request along its pathway; who decides without having opened it has opened it now."""
    if request.opened_at is None:
        requests.open_one(actor=actor, request_id=request.id, at=at)
    if request.state == "withdrawn":
        return  # what was told in danger is kept all the same; nothing is owed any more
    moved = requests.move(actor=actor, request_id=request.id, state=STATES[outcome])
    moved.version += 1
    moved.save(update_fields=["version"])


def _tell(actor: Actor, request: InformationRequest, at: datetime) -> None:
    dealt_with = ("request_waits", "request_due", "request_overdue", "request_escalated")
    notices.done(actor=actor, about=request.id, kinds=dealt_with, at=at)
    post.tell(
        actor=actor,
        agency_id=request.asking_agency_id,
        practitioner_id=request.asked_by_id,
        kind="request_answered",
        about=request.id,
        at=at,
    )


@transaction.atomic
def read(*, actor: Actor, decision_id: UUID, at: datetime) -> Decision:
    """Open one decision of the actor's agency; the reading is in the ledger."""
    found = queries_of_sharing.decision(actor, decision_id)
    entries.append(actor=actor, event="decision.viewed", about=[found.id], detail={}, at=at)
    return found


@transaction.atomic
def add_later(*, actor: Actor, key: UUID, decision_id: UUID, text: str, at: datetime) -> AddedLater:
    """Write down afterwards what there was no time for, once for each ``key``; the decision stays as it was made."""
    access.require(actor, Permission.ANSWER_REQUEST)
    own_key = once.hold(actor, key)
    known = AddedLater.objects.filter(id=own_key).first()
    if known is not None:
        return known
    decision = Decision.objects.filter(id=decision_id, agency_id=actor.agency_id).first()
    if decision is None:
        raise NotFound
    if not text.strip():
        raise DecisionIncomplete("Nothing was added", "Write what should stand in the record.")
    made = AddedLater.objects.create(
        id=own_key,
        agency_id=actor.agency_id,
        decision=decision,
        text=text.strip(),
        written_by_id=actor.practitioner_id,
        written_at=at,
    )
    entries.append(actor=actor, event="decision.added_to", about=[decision.id], detail={}, at=at)
    return made


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
