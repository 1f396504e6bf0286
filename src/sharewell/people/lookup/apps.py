"""The Django application of the look-up's own store."""

from django.apps import AppConfig


class LookupConfig(AppConfig):
    """Its tables and functions; no run-time role can read them directly."""

    name = "sharewell.people.lookup"
    label = "lookup"
