"""Who else works with this child or family: pointers with their source and freshness, never content."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connection
from django.utils.timezone import localdate

from sharewell.base.actor import Actor
from sharewell.directory import access, queries
from sharewell.directory.models import Agency
from sharewell.involvement import policy
from sharewell.involvement.models import WhoElseQuestion
from sharewell.jobs import queue
from sharewell.ledger import entries
from sharewell.people import persons
from sharewell.people.lookup.plain import to_plain
from sharewell.people.lookup.search import Source, sources
from sharewell.people.models import Person
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound, Refusal
from sharewell.rules.telling.policy import Pointer as Decided

NOTHING_FOUND = (
    "No agency whose list we hold shows work with them. That is not the same as nobody knowing them: "
    "see which lists were searched, and how old they are."
)
DAYS = ("since_on", "last_seen_on", "ended_on", "as_of", "not_listed_since")


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
    person_id: str = ""
    content: str = ""  # the agreement under which what it knows may be asked for; empty: none covers it
    obligations: Sequence[str] = ()
    is_protected: bool = False  # the agency protects where they live; its own name may tell the place
    not_listed_since: date | None = None  # the newest whole list has the work no more; nobody said that it ended

    @property
    def is_current(self) -> bool:
        """Say whether the work is not known to have ended, and still stands in the list."""
        return self.ended_on is None and self.not_listed_since is None


@dataclass(frozen=True, slots=True)
class WhoElse:
    """
    The answer: pointers, agencies that no agreement lets tell us, and every source with its freshness.

    ``not_covered`` names agencies by the agreements alone, whether or not they know the person: it tells nothing.
    """

    pointers: tuple[Pointer, ...]
    not_covered: tuple[str, ...]
    sources: tuple[Source, ...]
    question_id: UUID | None = None
    policy: str = ""  # the version of the agreements that decided
    is_closed: bool = False  # the agreements had changed and were not in force again: nothing could be told

    @property
    def asked(self) -> tuple[Source, ...]:
        """Give the agencies whose lists were searched for this answer."""
        return tuple(one for one in self.sources if one.as_of and one.agency_name not in self.not_covered)

    @property
    def no_list(self) -> tuple[Source, ...]:
        """Give the agencies that have loaded no list, so that silence is not taken for no."""
        return tuple(one for one in self.sources if not one.as_of)


def ask(
    *,
    actor: Actor,
    person_id: UUID,
    reason: str,
    purpose: str,
    at: datetime,
    household: Sequence[UUID] = (),
    key: UUID | None = None,
) -> WhoElse:
    """
    Ask which agencies work with one of the hub's persons and the household, through the records confirmed as theirs.

    ``purpose`` is SAFEGUARDING, CHILD_PROTECTION or EARLY_HELP, as the agreements name it; the same ``key`` twice is
    one question. Sensitive services and locked records are not in the answer in any way; the worker tells them
    afterwards that somebody asks. Raises ``NoReason``, or ``NotFound`` for somebody who is not the hub's.
    """
    access.require(actor, Permission.ASK_WHO_ELSE)
    if not reason.strip():
        raise NoReason
    known = WhoElseQuestion.objects.filter(id=key, agency_id=actor.agency_id).first() if key else None
    if known is not None:
        return kept(known)
    people = list(Person.objects.filter(agency_id=actor.agency_id, id__in=[person_id, *household]))
    if person_id not in {person.id for person in people}:
        raise NotFound
    question = WhoElseQuestion.objects.create(
        id=key or uuid4(),
        agency_id=actor.agency_id,
        person_id=person_id,
        people=[str(person.id) for person in people],
        purpose=purpose,
        reason=reason.strip(),
        asked_by_id=actor.practitioner_id,
        asked_at=at,
        sought=[to_plain(persons.known_of(person)) for person in people],
    )
    answer = _judged(actor, _pointers(question.id), purpose, at)
    question.answer = _as_kept(answer)
    question.save(update_fields=["answer"])
    queue.later(queue.BROKER)  # always, so that it says nothing about whom the question found
    about = [person.id for person in people]
    detail = {"question": str(question.id), "purpose": purpose, "shown": len(answer.pointers), "policy": answer.policy}
    entries.append(actor=actor, event="who_else.asked", about=about, detail=detail, at=at)
    return kept(question)


def withdraw(*, actor: Actor, question_ids: Sequence[UUID], at: datetime) -> None:
    """Take questions back that were about somebody else; the worker tells the services that were told of them."""
    access.require(actor, Permission.ASK_WHO_ELSE)
    asked = WhoElseQuestion.objects.filter(agency_id=actor.agency_id, id__in=question_ids, withdrawn_at__isnull=True)
    asked.update(withdrawn_at=at, sought=[])
    queue.later(queue.BROKER)  # always, so that it says nothing about whom the questions found


def _pointers(question_id: UUID) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM priv.who_else(%s)", [question_id])
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _judged(actor: Actor, found: Iterable[dict[str, Any]], purpose: str, at: datetime) -> WhoElse:
    """Decide pointer by pointer; what no agreement in force covers is left out, whoever they know."""
    agencies = {agency.id: agency for agency in queries.agencies()}
    judge = policy.judge(asker=agencies[actor.agency_id], purpose=purpose, at=at)
    searched = sources(localdate(at))
    listed = {one.agency_name for one in searched if one.as_of}
    # By the agreements alone, so that what is said of an agency says nothing of whom it knows.
    covered = {one.name for one in agencies.values() if judge.pointer(one).existence.is_allowed}
    shown = []
    for row in found:
        source = agencies[row["agency_id"]]
        decided = judge.pointer(source)
        if decided.existence.is_allowed:
            shown.append(_pointer(row, source, decided))
    return WhoElse(
        pointers=tuple(sorted(shown, key=lambda one: (not one.is_current, one.agency, one.team))),
        not_covered=tuple(sorted(listed - covered)),
        sources=searched,
        policy=judge.version,
        is_closed=judge.is_closed,
    )


def current_of(
    *, actor: Actor, rows: Iterable[dict[str, Any]], purpose: str, at: datetime
) -> tuple[str, dict[UUID, dict[str, Any]]]:
    """Give, for a watch, which agencies' current work may be told, as kept pointers, and the policy's version."""
    agencies = {agency.id: agency for agency in queries.agencies()}
    judge = policy.judge(asker=agencies[actor.agency_id], purpose=purpose, at=at)
    told: dict[UUID, dict[str, Any]] = {}
    for row in rows:
        source = agencies[row["agency_id"]]
        decided = judge.pointer(source)
        pointer = _pointer(row, source, decided)
        if decided.existence.is_allowed and pointer.is_current and source.id != actor.agency_id:
            told.setdefault(source.id, _plain(pointer))
    return judge.version if not judge.is_closed else "", told


def _pointer(row: dict[str, Any], source: Agency, decided: Decided) -> Pointer:
    lead, contact = row["lead_name"], row["lead_contact"]
    if not contact:
        lead, contact = _reachable(source, lead)
    return Pointer(
        agency=source.name,
        team=row["team_name"],
        role=row["role"],
        lead=lead,
        contact=contact,
        since_on=row["since_on"],
        last_seen_on=row["last_seen_on"],
        ended_on=row["ended_on"],
        not_listed_since=row["not_listed_since"],
        is_protected=row["is_protected"],
        as_of=row["as_of"],
        agreement=decided.existence.why,
        content=decided.content.why if decided.content.is_allowed else "",
        obligations=[*decided.existence.obligations],
        person_id=str(row["person_id"]),
    )


def _reachable(source: Agency, lead: str) -> tuple[str, str]:
    """Give whom to ring when the list names nobody to ring: one who answers requests there."""
    someone = queries.practitioners_of(source.id, Permission.ANSWER_REQUEST).first()
    if someone is None:
        return lead, ""
    return (lead, f"through {someone.full_name}, {someone.phone}") if lead else (someone.full_name, someone.phone)


def _as_kept(answer: WhoElse) -> dict[str, Any]:
    """Keep what was shown, so that it can be seen later what the asker knew."""
    return {
        "pointers": [_plain(one) for one in answer.pointers],
        "not_covered": list(answer.not_covered),
        "sources": [[one.agency_name, one.as_of and one.as_of.isoformat()] for one in answer.sources],
        "policy": answer.policy,
        "is_closed": answer.is_closed,
    }


def _plain(pointer: Pointer) -> dict[str, Any]:
    values = asdict(pointer)
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def pointer_of(plain: dict[str, Any]) -> Pointer:
    """Give a pointer as it was kept."""
    return Pointer(**plain | {name: _day(plain[name]) for name in DAYS if name in plain})


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def kept(question: WhoElseQuestion) -> WhoElse:
    """Give an answer as it was shown when the question was asked."""
    answer = question.answer
    pointers = [pointer_of(one) for one in answer.get("pointers", ())]
    searched = [Source(name, _day(as_of)) for name, as_of in answer.get("sources", ())]
    return WhoElse(
        pointers=tuple(pointers),
        not_covered=tuple(answer.get("not_covered", ())),
        sources=tuple(searched),
        question_id=question.id,
        policy=answer.get("policy", ""),
        is_closed=answer.get("is_closed", False),
    )


def question(actor: Actor, question_id: UUID) -> WhoElseQuestion:
    """Give one question of the actor's hub with its answer; raises ``NotFound``."""
    access.require(actor, Permission.ASK_WHO_ELSE)
    found = WhoElseQuestion.objects.filter(id=question_id, agency_id=actor.agency_id).first()
    if found is None:
        raise NotFound
    return found


def questions_about(actor: Actor, person_id: UUID) -> list[WhoElseQuestion]:
    """Give every question the hub asked about a person, also among a household, newest first."""
    asked = WhoElseQuestion.objects.filter(agency_id=actor.agency_id, people__contains=[str(person_id)])
    return list(asked.order_by("-asked_at"))


def last_answer(actor: Actor, person_id: UUID) -> WhoElseQuestion | None:
    """Give the latest question about a person, with what was shown then."""
    return next(iter(questions_about(actor, person_id)), None)
