"""What to do if someone is in danger now: before sign-in, before the database, before everything."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.template import engines

from sharewell.directory.lines import Line, lines, right_now

ROUTES = {
    "safeguarding": "A child may be at risk of harm",
    "early-help": "A family needs early help",
    "adult-safeguarding": "An adult may be at risk",
}


@dataclass(frozen=True, slots=True)
class Bar:
    """What the bar at the top of every page shows."""

    emergency: str
    line: Line | None


def bar(route: str = "safeguarding", at: datetime | None = None) -> Bar:
    """Give the emergency number and the line to ring now for a route."""
    emergency = right_now("emergency", at)
    return Bar(emergency.phone if emergency else "999", right_now(route, at))


class DangerFirst:
    """Answers ``/danger`` before any other part of the service is asked anything."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take the rest of the service."""
        self.get_response = get_response

    def __call__(self, http: HttpRequest) -> HttpResponse:
        """Answer ``/danger``; pass everything else on."""
        if http.path == "/danger" and http.method in ("GET", "HEAD"):
            return danger_page()
        return self.get_response(http)


def danger_page(status: int = 200) -> HttpResponse:
    """Give the page, made from a file and a template alone."""
    by_route = [(title, right_now(route)) for route, title in ROUTES.items()]
    shown = {line.said for _, line in by_route if line}
    others = [line for line in lines() if line.phone and line.route != "emergency" and line.said not in shown]
    context = {"danger_bar": bar(), "by_route": by_route, "others": others, "practitioner": None, "messages": []}
    context["may"] = lambda _permission: False
    text = engines["jinja2"].env.get_template("danger/page.html").render(context)  # type: ignore[attr-defined]
    response = HttpResponse(text, status=status)
    response["Cache-Control"] = "no-store"
    return response
