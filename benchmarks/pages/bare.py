"""
The product's pages with two more beside them, of the same framework, server, session, middleware and layout.

``/bare`` says hello. ``/contacts`` is the page of ``naive.py`` and ``beside.py`` as the product would read it.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sharewell.settings")

from sharewell.wsgi import application  # noqa: F401 (what granian serves)

# ruff: isort: split
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from sharewell import urls
from sharewell.base import sheets
from sharewell.base.questions import WHOEVER
from sharewell.base.sheets import Part
from sharewell.cases.models import Contact, ContactPerson
from sharewell.directory.seen import SeenAgency
from sharewell.rules.access import Permission
from sharewell.web.page import open_page, page, render
from sharewell.web.templating import on_every_page

TEMPLATE = engines["jinja2"].env.from_string((Path(__file__).parent / "list.html").read_text())


@open_page("a page for measuring; it shows nothing")
def bare(http: HttpRequest) -> HttpResponse:
    """Say hello to whoever is signed in."""
    return render(http, "errors/refusal.html", {"refusal": {"title": "Hello", "next_step": http.user.email}})


@dataclass(frozen=True, slots=True)
class Listed:
    """A contact in the list."""

    id: UUID
    reference: str
    raised_at: datetime
    agency: SeenAgency


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody it is about."""

    contact_id: UUID
    given_name: str
    family_name: str


def _newest():
    return Contact.objects.filter(to_agency_id=WHOEVER.agency_id).order_by("-raised_at")[:20]


CONTACTS = Part(Listed, _newest)
PEOPLE = Part(Named, lambda: ContactPerson.objects.filter(contact__in=_newest()))


@page(Permission.SEE_HUB_QUEUE)
def contacts(http: HttpRequest) -> HttpResponse:
    """Show the newest contacts to the practitioner's agency; a real page would note in the ledger that it did."""
    sheet = sheets.read(CONTACTS, PEOPLE, agency=http.actor.agency_id)
    of: dict[UUID, list[Named]] = {}
    for person in sheet[PEOPLE]:
        of.setdefault(person.contact_id, []).append(person)
    found = [
        SimpleNamespace(
            id=one.id,
            reference=one.reference,
            raised_at=one.raised_at,
            agency=one.agency,
            persons=of.get(one.id, ()),
        )
        for one in sheet[CONTACTS]
    ]
    return HttpResponse(TEMPLATE.render(on_every_page(http) | {"contacts": found, "messages": []}))


urls.urlpatterns += [path("bare", bare), path("contacts", contacts)]
