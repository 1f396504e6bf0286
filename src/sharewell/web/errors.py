"""Pages for when something went wrong: what was not done, what to do now, and always the numbers."""

import logging
import sys
import time
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import REASON_BAD_ORIGIN, get_token

from sharewell.web import kept_words
from sharewell.web.danger import without_database
from sharewell.web.kept_words import Words

log = logging.getLogger("sharewell.web")

METHODS = ("GET", "HEAD", "POST")
# How long a lost database is taken for lost (seconds): others are told at once instead of each waiting for it.
BREATH = 2.0


def bad_request(http: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The browser sent something that cannot be understood, or too much of it."""
    if isinstance(exception, RequestDataTooBig):
        next_step = "It is longer than Sharewell can take at once. Go back, shorten it or send it in two parts."
        return _page(http, 413, "That was too long", next_step)
    return _page(http, 400, "That could not be read", "Go back and try again.")


def forbidden(http: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Not for this person."""
    return _page(http, 403, "You cannot do this in your role", "Ask your agency’s safeguarding lead.")


def not_found(http: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Absent and forbidden look the same."""
    next_step = "It may not exist, or it may not be for your role. Go to your work list."
    return _page(http, 404, "We cannot show you that page", next_step)


def wrong_method(http: HttpRequest) -> HttpResponse:
    """A way of asking that no page answers."""
    response = _page(http, 405, "That cannot be done on this page", "Go back and try again.")
    response["Allow"] = ", ".join(METHODS)
    return response


def form_expired(http: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's own token is missing or old; what was typed into it is given back."""
    next_step = "The page was open for too long, or you have signed in again since. Nothing was sent."
    # A form of another site is not given back: only our own pages send our own address along.
    words = None if reason.startswith(REASON_BAD_ORIGIN.split("%")[0]) else kept_words.typed(http)
    return _page(http, 403, "The form was not sent", next_step, words=words)


def fault(http: HttpRequest) -> HttpResponse:
    """A fault in Sharewell, or a database that no longer answers."""
    error = sys.exc_info()[1]
    if isinstance(error, InterfaceError | OperationalError):
        return database_trouble(http, error)
    return _page(http, 500, "Something went wrong on our side", "Nothing was sent. Try again in a minute.")


def database_trouble(http: HttpRequest, error: Exception) -> HttpResponse:
    """The database does not answer, or was too busy to: nothing is shown, and the numbers are."""
    # The class alone: a database's message can quote what somebody typed.
    log.error("database: %s", type(error).__name__)
    if not _is_lost(error):
        next_step = "Sharewell was busy and did not save this. Wait a few seconds and send it again."
        return _page(http, 503, "That was not saved", next_step, words=kept_words.typed(http), retry_after=5)
    note_lost()
    return database_down(http)


def database_down(http: HttpRequest) -> HttpResponse:
    """The database is lost: what was typed is shown, a concern can be sent sealed, and the numbers are there."""
    next_step = (
        "Sharewell cannot reach its records at the moment. Nothing can be shown or sent from here. "
        "Ring the hub: do not wait."
    )
    words = kept_words.typed(http)
    return _page(http, 503, "Sharewell is not working right now", next_step, words=words, offline=True, retry_after=60)


_lost = {"until": 0.0}  # by the monotonic clock of this process


def note_lost() -> None:
    """Take the database for lost for a moment, so that nobody else has to wait to find out."""
    _lost["until"] = time.monotonic() + BREATH


def is_lost_now() -> bool:
    """Say whether the database was found lost a moment ago."""
    return time.monotonic() < _lost["until"]


class DatabaseDown:
    """Turns a lost database into the page that says whom to ring, and refuses what no page answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take the rest of the service."""
        self.get_response = get_response

    def __call__(self, http: HttpRequest) -> HttpResponse:
        """Answer, or say at once that the database is not there."""
        if http.method not in METHODS:
            return wrong_method(http)
        if is_lost_now() and http.path != "/healthz":
            return database_down(http)
        return self.get_response(http)

    def process_exception(self, http: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The same for a fault inside a page; one outside it comes to ``fault``."""
        if isinstance(exception, InterfaceError | OperationalError):
            return database_trouble(http, exception)
        return None


def _is_lost(error: Exception) -> bool:
    """Say whether the connection is gone, and not just one statement that lost to another or took too long."""
    state = getattr(error.__cause__, "sqlstate", None)
    return state is None or state.startswith(("08", "53", "57P"))


def _page(
    http: HttpRequest,
    status: int,
    title: str,
    next_step: str,
    *,
    words: Words | None = None,
    offline: bool = False,
    retry_after: int = 0,
) -> HttpResponse:
    context = {"title": title, "next_step": next_step, "words": words, "offline": offline}
    context["csrf_token"] = get_token(http) if words else ""
    response = without_database("errors/plain.html", context, status)
    if retry_after:
        response["Retry-After"] = str(retry_after)
    return response
