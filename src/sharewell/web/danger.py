"""What to do if someone is in danger now: before sign-in, before the database, before everything."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines

from sharewell.directory.lines import Line, bank_holidays, lines, right_now, ringing

# For each route: its heading on the page, and the question with which the bar offers its number.
ROUTES = {
    "safeguarding": ("A child may be at risk of harm", "Worried about a child?"),
    "early-help": ("A family needs early help", "Does a family need early help?"),
    "adult-safeguarding": ("An adult may be at risk", "Worried about an adult?"),
}
OTHERS = {
    "out-of-hours": "When the hub is closed",
    "refuge": "Domestic abuse",
    "neighbour-mash": "A neighbouring area",
    "local-area-team": "Local Area Team",
    "advice": "Advice on sharing information",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """What the bar at the top of every page shows; ``whose`` is said when it is not the hub's own line."""

    emergency: str
    question: str
    line: Line | None
    whose: str


def bar(route: str = "safeguarding", at: datetime | None = None) -> Bar:
    """Give the emergency number and the line to ring now for a route."""
    everything = lines(at)
    emergency, line = ringing("emergency", everything), ringing(route, everything)
    whose = line.who if line is not None and line.route != route else ""
    question = ROUTES.get(route, ROUTES["safeguarding"])[1]
    return Bar(emergency.phone if emergency else "999", question, line, whose)


class DangerFirst:
    """Answers ``/danger`` and ``/leave`` before any other part of the service is asked anything."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take the rest of the service."""
        self.get_response = get_response

    def __call__(self, http: HttpRequest) -> HttpResponse:
        """Answer what needs neither session nor database; pass everything else on."""
        if http.method in ("GET", "HEAD"):
            if http.path == "/danger" or http.path.startswith("/danger/"):
                return danger_page(http.path.removeprefix("/danger").strip("/"))
            if http.path == "/leave":
                return quiet_page()
        return self.get_response(http)


def danger_page(route: str = "") -> HttpResponse:
    """Give the page, made from a file and a template alone; a route's own line comes first."""
    routes = sorted(ROUTES, key=lambda one: one != route)
    by_route = [(ROUTES[one][0], line, line.route == one) for one in routes if (line := right_now(one))]
    shown = {line.said for _, line, _ in by_route}
    others = [line for line in lines() if line.phone and line.route != "emergency" and line.said not in shown]
    others.sort(key=lambda line: list(OTHERS).index(line.route) if line.route in OTHERS else len(OTHERS))
    context = {"danger_bar": bar(route or "safeguarding"), "by_route": by_route, "others": others, "titles": OTHERS}
    return without_database("danger/page.html", context)


def quiet_page() -> HttpResponse:
    """Give a page that shows nothing about anybody, for when somebody comes to stand behind the reader."""
    return without_database("danger/quiet.html", {"days": bank_holidays()})


def without_database(template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a template of the layout with nothing but what is given: no session, no database."""
    context = {"practitioner": None, "messages": [], "may": lambda _permission: False, **context}
    context.setdefault("danger_bar", bar())
    text = engines["jinja2"].env.get_template(template).render(context)  # type: ignore[attr-defined]
    return HttpResponse(text, status=status)
