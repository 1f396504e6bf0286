"""The second person approves a proposed change or turns it down; the proposer may take it back, never approve it."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from sharewell.base.actor import Actor
from sharewell.directory import access
from sharewell.directory.local import proposing, whose
from sharewell.directory.local.kinds import KINDS
from sharewell.directory.local.models import LocalChange
from sharewell.directory.models import UrgentNumber
from sharewell.ledger import entries
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotAllowed, NotFound, Refusal, SomeoneWasFirst

APPROVED, TURNED_DOWN, WITHDRAWN = "approved", "turned_down", "withdrawn"
SAID = {"open": "Waits", APPROVED: "Approved", TURNED_DOWN: "Turned down", WITHDRAWN: "Taken back"}


class OwnProposal(NotAllowed):
    """The one who proposed a change tried to approve it."""

    title = "Nothing was decided: you proposed this change"
    next_step = "A second person decides on it. You can take it back."


class DecisionNeedsAReason(Refusal):
    """A decision without a reason."""

    title = "Nothing was decided"
    next_step = "Write down how you checked it, or why you turn it down."


class Overtaken(SomeoneWasFirst):
    """What the proposal would replace is not what stands there any more."""

    title = "This was not approved: the entry has changed since it was proposed"
    next_step = "Look at what stands there now. Turn this proposal down; it can be proposed again if it is still right."


@transaction.atomic
def approve(*, actor: Actor, change_id: UUID, reason: str, at: datetime) -> LocalChange:
    """
    Approve a colleague's proposal: it takes effect on its day, and never on a day that has begun.

    The row before it gets an end date and stays. The same click twice is one approval. Raises ``OwnProposal``,
    ``DecisionNeedsAReason``, ``Overtaken``, or ``SomeoneWasFirst`` when another person has decided.
    """
    change, is_decided = _to_decide(actor, change_id, APPROVED, reason)
    if is_decided:
        return change
    kind, agency_id = KINDS[change.kind], None if change.is_partnerships else change.agency_id
    last = proposing.last_of(kind, agency_id, change.key)
    if (last.id if last else None) != change.replaces_id:
        raise Overtaken
    begins = max(change.valid_from, timezone.localdate(at) + timedelta(days=1))
    _end(list(kind.series(agency_id, change.key)), begins)
    made = kind.make(change, begins) if change.value is not None else None
    change.made_id, change.took_effect_on = made.id if made else None, begins
    if change.kind == "number":
        _show_until(change, begins, at)
    return _decided(actor, change, APPROVED, reason, at)


@transaction.atomic
def turn_down(*, actor: Actor, change_id: UUID, reason: str, at: datetime) -> LocalChange:
    """Turn a colleague's proposal down; a number that was shown at once is taken off again."""
    change, is_decided = _to_decide(actor, change_id, TURNED_DOWN, reason)
    if is_decided:
        return change
    _take_off(change, at)
    return _decided(actor, change, TURNED_DOWN, reason, at)


@transaction.atomic
def withdraw(*, actor: Actor, change_id: UUID, at: datetime) -> LocalChange:
    """Take back one's own proposal while nobody has decided on it."""
    change = _found(change_id)
    if change.proposed_by_id != actor.practitioner_id:
        raise NotAllowed(next_step="Only the one who proposed it can take it back. You can turn it down.")
    locked = LocalChange.objects.select_for_update().filter(id=change_id, state="open").first()
    if locked is None:
        if _found(change_id).state == WITHDRAWN:
            return _found(change_id)
        raise _decided_already(_found(change_id))
    _take_off(locked, at)
    return _decided(actor, locked, WITHDRAWN, "", at)


def _to_decide(actor: Actor, change_id: UUID, to: str, reason: str) -> tuple[LocalChange, bool]:
    """Give the proposal, held, and whether the actor has decided so before."""
    access.require(actor, Permission.APPROVE_LOCAL)
    change = _found(change_id)
    whose.require(actor, None if change.is_partnerships else change.agency_id)
    if change.proposed_by_id == actor.practitioner_id:
        raise OwnProposal
    if not reason.strip():
        raise DecisionNeedsAReason
    proposing.hold(change.agency_id)  # one decision at a time on an agency's values
    locked = LocalChange.objects.select_for_update().filter(id=change_id, state="open").first()
    if locked is not None:
        return locked, False
    change = _found(change_id)
    if change.state == to and change.decided_by_id == actor.practitioner_id:
        return change, True
    raise _decided_already(change)


def _found(change_id: UUID) -> LocalChange:
    change = LocalChange.objects.select_related("decided_by", "proposed_by", "agency").filter(id=change_id).first()
    if change is None:
        raise NotFound
    return change


def _decided_already(change: LocalChange) -> SomeoneWasFirst:
    who = change.decided_by.full_name if change.decided_by else "A colleague"
    done = {APPROVED: "approved it", TURNED_DOWN: "turned it down", WITHDRAWN: "took it back"}[change.state]
    return SomeoneWasFirst("Someone else decided on this while you were reading", f"{who} {done}. Nothing was added.")


def _end(rows: list[Any], begins: date) -> None:
    """End what held before; what was to begin later is called off: it ends on the day before it would have begun."""
    called_off = False
    before = None
    for row in rows:
        if row.valid_to is not None and row.valid_to < row.valid_from:
            continue
        if row.valid_from >= begins:
            _end_on(row, row.valid_from - timedelta(days=1))
            called_off = True
        else:
            before = row
    if before is not None and (called_off or before.valid_to is None or before.valid_to >= begins):
        _end_on(before, begins - timedelta(days=1))


def _end_on(row: Any, last_day: date) -> None:
    row.valid_to = last_day
    row.save(update_fields=["valid_to"])


def _show_until(change: LocalChange, begins: date, at: datetime) -> None:
    """Show a number corrected at once as confirmed until its own row begins; take off others for the same entry."""
    own = UrgentNumber.objects.filter(id=change.id)
    own.update(confirmed_at=at, last_day=begins - timedelta(days=1))
    others = UrgentNumber.objects.filter(code=change.key, ended_at__isnull=True).exclude(id=change.id)
    others.update(ended_at=at)


def _take_off(change: LocalChange, at: datetime) -> None:
    UrgentNumber.objects.filter(id=change.id, ended_at__isnull=True).update(ended_at=at)


def _decided(actor: Actor, change: LocalChange, to: str, reason: str, at: datetime) -> LocalChange:
    change.state, change.decided_by_id, change.decided_at = to, actor.practitioner_id, at
    change.decision_reason = reason.strip()
    change.save(update_fields=["state", "decided_by_id", "decided_at", "decision_reason", "made_id", "took_effect_on"])
    detail = {"kind": change.kind, "key": change.key, "from": str(change.took_effect_on or "")}
    about = [change.id, *(one for one in (change.replaces_id, change.made_id) if one)]
    entries.append(actor=actor, event=f"local.{to}", about=about, detail=detail, at=at)
    return change
