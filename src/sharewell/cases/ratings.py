"""Rating an enquiry: how soon the hub must answer, by a named person, with a reason; the history stays."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from sharewell.base.actor import Actor
from sharewell.cases.enquiries import NeedsAReason
from sharewell.cases.models import Enquiry, Rating
from sharewell.directory import access, arrangements, clocks
from sharewell.ledger import entries
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound, SomeoneWasFirst

COLOURS: dict[str, str] = {
    "red": "Red: a child may be at risk of serious harm now",
    "amber": "Amber: significant concern, to be answered soon",
    "green": "Green: concern that needs checking, without urgency",
    "blue": "Blue: no safeguarding concern so far; information or early help",
}


class RatedMeanwhile(SomeoneWasFirst):
    """A colleague rated the enquiry after the page was opened; both ratings are shown."""

    title = "Someone else rated this while you were writing"

    def __init__(self, *, theirs: Rating, colour: str, reason: str) -> None:
        """Carry the rating that stands and what the second one wanted to write."""
        super().__init__(next_step="Read theirs beside yours. If yours must stand, save it again.")
        self.theirs, self.colour, self.reason = theirs, colour, reason


@transaction.atomic
def give(*, actor: Actor, enquiry_id: UUID, colour: str, reason: str, seen_id: UUID | None, at: datetime) -> Rating:
    """
    Give a rating; its time is counted in the hub's working hours from now and never moves the decision's own clock.

    ``seen_id`` is the rating shown when the page was opened. Raises ``RatedMeanwhile`` with both when another came in
    between, and ``NeedsAReason`` without a colour or a reason.
    """
    access.require(actor, Permission.RATE_ENQUIRY)
    enquiry = Enquiry.objects.select_for_update().filter(id=enquiry_id, agency_id=actor.agency_id).first()
    if enquiry is None:
        raise NotFound
    if colour not in COLOURS or not reason.strip():
        raise NeedsAReason("The enquiry was not rated", "Choose a rating and write down why.")
    last = latest(enquiry)
    if last is not None and last.colour == colour and last.reason == reason.strip():
        return last  # the same click twice
    if last is not None and last.id != seen_id:
        raise RatedMeanwhile(theirs=last, colour=colour, reason=reason.strip())
    hours = arrangements.value(actor.agency_id, f"rating.{colour}.hours", localdate(at))
    due_at = None if hours == "none" else clocks.working_hours(actor.agency_id, localdate(at)).after_hours(at, hours)
    rating = Rating.objects.create(
        enquiry=enquiry,
        agency_id=actor.agency_id,
        colour=colour,
        reason=reason.strip(),
        rated_by_id=actor.practitioner_id,
        rated_at=at,
        due_at=due_at,
    )
    detail = {"colour": colour, "due": due_at.isoformat() if due_at else "none"}
    entries.append(actor=actor, event="rating.given", about=[enquiry.id], detail=detail, at=at)
    return rating


def latest(enquiry: Enquiry) -> Rating | None:
    """Give the rating that holds now."""
    return enquiry.ratings.select_related("rated_by").order_by("-rated_at").first()
