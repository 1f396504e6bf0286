"""The people whom an agency's own list shows it works with now: found by two facts, opened on the record."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from sharewell.base.actor import Actor
from sharewell.directory import access
from sharewell.involvement.models import Involvement
from sharewell.ledger import entries
from sharewell.matching import asking
from sharewell.matching.candidates import rank
from sharewell.matching.comparing import Known
from sharewell.people.lookup import feeding
from sharewell.people.lookup.search import TooLittleToGoOn
from sharewell.people.models import PersonRecord
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound

MOST_COMPARED = 300


def is_open(record: PersonRecord) -> bool:
    """Say whether the agency's list shows that it works with the person of one of its records now."""
    return _worked_with(PersonRecord.objects.filter(id=record.id)).exists()


def open_since(record: PersonRecord) -> date | None:
    """Give since when the agency has worked with the person, as far as its list says; the earliest of what is open."""
    return min((one.since_on for one in _open_work().filter(record=record) if one.since_on), default=None)


def find(*, actor: Actor, asked: Known, at: datetime) -> list[PersonRecord]:
    """
    Give the agency's own people who may be the one asked for, best first; showing them is in the ledger.

    Raises ``TooLittleToGoOn`` for fewer than two facts, and for signs that stand for any letters: there is no browsing.
    """
    access.require(actor, Permission.WATCH)
    if asking.is_wild(asked):
        raise TooLittleToGoOn(next_step="Write the name as far as you know it, without signs such as * or %.")
    if not asking.is_enough(asked):
        raise TooLittleToGoOn
    own = _worked_with(PersonRecord.objects.filter(_like(asked), agency_id=actor.agency_id))
    by_id = {str(one.id): one for one in own.order_by("source", "source_ref")[:MOST_COMPARED]}
    ranking = rank(asked, [feeding.known_from(one, extra={"record_id": name}) for name, one in by_id.items()])
    shown = [by_id[str(one.known.extra["record_id"])] for one in ranking.candidates]
    if shown:
        about = [one.id for one in shown]
        entries.append(actor=actor, event="person.viewed", about=about, detail={"as": "candidates"}, at=at)
    return shown


def read(*, actor: Actor, record_id: UUID, at: datetime) -> PersonRecord:
    """Open one of the people the agency works with now; raises ``NotFound`` for anybody else. It is in the ledger."""
    access.require(actor, Permission.WATCH)
    found = _worked_with(PersonRecord.objects.filter(id=record_id, agency_id=actor.agency_id)).first()
    if found is None:
        raise NotFound
    entries.append(actor=actor, event="person.viewed", about=[found.id], detail={}, at=at)
    return found


def _open_work() -> QuerySet[Involvement]:
    return Involvement.objects.filter(ended_on__isnull=True, not_listed_since__isnull=True)


def _worked_with(records: QuerySet[PersonRecord]) -> QuerySet[PersonRecord]:
    is_worked_with = Exists(_open_work().filter(record=OuterRef("pk"), agency_id=OuterRef("agency_id")))
    return records.filter(is_worked_with, withdrawn_at__isnull=True)


def _like(asked: Known) -> Q:
    like = Q(pk__in=[])
    if asked.family:
        like |= Q(family_name__iexact=asked.family) | Q(given_name__iexact=asked.family)
    for name, value in (("nhs_number", asked.nhs_number), ("upn", asked.upn)):
        like |= Q(**{name: value}) if value else Q(pk__in=[])
    for day in (asked.born_on, *asked.other_births):
        like |= Q(born_on=day) if day else Q(pk__in=[])
    return like
