"""The Django application of this room."""

from django.apps import AppConfig


class InvolvementConfig(AppConfig):
    """Its tables and migrations."""

    name = "sharewell.involvement"
    label = "involvement"
