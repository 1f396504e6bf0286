"""The template environment: GOV.UK components, and the few things every page needs."""

from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, PrefixLoader

from sharewell.rules.access import ROLES, Permission, may
from sharewell.sharing.items import COLLECTED_FOR
from sharewell.web import wording


def environment(**options: Any) -> Environment:
    """Give the Jinja2 environment; every output is escaped unless it is markup we made."""
    ours = FileSystemLoader(str(settings.PACKAGE / "web" / "templates"))
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    options["loader"] = ChoiceLoader([ours, govuk])
    options["autoescape"] = True
    options.setdefault("trim_blocks", True)
    options.setdefault("lstrip_blocks", True)
    made = Environment(**options)  # noqa: S701 (autoescape is set above)
    made.globals.update(
        static=staticfiles_storage.url, url=_url, Permission=Permission, SERVICE="Sharewell", csrf_token_of=get_token
    )
    made.filters.update(when=wording.when, day=wording.day, clock=wording.clock, spaced=wording.spaced)
    made.filters.update(how_old=wording.how_old, working_time=wording.working_time, iso_day=wording.iso_day)
    made.filters.update(collected_for=lambda value: COLLECTED_FOR.get(value, ""))
    return made


def on_every_page(http: HttpRequest) -> dict[str, Any]:
    """Give what the layout shows: who is signed in, what they may open, and the numbers of the danger bar."""
    from sharewell.web.danger import bar

    user = getattr(http, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "http": http,
        "practitioner": user if signed_in else None,
        "may": (lambda permission: user is not None and signed_in and may(user.role, permission)),
        "role": ROLES.get(user.role, "") if user is not None and signed_in else "",
        # A page about early help or an adult offers that line; every other one offers the line for a child at risk.
        "danger_bar": bar(getattr(http, "danger_route", "safeguarding")),
        "csrf_token": get_token(http),
        "made_at": timezone.now(),
        "idle": settings.SESSION_IDLE if signed_in else None,
    }


def _url(name: str, *args: object, **kwargs: object) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)
