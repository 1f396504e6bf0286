"""Who is this: candidates from all agencies' lists, through the one function that logs each question."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import Error
from django.utils.timezone import localdate

from sharewell.base import statements
from sharewell.base.actor import Actor
from sharewell.directory import access
from sharewell.jobs import queue
from sharewell.ledger import entries
from sharewell.matching import asking, identifiers
from sharewell.matching.candidates import Candidate, Ranking, rank
from sharewell.matching.comparing import Known
from sharewell.people.lookup import store
from sharewell.rules.access import Permission
from sharewell.rules.refusals import Refusal

log = logging.getLogger("sharewell.people")


class TooLittleToGoOn(Refusal):
    """Browsing is not looking somebody up."""

    title = "We did not look yet"
    next_step = "Give at least two facts, such as a name and a birth date or age, or one number such as an NHS number."


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate with whose list it stands in, and the day of the newest list of that agency."""

    candidate: Candidate
    record_id: UUID
    agency_id: UUID
    agency_name: str
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """
    An agency that was asked, and the day its newest list was drawn; None: it has loaded no list.

    ``is_being_refiled``: after an upgrade its records are being filed anew, and some may not be found until then.
    """

    agency_name: str
    as_of: date | None
    is_being_refiled: bool = False


@dataclass(frozen=True, slots=True)
class LookupResult:
    """The state of the question, the candidates in order, and what was and was not asked."""

    state: str
    found: tuple[Found, ...]
    sources: tuple[Source, ...]

    @property
    def asked(self) -> tuple[Source, ...]:
        """Give the agencies whose lists were searched."""
        return tuple(source for source in self.sources if source.as_of)

    @property
    def not_asked(self) -> tuple[Source, ...]:
        """Give the agencies that have loaded no list, so that silence is not taken for no."""
        return tuple(source for source in self.sources if not source.as_of)

    @property
    def being_refiled(self) -> tuple[Source, ...]:
        """Give the agencies some of whose people may not be found at the moment: silence is no answer there."""
        return tuple(source for source in self.sources if source.is_being_refiled)


def candidates(*, actor: Actor, asked: Known, about: Sequence[UUID], reason: str, at: datetime) -> LookupResult:
    """
    Look for records that may be about a person; the question is in the ledger before anything is shown.

    ``about`` are the enquiry and the people concerned. Raises ``TooLittleToGoOn`` for fewer than two facts. When the
    store does not answer in time the state is ``error``, which says nothing of anybody.
    """
    access.require(actor, Permission.IDENTIFY_PERSON)
    if asking.is_wild(asked):
        raise TooLittleToGoOn(next_step="Write the name as far as you know it, without signs such as * or %.")
    if not asking.is_enough(asked):
        raise TooLittleToGoOn
    asked = replace(asked, postcode=identifiers.postcode(asked.postcode).value or asked.postcode)
    ranking = _ranked(asked)
    detail = {"reason": reason, "state": ranking.state, "shown": len(ranking.candidates)}
    queue.later(queue.TELL_CUSTODIANS)  # always, so that it says nothing about whom a question found
    entries.append(actor=actor, event="search.made", about=list(about), detail=detail, at=at)
    partners = _partners()
    agency_names = {partner.id: partner.name for partner in partners}
    searched = _searched(partners, localdate(at))
    days = {source.agency_name: source.as_of for source in searched}
    shown = tuple(
        Found(
            candidate=one,
            record_id=UUID(str(one.known.extra["record_id"])),
            agency_id=UUID(str(one.known.extra["agency_id"])),
            agency_name=(name := agency_names[UUID(str(one.known.extra["agency_id"]))]),
            as_of=days.get(name),
        )
        for one in ranking.candidates
    )
    return LookupResult(ranking.state, shown, searched)


def sources(on: date) -> tuple[Source, ...]:
    """Give every agency of the partnership with the freshness of its list; sensitive ones are not named as sources."""
    return _searched(_partners(), on)


class _Partner(NamedTuple):
    id: UUID
    name: str
    sensitivity: str
    left_on: date | None
    as_of: date | None
    is_being_refiled: bool | None


_PARTNERS = """
SELECT a.id, a.name, a.sensitivity, a.left_on, f.as_of,
       f.agency_id IS NOT NULL AND f.agency_id IN (SELECT priv.lookup_being_refiled())
FROM directory_agency a LEFT JOIN priv.list_freshness() f ON f.agency_id = a.id
ORDER BY a.name
"""


def _partners() -> list[_Partner]:
    return [_Partner(*row) for row in statements.fetched(_PARTNERS)]


def _searched(partners: Sequence[_Partner], on: date) -> tuple[Source, ...]:
    return tuple(
        Source(partner.name, partner.as_of, bool(partner.is_being_refiled))
        for partner in partners
        if partner.sensitivity == "open" and (partner.left_on is None or partner.left_on >= on)
    )


def _ranked(asked: Known) -> Ranking:
    """Ask the store; where it does not answer, that is the answer, and is noted like any other."""
    try:
        found = store.likely(asked)
    except Error as fault:
        # Never the message: PostgreSQL repeats what was asked in it.
        log.error("a look-up failed: SQLSTATE %s", getattr(fault.__cause__, "sqlstate", None))  # noqa: TRY400
        return Ranking("error", ())
    return rank(asked, found.records, found.frequency, entries=found.entries)
