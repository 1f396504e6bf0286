"""Someone in a contact can be judged to be a person the hub already knows, with a reason, and that can be undone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A column of a table that has its policy."""

    dependencies = [("people", "0003_how_fresh_each_list_is")]
    operations = [migrations.AddField("identityjudgement", "of", models.CharField(max_length=8, default="record"))]
