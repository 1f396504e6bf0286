"""
A page as one would write it first: five questions through the query builder, the product's layout, no ledger entry.

Session, the one who is signed in, their agency, twenty contacts with the agency of each, and the people of all of them.
Row security holds here too, so that a transaction and a scope are asked for beside the five.
"""

import os
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naive_settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from sharewell.base import rows
from sharewell.cases.models import Contact
from sharewell.directory import access
from sharewell.web.templating import on_every_page

TEMPLATE = engines["jinja2"].env.from_string((Path(__file__).parent / "list.html").read_text())


def contacts(http: HttpRequest) -> HttpResponse:
    """Show the newest contacts to the practitioner's agency."""
    with rows.acting_for(access.actor_for(http.user)) as actor:
        found = list(
            Contact.objects.filter(to_agency_id=actor.agency_id)
            .select_related("agency")
            .prefetch_related("people")
            .order_by("-raised_at")[:20]
        )
        for one in found:
            one.persons = one.people.all()
        return HttpResponse(TEMPLATE.render(on_every_page(http) | {"contacts": found, "messages": []}))


urlpatterns = [
    path("contacts", contacts),
    path("account/logout/", contacts, name="account_logout"),  # what the layout links to
]
