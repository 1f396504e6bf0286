"""Locking a record, protecting an address, and what must never reach somebody."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet, UUIDField

from sharewell.base.actor import Actor
from sharewell.base.questions import Given
from sharewell.base.sheets import Part
from sharewell.directory import access
from sharewell.ledger import entries
from sharewell.people.lookup import feeding
from sharewell.people.models import NeverDisclose, Person, PersonRecord, RecordShield
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound, Refusal

KINDS: dict[str, str] = {
    "locked": "Lock the record: nobody outside your agency can find it",
    "address": "Protect the address: nothing that tells where they live leaves your agency",
    "from_person": "Keep it from somebody: nothing that tells where they are may reach this person",
}
COVERS: dict[str, str] = {
    "whereabouts": "Where they are: address, school, surgery, anything that leads there",
    "everything": "Everything: also that we know them",
}
# The two things a shield can do to a record.
_DOES = {"locked": "is_locked", "address": "is_address_protected", "from_person": "is_address_protected"}


class ShieldNeedsAReason(Refusal):
    """A shield was to be set or lifted without a reason."""

    title = "Nothing was changed"
    next_step = "Write down why, and who agreed to it."


@transaction.atomic
def shield(*, actor: Actor, record_id: UUID, kind: str, reason: str, at: datetime, kept_from: str = "") -> RecordShield:
    """
    Lock an own record, protect its address, or keep it from somebody; the same twice is one shield.

    From then on the look-up treats the record so. ``kept_from`` names the person for the kind ``from_person``.
    """
    access.require(actor, Permission.SHIELD_PERSON)
    if kind not in KINDS or not reason.strip():
        raise ShieldNeedsAReason
    if kind == "from_person" and not kept_from.strip():
        raise ShieldNeedsAReason(next_step="Write down from whom it must be kept.")
    record = PersonRecord.objects.select_for_update().filter(id=record_id, agency_id=actor.agency_id).first()
    if record is None:
        raise NotFound
    named = kept_from.strip()[:160] if kind == "from_person" else ""
    standing = _standing(record).filter(kind=kind, kept_from=named).first()
    if standing is not None:
        return standing
    made = RecordShield.objects.create(
        agency_id=actor.agency_id,
        record=record,
        kind=kind,
        kept_from=named,
        reason=reason.strip(),
        made_it_so=not getattr(record, _DOES[kind]),
        set_by_id=actor.practitioner_id,
        set_at=at,
    )
    _mark(record, kind, set_to=True)
    entries.append(actor=actor, event="shield.set", about=[record.id], detail={"kind": kind}, at=at)
    return made


@transaction.atomic
def lift(*, actor: Actor, shield_id: UUID, reason: str, at: datetime) -> None:
    """Lift a shield with a reason; it stays on record, and what another shield or the list itself closes stays so."""
    access.require(actor, Permission.SHIELD_PERSON)
    if not reason.strip():
        raise ShieldNeedsAReason
    made = RecordShield.objects.select_for_update().filter(id=shield_id, agency_id=actor.agency_id).first()
    if made is None:
        raise NotFound
    if made.lifted_at is not None:
        return
    made.lifted_at, made.lifted_reason = at, reason.strip()
    made.save(update_fields=["lifted_at", "lifted_reason"])
    if made.made_it_so:
        other = next((one for one in _standing(made.record) if _DOES[one.kind] == _DOES[made.kind]), None)
        if other is None:
            _mark(made.record, made.kind, set_to=False)
        else:
            other.made_it_so = True
            other.save(update_fields=["made_it_so"])
    entries.append(actor=actor, event="shield.lifted", about=[made.record_id], detail={"kind": made.kind}, at=at)


def _standing(record: PersonRecord) -> QuerySet[RecordShield]:
    return RecordShield.objects.filter(record=record, lifted_at__isnull=True)


def _mark(record: PersonRecord, kind: str, *, set_to: bool) -> None:
    setattr(record, _DOES[kind], set_to)
    record.save(update_fields=[_DOES[kind]])
    feeding.index_record(record)


@transaction.atomic
def never_disclose(
    *, actor: Actor, protected_id: UUID, kept_from_id: UUID, covers: str, reason: str, at: datetime
) -> NeverDisclose:
    """Set that nothing locating one of the hub's persons may reach another; the same twice is one."""
    access.require(actor, Permission.SHIELD_PERSON)
    if not reason.strip() or protected_id == kept_from_id or covers not in COVERS:
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


