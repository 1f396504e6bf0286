import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0002_local_layer"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RulebookVersion",
            fields=[
                ("content_hash", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("rules_hash", models.CharField(max_length=64)),
                ("rules_version", models.CharField(max_length=80)),
                ("since", models.DateField()),
                ("text", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="LocalNote",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("about", models.CharField(max_length=120)),
                ("text", models.TextField()),
                ("source", models.CharField(max_length=200)),
                ("reason", models.TextField(blank=True)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("checked_on", models.DateField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RulebookSignOff",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("signed_at", models.DateTimeField()),
                ("remarks", models.TextField(blank=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="signed", to="local.rulebookversion"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LocalChange",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=10)),
                ("is_partnerships", models.BooleanField(default=False)),
                ("key", models.CharField(max_length=120)),
                ("replaces_id", models.UUIDField(null=True)),
                ("value", models.JSONField(null=True)),
                ("valid_from", models.DateField()),
                ("source", models.CharField(max_length=200)),
                ("reason", models.TextField()),
                ("checked_on", models.DateField()),
                ("is_urgent", models.BooleanField(default=False)),
                ("proposed_at", models.DateTimeField()),
                ("state", models.CharField(default="open", max_length=12)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decision_reason", models.TextField(blank=True)),
                ("took_effect_on", models.DateField(null=True)),
                ("made_id", models.UUIDField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["open", "withdrawn"]),
                            models.Q(
                                ("decided_by__isnull", False),
                                models.Q(("decided_by", models.F("proposed_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="local_change_takes_two_people",
                    )
                ],
            },
        ),
    ]
