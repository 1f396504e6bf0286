"""The Django application of this room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Its tables and migrations."""

    name = "sharewell.people"
    label = "people"
