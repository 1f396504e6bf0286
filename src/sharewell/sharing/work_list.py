"""What waits for a practitioner, what nobody has opened, and what they have not finished, read in one statement."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any, cast
from uuid import UUID

from django.db.models import DateField
from django.utils.timezone import localdate

from sharewell.base import sheets
from sharewell.base.actor import Actor
from sharewell.base.questions import WHOEVER, Given
from sharewell.base.sheets import Part, Sheet
from sharewell.cases import drafts
from sharewell.directory.seen import SeenAgency, SeenPractitioner
from sharewell.notices import queries as notices
from sharewell.rules.access import Permission, may
from sharewell.sharing import disclosures, openness, queries

MOST = 200  # notices looked at; the newest word about each thing is shown


@dataclass(frozen=True, slots=True)
class SeenNotice:
    """Something that waits."""

    kind: str
    about: UUID
    made_at: datetime
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Recalled:
    """Something that waits and was called back."""

    id: UUID


@dataclass(frozen=True, slots=True)
class Draft:
    """A concern that was begun."""

    id: UUID
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that was sent and that nobody has opened."""

    id: UUID
    sent_at: datetime
    recipient: SeenPractitioner
    receiving_agency: SeenAgency


@dataclass(frozen=True, slots=True)
class ToLookAt:
    """A family that was not told yet, and by when to look again."""

    decision_id: UUID
    look_again_on: date


@dataclass(frozen=True, slots=True)
class AboutRequest:
    """The request that a decision answered."""

    id: UUID
    reference: str


@dataclass(frozen=True, slots=True)
class NotTold:
    """A decision to share about which nothing was recorded for the family."""

    id: UUID
    decided_at: datetime
    decided_by: SeenPractitioner
    information_request: AboutRequest


@cache
def waiting(role: str) -> Part[SeenNotice]:
    """Give the part with what waits for somebody of a role."""
    return Part(SeenNotice, lambda: notices.waiting(replace(WHOEVER, role=role))[:MOST])


@cache
def recalled(role: str) -> Part[Recalled]:
    """Give the part with what waits for somebody of a role although it was called back."""
    return Part(Recalled, lambda: disclosures.recalled_and_waiting(replace(WHOEVER, role=role)))


DRAFTS = Part(Draft, lambda: drafts.own(WHOEVER)[:10])
UNREAD = Part(Unread, lambda: queries.not_yet_received(WHOEVER)[:20])
TO_LOOK_AT = Part(ToLookAt, lambda: openness.to_look_at_again(WHOEVER, cast("date", Given("today", DateField()))))
NOT_TOLD = Part(NotTold, lambda: openness.not_recorded(WHOEVER)[:20])

# Beside what waits, by who may do something about it.
_FOR_THOSE_WHO: dict[Part[Any], Permission] = {
    DRAFTS: Permission.RAISE_CONCERN,
    UNREAD: Permission.CORRECT_DISCLOSURE,
    TO_LOOK_AT: Permission.RECORD_OPENNESS,
    NOT_TOLD: Permission.RECORD_OPENNESS,
}


@dataclass(frozen=True, slots=True)
class WorkList:
    """What waits for one practitioner, and what else is theirs to do; empty where their role has no part in it."""

    waits: list[SeenNotice]
    drafts: list[Draft]
    unread: list[Unread]
    to_look_at: list[ToLookAt]
    not_told: list[NotTold]


def read(actor: Actor, at: datetime) -> WorkList:
    """Give the actor's list; what was recalled before anybody opened it is taken from it first."""
    sheet = _sheet(actor, at)
    if sheet[recalled(actor.role)]:
        disclosures.note_recalls(actor=actor, at=at)
        sheet = _sheet(actor, at)
    beside = [sheet[part] if may(actor.role, permission) else [] for part, permission in _FOR_THOSE_WHO.items()]
    return WorkList(sheet[waiting(actor.role)], *beside)


def _sheet(actor: Actor, at: datetime) -> Sheet:
    beside = [part for part, permission in _FOR_THOSE_WHO.items() if may(actor.role, permission)]
    return sheets.read(
        waiting(actor.role),
        recalled(actor.role),
        *beside,
        agency=actor.agency_id,
        practitioner=actor.practitioner_id,
        today=localdate(at),
    )
