"""The Django application of this room."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Its tables and migrations."""

    name = "sharewell.notices"
    label = "notices"
