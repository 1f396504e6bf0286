"""Who is acting, and whether their role may do a thing."""

from sharewell.base.actor import Actor
from sharewell.directory.models import Practitioner
from sharewell.rules.access import Permission, may
from sharewell.rules.refusals import NotAllowed


def actor_for(practitioner: Practitioner) -> Actor:
    """Give the actor for a signed-in practitioner."""
    return Actor(
        practitioner_id=practitioner.id,
        agency_id=practitioner.agency_id,
        role=practitioner.role,
        name=practitioner.full_name,
        agency_name=practitioner.agency.name,
        team_id=practitioner.team_id,
        agency_kind=practitioner.agency.kind,
    )


def require(actor: Actor, permission: Permission) -> None:
    """Refuse with ``NotAllowed`` unless the actor's role has the permission."""
    if not may(actor.role, permission):
        raise NotAllowed(f"Your role cannot {permission.value}")
