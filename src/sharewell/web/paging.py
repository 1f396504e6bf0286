"""A long list shown a part at a time."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

EACH = 50


def part(http: HttpRequest, found: Any) -> Page[Any]:
    """Give the part of an ordered list that the address asks for; an address with no such part gives a part that is."""
    return Paginator(found, EACH).get_page(http.GET.get("page"))
