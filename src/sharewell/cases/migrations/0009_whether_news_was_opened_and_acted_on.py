"""Whether what a watch told was opened, and whether something was done because of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns of a table that has its policies; what was told before today was never noted as opened."""

    dependencies = [("cases", "0008_what_a_watch_remembers")]
    operations = [
        migrations.AddField("watchnews", "opened_at", models.DateTimeField(null=True)),
        migrations.AddField("watchnews", "acted", models.BooleanField(null=True)),
    ]
