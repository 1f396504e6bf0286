"""Watching for other agencies, whatever a watch hangs on: begun, looked at by the worker, told, answered, ended."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from sharewell.base import rows
from sharewell.base.actor import NOBODY, Actor, system
from sharewell.directory import access, arrangements
from sharewell.involvement import who_else
from sharewell.involvement.models import StandingWatch, ToldNews
from sharewell.ledger import entries
from sharewell.notices import post
from sharewell.notices import queries as notices
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound, Refusal

# What is dealt with once one has read one's watches.
READ: tuple[str, ...] = ("watch_found", "watch_ended", "watch_taken_back")
log = logging.getLogger("sharewell.involvement")

USUAL_LONGEST = 90  # days, until an agency has arranged its own
MOST = 50  # watches shown to whoever set them
ENDS: dict[str, str] = {
    "time": "its time had come",
    "concluded": "the enquiry was concluded",
    "work_ended": "your list no longer shows that your agency works with them",
    "by_hand": "it was ended by hand",
}


class WatchNotSet(Refusal):
    """A watch lacks its reason, an end, or work of one's own that is open."""

    title = "The watch was not set"
    next_step = "Write down why you need to be told."


@dataclass(frozen=True, slots=True)
class Usefulness:
    """
    How often an agency was told, how often that was opened, how often somebody said whether it helped, how often it
    did, and how often something was done because of it.
    """

    told: int
    opened: int
    answered: int
    helped: int
    acted: int


def longest(agency_id: UUID, on: date) -> int:
    """Give for how many days at most an agency's watch may last."""
    try:
        return int(arrangements.value(agency_id, "watch.longest.days", on))
    except arrangements.NotArranged:
        return USUAL_LONGEST


def require_an_end(*, actor: Actor, reason: str, until: date, at: datetime) -> None:
    """Raise ``WatchNotSet`` without a reason, or with a last day that is past or too far off."""
    if not reason.strip():
        raise WatchNotSet
    today = timezone.localdate(at)
    if not today < until <= today + timedelta(days=longest(actor.agency_id, today)):
        raise WatchNotSet(next_step=f"Choose a day within {longest(actor.agency_id, today)} days.")


