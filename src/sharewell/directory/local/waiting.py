"""The proposals that wait, and those of one entry, each with what it would change."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from sharewell.base.actor import Actor
from sharewell.directory import arrangements, clocks, queries
from sharewell.directory.local import proposing, whose
from sharewell.directory.local.deciding import SAID
from sharewell.directory.local.kinds import KINDS
from sharewell.directory.local.kinds.kind import Kind
from sharewell.directory.local.models import LocalChange
from sharewell.directory.local.standing import Entry
from sharewell.directory.models import Practitioner
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound

# Until whoever answers for the entry has arranged a time of their own: from one day to the next.
USUALLY_LATE_AFTER = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One proposal with its words: what stands there now, what is to stand there, and whose business it is."""

    change: LocalChange
    kind: Kind
    name: str
    whose: str
    now_said: str  # empty: a new entry
    to_be_said: str  # empty: it ends
    is_overtaken: bool
    state_said: str

    @property
    def is_open(self) -> bool:
        """Say whether nobody has decided on it."""
        return self.change.state == "open"


def waiting(actor: Actor) -> list[Waiting]:  # noqa: ARG001 (row security shows each controller its own)
    """Give every proposal that waits, those shown at once first, then the oldest."""
    return [_worded(one) for one in _changes().filter(state="open").order_by("-is_urgent", "proposed_at")]


def to_decide(actor: Actor) -> int:
    """Give how many proposals wait for somebody other than the one who proposed them."""
    return LocalChange.objects.filter(state="open").exclude(proposed_by_id=actor.practitioner_id).count()


def late(actor: Actor, at: datetime) -> list[LocalChange]:
    """Give the proposals of the actor's own agency that have waited for a second person longer than they should."""
    proposed = LocalChange.objects.select_related("proposed_by").filter(state="open", proposed_at__lt=at)
    own = proposed.filter(proposed_by__agency_id=actor.agency_id)
    return [change for change in own.order_by("proposed_at") if is_late(change, at)]


def is_late(change: LocalChange, at: datetime) -> bool:
    """Say whether a proposal has waited for a second person longer than it should."""
    return change.state == "open" and at >= _late_from(change)


def _late_from(change: LocalChange) -> datetime:
    on = timezone.localdate(change.proposed_at)
    try:
        hours = float(arrangements.value(change.agency_id, "local_change.hours", on))
        return clocks.working_hours(change.agency_id, on).after_hours(change.proposed_at, hours)
    except arrangements.NotArranged:
        return change.proposed_at + USUALLY_LATE_AFTER


def one(actor: Actor, change_id: UUID) -> Waiting:  # noqa: ARG001 (row security shows each controller its own)
    """Give one proposal, also a decided one; raises ``NotFound``."""
    found = _changes().filter(id=change_id).first()
    if found is None:
        raise NotFound
    return _worded(found)


def about(actor: Actor, entry: Entry) -> list[Waiting]:  # noqa: ARG001 (row security shows each controller its own)
    """Give every proposal there ever was about an entry, the newest first."""
    found = _changes().filter(kind=entry.kind.id, key=entry.key, is_partnerships=entry.agency_id is None)
    if entry.agency_id is not None:
        found = found.filter(agency_id=entry.agency_id)
    return [_worded(change) for change in found.order_by("-proposed_at")]


def beside(actor: Actor, found: Waiting) -> list[Waiting]:
    """Give the other proposals about the same entry that wait too."""
    change = found.change
    return [
        other
        for other in waiting(actor)
        if other.change.id != change.id
        and (other.change.kind, other.change.key) == (change.kind, change.key)
        and (other.change.agency_id, other.change.is_partnerships) == (change.agency_id, change.is_partnerships)
    ]


def second_people(change: LocalChange) -> list[Practitioner]:
    """Give everyone who may decide on a proposal: with the permission, of the same controller, not the proposer."""
    sisters = whose.of_the_same_controller(change.agency_id)
    found = [person for agency in sisters for person in queries.practitioners_of(agency.id, Permission.APPROVE_LOCAL)]
    return [person for person in found if person.id != change.proposed_by_id]


def _changes() -> QuerySet[LocalChange]:
    return LocalChange.objects.select_related("agency", "proposed_by", "decided_by")


def _worded(change: LocalChange) -> Waiting:
    kind = KINDS[change.kind]
    agency_id = None if change.is_partnerships else change.agency_id
    before = kind.rows().filter(id=change.replaces_id).first() if change.replaces_id else None
    value_before = kind.value_of(before) if before is not None else None
    last = proposing.last_of(kind, agency_id, change.key)
    return Waiting(
        change=change,
        kind=kind,
        name=kind.name(change.key, change.value or value_before),
        whose="The partnership" if change.is_partnerships else change.agency.name,
        now_said=kind.said(change.key, value_before) if value_before else "",
        to_be_said=kind.said(change.key, change.value) if change.value is not None else "",
        is_overtaken=change.state == "open" and (last.id if last else None) != change.replaces_id,
        state_said=SAID[change.state],
    )
