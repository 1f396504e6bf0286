"""An agency takes one of its records back: nothing finds it any more; what it says can be erased too."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Trim

from sharewell.base.actor import Actor
from sharewell.directory import access
from sharewell.involvement.lists.kinds import KINDS
from sharewell.involvement.models import AgencyEntry, Involvement
from sharewell.jobs import queue
from sharewell.ledger import entries
from sharewell.people.lookup import feeding
from sharewell.people.models import PersonRecord, RefusedRow
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound, Refusal

_TEXTS = (
    "given_name",
    "middle_names",
    "family_name",
    "known_as",
    "former_names",
    "sex",
    "birth_accuracy",
    "birth_text",
    "nhs_number",
    "upn",
    "address",
    "postcode",
    "uprn",
)
_DAYS = ("born_on", "due_on", "died_on", "first_seen_on", "last_seen_on")


class WithdrawalNeedsAReason(Refusal):
    """A record was to be taken back, or put back, without a reason."""

    title = "Nothing was changed"
    next_step = "Write down why, and who decided it."


@transaction.atomic
def withdraw(*, actor: Actor, record_id: UUID, reason: str, erase: bool, at: datetime) -> PersonRecord:
    """
    Take an own record back: from this commit no look-up and no question who else finds it; the same twice is one.

    ``erase`` also blanks what the record, its work and its entries say, and its rows in reports of lists. What was
    shared from it stays with whoever received it, and the ledger's proof that it was there holds. A list that is
    loaded later leaves the record out and says so.
    """
    access.require(actor, Permission.SHIELD_PERSON)
    if not reason.strip():
        raise WithdrawalNeedsAReason
    found = PersonRecord.objects.select_for_update().filter(id=record_id, agency_id=actor.agency_id).first()
    if found is None:
        raise NotFound
    if found.withdrawn_at is None:
        found.withdrawn_at, found.withdrawn_reason = at, reason.strip()
        found.save(update_fields=["withdrawn_at", "withdrawn_reason"])
        detail = {"reason": reason.strip()}
        entries.append(actor=actor, event="record.withdrawn", about=[found.id], detail=detail, at=at)
    feeding.forget(found.id)
    queue.later(queue.TELL_WATCHERS)
    if erase and _says_anything(found):
        _erase(found)
        entries.append(actor=actor, event="record.erased", about=[found.id], detail={}, at=at)
    return found


@transaction.atomic
def put_back(*, actor: Actor, record_id: UUID, reason: str, at: datetime) -> PersonRecord:
    """Put a record back that was taken back and not erased, with the reason; from then on it is found again."""
    access.require(actor, Permission.SHIELD_PERSON)
    if not reason.strip():
        raise WithdrawalNeedsAReason
    found = PersonRecord.objects.select_for_update().filter(id=record_id, agency_id=actor.agency_id).first()
    if found is None:
        raise NotFound
    if found.withdrawn_at is not None and _says_anything(found):
        found.withdrawn_at, found.withdrawn_reason = None, ""
        found.save(update_fields=["withdrawn_at", "withdrawn_reason"])
        feeding.index_record(found)
        detail = {"reason": reason.strip()}
        entries.append(actor=actor, event="record.put_back", about=[found.id], detail=detail, at=at)
    return found


def _says_anything(found: PersonRecord) -> bool:
    return bool(found.original or any(getattr(found, name) for name in _TEXTS))


def _erase(found: PersonRecord) -> None:
    _erase_from_reports(found)
    for name in _TEXTS:
        setattr(found, name, "")
    for name in _DAYS:
        setattr(found, name, None)
    found.original, found.earlier = {}, {}
    found.save()
    own = {"agency_id": found.agency_id, "record": found}
    Involvement.objects.filter(**own).update(
        team_name="", role="", lead_name="", lead_contact="", since_on=None, last_seen_on=None
    )
    AgencyEntry.objects.filter(**own).update(
        text="", author="", category="", happened_on=None, happened_at_text="", known_on=None, original={}
    )


def _erase_from_reports(found: PersonRecord) -> None:
    """Blank what reports of lists keep of the record's rows, of this list or an earlier one, by its reference there."""
    needed = KINDS[found.source].needs if found.source in KINDS else ()
    told = RefusedRow.objects.filter(agency_id=found.agency_id)
    column = next(
        (one for one in (*needed, *found.original) if str(found.original.get(one, "")).strip() == found.source_ref),
        None,
    )
    rows = Q(original=found.original)
    if column is not None:
        told = told.annotate(reference=Trim(KeyTextTransform(column, "original")))
        rows |= Q(reference=found.source_ref, list_import__kind=found.source)
    told.filter(rows).update(original={}, reason="the row was erased")
