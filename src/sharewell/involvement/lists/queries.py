"""What may be asked about loadings of lists."""

from django.db.models import QuerySet

from sharewell.base.actor import Actor
from sharewell.directory import access
from sharewell.people.models import ListImport
from sharewell.rules.access import Permission


def loadings(actor: Actor) -> QuerySet[ListImport]:
    """Give the loadings of the actor's agency, newest first."""
    access.require(actor, Permission.LOAD_LIST)
    return ListImport.objects.filter(agency_id=actor.agency_id).order_by("-loaded_at")
