"""Telling the child or family about a share: a plain notice, or why not now. Never sent by itself."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from sharewell.base.actor import Actor
from sharewell.directory import access, retention
from sharewell.ledger import entries
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound, Refusal
from sharewell.sharing.models import Decision, Openness

TOLD: dict[str, str] = {
    "before": "I told them before sharing",
    "after": "I will tell them, or have told them, after sharing",
    "not_yet": "Not now: it would not be safe or right",
}


class NotRecorded(Refusal):
    """Openness, or its absence, was not recorded."""

    title = "Nothing was recorded yet"


@transaction.atomic
def record(
    *,
    actor: Actor,
    key: UUID,
    decision_id: UUID,
    told: str,
    whom: str,
    how: str,
    notice: Mapping[str, str],
    not_now_reason: str,
    look_again_on: date | None,
    at: datetime,
) -> Openness:
    """
    Record what a family is told about a share, once for each ``key``.

    Not telling needs a reason and a day to look again, after today.
    """
    access.require(actor, Permission.RECORD_OPENNESS)
    known = Openness.objects.filter(id=key).first()
    if known is not None:
        return known
    decision = Decision.objects.filter(id=decision_id, agency_id=actor.agency_id).first()
    if decision is None:
        raise NotFound
    if told not in TOLD:
        raise NotRecorded(next_step="Choose whether the family is told.")
    not_yet = told == "not_yet"
    if not_yet and (not not_now_reason.strip() or look_again_on is None or look_again_on <= at.date()):
        raise NotRecorded(next_step="Write down why they are not told now, and choose a day after today to look again.")
    made = Openness.objects.create(
        id=key,
        agency_id=actor.agency_id,
        decision=decision,
        told=told,
        whom=whom.strip()[:160],
        how=how.strip()[:160],
        notice=dict(notice),
        not_now_reason=not_now_reason.strip() if not_yet else "",
        look_again_on=look_again_on if not_yet else None,
        recorded_by_id=actor.practitioner_id,
        recorded_at=at,
        retention_class="openness",
        review_on=retention.review_on(actor.agency_id, "openness", made_on=at.date()),
    )
    detail = {"told": told, "look_again_on": look_again_on.isoformat() if not_yet and look_again_on else ""}
    about = [decision.id, made.id] + ([decision.information_request_id] if decision.information_request_id else [])
    entries.append(actor=actor, event="openness.recorded", about=about, detail=detail, at=at)
    return made


def about_decision(actor: Actor, decision_id: UUID) -> QuerySet[Openness]:
    """Give what was recorded about telling the family of one decision, newest first."""
    return Openness.objects.filter(agency_id=actor.agency_id, decision_id=decision_id).order_by("-recorded_at")


def to_look_at_again(actor: Actor, on: date) -> QuerySet[Openness]:
    """Give what the actor's agency must look at again by a day: families not told yet."""
    same = Openness.objects.filter(decision_id=OuterRef("decision_id"))
    newest = same.order_by("-recorded_at").values("id")[:1]
    due = Openness.objects.filter(agency_id=actor.agency_id, told="not_yet", look_again_on__lte=on)
    return due.filter(id=Subquery(newest)).order_by("look_again_on")


def plain_notice(*, agency: str, recipient: str, purpose: str, what: str) -> dict[str, str]:
    """Give the words a notice begins with, to be changed by the one who tells; no source and no place is in them."""
    return {
        "why": purpose,
        "what": what,
        "how": "In writing, through a secure system that records who opens it.",
        "with_whom": recipient,
        "from": agency,
        "rights": (
            "You can ask us what we hold about you, ask us to put right what is wrong, and object. You can complain to "
            "us, and to the Information Commissioner."
        ),
    }
