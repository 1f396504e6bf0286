"""Concluding an enquiry: what should follow, why, and who does it by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from sharewell.base.actor import Actor
from sharewell.cases.enquiries import NeedsAReason
from sharewell.cases.models import Enquiry, Outcome, OutcomeService
from sharewell.directory import access, retention
from sharewell.ledger import entries
from sharewell.rules.access import Permission
from sharewell.rules.pathway import ENQUIRY, step
from sharewell.rules.refusals import NotFound, SomeoneWasFirst

KINDS: dict[str, str] = {
    "strategy_discussion": "Strategy discussion (section 47)",
    "child_assessment": "Child and family assessment (section 17)",
    "early_help": "Early help",
    "single_agency": "Support by one agency",
    "advice": "Information and advice",
    "no_further_action": "No further action",
    "other_area": "Passed to another area",
    "existing_worker": "Passed to the worker the family already has",
    "police_only": "Police only",
    "adult_safeguarding": "Adult safeguarding",
}


class ConcludedMeanwhile(SomeoneWasFirst):
    """A colleague recorded an outcome after the page was opened; both are shown."""

    title = "Someone else recorded an outcome while you were writing"

    def __init__(self, *, theirs: Outcome) -> None:
        """Carry the outcome that stands."""
        super().__init__(next_step="Read theirs beside yours. If yours is needed as well, save it again.")
        self.theirs = theirs


@dataclass(frozen=True, slots=True)
class Service:
    """A service that follows: its name, who owns it, by when."""

    name: str
    owner: str
    due_on: date


@transaction.atomic
def record(
    *,
    actor: Actor,
    enquiry_id: UUID,
    key: UUID,
    kind: str,
    rationale: str,
    services: Sequence[Service],
    at: datetime,
    seen_id: UUID | None = None,
) -> Outcome:
    """
    Record an outcome once for each ``key`` and conclude the enquiry; unanswered requests do not hold it up.

    ``seen_id`` is the newest outcome when the page was opened. Raises ``ConcludedMeanwhile`` when there is another.
    """
    access.require(actor, Permission.CONCLUDE_ENQUIRY)
    enquiry = Enquiry.objects.select_for_update().filter(id=enquiry_id, agency_id=actor.agency_id).first()
    if enquiry is None:
        raise NotFound
    known = enquiry.outcomes.filter(id=key).first()
    if known is not None:
        return known
    if kind not in KINDS or not rationale.strip():
        raise NeedsAReason("The outcome was not recorded", "Choose what follows and write down why.")
    last = latest(enquiry)
    if last is not None and last.id != seen_id:
        raise ConcludedMeanwhile(theirs=last)
    outcome = Outcome.objects.create(
        id=key,
        enquiry=enquiry,
        agency_id=actor.agency_id,
        kind=kind,
        rationale=rationale.strip(),
        decided_by_id=actor.practitioner_id,
        decided_at=at,
        retention_class="outcome",
        review_on=retention.review_on(actor.agency_id, "outcome", made_on=localdate(at)),
    )
    for service in services:
        OutcomeService.objects.create(
            outcome=outcome,
            agency_id=actor.agency_id,
            name=service.name[:120],
            owner=service.owner[:120],
            due_on=service.due_on,
        )
    enquiry.state = step(ENQUIRY, enquiry.state, "concluded")
    enquiry.concluded_at = at
    enquiry.save(update_fields=["state", "concluded_at"])
    detail = {"kind": kind, "services": len(services)}
    entries.append(actor=actor, event="outcome.recorded", about=[enquiry.id, outcome.id], detail=detail, at=at)
    return outcome


def latest(enquiry: Enquiry) -> Outcome | None:
    """Give the newest outcome of an enquiry."""
    return enquiry.outcomes.select_related("decided_by").order_by("-decided_at").first()
