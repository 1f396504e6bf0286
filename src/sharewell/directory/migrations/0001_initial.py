import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Area",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("postcode_district", models.CharField(max_length=8, unique=True)),
                ("local_area_team", models.CharField(max_length=20)),
                ("ward", models.CharField(blank=True, max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name="BankHoliday",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("day", models.DateField(unique=True)),
                ("name", models.CharField(max_length=60)),
            ],
        ),
        migrations.CreateModel(
            name="Agency",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=12, unique=True)),
                ("name", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("local-authority", "local authority"),
                            ("police-force", "police force"),
                            ("nhs-icb", "nhs icb"),
                            ("nhs-trust", "nhs trust"),
                            ("gp", "gp"),
                            ("delegated-provider", "delegated provider"),
                            ("school", "school"),
                            ("school-academy", "school academy"),
                            ("college", "college"),
                            ("early-years", "early years"),
                            ("housing", "housing"),
                            ("voluntary", "voluntary"),
                            ("faith", "faith"),
                            ("sports-club", "sports club"),
                            ("youth-justice", "youth justice"),
                            ("probation", "probation"),
                            ("prison", "prison"),
                            ("cafcass", "cafcass"),
                            ("immigration", "immigration"),
                            ("sab", "sab"),
                            ("fire", "fire"),
                            ("mappa", "mappa"),
                        ],
                        max_length=30,
                    ),
                ),
                ("standing", models.CharField(blank=True, max_length=80)),
                ("regime", models.CharField(default="UK_GDPR", max_length=10)),
                ("ods_code", models.CharField(blank=True, max_length=12)),
                ("hub_route", models.CharField(blank=True, max_length=20)),
                ("sensitivity", models.CharField(default="open", max_length=10)),
                ("note", models.TextField(blank=True)),
                ("joined_on", models.DateField(null=True)),
                ("left_on", models.DateField(null=True)),
                (
                    "controller",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=12, unique=True)),
                ("name", models.CharField(max_length=160)),
                ("version", models.CharField(max_length=40)),
                ("status", models.CharField(max_length=20)),
                ("review_due_on", models.DateField(null=True)),
                ("terms", models.JSONField(default=dict)),
                ("parties", models.ManyToManyField(related_name="agreements", to="directory.agency")),
            ],
        ),
        migrations.CreateModel(
            name="Delegation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=12, unique=True)),
                ("functions", models.CharField(max_length=200)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("agreement_code", models.CharField(blank=True, max_length=80)),
                (
                    "delegating_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RetentionPeriod",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("record_class", models.CharField(max_length=40)),
                ("counted_from", models.CharField(max_length=30)),
                ("years", models.PositiveSmallIntegerField()),
                ("then", models.CharField(default="review", max_length=20)),
                ("source", models.CharField(max_length=200)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=12, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("area", models.CharField(default="all", max_length=20)),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="teams", to="directory.agency"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ContactPoint",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=12)),
                ("route", models.CharField(max_length=30)),
                ("who_for", models.CharField(max_length=160)),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("option", models.CharField(blank=True, max_length=10)),
                ("hours", models.CharField(max_length=160)),
                ("opening", models.JSONField(default=list)),
                ("area", models.CharField(default="all", max_length=20)),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("checked_on", models.DateField(null=True)),
                (
                    "owner_team",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to="directory.team"),
                ),
            ],
            options={
                "ordering": ["route", "-valid_from"],
            },
        ),
        migrations.CreateModel(
            name="Practitioner",
            fields=[
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("given_name", models.CharField(max_length=60)),
                ("family_name", models.CharField(max_length=60)),
                ("role", models.CharField(max_length=4)),
                ("job_title", models.CharField(blank=True, max_length=80)),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("is_active", models.BooleanField(default=True)),
                ("trained_until", models.DateField(null=True)),
                ("access_confirmed_on", models.DateField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="practitioners", to="directory.agency"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="practitioners",
                        to="directory.team",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Arrangement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=60)),
                ("value", models.JSONField()),
                ("valid_from", models.DateField()),
                ("valid_to", models.DateField(null=True)),
                ("reason", models.TextField(blank=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="arrangements", to="directory.agency"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                        ),
                        name="arrangement_ends_after_it_starts",
                    ),
                    models.UniqueConstraint(
                        fields=("agency", "key", "valid_from"), name="one_arrangement_per_key_and_day"
                    ),
                ],
            },
        ),
    ]
