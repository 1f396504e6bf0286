"""The agreements as they were put in force: versions that may be added to and never changed."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    """No personal data: published agreements, and which administrator put them in force."""

    dependencies = [("involvement", "0005_pointers_for_a_question_that_was_asked")]
    operations = [
        migrations.CreateModel(
            name="PolicyInForce",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField(unique=True)),
                ("version", models.CharField(max_length=16)),
                ("agreements", models.JSONField()),
                ("rules", models.PositiveIntegerField()),
                ("clashes", models.JSONField(default=list)),
                ("reason", models.TextField(blank=True)),
                ("made_by_id", models.UUIDField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
    ]
