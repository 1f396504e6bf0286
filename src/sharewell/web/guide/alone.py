"""The guide without a case, at ``/guide``: no sign-in, no session, no database; nothing is kept and nothing is named.

Every page is a form that carries the answers to the next one (see ``carrying``). Sending it changes nothing anywhere,
which is why it needs no token against other sites.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from sharewell.directory.lines import right_now
from sharewell.directory.local import published_notes
from sharewell.rules import dates
from sharewell.rules.facts import FACTS, PAGES
from sharewell.rules.follow_ups import Asked, ask_next, could_be_asked
from sharewell.sharing import fact_finding
from sharewell.web import danger
from sharewell.web.guide import carrying, local_names, numbers, questions
from sharewell.web.guide.carrying import ASKED, Carried

ADDRESS = "/guide"


class GuideWithoutACase:
    """Answers ``/guide`` before sessions and the database are asked anything."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take the rest of the service."""
        self.get_response = get_response

    def __call__(self, http: HttpRequest) -> HttpResponse:
        """Answer this one address; pass everything else on."""
        if http.path != ADDRESS or http.method not in ("GET", "HEAD", "POST"):
            return self.get_response(http)
        carried = carrying.read(http.POST, timezone.localdate())
        return _answered(http, carried) if http.method == "POST" else _start(carried)


def _answered(http: HttpRequest, carried: Carried) -> HttpResponse:
    """Show what was asked for: a question again, the page before, the advice, or what to ask next."""
    change, do = http.POST.get("change", ""), http.POST.get("do", "")
    if could_be_asked(change):
        return _ask(carried, [change], more="more" in http.POST)
    if do == "back":
        return _back(http, carried)
    if carried.wrong_day and do == "next":
        return _start(carried)
    if do in ("advice", "print"):
        return _advice(carried, printed=do == "print")
    asked = ask_next(carried.known, carried.answers, carried.on)
    more = do == "more" or "more" in http.POST
    if asked is None or not (asked.settles or more):
        return _advice(carried)
    just = http.POST.getlist(ASKED)
    return _ask(carried, [one.fact.id for one in asked.questions], asked=asked, just=just, more=more)


def _back(http: HttpRequest, carried: Carried) -> HttpResponse:
    """Ask again what the page before asked; the answers stand there as they were given."""
    before = carried.without(tuple(http.POST.getlist(ASKED))).last_asked
    if not before or "immediate_danger" in before:
        return _start(carried)
    return _ask(carried, before, more="more" in http.POST)


def _start(carried: Carried) -> HttpResponse:
    """Show danger first: 999, the numbers, and the one question that comes before all others."""
    routes = [(title, right_now(route), route) for route, (title, _) in danger.ROUTES.items()]
    context = {
        "form": questions.form_for(["immediate_danger"], None, carried.answers),
        "carried": carried.without(("immediate_danger",)),
        "wrong": bool(carried.wrong_day),
        "by_route": [(title, line, line.route == route) for title, line, route in routes if line is not None],
        "first_day": dates.EARLIEST,
    }
    return danger.without_database("guide/start.html", context)


def _ask(
    carried: Carried, names: Iterable[str], *, asked: Asked | None = None, just: Iterable[str] = (), more: bool = False
) -> HttpResponse:
    """Show a few questions of one subject, with what the rules say so far beside them."""
    names = tuple(names)
    advice = fact_finding.advise(carried.answers, carried.on)
    others = carried.without(names)
    context = {
        "page": PAGES[FACTS[names[0]].page],
        "names": names,
        "form": local_names.onto(
            questions.form_for(names, None, carried.answers), published_notes.level_names(carried.on)
        ),
        "carried": others,
        "answers": questions.rows(others.answers),
        "advice": advice,
        "myths": _suggested(advice, set(just)),
        "asked": asked,
        "more": more,
        **numbers.whom_to_ring(advice),
    }
    return danger.without_database("guide/questions.html", context)


def _advice(carried: Carried, *, printed: bool = False) -> HttpResponse:
    """Show the advice with every sentence opened, and what could still change it; or the same to print and copy."""
    advice = fact_finding.advise(carried.answers, carried.on)
    context = {
        "carried": carried,
        "wrong": bool(carried.wrong_day),
        "answers": questions.rows(carried.answers),
        "advice": advice,
        "asked": ask_next(carried.known, carried.answers, carried.on),
        "first_day": dates.EARLIEST,
        "notes": published_notes.notes_beside(advice, carried.on),
        "text": questions.as_text(advice, carried.answers),
        **numbers.whom_to_ring(advice),
    }
    return danger.without_database("guide/print.html" if printed else "guide/advice_alone.html", context)


def _suggested(advice: dict[str, Any], just: set[str]) -> list[dict[str, Any]]:
    """Give the myths that the answers just given suggest: they are answered at that point."""
    myths = advice.get("sections", {}).get("myths", [])
    return [myth for myth in myths if just & {one["fact"] for one in myth["because"]}]
