"""Why a contact was passed to safeguarding, and why a concluded enquiry was opened again, kept where it is read."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns of tables that have their policies."""

    dependencies = [("cases", "0003_found_by_family_name")]
    operations = [
        migrations.AddField("contact", "stepped_up_by_id", models.UUIDField(null=True)),
        migrations.AddField(
            "contact", "stepped_up_reason", models.TextField(blank=True, default=""), preserve_default=False
        ),
        migrations.AddField("enquiry", "reopened_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "enquiry", "reopened_reason", models.TextField(blank=True, default=""), preserve_default=False
        ),
    ]
