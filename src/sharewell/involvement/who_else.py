"""Who else works with this child or family: pointers with their source and freshness, never content."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from sharewell.base.actor import Actor
from sharewell.directory import access, queries
from sharewell.directory.models import Agency
from sharewell.involvement import agreements
from sharewell.involvement.models import WhoElseQuestion
from sharewell.ledger import entries
from sharewell.people import identity
from sharewell.people.lookup.search import Source, sources
from sharewell.rules.access import Permission
from sharewell.rules.refusals import Refusal

NOTHING_FOUND = (
    "No agency whose list we hold shows work with them. That is not the same as nobody knowing them: "
    "see which lists were searched, and how old they are."
)


class NoReason(Refusal):
    """Looking who works with a family is itself a look into their life."""

    title = "We did not ask yet"
    next_step = "Write down why you need to know who works with them."


@dataclass(frozen=True, slots=True)
class Pointer:
    """That an agency works, or worked, with the person; how to reach whoever leads."""

    agency: str
    team: str
    role: str
    lead: str
    contact: str
    since_on: date | None
    last_seen_on: date | None
    ended_on: date | None
    as_of: date | None
    agreement: str

    @property
    def is_current(self) -> bool:
        """Say whether the work is not known to have ended."""
        return self.ended_on is None


@dataclass(frozen=True, slots=True)
class WhoElse:
    """The answer: pointers, agencies not shown for want of an agreement, and what was and was not asked."""

    pointers: tuple[Pointer, ...]
    not_covered: tuple[str, ...]
    sources: tuple[Source, ...]


def ask(*, actor: Actor, person_id: UUID, reason: str, purpose: str, at: datetime) -> WhoElse:
    """
    Ask which agencies work with one of the hub's persons, through the records confirmed to be theirs.

    ``purpose`` is SAFEGUARDING, CHILD_PROTECTION or EARLY_HELP, as the agreements name it. Sensitive services and
    locked records are not in the answer in any way; the services learn that somebody asks.
    """
    access.require(actor, Permission.ASK_WHO_ELSE)
    if not reason.strip():
        raise NoReason
    records = [record for record, _ in identity.confirmed_records(actor, person_id)]
    found = _pointers(records, reason.strip())
    answer = _judged(actor, found, purpose, at)
    WhoElseQuestion.objects.create(
        agency_id=actor.agency_id,
        person_id=person_id,
        reason=reason.strip(),
        asked_by_id=actor.practitioner_id,
        asked_at=at,
        answer=_kept(answer),
    )
    detail = {"reason": reason.strip(), "shown": len(answer.pointers)}
    entries.append(actor=actor, event="who_else.asked", about=[person_id], detail=detail, at=at)
    return answer


def _pointers(records: Sequence[UUID], why: str) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM priv.who_else(%s::uuid[], %s)", [list(records), why])
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _judged(actor: Actor, found: Iterable[dict[str, Any]], purpose: str, at: datetime) -> WhoElse:
    agencies = {agency.id: agency for agency in queries.agencies()}
    own = agencies[actor.agency_id]
    in_force = [_as_terms(one) for one in queries.agreements_in_force()]
    shown, not_covered = [], set()
    for row in found:
        source = agencies[row["agency_id"]]
        decided = _may_tell(source, own, in_force, purpose, at)
        if not decided.is_allowed:
            not_covered.add(source.name)
            continue
        shown.append(_pointer(row, source, decided.why))
    order = sorted(shown, key=lambda one: (not one.is_current, one.agency))
    return WhoElse(tuple(order), tuple(sorted(not_covered)), sources(at.date()))


def _may_tell(
    source: Agency, own: Agency, in_force: list[dict[str, Any]], purpose: str, at: datetime
) -> agreements.Answer:
    if source.controller_id is not None and source.controller_id == own.controller_id:
        return agreements.Answer(is_allowed=True, why="same council")
    asked = agreements.Asked(source.code, own.code, own.kind, "involvement", purpose, at)
    return agreements.decide(asked, in_force)


def _as_terms(agreement: Any) -> dict[str, Any]:
    parties = [agency.code for agency in agreement.parties.all()]
    return {"code": agreement.code, "parties": parties, "rules": agreement.terms.get("rules", {})}


def _pointer(row: dict[str, Any], source: Agency, agreement: str) -> Pointer:
    return Pointer(
        agency=source.name,
        team=row["team_name"],
        role=row["role"],
        lead=row["lead_name"],
        contact=row["lead_contact"],
        since_on=row["since_on"],
        last_seen_on=row["last_seen_on"],
        ended_on=row["ended_on"],
        as_of=row["as_of"],
        agreement=agreement,
    )


def _kept(answer: WhoElse) -> dict[str, Any]:
    """Keep what was shown, so that it can be seen later what the asker knew."""

    def plain(value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value

    return {
        "pointers": [{name: plain(value) for name, value in asdict(one).items()} for one in answer.pointers],
        "not_covered": list(answer.not_covered),
        "sources": [[one.agency_name, plain(one.as_of)] for one in answer.sources],
    }


def last_answer(actor: Actor, person_id: UUID) -> WhoElseQuestion | None:
    """Give the latest question about a person, with what was shown then."""
    asked = WhoElseQuestion.objects.filter(agency_id=actor.agency_id, person_id=person_id)
    return asked.order_by("-asked_at").first()
