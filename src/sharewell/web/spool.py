"""The page on which a concern can be handed in while the database is lost: sealed, kept, taken in later."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.core import signing
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from sharewell.base import spool
from sharewell.web import errors
from sharewell.web.danger import without_database

ADDRESS = "/write-it-down"
PASS = "write-it-down"  # noqa: S105 (what the pass is for; the key is a setting)
PASS_LIVES = 12 * 60 * 60  # seconds
MOST = 60_000  # characters in a field

AREA = forms.Textarea


class WriteItDownForm(forms.Form):
    """What the hub needs to act and to ring back; only the worry itself must be there."""

    danger = forms.ChoiceField(
        label="Is anyone in danger now?",
        choices=[("yes", "Yes: I have called 999, or am calling now"), ("no", "No"), ("unsure", "I am not sure")],
        widget=forms.RadioSelect,
        required=False,
    )
    who = forms.CharField(
        label="Who are you worried about?",
        help_text="Name, age or birth date, address, school: whatever you know.",
        widget=AREA,
        required=False,
        max_length=MOST,
    )
    what = forms.CharField(
        label="What did you see or hear, and what worries you?",
        widget=AREA,
        max_length=MOST,
        error_messages={"required": "Write down what worries you, even if it is one sentence"},
    )
    name = forms.CharField(label="Your name", required=False, max_length=200)
    agency = forms.CharField(label="Your agency or school", required=False, max_length=200)
    phone = forms.CharField(
        label="A number on which the hub can ring you back", required=False, max_length=60, help_text="Your work number"
    )


class WriteItDown:
    """Answers ``/write-it-down`` without a session and without the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take the rest of the service."""
        self.get_response = get_response

    def __call__(self, http: HttpRequest) -> HttpResponse:
        """Answer this one page; pass everything else on."""
        if http.path != ADDRESS or http.method not in ("GET", "HEAD", "POST"):
            return self.get_response(http)
        if http.method == "POST" and "begin" not in http.POST:
            return _hand_in(http)
        return _begin(http)


def _begin(http: HttpRequest) -> HttpResponse:
    """Show the page, with the words that were typed elsewhere; not when one can sign in and send them properly."""
    if not _database_is_lost():
        return without_database("danger/works_again.html", {"words": http.POST.getlist("words")})
    return _show(WriteItDownForm(initial={"what": "\n\n".join(http.POST.getlist("words"))}), uuid4())


def _hand_in(http: HttpRequest) -> HttpResponse:
    """
    Seal what was written and give a receipt.

    Taken only with a pass that this page gave out while the database was lost, or while it is lost: otherwise anybody
    on the internet could fill the disk.
    """
    form = WriteItDownForm(http.POST)
    key = _uuid_of(http.POST.get("key", ""))
    if not form.is_valid():
        return _show(form, key)
    if not _has_pass(http) and not _database_is_lost():
        return without_database("danger/works_again.html", {"words": [form.cleaned_data["what"]]})
    # The day and minute belong to the words: sent twice in a minute they are one concern.
    written_at = timezone.now().replace(second=0, microsecond=0)
    try:
        reference = spool.put(form.cleaned_data | {"written_at": written_at.isoformat()}, str(key))
    except spool.NoSpool:
        return _show(form, key, status=503)
    return without_database("danger/handed_in.html", {"reference": reference, "at": written_at})


def _show(form: WriteItDownForm, key: UUID, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "key": key, "is_full": status != 200, "can_seal": spool.is_ready()}
    context["pass"] = signing.TimestampSigner(salt=PASS).sign("pass")
    return without_database("danger/write_it_down.html", context, status)


def _has_pass(http: HttpRequest) -> bool:
    try:
        signing.TimestampSigner(salt=PASS).unsign(http.POST.get("pass", ""), max_age=PASS_LIVES)
    except signing.BadSignature:
        return False
    return True


def _database_is_lost() -> bool:
    if errors.is_lost_now():
        return True
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (InterfaceError, OperationalError):
        errors.note_lost()
        return True
    return False


def _uuid_of(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return uuid4()
