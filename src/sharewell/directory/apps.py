"""The Django application of the directory."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Agencies, practitioners and local arrangements."""

    name = "sharewell.directory"
    label = "directory"
