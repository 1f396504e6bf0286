"""Chasing what waits: requests at shares of their time, what was sent and not opened, advice, families not told."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from sharewell.base import rows
from sharewell.base.actor import NOBODY, Actor, system
from sharewell.cases import accountability
from sharewell.directory import arrangements, clocks
from sharewell.ledger import entries
from sharewell.notices import post
from sharewell.notices import queries as notices
from sharewell.sharing import escalations, openness
from sharewell.sharing.models import Consultation, CorrectionReceipt, Disclosure, InformationRequest, Openness
from sharewell.sharing.queries import OPEN_STATES

log = logging.getLogger("sharewell.sharing")

USUAL_SHARES = (0.5, 1.0)  # of the time from asking to being needed, until a hub has arranged its own
USUAL_UNREAD_HOURS = 4.0
Chaser = Callable[[Actor, UUID, datetime], int]


def chase(at: datetime) -> int:
    """
    Remind of everything that waits too long, each thing once for each step; gives how many reminders were left.

    What one agency's row does wrong is told in the log and does not keep the others waiting.
    """
    with rows.acting_for(system("chasing")):
        waiting = [*_requests(at), *_disclosures(), *_corrections(), *_consultations(at), *_openness(at)]
    return sum(_one(chaser, agency_id, thing_id, at) for chaser, agency_id, thing_id in waiting)


def _one(chaser: Chaser, agency_id: UUID, thing_id: UUID, at: datetime) -> int:
    """Chase one thing in the name of the agency whose it is, in a transaction of its own."""
    actor = Actor(NOBODY, agency_id, "system", "Sharewell", "Sharewell", "chasing")
    try:
        with rows.acting_for(actor):
            return chaser(actor, thing_id, at)
    except Exception as fault:  # noqa: BLE001 (one bad row must not keep every other agency waiting)
        log.error("chasing failed: %s", type(fault).__name__)  # noqa: TRY400 (a trace could quote a record)
        return 0


def _requests(at: datetime) -> Iterable[tuple[Chaser, UUID, UUID]]:
    found = InformationRequest.objects.filter(state__in=OPEN_STATES, asked_at__lte=at)
    return [(_chase_request, asking, one) for one, asking in found.values_list("id", "asking_agency_id")]


def _chase_request(actor: Actor, request_id: UUID, at: datetime) -> int:
    request = InformationRequest.objects.select_for_update(skip_locked=True).filter(id=request_id).first()
    if request is None or request.state not in OPEN_STATES:
        return 0
    kind = _reminder_due(request, at)
    if kind is None:
        return 0
    request.chased_at = at
    request.save(update_fields=["chased_at"])
    to = [request.asked_agency_id]
    entries.append(actor=actor, event="request.chased", about=[request.id], detail={"kind": kind}, at=at, visible_to=to)
    readers: list[tuple[UUID, UUID | None, str]] = [(request.asked_agency_id, None, kind)]
    if kind == "request_overdue":
        hub = [accountability.now(request.enquiry).practitioner_id]
        hub += [one.id for one in escalations.managers(request.asking_agency_id)]
        readers += [(request.asking_agency_id, one, "request_unanswered") for one in dict.fromkeys(hub)]
    for agency_id, practitioner_id, said in readers:
        post.tell(
            actor=actor,
            agency_id=agency_id,
            practitioner_id=practitioner_id,
            kind=said,
            about=request.id,
            at=at,
            due_at=request.due_at,
        )
    return len(readers)


def _reminder_due(request: InformationRequest, at: datetime) -> str | None:
    """Say which reminder is due now and was not given yet."""
    try:
        # As it stood when it was asked: a clock that runs keeps the time it started with.
        asked_on = timezone.localdate(request.asked_at)
        shares = sorted(arrangements.value(request.asking_agency_id, "request.chase.share", asked_on))
    except arrangements.NotArranged:
        shares = list(USUAL_SHARES)
    whole = request.due_at - request.asked_at
    reached = [moment for share in shares if (moment := request.asked_at + whole * float(share)) <= at]
    if not reached or (request.chased_at is not None and request.chased_at >= reached[-1]):
        return None
    return "request_overdue" if at >= request.due_at else "request_due"


def _disclosures() -> Iterable[tuple[Chaser, UUID, UUID]]:
    found = Disclosure.objects.filter(received_at__isnull=True, recalled_at__isnull=True)
    return [(_chase_disclosure, sender, one) for one, sender in found.values_list("id", "sending_agency_id")]


def _chase_disclosure(actor: Actor, disclosure_id: UUID, at: datetime) -> int:
    """Tell the sender that nobody has opened it, and everybody at the recipient's: somebody may be away."""
    sent = Disclosure.objects.filter(id=disclosure_id, received_at__isnull=True, recalled_at__isnull=True).first()
    if sent is None or at < _unread_by(sent):
        return 0
    if notices.was_told(actor=actor, about=sent.id, kind="disclosure_unread"):
        return 0
    readers = [
        (sent.sending_agency_id, sent.sent_by_id, "disclosure_unread"),
        (sent.receiving_agency_id, None, "disclosure_arrived"),
    ]
    for agency_id, practitioner_id, kind in readers:
        post.tell(actor=actor, agency_id=agency_id, practitioner_id=practitioner_id, kind=kind, about=sent.id, at=at)
    return len(readers)


