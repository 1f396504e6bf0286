"""Bringing a database to today's schema: tables, row security, the scope key, grants."""

import os

import django


def migrate() -> None:
    """Migrate, store the scope key, apply the grants, begin filing anew; run in the owner's role, safe to repeat."""
    from django.core.management import call_command
    from django.utils import timezone

    from sharewell.base import grants, scope_key
    from sharewell.directory import contact_points, queries
    from sharewell.directory.local import published_notes
    from sharewell.people.lookup import refiling

    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    scope_key.store()
    grants.apply()
    refiling.begin()
    # A restored or moved database has its numbers and notes; pages without a database read them from files.
    if queries.contact_points(timezone.localdate()).exists():
        contact_points.publish(timezone.now())
        published_notes.publish(timezone.now())


def main() -> None:
    """Migrate from the command line, always as the owner."""
    os.environ["SHAREWELL_ROLE"] = "owner"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sharewell.settings")
    django.setup()
    migrate()


if __name__ == "__main__":
    main()
