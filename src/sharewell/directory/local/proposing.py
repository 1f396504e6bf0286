"""Proposing a change to a local value: what, from when, why and on what ground; a second person looks at it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from sharewell.base.actor import Actor
from sharewell.directory import access
from sharewell.directory.local import whose
from sharewell.directory.local.kinds import KINDS
from sharewell.directory.local.kinds.kind import Kind, NotUsable, Value
from sharewell.directory.local.models import LocalChange
from sharewell.directory.models import Agency
from sharewell.ledger import entries
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound, SomeoneWasFirst


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be changed: which entry of whom, to what (``None``: it ends), from which day, why, on what ground."""

    kind: str
    agency_id: UUID | None  # None: the partnership's
    key: str
    replaces_id: UUID | None  # the row that stood last when the page was opened; None: a new entry
    value: Value | None
    valid_from: date
    source: str
    reason: str
    checked_on: date


class AnotherWaits(SomeoneWasFirst):
    """Somebody else's proposal about the same entry waits, and the page did not show it."""

    title = "Nothing was proposed yet: a colleague has proposed a change to the same entry"
    next_step = "Theirs is shown beside yours. Propose yours as well only if it is still needed."


@transaction.atomic
def propose(*, actor: Actor, form_key: UUID, wish: Wish, seen: Collection[UUID], at: datetime) -> LocalChange:
    """
    Propose a change; the same form sent twice proposes once.

    ``seen`` are the waiting proposals about the same entry that the page showed. Raises ``NotUsable`` with what is
    wrong by field, ``SomeoneWasFirst`` when the entry has changed since, ``AnotherWaits`` when a proposal waits that
    the page did not show, and ``NotAllowed`` for what is another controller's.
    """
    access.require(actor, Permission.EDIT_DIRECTORY)
    return make(actor=actor, form_key=form_key, wish=wish, seen=seen, at=at, is_urgent=False)


def make(
    *, actor: Actor, form_key: UUID, wish: Wish, seen: Collection[UUID], at: datetime, is_urgent: bool
) -> LocalChange:
    """Check and write down a proposal; whoever calls it has asked for the permission."""
    whose.require(actor, wish.agency_id)
    lead = hold(wish.agency_id)
    change_id = uuid5(actor.agency_id, str(form_key))
    made = LocalChange.objects.filter(id=change_id).first()
    if made is not None:
        return made
    _check(wish, KINDS[wish.kind], timezone.localdate(at))
    others = list(waiting_for(lead, wish).exclude(id__in=list(seen)))
    if others:
        raise AnotherWaits
    change = LocalChange.objects.create(
        id=change_id,
        kind=wish.kind,
        agency=lead,
        is_partnerships=wish.agency_id is None,
        key=wish.key,
        replaces_id=wish.replaces_id,
        value=wish.value,
        valid_from=wish.valid_from,
        source=wish.source.strip(),
        reason=wish.reason.strip(),
        checked_on=wish.checked_on,
        is_urgent=is_urgent,
        proposed_by_id=actor.practitioner_id,
        proposed_at=at,
    )
    detail = {"kind": change.kind, "key": change.key, "from": change.valid_from.isoformat(), "at_once": is_urgent}
    about = [change.id, *([wish.replaces_id] if wish.replaces_id else [])]
    entries.append(actor=actor, event="local.proposed", about=about, detail=detail, at=at)
    return change


def hold(agency_id: UUID | None) -> Agency:
    """Wait for whoever changes the same agency's values at this moment; give the agency that answers for them."""
    lead_id = agency_id or whose.lead_agency().id
    lead = Agency.objects.select_for_update(no_key=True).filter(id=lead_id).first()
    if lead is None:
        raise NotFound
    return lead


def waiting_for(lead: Agency, wish: Wish) -> QuerySet[LocalChange]:
    """Give the proposals about the same entry that wait."""
    found = LocalChange.objects.filter(state="open", agency=lead, kind=wish.kind, key=wish.key)
    return found.filter(is_partnerships=wish.agency_id is None)


def _check(wish: Wish, kind: Kind, today: date) -> None:
    rows = kind.series(wish.agency_id, wish.key)
    kind.refuse_change(rows)
    last = last_of(kind, wish.agency_id, wish.key)
    if last is not None and last.id != wish.replaces_id:
        raise SomeoneWasFirst(next_step="This entry was changed since you opened the page. Open it again to see it.")
    if last is None and wish.replaces_id is not None:
        raise NotFound
    wrong = _wrong_words(wish, today)
    if wish.value is None and (last is None or not kind.may_end):
        wrong[""] = "This cannot end without something in its place. Propose the new value"
    if last is not None and last.valid_to is None and wish.value == kind.value_of(last):
        wrong[""] = "That is what stands there now. Change something, or go back"
    if wrong:
        raise NotUsable(wrong)


def _wrong_words(wish: Wish, today: date) -> dict[str, str]:
    wrong = {}
    if wish.valid_from <= today:
        first = today + timedelta(days=1)
        wrong["valid_from"] = f"Choose {first:%d/%m/%Y} or later: what held on a day that has begun stays as it was"
    if not wish.source.strip():
        wrong["source"] = "Write down where it stands: the decision, document or person it comes from"
    if not wish.reason.strip():
        wrong["reason"] = "Write down why it changes"
    if wish.checked_on > today:
        wrong["checked_on"] = "Enter the day on which you checked it, today or before"
    return wrong


def last_of(kind: Kind, agency_id: UUID | None, key: str) -> Any:
    """Give the row of an entry that stands last: without an end, or ending last; ``None`` for a new entry."""
    rows = [row for row in kind.series(agency_id, key) if row.valid_to is None or row.valid_to >= row.valid_from]
    return max(rows, key=lambda row: row.valid_from, default=None)
