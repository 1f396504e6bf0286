"""The Django application of this room."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Its tables and migrations."""

    name = "sharewell.ledger"
    label = "ledger"
