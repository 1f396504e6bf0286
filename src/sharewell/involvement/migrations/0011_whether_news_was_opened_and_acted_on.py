"""Whether what a watch told was opened, and whether something was done because of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns of a table that has its policies; what was told before today was never noted as opened."""

    dependencies = [("involvement", "0010_who_was_told_by_a_watch")]
    operations = [
        migrations.AddField("recordwatchnews", "opened_at", models.DateTimeField(null=True)),
        migrations.AddField("recordwatchnews", "acted", models.BooleanField(null=True)),
    ]
