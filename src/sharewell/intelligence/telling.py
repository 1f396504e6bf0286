"""Telling the police about exploitation: not a referral, not a crime report, not an emergency."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localdate

from sharewell.base.actor import Actor
from sharewell.directory import access, queries, references, retention
from sharewell.intelligence.models import PartnerInformation
from sharewell.ledger import entries
from sharewell.rules.access import Permission
from sharewell.rules.refusals import Refusal

# What may stand in the account, in the order in which it is read (union of published forms).
ACCOUNT = (
    "what",
    "people",
    "places",
    "vehicles",
    "times",
    "online",
    "exploitation",
    "belief",
    "referral_made",
)


class NoPoliceForce(Refusal):
    """The partnership has no police force that takes partner information."""

    title = "No police force is set up to receive this"
    next_step = "Ring the police. If someone is in danger now, call 999."


def tell(
    *,
    actor: Actor,
    key: UUID,
    account: Mapping[str, str],
    known_by: str,
    source_at_risk: bool | None,
    source_identity: str,
    at: datetime,
) -> PartnerInformation:
    """
    Send information about possible exploitation to the police intelligence unit, once for each ``key``.

    Who the source is stands apart from the account, so that the account can be passed on without it. The family is
    not told and nothing of this appears in a case.
    """
    access.require(actor, Permission.REPORT_INTELLIGENCE)
    known = PartnerInformation.objects.filter(id=key).first()
    if known is not None:
        return known
    police = next((agency for agency in queries.agencies() if agency.kind == "police-force"), None)
    if police is None:
        raise NoPoliceForce
    told = PartnerInformation.objects.create(
        id=key,
        agency_id=actor.agency_id,
        police_agency=police,
        reference=references.new("P"),
        told_by_id=actor.practitioner_id,
        told_at=at,
        account={name: account.get(name, "") for name in ACCOUNT},
        source_known_by=known_by,
        source_at_risk=source_at_risk,
        source_identity=source_identity,
        retention_class="intelligence",
        review_on=retention.review_on(police.id, "intelligence", made_on=localdate(at)),
    )
    entries.append(
        actor=actor, event="intelligence.reported", about=[told.id], detail={}, at=at, visible_to=[police.id]
    )
    return told