def _unread_by(sent: Disclosure) -> datetime:
    """Give when a disclosure should have been opened: after the recipient's arranged hours of its working time."""
    return _opened_by(sent.receiving_agency_id, sent.sent_at)


def _opened_by(agency_id: UUID, since: datetime) -> datetime:
    day = timezone.localdate(since)
    try:
        hours = float(arrangements.value(agency_id, "disclosure.unread.hours", day))
        return clocks.working_hours(agency_id, day).after_hours(since, hours)
    except arrangements.NotArranged:
        return since + timedelta(hours=USUAL_UNREAD_HOURS)


def _corrections() -> Iterable[tuple[Chaser, UUID, UUID]]:
    found = CorrectionReceipt.objects.filter(seen_at__isnull=True)
    return [(_chase_correction, sender, one) for one, sender in found.values_list("id", "sending_agency_id")]


def _chase_correction(actor: Actor, receipt_id: UUID, at: datetime) -> int:
    """Tell whoever corrected that nobody has read it, and everybody at the recipient's."""
    waiting = CorrectionReceipt.objects.select_related("correction__item__disclosure")
    found = waiting.filter(
        id=receipt_id, seen_at__isnull=True, correction__item__disclosure__recalled_at__isnull=True
    ).first()
    if found is None:
        return 0
    made, about = found.correction, found.correction.item.disclosure_id
    if at < _opened_by(found.receiving_agency_id, made.corrected_at):
        return 0
    if notices.was_told(actor=actor, about=about, kind="correction_unread", since=made.corrected_at):
        return 0
    readers = [
        (found.sending_agency_id, made.corrected_by_id, "correction_unread"),
        (found.receiving_agency_id, None, "correction_arrived"),
    ]
    for agency_id, practitioner_id, kind in readers:
        post.tell(actor=actor, agency_id=agency_id, practitioner_id=practitioner_id, kind=kind, about=about, at=at)
    return len(readers)


def _consultations(at: datetime) -> Iterable[tuple[Chaser, UUID, UUID]]:
    found = Consultation.objects.filter(answered_at__isnull=True, due_at__lte=at)
    return [(_chase_consultation, asker, one) for one, asker in found.values_list("id", "agency_id")]


def _chase_consultation(actor: Actor, consultation_id: UUID, at: datetime) -> int:
    asked = Consultation.objects.filter(id=consultation_id, answered_at__isnull=True).first()
    if asked is None or notices.was_told(actor=actor, about=asked.id, kind="advice_overdue"):
        return 0
    readers = [
        (asked.agency_id, asked.asked_by_id, "advice_overdue"),
        (asked.adviser_agency_id, asked.adviser_id, "advice_asked"),
    ]
    for agency_id, practitioner_id, kind in readers:
        post.tell(actor=actor, agency_id=agency_id, practitioner_id=practitioner_id, kind=kind, about=asked.id, at=at)
    return len(readers)


def _openness(at: datetime) -> Iterable[tuple[Chaser, UUID, UUID]]:
    found = Openness.objects.filter(told="not_yet", look_again_on__lte=timezone.localdate(at))
    return [(_chase_openness, agency, one) for one, agency in found.values_list("id", "agency_id")]


def _chase_openness(actor: Actor, openness_id: UUID, at: datetime) -> int:
    due = openness.to_look_at_again(actor, timezone.localdate(at)).filter(id=openness_id).first()
    since = due.recorded_at if due else None
    if due is None or notices.was_told(actor=actor, about=due.decision_id, kind="openness_review", since=since):
        return 0
    post.tell(
        actor=actor,
        agency_id=due.agency_id,
        practitioner_id=due.recorded_by_id,
        kind="openness_review",
        about=due.decision_id,
        at=at,
    )
    return 1
