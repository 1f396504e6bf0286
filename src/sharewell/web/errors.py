"""Pages for when something went wrong: what was not done, what to do now, and always the numbers."""

import logging
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import engines

from sharewell.web.danger import bar

log = logging.getLogger("sharewell.web")


def bad_request(http: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """The browser sent something that cannot be understood."""
    return _page(400, "That could not be read", "Go back and try again.")


def forbidden(http: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Not for this person."""
    return _page(403, "You cannot do this in your role", "Ask your agency’s safeguarding lead.")


def not_found(http: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Absent and forbidden look the same."""
    next_step = "It may not exist, or it may not be for your role. Go to your work list."
    return _page(404, "We cannot show you that page", next_step)


def form_expired(http: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """The form's own token is missing or old."""
    next_step = "The page was open for too long. Go back, reload it and send it again. What you had saved is kept."
    return _page(403, "The form was not sent", next_step)


def fault(http: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """A fault in Sharewell."""
    return _page(500, "Something went wrong on our side", "Nothing was sent. Try again in a minute.")


def database_down() -> HttpResponse:
    """The database does not answer: nothing is shown, and the numbers are."""
    next_step = (
        "Sharewell cannot reach its records at the moment. Nothing can be shown or sent from here. "
        "Ring the hub: do not wait."
    )
    response = _page(503, "Sharewell is not working right now", next_step, offline=True)
    response["Retry-After"] = "60"
    return response


class DatabaseDown:
    """Turns a lost database into the page that says whom to ring."""

    def __init__(self, get_response: Any) -> None:
        """Take the rest of the service."""
        self.get_response = get_response

    def __call__(self, http: HttpRequest) -> HttpResponse:
        """Answer, or say that the database is not there."""
        try:
            response: HttpResponse = self.get_response(http)
        except (InterfaceError, OperationalError) as error:
            return self._say(error)
        return response

    def process_exception(self, http: HttpRequest, exception: Exception) -> HttpResponse | None:  # noqa: ARG002
        """The same for a fault inside a page."""
        if isinstance(exception, InterfaceError | OperationalError):
            return self._say(exception)
        return None

    @staticmethod
    def _say(error: Exception) -> HttpResponse:
        # The class alone: a database's message can quote what somebody typed.
        log.error("database: %s", type(error).__name__)
        return database_down()


def _page(status: int, title: str, next_step: str, *, offline: bool = False) -> HttpResponse:
    context = {"title": title, "next_step": next_step, "danger_bar": bar(), "practitioner": None, "messages": []}
    context |= {"may": lambda _permission: False, "offline": offline}
    text = engines["jinja2"].env.get_template("errors/plain.html").render(context)  # type: ignore[attr-defined]
    return HttpResponse(text, status=status)
