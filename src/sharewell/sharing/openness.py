"""Telling the child or family about a share: a plain notice, or why not now. Never sent by itself."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.timezone import localdate

from sharewell.base.actor import Actor
from sharewell.directory import access
from sharewell.ledger import entries
from sharewell.notices import queries as notices
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotFound, Refusal
from sharewell.sharing import leak_guard, once, places, third_parties
from sharewell.sharing.models import Decision, Openness

TOLD: dict[str, str] = {
    "before": "I told them before sharing",
    "after": "I will tell them, or have told them, after sharing",
    "not_yet": "Not now: it would not be safe or right",
}


class NotRecorded(Refusal):
    """Openness, or its absence, was not recorded."""

    title = "Nothing was recorded yet"


# Whom a notice is written for: the words differ, what is told does not.
AUDIENCES: dict[str, str] = {
    "carer": "A parent or carer",
    "young": "A child or young person",
    "adult": "An adult it is about",
}
# An agency of such a kind is where somebody goes every day, or near where they live: its name tells the place.
TELLING_KINDS = ("school", "school-academy", "college", "early-years", "gp", "housing", "voluntary")
_WHY: dict[str, dict[str, str]] = {
    "carer": {
        "CHILD_PROTECTION": "We are worried that a child may be hurt or not looked after. People whose job it is to "
        "keep children safe need to know what we know.",
        "SAFEGUARDING": "We want a child to be safe and well. People whose job it is to help need to know it too.",
        "EARLY_HELP": "We want your family to get help early, before things become harder.",
        "ADULT_SAFEGUARDING": "We are worried about an adult’s safety. People whose job it is to help need to know.",
    },
    "young": {
        "": "We want you to be safe. We told people whose job it is to keep children safe, so that they can help you.",
    },
    "adult": {
        "": "We are worried about someone’s safety. People whose job it is to help need to know what we know.",
    },
}
_WHAT = {
    "carer": "What we have seen and heard that bears on this worry. Not your whole record.",
    "young": "Only what they need to help you. Not everything we know about you.",
    "adult": "What we have seen and heard that bears on this worry. Not your whole record.",
}
_HOW = "Through a secure computer system. It keeps a note of everybody who opens it."
_RIGHTS = {
    "carer": "You can ask us what we hold about you. You can ask us to put right what is wrong. You can tell us that "
    "you disagree. If you are not happy with our answer you can complain to us, and to the Information Commissioner: "
    "ico.org.uk.",
    "young": "You can ask us what we told them. If something is wrong, tell us and we will put it right. You can say "
    "that you do not agree. Someone you trust can help you to ask.",
}
_RIGHTS["adult"] = _RIGHTS["carer"]
PARTS = ("why", "what", "how", "with_whom", "rights", "ask")


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
    reader_is_protected: bool = False,
) -> Openness:
    """
    Record what a family is told about a share, once for each ``key``; nothing is sent to anybody.

    Not telling needs a reason and a day to look again, after today. A notice may not tell where a protected person can
    be found; ``reader_is_protected`` says that only that person reads it. Raises ``NotRecorded`` or ``WouldLeak``.
    """
    access.require(actor, Permission.RECORD_OPENNESS)
    own_key = once.hold(actor, key)
    known = Openness.objects.filter(id=own_key).first()
    if known is not None:
        return known
    decision = Decision.objects.select_related("agency").filter(id=decision_id, agency_id=actor.agency_id).first()
    if decision is None:
        raise NotFound
    if told not in TOLD:
        raise NotRecorded(next_step="Choose whether the family is told.")
    not_yet = told == "not_yet"
    if not_yet and (not not_now_reason.strip() or look_again_on is None or look_again_on <= localdate(at)):
        raise NotRecorded(next_step="Write down why they are not told now, and choose a day after today to look again.")
    if not not_yet:
        _look_for_places(actor, decision, notice, reader_is_protected=reader_is_protected)
    made = Openness.objects.create(
        id=own_key,
        agency_id=actor.agency_id,
        decision=decision,
        told=told,
        whom=whom.strip()[:160],
        how=how.strip()[:160],
        notice={} if not_yet else dict(notice),
        not_now_reason=not_now_reason.strip() if not_yet else "",
        look_again_on=look_again_on if not_yet else None,
        recorded_by_id=actor.practitioner_id,
        recorded_at=at,
        retention_class="openness",
        review_on=decision.review_on,
    )
    detail = {"told": told, "look_again_on": look_again_on.isoformat() if not_yet and look_again_on else ""}
    about = [decision.id, made.id] + ([decision.information_request_id] if decision.information_request_id else [])
    entries.append(actor=actor, event="openness.recorded", about=about, detail=detail, at=at)
    if not not_yet:
        entries.append(actor=actor, event="notice.made", about=[decision.id, made.id], detail={}, at=at)
    notices.done(actor=actor, about=decision.id, kinds=("openness_review",), at=at)
    return made


def _look_for_places(actor: Actor, decision: Decision, notice: Mapping[str, str], *, reader_is_protected: bool) -> None:
    if reader_is_protected:
        return
    texts = [str(text) for text in notice.values()]
    leak_guard.check(actor=actor, texts=texts)
    if tells_by_its_name(decision) and any(places.tells(text, decision.agency.name) for text in texts):
        raise leak_guard.WouldLeak([0])


def someone_is_protected(decision: Decision) -> bool:
    """Say whether the whereabouts of somebody in the request that was decided on are protected."""
    request = decision.information_request
    return request is not None and any(one.is_address_protected for one in request.subjects.all())


def tells_by_its_name(decision: Decision) -> bool:
    """Say whether the agency's own name would tell where a protected person can be found."""
    return decision.agency.kind in TELLING_KINDS and someone_is_protected(decision)


