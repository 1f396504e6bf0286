"""The Django application of this room."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """Its tables and migrations."""

    name = "sharewell.sharing"
    label = "sharing"
