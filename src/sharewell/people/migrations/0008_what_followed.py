"""What followed from a judgement that was undone, each hub's own."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

POLICIES = """
ALTER TABLE people_followup ENABLE ROW LEVEL SECURITY;
ALTER TABLE people_followup FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON people_followup
    USING (agency_id = (SELECT priv.agency()))
    WITH CHECK (agency_id = (SELECT priv.agency()));
CREATE INDEX people_followup_to_do ON people_followup (person_id) WHERE done_at IS NULL;
"""


class Migration(migrations.Migration):
    """Table and policy come in one release; no scope, no rows."""

    dependencies = [("people", "0007_what_a_list_said_before"), ("directory", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("judgement_id", models.UUIDField()),
                ("person_id", models.UUIDField()),
                ("kind", models.CharField(max_length=12)),
                ("about", models.UUIDField()),
                ("words", models.TextField()),
                ("to_do", models.TextField()),
                ("told_agency_id", models.UUIDField(null=True)),
                ("told_practitioner_id", models.UUIDField(null=True)),
                ("made_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("done_by_id", models.UUIDField(null=True)),
                ("done_note", models.TextField(blank=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
            ],
        ),
        migrations.RunSQL(POLICIES),
    ]
