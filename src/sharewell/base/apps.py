"""The Django application that owns the signed scope."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    """Row security and grants; no tables with personal data."""

    name = "sharewell.base"
    label = "base"
