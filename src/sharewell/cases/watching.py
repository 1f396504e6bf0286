"""Being told when another agency becomes involved: for a reason, until a day, only while one's enquiry is open."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from sharewell.base import rows
from sharewell.base.actor import NOBODY, Actor, system
from sharewell.cases.models import Enquiry, EnquiryPerson, Watch, WatchNews
from sharewell.directory import access, arrangements
from sharewell.involvement import who_else
from sharewell.ledger import entries
from sharewell.notices import post
from sharewell.notices import queries as notices
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound, Refusal

log = logging.getLogger("sharewell.cases")

USUAL_LONGEST = 90  # days, until a hub has arranged its own
ENDS: dict[str, str] = {
    "time": "its time had come",
    "concluded": "the enquiry was concluded",
    "by_hand": "it was ended by hand",
}


class WatchNotSet(Refusal):
    """A watch lacks its reason, an end, or an enquiry that is open."""

    title = "The watch was not set"
    next_step = "Write down why you need to be told."


@dataclass(frozen=True, slots=True)
class Usefulness:
    """How often a hub was told, how often somebody said whether it helped, and how often it did."""

    told: int
    answered: int
    helped: int


def longest(agency_id: UUID, on: date) -> int:
    """Give for how many days at most a hub's watch may last."""
    try:
        return int(arrangements.value(agency_id, "watch.longest.days", on))
    except arrangements.NotArranged:
        return USUAL_LONGEST


@transaction.atomic
def set_watch(
    *, actor: Actor, enquiry_id: UUID, person_id: UUID, purpose: str, reason: str, until: date, at: datetime
) -> Watch:
    """
    Watch somebody of an open enquiry until a day; the same again gives the standing one.

    What is current now is no news. Raises ``WatchNotSet`` without a reason, with a day that is past or too far off,
    when the enquiry is concluded or no agreements are in force, and ``NotFound`` for somebody who is not in it.
    """
    access.require(actor, Permission.ASK_WHO_ELSE)
    enquiry = Enquiry.objects.select_for_update().filter(id=enquiry_id, agency_id=actor.agency_id).first()
    if enquiry is None or not EnquiryPerson.objects.filter(enquiry=enquiry, person_id=person_id).exists():
        raise NotFound
    if enquiry.state == "concluded":
        raise WatchNotSet(next_step="The enquiry is concluded. You can watch only while you work with the family.")
    if not reason.strip():
        raise WatchNotSet
    today = timezone.localdate(at)
    if not today < until <= today + timedelta(days=longest(actor.agency_id, today)):
        raise WatchNotSet(next_step=f"Choose a day within {longest(actor.agency_id, today)} days.")
    standing = Watch.objects.filter(
        enquiry=enquiry, person_id=person_id, set_by_id=actor.practitioner_id, ended_at__isnull=True
    ).first()
    if standing is not None:
        return standing
    watch = Watch.objects.create(
        agency_id=actor.agency_id,
        enquiry=enquiry,
        person_id=person_id,
        purpose=purpose,
        reason=reason.strip(),
        set_by_id=actor.practitioner_id,
        set_at=at,
        until=until,
    )
    version, current = who_else.current_of(actor=actor, rows=_pointers(watch.id), purpose=purpose, at=at)
    if not version:  # else all that is known already would be told as news once they are in force
        raise WatchNotSet(next_step="The sharing agreements are not in force at the moment. Try again when they are.")
    watch.known = sorted(str(agency_id) for agency_id in current)
    watch.save(update_fields=["known"])
    detail = {"watch": str(watch.id), "until": until.isoformat(), "purpose": purpose}
    entries.append(actor=actor, event="watch.set", about=[person_id, enquiry.id], detail=detail, at=at)
    return watch


@transaction.atomic
def end(*, actor: Actor, watch_id: UUID, at: datetime) -> None:
    """End one's own watch; a second time changes nothing."""
    access.require(actor, Permission.ASK_WHO_ELSE)
    watch = _own(actor).select_for_update(of=("self",)).filter(id=watch_id).first()
    if watch is None:
        raise NotFound
    if watch.ended_at is None:
        _end(actor, watch, "by_hand", at)


@transaction.atomic
def answer(*, actor: Actor, news_id: UUID, helped: bool, at: datetime) -> None:
    """Note whether what a watch told was of help; said again, the later word holds."""
    access.require(actor, Permission.ASK_WHO_ELSE)
    news = WatchNews.objects.select_for_update().filter(id=news_id, watch__in=_own(actor)).first()
    if news is None:
        raise NotFound
    news.helped, news.answered_at = helped, at
    news.save(update_fields=["helped", "answered_at"])
    entries.append(actor=actor, event="watch.answered", about=[news.watch_id], detail={"helped": helped}, at=at)


