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
            name="PartnerInformation",
            fields=[
                ("retention_class", models.CharField(max_length=40)),
                ("review_on", models.DateField()),
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("reference", models.CharField(max_length=16, unique=True)),
                ("told_by_id", models.UUIDField()),
                ("told_at", models.DateTimeField()),
                ("account", models.JSONField(default=dict)),
                ("source_known_by", models.CharField(max_length=40)),
                ("source_at_risk", models.BooleanField(null=True)),
                ("source_identity", models.TextField(blank=True)),
                ("handling", models.CharField(blank=True, max_length=1)),
                ("handling_conditions", models.TextField(blank=True)),
                ("read_at", models.DateTimeField(null=True)),
                ("read_by_id", models.UUIDField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
                (
                    "police_agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="directory.agency"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
