"""The Django application of the look-up's own store."""

from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from sharewell.matching import weights


class LookupConfig(AppConfig):
    """Its tables and functions; no run-time role can read them directly."""

    name = "sharewell.people.lookup"
    label = "lookup"

    def ready(self) -> None:
        """Put a partnership's own weights in force, if it has any; nothing starts with a file that would mislead."""
        if settings.WEIGHTS_FILE:
            try:
                weights.use(Path(settings.WEIGHTS_FILE))
            except weights.Unusable as fault:
                raise ImproperlyConfigured(
                    f"SHAREWELL_WEIGHTS_FILE: {fault} Mend it, or leave the setting out."
                ) from fault
