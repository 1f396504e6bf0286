"""The front page, the pages every service has, and whether the service is alive."""

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path

from sharewell.web.page import open_page, render


@open_page("it says what this is and how to get help")
def front(http: HttpRequest) -> HttpResponse:
    """Say what Sharewell is; those signed in go to their work."""
    if http.user.is_authenticated:
        return redirect("work")
    return render(http, "start/front.html")


@open_page("law requires it to be public")
def accessibility(http: HttpRequest) -> HttpResponse:
    """Say how accessible the service is."""
    return render(http, "start/accessibility.html")


@open_page("law requires it to be public")
def privacy(http: HttpRequest) -> HttpResponse:
    """Say what the service keeps about the people who use it, and its cookies."""
    return render(http, "start/privacy.html")


@open_page("a machine asks whether the process is alive; it learns nothing else")
def alive(http: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The process answers."""
    return HttpResponse("alive", content_type="text/plain")


@open_page("a machine asks whether the database answers; it learns nothing else")
def ready(http: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ready", content_type="text/plain")


paths = [
    path("", front, name="front"),
    path("accessibility", accessibility, name="accessibility"),
    path("privacy", privacy, name="privacy"),
    path("healthz", alive, name="alive"),
    path("readyz", ready, name="ready"),
]
