"""The Django application of this room."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Its tables and migrations."""

    name = "sharewell.cases"
    label = "cases"
