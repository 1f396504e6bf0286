"""The work list: what waits for me, what I sent that nobody opened, what I have not finished."""

from typing import Any

from django.http import HttpResponse
from django.urls import path
from django.utils import timezone

from sharewell.cases import drafts
from sharewell.notices import queries as notices
from sharewell.notices.kinds import KINDS
from sharewell.rules.access import Permission, may
from sharewell.sharing import openness
from sharewell.sharing import queries as sharing
from sharewell.web.page import page, render

# Where each kind of notice leads; kinds with ``ref`` have a page of their own thing.
LEADS: dict[str, tuple[str, bool]] = {
    "contact_arrived": ("hub-contact", True),
    "request_waits": ("request", True),
    "request_due": ("request", True),
    "request_overdue": ("request", True),
    "request_unanswered": ("request-sent", True),
    "request_answered": ("request-sent", True),
    "request_escalated": ("request-sent", True),
    "request_withdrawn": ("requests", False),
    "message_arrived": ("request-either", True),
    "disclosure_arrived": ("disclosure", True),
    "disclosure_unread": ("unread", False),
    "disclosure_recalled": ("received", False),
    "correction_arrived": ("disclosure", True),
    "correction_unread": ("unread", False),
    "advice_asked": ("advice", False),
    "advice_given": ("request", True),
    "advice_overdue": ("request", True),
    "place_release_asked": ("place-release", True),
    "place_release_answered": ("request", True),
    "accountability_handed": ("hub-enquiry", True),
    "accountability_taken": ("hub-enquiry", True),
    "feedback_arrived": ("concern-receipt", True),
    "service_sought": ("brokered", False),
    "service_no_longer_sought": ("brokered", False),
    "watch_found": ("watches", False),
    "watch_ended": ("watches", False),
    "identity_undone": ("hub-followed", True),
    "locked_record_sought": ("shields", False),
    "local_change_waits": ("local-change", True),
    "local_change_decided": ("local-change", True),
    "openness_review": ("decision", True),
}


@page(Permission.READ_LIBRARY)
def work(http: Any) -> HttpResponse:
    """Show what waits for the practitioner."""
    actor, at = http.actor, timezone.now()
    waiting = [(one, KINDS[one.kind], *_lead(http, one)) for one in notices.waiting(actor)[:50]]
    context: dict[str, Any] = {"waiting": waiting, "now": at}
    if may(actor.role, Permission.RAISE_CONCERN):
        context["drafts"] = drafts.own(actor)[:10]
    if may(actor.role, Permission.CORRECT_DISCLOSURE):
        context["unread"] = sharing.not_yet_received(actor)[:20]
    if may(actor.role, Permission.RECORD_OPENNESS):
        context["to_look_at"] = openness.to_look_at_again(actor, timezone.localdate(at))
    return render(http, "work/index.html", context)


def _lead(http: Any, notice: Any) -> tuple[str, Any]:
    name, has_ref = LEADS[notice.kind]
    if name in ("request-either", "request-sent", "request") and has_ref:
        name = "request-sent" if may(http.actor.role, Permission.ASK_AGENCY) else "request"
    return name, notice.about if has_ref else None


paths = [path("work", work, name="work")]
