"""Locking a record, protecting an address, and what must never reach somebody."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from sharewell.base.actor import Actor
from sharewell.directory import access
from sharewell.ledger import entries
from sharewell.people.lookup import feeding
from sharewell.people.models import NeverDisclose, Person, PersonRecord, RecordShield
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound, Refusal

KINDS = {"locked": "Nobody outside can find this record", "address": "The address is kept from everybody outside"}


class ShieldNeedsAReason(Refusal):
    """A shield was to be set or lifted without a reason."""

    title = "Nothing was changed"
    next_step = "Write down why, and who agreed to it."


@transaction.atomic
def shield(*, actor: Actor, record_id: UUID, kind: str, reason: str, at: datetime) -> RecordShield:
    """Lock an own record, or protect its address; from then on the look-up treats it so."""
    access.require(actor, Permission.SHIELD_PERSON)
    if kind not in KINDS or not reason.strip():
        raise ShieldNeedsAReason
    record = PersonRecord.objects.select_for_update().filter(id=record_id, agency_id=actor.agency_id).first()
    if record is None:
        raise NotFound
    _mark(record, kind, set_to=True)
    made = RecordShield.objects.create(
        agency_id=actor.agency_id,
        record=record,
        kind=kind,
        reason=reason.strip(),
        set_by_id=actor.practitioner_id,
        set_at=at,
    )
    entries.append(actor=actor, event="shield.set", about=[record.id], detail={"kind": kind}, at=at)
    return made


@transaction.atomic
def lift(*, actor: Actor, shield_id: UUID, reason: str, at: datetime) -> None:
    """Lift a shield with a reason; it stays on record."""
    access.require(actor, Permission.SHIELD_PERSON)
    if not reason.strip():
        raise ShieldNeedsAReason
    made = RecordShield.objects.select_for_update().filter(id=shield_id, agency_id=actor.agency_id).first()
    if made is None:
        raise NotFound
    if made.lifted_at is None:
        made.lifted_at, made.lifted_reason = at, reason.strip()
        made.save(update_fields=["lifted_at", "lifted_reason"])
        if not RecordShield.objects.filter(record=made.record, kind=made.kind, lifted_at__isnull=True).exists():
            _mark(made.record, made.kind, set_to=False)
        entries.append(actor=actor, event="shield.lifted", about=[made.record_id], detail={"kind": made.kind}, at=at)


def _mark(record: PersonRecord, kind: str, *, set_to: bool) -> None:
    if kind == "locked":
        record.is_locked = set_to
    else:
        record.is_address_protected = set_to
    record.save(update_fields=["is_locked", "is_address_protected"])
    feeding.index_record(record)


@transaction.atomic
def never_disclose(
    *, actor: Actor, protected_id: UUID, kept_from_id: UUID, covers: str, reason: str, at: datetime
) -> NeverDisclose:
    """Set that nothing locating one of the hub's persons may reach another; the same twice is one."""
    access.require(actor, Permission.SHIELD_PERSON)
    if not reason.strip() or protected_id == kept_from_id:
        raise ShieldNeedsAReason
    both = Person.objects.filter(id__in=[protected_id, kept_from_id], agency_id=actor.agency_id).count()
    if both != 2:
        raise NotFound
    Person.objects.filter(id=protected_id).update(is_address_protected=True)
    made, is_new = NeverDisclose.objects.get_or_create(
        agency_id=actor.agency_id,
        protected_id=protected_id,
        kept_from_id=kept_from_id,
        covers=covers,
        ended_at=None,
        defaults={"reason": reason.strip(), "set_by_id": actor.practitioner_id, "set_at": at},
    )
    if is_new:
        about = [protected_id, kept_from_id]
        entries.append(actor=actor, event="never_disclose.set", about=about, detail={"covers": covers}, at=at)
    return made


def in_force(actor: Actor) -> QuerySet[NeverDisclose]:
    """Give what holds now in the actor's hub."""
    return NeverDisclose.objects.filter(agency_id=actor.agency_id, ended_at__isnull=True).select_related(
        "protected", "kept_from"
    )


def own_records(actor: Actor, wanted: str) -> QuerySet[PersonRecord]:
    """Give the agency's own records of a family name, to shield one of them; at most fifty."""
    access.require(actor, Permission.SHIELD_PERSON)
    found = PersonRecord.objects.filter(agency_id=actor.agency_id, family_name__iexact=wanted.strip())
    return found.prefetch_related("shields").order_by("given_name")[:50]
