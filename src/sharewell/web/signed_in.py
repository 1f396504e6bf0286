"""What holds for everyone signed in: a second factor, a time limit, and the end of access when someone leaves."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sharewell.web import kept_words

LAST_SEEN = "last_seen"
SIGNED_IN = "signed_in"
# Seen times are written at most this often (seconds), so that reading a page does not cost a write.
GRAIN = 30
NEEDS_NOBODY = ("/static/", "/healthz", "/readyz")
WITHOUT_A_FACTOR = "/account/"


class SignedIn:
    """Ends a session that is too old or idle, and asks for a second factor before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take the rest of the service."""
        self.get_response = get_response

    def __call__(self, http: HttpRequest) -> HttpResponse:
        """Let a request through, or send its sender to sign in again or to set up a second factor."""
        if http.path.startswith(NEEDS_NOBODY) or not http.user.is_authenticated:
            return self.get_response(http)
        now = int(time.time())
        if not http.user.is_active or _is_over(http, now):
            whose = str(http.user.pk)
            logout(http)
            return kept_words.sign_in_first(http, whose)
        if now - http.session.get(LAST_SEEN, 0) > GRAIN:
            http.session[LAST_SEEN] = now
        if not http.path.startswith(WITHOUT_A_FACTOR) and not getattr(http.user, "has_factor", False):
            return redirect("mfa_activate_totp")
        kept_words.forget_once_sent(http)
        return self.get_response(http)


def _is_over(http: HttpRequest, now: int) -> bool:
    began = http.session.setdefault(SIGNED_IN, now)
    seen = http.session.get(LAST_SEEN, now)
    return now - began > settings.SESSION_COOKIE_AGE or now - seen > settings.SESSION_IDLE
