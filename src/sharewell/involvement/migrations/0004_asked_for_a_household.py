"""Who else is asked for a person and the household, to an end; who is sought waits until services were told."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns of a table that has its policy."""

    dependencies = [("involvement", "0003_pointers_for_the_hub")]
    operations = [
        migrations.AddField("whoelsequestion", "people", models.JSONField(default=list)),
        migrations.AddField(
            "whoelsequestion",
            "purpose",
            models.CharField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField("whoelsequestion", "sought", models.JSONField(default=list)),
        migrations.AddField("whoelsequestion", "brokered_at", models.DateTimeField(null=True)),
    ]