@dataclass(frozen=True, slots=True)
class Watches:
    """
    One kind of watch: where it is kept, what may end it before its time, and who may have it.

    ``pointers`` is the reviewed function of the database that gives what there is to decide on for one watch;
    ``is_over`` gives why a watch is over (a key of ``ENDS``), or nothing; ``about`` whom and what an entry is about.
    """

    kept: type[Any]  # of StandingWatch
    news: type[Any]  # of ToldNews
    permission: Permission
    pointers: str
    is_over: Callable[[Any], str]
    about: Callable[[Any], list[UUID]]
    beside: tuple[str, ...]  # what is read with a watch

    def begin(
        self,
        *,
        actor: Actor,
        on: Mapping[str, Any],
        purpose: str,
        reason: str,
        until: date,
        at: datetime,
        **kept: Any,
    ) -> Any:
        """
        Begin a watch; the same again gives the standing one. What is current now is no news.

        ``on`` is what it hangs on, ``kept`` what else is kept with it. Raises ``WatchNotSet`` while no agreements are
        in force: all that is known already would be told as news once they are.
        """
        require_an_end(actor=actor, reason=reason, until=until, at=at)
        standing = self.kept.objects.filter(**on, set_by_id=actor.practitioner_id, ended_at__isnull=True).first()
        if standing is not None:
            return standing
        watch = self.kept.objects.create(
            agency_id=actor.agency_id,
            purpose=purpose,
            reason=reason.strip(),
            set_by_id=actor.practitioner_id,
            set_at=at,
            until=until,
            **on,
            **kept,
        )
        version, current = self._current(actor, watch, at)
        if not version:
            next_step = "The sharing agreements are not in force at the moment. Try again when they are."
            raise WatchNotSet(next_step=next_step)
        watch.known = sorted(str(agency_id) for agency_id in current)
        watch.save(update_fields=["known"])
        detail = {"watch": str(watch.id), "until": until.isoformat(), "purpose": purpose}
        entries.append(actor=actor, event="watch.set", about=self.about(watch), detail=detail, at=at)
        return watch

    @transaction.atomic
    def end(self, *, actor: Actor, watch_id: UUID, at: datetime) -> None:
        """End one's own watch; a second time changes nothing."""
        access.require(actor, self.permission)
        watch = self._own(actor).select_for_update(of=("self",)).filter(id=watch_id).first()
        if watch is None:
            raise NotFound
        if watch.ended_at is None:
            self._end(actor, watch, "by_hand", at)

    @transaction.atomic
    def answer(self, *, actor: Actor, news_id: UUID, helped: bool, acted: bool, at: datetime) -> None:
        """Note whether what a watch told was of help, and was acted on; said again, the later word holds."""
        access.require(actor, self.permission)
        news = self.news.objects.select_for_update().filter(id=news_id, watch__in=self._own(actor)).first()
        if news is None:
            raise NotFound
        news.helped, news.acted, news.answered_at = helped, acted, at
        news.save(update_fields=["helped", "acted", "answered_at"])
        detail = {"helped": helped, "acted": acted}
        entries.append(actor=actor, event="watch.answered", about=[news.watch_id], detail=detail, at=at)

    def own(self, *, actor: Actor, at: datetime) -> list[Any]:
        """Give the actor's watches with their news, open ones first; the reading is in the ledger."""
        access.require(actor, self.permission)
        found = list(self._own(actor).prefetch_related("news").order_by("ended_at", "-set_at")[:MOST])
        if found:
            about = [self.about(watch)[0] for watch in found]
            entries.append(actor=actor, event="watch.read", about=about, detail={"shown": len(found)}, at=at)
            self.news.objects.filter(watch__in=found, opened_at__isnull=True).update(opened_at=at)
        for watch in found:
            notices.read_by(actor=actor, about=watch.id, kinds=READ, at=at)
        return found

    def usefulness(self, actor: Actor) -> Usefulness:
        """Give for the actor's whole agency how often a watch told something, and what came of it."""
        access.require(actor, self.permission)
        counted = self.news.objects.filter(agency_id=actor.agency_id).aggregate(
            told=Count("id"),
            opened=Count("id", filter=Q(opened_at__isnull=False)),
            answered=Count("id", filter=Q(helped__isnull=False)),
            helped=Count("id", filter=Q(helped=True)),
            acted=Count("id", filter=Q(acted=True)),
        )
        return Usefulness(**counted)

    def tell(self, at: datetime) -> int:
        """
        Look at every standing watch: end what is over, tell what is new; gives how many were told something.

        The worker does this, each watch in a transaction of its own, so that one that fails keeps no other waiting.
        """
        with rows.acting_for(system("watching")):
            standing = list(self.kept.objects.filter(ended_at__isnull=True).values_list("id", "agency_id"))
            with connection.cursor() as cursor:
                cursor.execute("SELECT priv.watch_memory_forget()")
        return sum(self._looked(watch_id, agency_id, at) for watch_id, agency_id in standing)

    def _looked(self, watch_id: UUID, agency_id: UUID, at: datetime) -> int:
        try:
            with rows.acting_for(Actor(NOBODY, agency_id, "system", "Sharewell", "Sharewell", "watching")) as actor:
                return self._look(actor, watch_id, at)
        except Exception as fault:  # noqa: BLE001 (one watch must not keep every other waiting)
            log.error("a watch failed: %s", type(fault).__name__)  # noqa: TRY400 (a trace could quote a record)
            return 0

    def _look(self, actor: Actor, watch_id: UUID, at: datetime) -> int:
        watch = self.kept.objects.select_for_update(skip_locked=True, of=("self",)).select_related(*self.beside)
        found = watch.filter(id=watch_id, ended_at__isnull=True).first()
        if found is None:
            return 0
        why = self.is_over(found) or ("time" if found.until < timezone.localdate(at) else "")
        if why:
            self._end(actor, found, why, at)
            _notice(actor, found, "watch_ended", at)
            return 0
        version, current = self._current(actor, found, at)
        if not version:
            return 0  # what may be told is not known now; what is new is told once it is
        new = _news_of(found, current)
        for agency_id in new:
            self._tell_of(actor, found, source_agency_id=agency_id, pointer=current[agency_id], policy=version, at=at)
        found.known = sorted(str(agency_id) for agency_id in current)
        found.save(update_fields=["known"])
        if new:
            _notice(actor, found, "watch_found", at)
        return len(new)

    def _tell_of(self, actor: Actor, watch: StandingWatch, *, at: datetime, **told: Any) -> None:
        news: ToldNews = self.news.objects.create(watch=watch, agency_id=actor.agency_id, told_at=at, **told)
        detail = {"watch": str(watch.id), "news": str(news.id), "policy": news.policy}
        entries.append(actor=actor, event="watch.told", about=self.about(watch)[:1], detail=detail, at=at)

    def _end(self, actor: Actor, watch: StandingWatch, why: str, at: datetime) -> None:
        watch.ended_at, watch.ended_because = at, why
        watch.save(update_fields=["ended_at", "ended_because"])
        detail = {"watch": str(watch.id), "because": why}
        entries.append(actor=actor, event="watch.ended", about=self.about(watch), detail=detail, at=at)

    def _own(self, actor: Actor) -> QuerySet[Any]:
        mine = self.kept.objects.filter(agency_id=actor.agency_id, set_by_id=actor.practitioner_id)
        return mine.select_related(*self.beside)

    def _current(self, actor: Actor, watch: StandingWatch, at: datetime) -> tuple[str, dict[UUID, dict[str, Any]]]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {self.pointers}(%s)", [watch.id])  # noqa: S608 - a function's name, fixed
            named = [column.name for column in cursor.description or ()]
            found = [dict(zip(named, row, strict=True)) for row in cursor.fetchall()]
        return who_else.current_of(actor=actor, rows=found, purpose=watch.purpose, at=at)


def _news_of(watch: StandingWatch, current: Mapping[UUID, Any]) -> list[UUID]:
    """
    Give the agencies whose work was not there before, though it may have been out of sight; they are remembered.

    A lock that is lifted, or an agreement that is made, is no involvement that begins.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM priv.watch_news_of(%s, %s::uuid[], %s::uuid[])", [watch.id, list(current), watch.known]
        )
        new = {agency_id for (agency_id,) in cursor.fetchall()}
    return [agency_id for agency_id in current if agency_id in new]


def _notice(actor: Actor, watch: StandingWatch, kind: str, at: datetime) -> None:
    post.tell(actor=actor, agency_id=watch.agency_id, practitioner_id=watch.set_by_id, kind=kind, about=watch.id, at=at)
