"""Whom to ring for what the guide advises."""

from collections.abc import Mapping
from typing import Any

from sharewell.directory.lines import lines, right_now
from sharewell.web import danger


def whom_to_ring(advice: Mapping[str, Any]) -> dict[str, Any]:
    """Give the number to ring for the advised route, and the bar with that number."""
    route = advice.get("route", {}).get("key", "")
    # A place with no line of its own for a route, such as advice, is served by the hub's.
    own = any(line.route == route and line.phone for line in lines())
    return {"line": right_now(route if own else "safeguarding"), "danger_bar": danger.bar(bar_route(advice))}


def bar_route(advice: Mapping[str, Any]) -> str:
    """Give the route whose line the bar offers on a page with this advice."""
    route = str(advice.get("route", {}).get("key", ""))
    return route if route in danger.ROUTES else "safeguarding"
