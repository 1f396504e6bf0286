"""The hub's queue: what waits, the most pressing first."""

from typing import Any

from django.http import HttpResponse
from django.urls import path
from django.utils import timezone

from sharewell.cases import queue
from sharewell.rules.access import Permission
from sharewell.web.hub import clock_words
from sharewell.web.page import page, render

SHOWN = 50  # on a page
VIEWS = {"all": "Everything", "new": "Not opened", "overdue": "Overdue", "mine": "Mine"}


@page(Permission.SEE_HUB_QUEUE)
def index(http: Any) -> HttpResponse:
    """Show what waits: all of it, what nobody has opened, what is overdue, or what the practitioner answers for."""
    at = timezone.now()
    waiting = queue.read(http.actor, at)
    views = {
        "all": waiting,
        "new": [one for one in waiting if one.enquiry is None],
        "overdue": [one for one in waiting if one.is_overdue],
        "mine": [one for one in waiting if one.accountable and one.accountable.id == http.actor.practitioner_id],
    }
    view = http.GET.get("show", "all")
    chosen = views.get(view, waiting)
    number = _page(http, len(chosen))
    context = {
        "waiting": chosen[(number - 1) * SHOWN : number * SHOWN],
        "counts": {name: len(found) for name, found in views.items()},
        "views": VIEWS,
        "view": view if view in views else "all",
        "number": number,
        "more": len(chosen) > number * SHOWN,
        "route": http.user.agency.hub_route,
        "said": lambda clock: clock_words.said(clock, at),
    }
    return render(http, "hub/index.html", context)


def _page(http: Any, found: int) -> int:
    """Give the page asked for, the first when it is no page of this list."""
    try:
        number = int(http.GET.get("page", "1"))
    except ValueError:
        return 1
    return number if number > 0 and (number - 1) * SHOWN < found else 1


paths = [path("hub", index, name="hub")]
