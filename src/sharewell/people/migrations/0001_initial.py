import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ListImport",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=40)),
                ("file_name", models.CharField(max_length=120)),
                ("fingerprint", models.CharField(max_length=64)),
                ("as_of", models.DateField()),
                ("loaded_at", models.DateTimeField()),
                ("loaded_by_id", models.UUIDField()),
                ("rows_read", models.PositiveIntegerField(default=0)),
                ("rows_taken", models.PositiveIntegerField(default=0)),
                ("rows_unchanged", models.PositiveIntegerField(default=0)),
                ("rows_refused", models.PositiveIntegerField(default=0)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("retention_class", models.CharField(max_length=40)),
                ("review_on", models.DateField()),
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("given_name", models.CharField(blank=True, max_length=80)),
                ("family_name", models.CharField(blank=True, max_length=80)),
                ("known_as", models.CharField(blank=True, max_length=120)),
                ("sex", models.CharField(blank=True, max_length=1)),
                ("born_on", models.DateField(null=True)),
                ("birth_accuracy", models.CharField(blank=True, max_length=3)),
                ("due_on", models.DateField(null=True)),
                ("died_on", models.DateField(null=True)),
                ("nhs_number", models.CharField(blank=True, max_length=10)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("postcode", models.CharField(blank=True, max_length=10)),
                ("is_address_protected", models.BooleanField(default=False)),
                ("is_locked", models.BooleanField(default=False)),
                ("made_by_id", models.UUIDField()),
                ("made_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NeverDisclose",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("covers", models.CharField(default="whereabouts", max_length=20)),
                ("reason", models.TextField()),
                ("set_by_id", models.UUIDField()),
                ("set_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_reason", models.TextField(blank=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "kept_from",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
                (
                    "protected",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="protected_from", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Kinship",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("related_is_their", models.CharField(max_length=12)),
                ("has_parental_responsibility", models.BooleanField(null=True)),
                ("lives_with", models.BooleanField(null=True)),
                ("since_on", models.DateField(null=True)),
                ("until_on", models.DateField(null=True)),
                ("source", models.CharField(max_length=160)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="kin", to="people.person"
                    ),
                ),
                (
                    "related",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IdentityJudgement",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("record_id", models.UUIDField()),
                ("record_agency_id", models.UUIDField()),
                ("is_same", models.BooleanField()),
                ("reason", models.TextField()),
                ("evidence", models.JSONField(default=dict)),
                ("decided_by_id", models.UUIDField()),
                ("decided_at", models.DateTimeField()),
                ("undone_by_id", models.UUIDField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_reason", models.TextField(blank=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="judgements", to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PersonRecord",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("source", models.CharField(max_length=60)),
                ("source_ref", models.CharField(max_length=60)),
                ("part", models.CharField(default="main", max_length=40)),
                ("given_name", models.CharField(blank=True, max_length=80)),
                ("middle_names", models.CharField(blank=True, max_length=120)),
                ("family_name", models.CharField(blank=True, max_length=80)),
                ("known_as", models.CharField(blank=True, max_length=120)),
                ("former_names", models.CharField(blank=True, max_length=200)),
                ("sex", models.CharField(blank=True, max_length=1)),
                ("born_on", models.DateField(null=True)),
                ("birth_accuracy", models.CharField(blank=True, max_length=3)),
                ("birth_text", models.CharField(blank=True, max_length=60)),
                ("due_on", models.DateField(null=True)),
                ("died_on", models.DateField(null=True)),
                ("nhs_number", models.CharField(blank=True, max_length=10)),
                ("nhs_number_status", models.CharField(blank=True, max_length=20)),
                ("upn", models.CharField(blank=True, max_length=13)),
                ("address", models.CharField(blank=True, max_length=300)),
                ("postcode", models.CharField(blank=True, max_length=10)),
                ("uprn", models.CharField(blank=True, max_length=12)),
                ("is_address_protected", models.BooleanField(default=False)),
                ("is_locked", models.BooleanField(default=False)),
                ("original", models.JSONField(default=dict)),
                ("first_seen_on", models.DateField(null=True)),
                ("last_seen_on", models.DateField(null=True)),
                ("ended_on", models.DateField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "list_import",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="people.listimport",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RecordShield",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("kept_from", models.CharField(blank=True, max_length=160)),
                ("reason", models.TextField()),
                ("set_by_id", models.UUIDField()),
                ("set_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
                ("lifted_reason", models.TextField(blank=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shields", to="people.personrecord"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RefusedRow",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("agency_id", models.UUIDField()),
                ("row_number", models.PositiveIntegerField()),
                ("was_taken", models.BooleanField(default=False)),
                ("field", models.CharField(blank=True, max_length=60)),
                ("reason", models.CharField(max_length=300)),
                ("original", models.JSONField(default=dict)),
                (
                    "list_import",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="refused", to="people.listimport"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="listimport",
            constraint=models.UniqueConstraint(fields=("agency", "fingerprint"), name="a_file_is_loaded_once"),
        ),
        migrations.AddConstraint(
            model_name="identityjudgement",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at__isnull", True)),
                fields=("person", "record_id"),
                name="one_standing_judgement",
            ),
        ),
        migrations.AddConstraint(
            model_name="identityjudgement",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="judgement_has_a_reason"
            ),
        ),
        migrations.AddIndex(
            model_name="personrecord",
            index=models.Index(fields=["agency", "family_name"], name="people_pers_agency__f6e0f4_idx"),
        ),
        migrations.AddConstraint(
            model_name="personrecord",
            constraint=models.UniqueConstraint(
                fields=("agency", "source", "source_ref", "part"), name="one_record_per_source_row"
            ),
        ),
    ]
