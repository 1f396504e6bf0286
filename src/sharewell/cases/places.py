"""A protected place in a contact, shown for a reason."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from sharewell.base.actor import Actor
from sharewell.cases.models import ContactPerson
from sharewell.directory import access
from sharewell.ledger import entries
from sharewell.people.persons import RevealNeedsAReason
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound


def written(actor: Actor, contact_id: UUID, ref: UUID) -> ContactPerson:
    """Give someone in a contact that came to the actor's hub; raises ``NotFound``."""
    access.require(actor, Permission.WORK_ENQUIRY)
    here = Q(contact__to_agency_id=actor.agency_id) | Q(contact__first_to_agency_id=actor.agency_id)
    found = ContactPerson.objects.filter(here, id=ref, contact_id=contact_id).first()
    if found is None:
        raise NotFound
    return found


def reveal(*, actor: Actor, contact_id: UUID, ref: UUID, reason: str, at: datetime) -> str:
    """Give the protected address that a sender wrote, for a reason, which is in the ledger with the reading."""
    found = written(actor, contact_id, ref)
    if not reason.strip():
        raise RevealNeedsAReason
    about, detail = [contact_id, found.id], {"reason": reason.strip()}
    entries.append(actor=actor, event="address.revealed", about=about, detail=detail, at=at)
    return ", ".join(part for part in (found.address, found.postcode) if part)
