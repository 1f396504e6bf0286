"""Saying who in an enquiry is meant: a new person of the hub, or one the hub already knows; it can be undone."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from sharewell.base.actor import Actor
from sharewell.cases.models import EnquiryPerson
from sharewell.directory import access
from sharewell.ledger import entries
from sharewell.matching.comparing import Known
from sharewell.people import identity, persons
from sharewell.people.models import IdentityJudgement, Person
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound, Refusal


class IdentifiedAlready(Refusal):
    """Somebody in an enquiry was already said to be another person."""

    title = "Somebody has already said who this is"
    next_step = "Look at that judgement first, and undo it if it was wrong."


@transaction.atomic
def as_new(*, actor: Actor, enquiry_id: UUID, ref: UUID, known: Known, at: datetime) -> Person:
    """Make the hub's person from what the sender wrote; a second click, or a colleague's, gives the first."""
    found = _locked(actor, enquiry_id, ref)
    if found.person is not None:
        return found.person
    meant = found.contact_person
    assert meant is not None  # _locked gives only people of the contact
    made = persons.make(actor=actor, known=known, is_address_protected=meant.is_address_protected, at=at)
    found.person = made
    found.save(update_fields=["person"])
    return made


@transaction.atomic
def as_known(
    *,
    actor: Actor,
    enquiry_id: UUID,
    ref: UUID,
    person_id: UUID,
    is_same: bool,
    reason: str,
    evidence: Mapping[str, object],
    at: datetime,
) -> IdentityJudgement:
    """
    Keep that someone in an enquiry is, or is not, a person the hub already knows, with the reason.

    Raises ``IdentifiedAlready`` when a standing judgement says that they are somebody else; a person made from this
    contact about whom nothing was judged yet gives way.
    """
    found = _locked(actor, enquiry_id, ref)
    meant = found.contact_person
    assert meant is not None
    if is_same and found.person_id not in (None, person_id) and _was_judged(actor, found.person_id):
        raise IdentifiedAlready
    judgement = identity.judge(
        actor=actor,
        person_id=person_id,
        of="contact",
        record_id=meant.id,
        record_agency_id=meant.contact.agency_id,
        is_same=is_same,
        reason=reason,
        evidence=evidence,
        at=at,
    )
    if is_same:
        found.person_id = person_id
        found.save(update_fields=["person"])
    return judgement


@transaction.atomic
def undo(*, actor: Actor, judgement_id: UUID, reason: str, at: datetime) -> IdentityJudgement:
    """Undo a judgement of either kind; someone in an enquiry who was said to be a known person is nobody's again."""
    judgement = identity.undo(actor=actor, judgement_id=judgement_id, reason=reason, at=at)
    if judgement.of == "contact" and judgement.is_same:
        EnquiryPerson.objects.filter(
            contact_person_id=judgement.record_id,
            person_id=judgement.person_id,
            enquiry__agency_id=actor.agency_id,
        ).update(person=None)
    return judgement


@transaction.atomic
def look_for(*, actor: Actor, enquiry_id: UUID, ref: UUID, sought: Mapping[str, str], at: datetime) -> None:
    """Keep what the hub looks for instead of what the sender wrote, as typed; nothing at all: the sender's words."""
    found = _locked(actor, enquiry_id, ref)
    kept = {name: value.strip() for name, value in sought.items() if value.strip()}
    if found.sought != kept:
        found.sought = kept
        found.save(update_fields=["sought"])
        about, detail = [enquiry_id], {"facts": sorted(kept)}
        entries.append(actor=actor, event="search.changed", about=about, detail=detail, at=at)


def _was_judged(actor: Actor, person_id: UUID) -> bool:
    return identity.judgements(actor, person_id).filter(is_same=True, undone_at__isnull=True).exists()


def _locked(actor: Actor, enquiry_id: UUID, ref: UUID) -> EnquiryPerson:
    access.require(actor, Permission.IDENTIFY_PERSON)
    found = (
        EnquiryPerson.objects.select_for_update(of=("self",))
        .select_related("contact_person__contact", "person")
        .filter(id=ref, enquiry_id=enquiry_id, enquiry__agency_id=actor.agency_id, contact_person__isnull=False)
        .first()
    )
    if found is None:
        raise NotFound
    return found
