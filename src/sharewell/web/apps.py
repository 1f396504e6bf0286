"""The Django application of the pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates and static files; no tables."""

    name = "sharewell.web"
    label = "web"
