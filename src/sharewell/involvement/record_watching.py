"""An agency is told when another becomes involved with a person of its own list, while its own work is open."""

from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from sharewell.base.actor import Actor
from sharewell.directory import access, queries, retention
from sharewell.involvement import own_people, policy
from sharewell.involvement.models import RecordWatch, RecordWatchNews
from sharewell.involvement.watching import Watches, WatchNotSet
from sharewell.ledger import entries
from sharewell.notices import post
from sharewell.people.models import PersonRecord
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound


def _is_over(watch: RecordWatch) -> str:
    return "" if own_people.is_open(watch.record) else "work_ended"


WATCHES = Watches(
    kept=RecordWatch,
    news=RecordWatchNews,
    permission=Permission.WATCH,
    pointers="priv.watched_record",
    is_over=_is_over,
    about=lambda watch: [watch.record_id],
    beside=("record",),
)


@transaction.atomic
def set_watch(*, actor: Actor, record_id: UUID, purpose: str, reason: str, until: date, at: datetime) -> RecordWatch:
    """
    Watch a person whom the actor's agency works with until a day; the same again gives the standing one.

    What is current now is no news and is not told. Raises ``WatchNotSet`` without a reason, with a day that is past or
    too far off, for somebody whom the agency itself keeps closed, and while no agreements are in force; ``NotFound``
    for anybody whom the agency does not work with now.
    """
    access.require(actor, Permission.WATCH)
    record = PersonRecord.objects.select_for_update().filter(id=record_id, agency_id=actor.agency_id).first()
    if record is None or not own_people.is_open(record):
        raise NotFound
    if is_closed(actor, record):
        raise WatchNotSet(
            next_step="Your agency keeps this person closed to others, so nobody can say which other agency’s record"
            " is about them. You would be told nothing. Ring the agencies you need to hear from."
        )
    watch: RecordWatch = WATCHES.begin(
        actor=actor,
        on={"record": record},
        purpose=purpose,
        reason=reason,
        until=until,
        at=at,
        retention_class="watch",
        review_on=retention.review_on(actor.agency_id, "watch", made_on=timezone.localdate(at), born_on=record.born_on),
    )
    return watch


def take_back(*, actor: Actor, judgement_id: UUID, at: datetime) -> list[UUID]:
    """
    Say to everyone whose watch told something on the strength of a judgement that the actor's hub has undone that it
    may be about somebody else; gives the agencies that were told so, once for each watch.
    """
    access.require(actor, Permission.IDENTIFY_PERSON)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT watch_id, agency_id, practitioner_id FROM priv.watch_news_take_back(%s, %s)", [judgement_id, at]
        )
        told = cursor.fetchall()
    for watch, agency, practitioner in told:
        entries.append(actor=actor, event="watch.taken_back", about=[watch], detail={}, at=at, visible_to=[agency])
        post.tell(
            actor=actor, agency_id=agency, practitioner_id=practitioner, kind="watch_taken_back", about=watch, at=at
        )
    return [agency for _watch, agency, _practitioner in told]


def told_because_of(judgement_id: UUID) -> dict[UUID, int]:
    """Give the agencies that were told something on the strength of a judgement of the acting hub, and how often."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT agency_id, told FROM priv.watch_news_resting_on(%s)", [judgement_id])
        return dict(cursor.fetchall())


def is_closed(actor: Actor, record: PersonRecord) -> bool:
    """Say whether an agency keeps one of its own records from every other, so that a watch could tell nothing."""
    own = next(agency for agency in queries.agencies() if agency.id == actor.agency_id)
    return record.is_locked or record.is_address_protected or record.is_brokered_only or own.sensitivity != "open"


def may_be_told_of(*, actor: Actor, purpose: str, at: datetime) -> list[str]:
    """Give the agencies that the agreements let the actor's agency be told of, by the agreements alone."""
    agencies = list(queries.agencies(timezone.localdate(at)))
    own = next(agency for agency in agencies if agency.id == actor.agency_id)
    judge = policy.judge(asker=own, purpose=purpose, at=at)
    others = (one for one in agencies if one.id != own.id and one.sensitivity == "open")
    return sorted(one.name for one in others if judge.pointer(one).existence.is_allowed)