@transaction.atomic
def end_never_disclose(*, actor: Actor, never_id: UUID, reason: str, at: datetime) -> None:
    """End what was set between two persons, with the reason; the address itself stays protected until that is ended."""
    access.require(actor, Permission.SHIELD_PERSON)
    if not reason.strip():
        raise ShieldNeedsAReason
    made = NeverDisclose.objects.select_for_update().filter(id=never_id, agency_id=actor.agency_id).first()
    if made is None:
        raise NotFound
    if made.ended_at is None:
        made.ended_at, made.ended_reason = at, reason.strip()
        made.save(update_fields=["ended_at", "ended_reason"])
        about = [made.protected_id, made.kept_from_id]
        entries.append(actor=actor, event="never_disclose.lifted", about=about, detail={"covers": made.covers}, at=at)


@transaction.atomic
def protect_address(*, actor: Actor, person_id: UUID, is_protected: bool, reason: str, at: datetime) -> Person:
    """Protect the address of one of the hub's persons, or end that, with the reason in the ledger."""
    access.require(actor, Permission.SHIELD_PERSON)
    if not reason.strip():
        raise ShieldNeedsAReason
    person = Person.objects.select_for_update().filter(id=person_id, agency_id=actor.agency_id).first()
    if person is None:
        raise NotFound
    if not is_protected and in_force(actor).filter(protected=person).exists():
        raise ShieldNeedsAReason(next_step="End first what must never be disclosed to somebody.")
    if person.is_address_protected != is_protected:
        person.is_address_protected = is_protected
        person.save(update_fields=["is_address_protected"])
        event, detail = "shield.set" if is_protected else "shield.lifted", {"kind": "address", "reason": reason.strip()}
        entries.append(actor=actor, event=event, about=[person.id], detail=detail, at=at)
    return person


def in_force(actor: Actor) -> QuerySet[NeverDisclose]:
    """Give what holds now in the actor's hub."""
    return NeverDisclose.objects.filter(agency_id=actor.agency_id, ended_at__isnull=True).select_related(
        "protected", "kept_from"
    )


def never_told(persons: "Callable[[], QuerySet[Any, Any]]") -> Part[NeverDisclose]:
    """Give the part of a sheet with what holds now for some of the hub's persons; its ``agency`` is the hub."""
    hub = Given("agency", UUIDField())
    return Part(
        NeverDisclose,
        lambda: NeverDisclose.objects.filter(agency_id=hub, ended_at__isnull=True, protected_id__in=persons()),
        related=("protected", "kept_from"),
    )


def standing(actor: Actor) -> QuerySet[RecordShield]:
    """Give the shields that the actor's agency has set and not lifted, newest first."""
    access.require(actor, Permission.SHIELD_PERSON)
    found = RecordShield.objects.filter(agency_id=actor.agency_id, lifted_at__isnull=True)
    return found.select_related("record").order_by("-set_at")


def own_record(*, actor: Actor, record_id: UUID, at: datetime) -> PersonRecord:
    """Open one of the agency's own records to shield it; the reading is in the ledger."""
    access.require(actor, Permission.SHIELD_PERSON)
    found = PersonRecord.objects.filter(id=record_id, agency_id=actor.agency_id).first()
    if found is None:
        raise NotFound
    entries.append(actor=actor, event="person.viewed", about=[found.id], detail={}, at=at)
    return found


def shields_of(record: PersonRecord) -> QuerySet[RecordShield]:
    """Give every shield a record has or had, newest first."""
    return record.shields.order_by("-set_at")


def own_records(*, actor: Actor, wanted: str, at: datetime) -> list[PersonRecord]:
    """Give the agency's own records of a family name, to shield one of them; at most fifty, noted as read."""
    access.require(actor, Permission.SHIELD_PERSON)
    own = PersonRecord.objects.filter(agency_id=actor.agency_id, family_name__iexact=wanted.strip())
    found = list(own.order_by("given_name", "source_ref")[:50])
    if found:
        about = [one.id for one in found]
        entries.append(actor=actor, event="person.viewed", about=about, detail={"as": "list"}, at=at)
    return found
