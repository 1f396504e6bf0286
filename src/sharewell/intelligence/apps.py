"""The Django application of this room."""

from django.apps import AppConfig


class IntelligenceConfig(AppConfig):
    """Its tables and migrations."""

    name = "sharewell.intelligence"
    label = "intelligence"
