"""Words saved while they are written, what is added later, and the release of a protected place by a second person."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

POLICIES = """
ALTER TABLE sharing_workingpaper ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_workingpaper FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON sharing_workingpaper
    USING (agency_id = (SELECT priv.agency()))
    WITH CHECK (agency_id = (SELECT priv.agency()));
ALTER TABLE sharing_addedlater ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_addedlater FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows_read ON sharing_addedlater FOR SELECT USING (agency_id = (SELECT priv.agency()));
CREATE POLICY written_by_its_writer ON sharing_addedlater FOR INSERT
    WITH CHECK (agency_id = (SELECT priv.agency()) AND written_by_id = (SELECT priv.practitioner()));
ALTER TABLE sharing_placerelease ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_placerelease FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows_read ON sharing_placerelease FOR SELECT USING (agency_id = (SELECT priv.agency()));
CREATE POLICY asked_by_its_asker ON sharing_placerelease FOR INSERT
    WITH CHECK (agency_id = (SELECT priv.agency()) AND asked_by_id = (SELECT priv.practitioner())
                AND is_released IS NULL);
CREATE POLICY answered_by_the_second_person ON sharing_placerelease FOR UPDATE
    USING (agency_id = (SELECT priv.agency()) AND approver_id = (SELECT priv.practitioner()))
    WITH CHECK (agency_id = (SELECT priv.agency()) AND approver_id = (SELECT priv.practitioner()));
"""
UNDO = """
ALTER TABLE sharing_workingpaper DISABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_addedlater DISABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_placerelease DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0001_initial"),
        ("sharing", "0002_whose_rows"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="is_urgent",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="disclosure",
            name="told_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="informationrequest",
            name="basis_reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="informationrequest",
            name="escalated_to_id",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="requestsubject",
            name="is_address_protected",
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name="AddedLater",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("agency_id", models.UUIDField()),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField()),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="added_later", to="sharing.decision"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlaceRelease",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("text", models.TextField()),
                ("needed_because", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("is_released", models.BooleanField(null=True)),
                ("reason", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "approver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "information_request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="sharing.informationrequest"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("asked_by", models.F("approver")), _negated=True),
                        name="a_second_person_releases",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkingPaper",
            fields=[
                ("retention_class", models.CharField(max_length=40)),
                ("review_on", models.DateField()),
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("about", models.UUIDField()),
                ("words", models.JSONField(default=dict)),
                ("saved_at", models.DateTimeField()),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "about"), name="one_working_paper_per_thing")
                ],
            },
        ),
        migrations.RunSQL(POLICIES, reverse_sql=UNDO),
    ]
