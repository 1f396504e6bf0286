"""The Django application of the local layer."""

from django.apps import AppConfig


class LocalConfig(AppConfig):
    """Proposed changes, local notes beside the rules, and versions of the rulebook that were signed off."""

    name = "sharewell.directory.local"
    label = "local"
