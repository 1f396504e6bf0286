"""What the police do with partner information: read it, and say how it may be handled."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from sharewell.base.actor import Actor
from sharewell.directory import access
from sharewell.intelligence.models import PartnerInformation
from sharewell.ledger import entries
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound, Refusal

# Handling codes of the 3x5x2 scheme. Partners are never asked to grade.
HANDLING = {"P": "Lawful sharing permitted", "C": "Lawful sharing permitted with conditions"}


class ConditionsMissing(Refusal):
    """Code C without its conditions protects nobody."""

    title = "The handling was not saved"
    next_step = "Write down the conditions under which this may be shared."


def waiting(actor: Actor) -> QuerySet[PartnerInformation]:
    """Give what partners told the actor's force, newest first."""
    access.require(actor, Permission.READ_INTELLIGENCE)
    return PartnerInformation.objects.filter(police_agency_id=actor.agency_id).order_by("-told_at")


def sent_by(actor: Actor) -> QuerySet[PartnerInformation]:
    """Give what the actor themselves sent: reference and time, so that they know it arrived."""
    return PartnerInformation.objects.filter(agency_id=actor.agency_id, told_by_id=actor.practitioner_id).order_by(
        "-told_at"
    )


def read(*, actor: Actor, ref: UUID, at: datetime) -> PartnerInformation:
    """Open one piece of information; the reading is in the ledger."""
    access.require(actor, Permission.READ_INTELLIGENCE)
    found = PartnerInformation.objects.filter(id=ref, police_agency_id=actor.agency_id).first()
    if found is None:
        raise NotFound
    if found.read_at is None:
        found.read_at, found.read_by_id = at, actor.practitioner_id
        found.save(update_fields=["read_at", "read_by_id"])
    entries.append(actor=actor, event="intelligence.viewed", about=[found.id], detail={}, at=at)
    return found


def handle(*, actor: Actor, ref: UUID, code: str, conditions: str, at: datetime) -> None:
    """Say how it may be handled: P, or C with its conditions."""
    access.require(actor, Permission.READ_INTELLIGENCE)
    if code not in HANDLING or (code == "C" and not conditions.strip()):
        raise ConditionsMissing
    found = read(actor=actor, ref=ref, at=at)
    found.handling, found.handling_conditions = code, conditions
    found.save(update_fields=["handling", "handling_conditions"])
    entries.append(actor=actor, event="intelligence.handled", about=[found.id], detail={"code": code}, at=at)
