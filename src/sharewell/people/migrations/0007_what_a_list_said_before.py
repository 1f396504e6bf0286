"""What a list said before, whom only a brokered service knows, and what was taken back."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns of a table that has its policy."""

    dependencies = [("people", "0006_judgements_for_reviewed_functions")]
    operations = [
        migrations.AddField("listimport", "is_whole", models.BooleanField(default=False)),
        migrations.AddField("listimport", "no_longer_listed", models.PositiveIntegerField(default=0)),
        migrations.AddField("personrecord", "earlier", models.JSONField(default=dict)),
        migrations.AddField("personrecord", "is_brokered_only", models.BooleanField(default=False)),
        migrations.AddField("personrecord", "withdrawn_at", models.DateTimeField(null=True)),
        migrations.AddField("personrecord", "withdrawn_reason", models.TextField(blank=True, default="")),
    ]
