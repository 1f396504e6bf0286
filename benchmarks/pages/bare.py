"""The product's pages with one more beside them: a bare page of the same framework, server, session and template."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sharewell.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from django.http import HttpRequest, HttpResponse
from django.urls import path

from sharewell import urls
from sharewell.web.page import open_page, render


@open_page("a page for measuring; it shows nothing")
def bare(http: HttpRequest) -> HttpResponse:
    """Say hello to whoever is signed in."""
    return render(http, "errors/refusal.html", {"refusal": {"title": "Hello", "next_step": http.user.email}})


urls.urlpatterns.append(path("bare", bare))
