"""What somebody typed into a form that could not be taken: kept, shown again, and ready to be sent once more."""

import json
from dataclasses import dataclass

from cryptography.fernet import InvalidToken
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.urls import reverse

from sharewell.web.accounts import sealed_box

IN_SESSION = "words"
NEVER = "/account/"  # passwords and codes are never kept
NOT_WORDS = ("csrfmiddlewaretoken", "autosave")
MOST = 200_000  # characters; more than anybody types, less than a session should carry


@dataclass(frozen=True, slots=True)
class Words:
    """The fields of a form as they were sent, in order, and the page they were sent to."""

    path: str
    fields: list[tuple[str, str]]

    @property
    def to_read(self) -> list[str]:
        """Give what a person wrote, without the references and choices that the form carried along."""
        return [text for _, text in self.fields if " " in text.strip()]


def typed(http: HttpRequest) -> Words | None:
    """Give what was typed into the form that a request sends; None when that is nothing to keep."""
    if http.method != "POST" or http.path.startswith(NEVER):
        return None
    try:
        if http.FILES:
            return None
        fields = [(name, text) for name, texts in http.POST.lists() if name not in NOT_WORDS for text in texts]
    except (UnreadablePostError, SuspiciousOperation):  # cut off, or more than can be taken
        return None
    if "autosave" in http.POST or not fields or sum(len(text) for _, text in fields) > MOST:
        return None
    return Words(http.path, fields)


def keep(http: HttpRequest, words: Words, whose: str) -> None:
    """Keep words in the session, sealed, for the person with this id; for whoever signs in next if it is empty."""
    told = json.dumps({"path": words.path, "fields": words.fields, "whose": whose})
    http.session[IN_SESSION] = sealed_box("kept words").encrypt(told.encode()).decode()


def kept(http: HttpRequest) -> Words | None:
    """Give the words kept for the signed-in person, if there are any."""
    try:
        told = json.loads(sealed_box("kept words").decrypt(http.session.get(IN_SESSION, "").encode()))
    except InvalidToken:
        return None
    if told["whose"] not in ("", str(http.user.pk)):
        return None
    return Words(told["path"], [(name, text) for name, text in told["fields"]])


def forget_once_sent(http: HttpRequest) -> None:
    """Let go of kept words when the form they belong to is sent again."""
    if http.method == "POST" and IN_SESSION in http.session:
        words = kept(http)
        if words is None or words.path == http.path:
            del http.session[IN_SESSION]


def sign_in_first(http: HttpRequest, whose: str = "") -> HttpResponse:
    """Send somebody to sign in, and afterwards back to the same page with what they had typed."""
    words = typed(http)
    if words is None:
        return redirect_to_login(http.get_full_path() if http.method in ("GET", "HEAD") else http.path)
    keep(http, words, whose)
    return redirect_to_login(reverse("kept-words"))
