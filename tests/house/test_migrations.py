"""What the models say is what the migrations make."""

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState


def test_no_model_says_what_no_migration_makes():
    loader = MigrationLoader(None)
    changes = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps)).changes(graph=loader.graph)
    wanted = {app: [str(one) for change in found for one in change.operations] for app, found in changes.items()}
    assert wanted == {}


def test_no_two_migrations_of_an_app_have_one_number():
    loader = MigrationLoader(None)
    ours = [
        (app, name[:4])
        for app, name in loader.disk_migrations
        if loader.disk_migrations[app, name].__module__.startswith("sharewell.")
    ]
    assert len(ours) == len(set(ours))
