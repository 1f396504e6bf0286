"""The work list: what waits for me, what I sent that nobody opened, what I have not finished."""

from typing import Any

from django.http import HttpResponse
from django.urls import path
from django.utils import timezone

from sharewell.involvement import policy
from sharewell.notices.kinds import KINDS
from sharewell.rules.access import Permission, may
from sharewell.sharing import work_list
from sharewell.web.page import page, render

# Where each kind of notice leads; kinds with ``ref`` have a page of their own thing.
LEADS: dict[str, tuple[str, bool]] = {
    "contact_arrived": ("hub-contact", True),
    "request_waits": ("request", True),
    "request_due": ("request", True),
    "request_overdue": ("request", True),
    "request_unanswered": ("request-sent", True),
    "request_answered": ("request-sent", True),
    "request_escalated": ("request-either", True),
    "request_withdrawn": ("request", True),
    "message_arrived": ("request-either", True),
    "disclosure_arrived": ("disclosure", True),
    "disclosure_unread": ("disclosure-sent", True),
    "disclosure_recalled": ("received", False),
    "correction_arrived": ("disclosure", True),
    "correction_unread": ("disclosure-sent", True),
    "advice_asked": ("advice", False),
    "advice_given": ("advice-read", True),
    "advice_overdue": ("advice-read", True),
    "place_release_asked": ("place-release", True),
    "place_release_answered": ("request", True),
    "accountability_handed": ("hub-enquiry", True),
    "accountability_taken": ("hub-enquiry", True),
    "feedback_arrived": ("concern-receipt", True),
    "service_sought": ("brokered", False),
    "service_no_longer_sought": ("brokered", False),
    "watch_found": ("watches", False),
    "watch_ended": ("watches", False),
    "watch_taken_back": ("watches", False),
    "identity_undone": ("hub-followed", True),
    "locked_record_sought": ("shields", False),
    "local_change_waits": ("local-change", True),
    "local_change_overdue": ("local-change", True),
    "local_change_decided": ("local-change", True),
    "openness_review": ("decision", True),
}


@page(Permission.READ_LIBRARY)
def work(http: Any) -> HttpResponse:
    """Show what waits for the practitioner."""
    actor, at = http.actor, timezone.now()
    found = work_list.read(actor, at)
    context: dict[str, Any] = {
        "waiting": _waiting(found),
        "now": at,
        "drafts": found.drafts,
        "unread": found.unread,
        "to_look_at": found.to_look_at,
        "not_told": found.not_told,
    }
    if may(actor.role, Permission.EDIT_DIRECTORY):
        context["agreements_are_stale"] = policy.is_stale()
    return render(http, "work/index.html", context)


def _waiting(work: work_list.WorkList) -> list[tuple[Any, str, str, Any]]:
    """Give what waits, the newest word about each thing alone: a reminder takes the place of the first notice."""
    found: dict[tuple[str, Any], tuple[Any, str, str, Any]] = {}
    for one in work.waits:
        name, has_ref = LEADS[one.kind]
        ref = one.about if has_ref else None
        found.setdefault((name, one.about), (one, KINDS[one.kind], name, ref))
    return list(found.values())


paths = [path("work", work, name="work")]