def own(*, actor: Actor, at: datetime) -> list[Watch]:
    """Give the actor's watches with their news, open ones first; the reading is in the ledger."""
    access.require(actor, Permission.ASK_WHO_ELSE)
    found = list(_own(actor).prefetch_related("news").order_by("ended_at", "-set_at")[:50])
    if found:
        about = [watch.person_id for watch in found]
        entries.append(actor=actor, event="watch.read", about=about, detail={"shown": len(found)}, at=at)
    for watch in found:
        notices.read_by(actor=actor, about=watch.id, kinds=("watch_found", "watch_ended"), at=at)
    return found


def usefulness(actor: Actor) -> Usefulness:
    """Give for the actor's whole hub how often a watch told something, and how often that helped."""
    access.require(actor, Permission.ASK_WHO_ELSE)
    counted = WatchNews.objects.filter(agency_id=actor.agency_id).aggregate(
        told=Count("id"),
        answered=Count("id", filter=Q(helped__isnull=False)),
        helped=Count("id", filter=Q(helped=True)),
    )
    return Usefulness(**counted)


def tell(at: datetime) -> int:
    """
    Look at every standing watch: end what is over, tell what is new; gives how many were told something.

    The worker does this, each watch in a transaction of its own, so that one that fails keeps no other waiting.
    """
    with rows.acting_for(system("watching")):
        standing = list(Watch.objects.filter(ended_at__isnull=True).values_list("id", "agency_id"))
    return sum(_looked(watch_id, agency_id, at) for watch_id, agency_id in standing)


def _looked(watch_id: UUID, agency_id: UUID, at: datetime) -> int:
    try:
        with rows.acting_for(Actor(NOBODY, agency_id, "system", "Sharewell", "Sharewell", "watching")) as actor:
            return _look(actor, watch_id, at)
    except Exception as fault:  # noqa: BLE001 (one watch must not keep every other waiting)
        log.error("a watch failed: %s", type(fault).__name__)  # noqa: TRY400 (a trace could quote a record)
        return 0


def _look(actor: Actor, watch_id: UUID, at: datetime) -> int:
    watch = Watch.objects.select_for_update(skip_locked=True, of=("self",)).select_related("enquiry")
    found = watch.filter(id=watch_id, ended_at__isnull=True).first()
    if found is None:
        return 0
    why = "concluded" if found.enquiry.state == "concluded" else "time" if found.until < timezone.localdate(at) else ""
    if why:
        _end(actor, found, why, at)
        _notice(actor, found, "watch_ended", at)
        return 0
    version, current = who_else.current_of(actor=actor, rows=_pointers(found.id), purpose=found.purpose, at=at)
    if not version:
        return 0  # what may be told is not known now; what is new is told once it is
    new = [agency_id for agency_id in current if str(agency_id) not in found.known]
    for agency_id in new:
        told = WatchNews.objects.create(
            watch=found,
            agency_id=actor.agency_id,
            source_agency_id=agency_id,
            pointer=current[agency_id],
            policy=version,
            told_at=at,
        )
        detail = {"watch": str(found.id), "news": str(told.id), "policy": version}
        entries.append(actor=actor, event="watch.told", about=[found.person_id], detail=detail, at=at)
    found.known = sorted(str(agency_id) for agency_id in current)
    found.save(update_fields=["known"])
    if new:
        _notice(actor, found, "watch_found", at)
    return len(new)


def _end(actor: Actor, watch: Watch, why: str, at: datetime) -> None:
    watch.ended_at, watch.ended_because = at, why
    watch.save(update_fields=["ended_at", "ended_because"])
    detail = {"watch": str(watch.id), "because": why}
    entries.append(actor=actor, event="watch.ended", about=[watch.person_id, watch.enquiry_id], detail=detail, at=at)


def _notice(actor: Actor, watch: Watch, kind: str, at: datetime) -> None:
    post.tell(actor=actor, agency_id=watch.agency_id, practitioner_id=watch.set_by_id, kind=kind, about=watch.id, at=at)


def _own(actor: Actor) -> QuerySet[Watch]:
    mine = Watch.objects.filter(agency_id=actor.agency_id, set_by_id=actor.practitioner_id)
    return mine.select_related("person", "enquiry__contact")


def _pointers(watch_id: UUID) -> Iterable[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM priv.watched(%s)", [watch_id])
        named = [column.name for column in cursor.description or ()]
        return [dict(zip(named, row, strict=True)) for row in cursor.fetchall()]
