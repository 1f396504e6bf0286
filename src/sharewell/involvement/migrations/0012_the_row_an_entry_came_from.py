"""Each entry keeps the whole row that said so: several rows of one person no longer leave only the last one's text."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A column of a table that has its policies; a list that is loaded again fills it."""

    dependencies = [("involvement", "0011_whether_news_was_opened_and_acted_on")]
    operations = [migrations.AddField("agencyentry", "original", models.JSONField(default=dict))]
