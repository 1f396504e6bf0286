"""How a page declares who may open it, and how a refusal is shown."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as django_render
from django.utils import timezone

from sharewell.base import rows
from sharewell.base.actor import Actor
from sharewell.directory import access
from sharewell.ledger import entries
from sharewell.rules.access import Permission
from sharewell.rules.refusals import NotAllowed, NotFound, Refusal, SomeoneWasFirst
from sharewell.web import kept_words

log = logging.getLogger("sharewell.web")

View = Callable[..., HttpResponse]
STATUS: dict[type[Refusal], int] = {NotFound: 404, NotAllowed: 403, SomeoneWasFirst: 409}


class ActingRequest(HttpRequest):
    """A request of a signed-in practitioner; for types only."""

    actor: Actor


@dataclass(frozen=True, slots=True)
class PageAccess:
    """Who may open a page: those with a permission, or anybody for a stated reason."""

    permission: Permission | None
    open_because: str = ""


def page(permission: Permission) -> Callable[[View], View]:
    """
    Declare a page for signed-in practitioners with a permission.

    The view runs in one transaction in which only the actor's rows exist, with ``http.actor`` set. A refusal rolls it
    back, is noted in the ledger in a transaction of its own, and is shown as a page that says what to do next.
    """

    def declare(view: View) -> View:
        @wraps(view)
        def opened(http: Any, *args: Any, **kwargs: Any) -> HttpResponse:
            if not http.user.is_authenticated:
                return kept_words.sign_in_first(http)
            actor = access.actor_for(http.user)
            try:
                with rows.acting_for(actor):
                    http.actor = actor
                    access.require(actor, permission)
                    return view(http, *args, **kwargs)
            except Refusal as refusal:
                _note_refusal(actor, view, refusal)
                return refused(http, refusal)

        opened.page_access = PageAccess(permission)  # type: ignore[attr-defined]
        return opened

    return declare


def open_page(because: str) -> Callable[[View], View]:
    """Declare a page anybody may open, and say why that is right."""

    def declare(view: View) -> View:
        @wraps(view)
        def opened(http: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return view(http, *args, **kwargs)

        opened.page_access = PageAccess(None, because)  # type: ignore[attr-defined]
        return opened

    return declare


def refused(http: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Give the page that says what was not done and what to do now."""
    status = next((code for kind, code in STATUS.items() if isinstance(refusal, kind)), 400)
    return render(http, "errors/refusal.html", {"refusal": refusal}, status=status)


def render(
    http: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Render a template to a complete response, inside the transaction that read its data."""
    return django_render(http, template, context or {}, status=status)


def key_of(http: HttpRequest) -> UUID:
    """Give the form's idempotency key; a form without a usable one gets a new key: nothing is refused for that."""
    try:
        return UUID(http.POST.get("key", ""))
    except ValueError:
        return uuid4()


def _note_refusal(actor: Actor, view: View, refusal: Refusal) -> None:
    """Note who was refused which page; never what they typed."""
    if not isinstance(refusal, NotAllowed | NotFound):
        return
    with rows.acting_for(actor):
        detail = {"page": view.__name__, "refusal": type(refusal).__name__}
        entries.append(actor=actor, event="access.refused", about=[], detail=detail, at=timezone.now())