def about_decision(actor: Actor, decision_id: UUID) -> QuerySet[Openness]:
    """Give what was recorded about telling the family of one decision, newest first."""
    return Openness.objects.filter(agency_id=actor.agency_id, decision_id=decision_id).order_by("-recorded_at")


def to_look_at_again(actor: Actor, on: date) -> QuerySet[Openness]:
    """Give what the actor's agency must look at again by a day: families not told yet."""
    same = Openness.objects.filter(decision_id=OuterRef("decision_id"))
    newest = same.order_by("-recorded_at").values("id")[:1]
    due = Openness.objects.filter(agency_id=actor.agency_id, told="not_yet", look_again_on__lte=on)
    return due.filter(id=Subquery(newest)).order_by("look_again_on")


def not_recorded(actor: Actor) -> QuerySet[Decision]:
    """Give the decisions to share of the actor's agency about which nothing was recorded for the family yet."""
    recorded = Openness.objects.filter(decision_id=OuterRef("pk"))
    shared = Decision.objects.filter(agency_id=actor.agency_id, information_request__isnull=False)
    return (
        shared.exclude(outcome="nothing")
        .filter(~Exists(recorded))
        .select_related("information_request", "decided_by")
        .order_by("decided_at")
    )


def names_to_look_at(notice: Mapping[str, str], allowed: Iterable[str]) -> list[str]:
    """Give the names in a notice that are not among those who may stand in it; who told us must never be there."""
    found: dict[str, None] = {}
    for part in PARTS:
        named = third_parties.named_in(str(notice.get(part, "")), about=allowed, known=())
        found.update(dict.fromkeys(one.text for one in named))
    return list(found)


def plain_notice(
    *,
    agency: str,
    recipient: str,
    purpose: str = "CHILD_PROTECTION",
    what: str = "",
    audience: str = "carer",
    ask: str = "",
) -> dict[str, str]:
    """Give the words a notice begins with, to be changed by the one who tells; no source and no place is in them."""
    words = _WHY.get(audience, _WHY["carer"])
    return {
        "audience": audience,
        "why": words.get(purpose) or words.get("") or purpose,
        "what": what or _WHAT.get(audience, _WHAT["carer"]),
        "how": _HOW,
        "with_whom": recipient,
        "from": agency,
        "rights": _RIGHTS.get(audience, _RIGHTS["carer"]),
        "ask": ask,
    }
