"""Whose local values somebody may change: their own controller's; the council's people, the partnership's too."""

from uuid import UUID

from sharewell.base.actor import Actor
from sharewell.directory import queries
from sharewell.directory.models import Agency
from sharewell.rules.refusals import NotAllowed

LEAD_ROUTE = "safeguarding"


def lead_agency() -> Agency:
    """Give the agency that keeps the partnership's own values: the one that receives concerns about children."""
    return queries.hub(LEAD_ROUTE)


def may_change(actor: Actor, agency_id: UUID | None) -> bool:
    """Say whether the values of an agency (``None``: the partnership's) are the actor's controller's business."""
    lead = Agency.objects.filter(hub_route=LEAD_ROUTE).first()
    owner = queries.agency(agency_id) if agency_id else lead
    return owner is not None and _controller(owner) == _controller(queries.agency(actor.agency_id))


def require(actor: Actor, agency_id: UUID | None) -> None:
    """Refuse with ``NotAllowed`` what is another controller's."""
    if not may_change(actor, agency_id):
        raise NotAllowed(next_step="This is another organisation’s to change. Ask its administrator.")


def of_the_same_controller(agency_id: UUID) -> list[Agency]:
    """Give an agency and its sisters: bodies that one controller answers for, such as a council's."""
    controller = _controller(queries.agency(agency_id))
    return [agency for agency in queries.agencies() if _controller(agency) == controller]


def _controller(agency: Agency) -> UUID:
    return agency.controller_id or agency.id
