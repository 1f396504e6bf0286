"""Who lived together, from when to when, apart from since when they have been related."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns of a table that has its policy; what was noted before keeps its one date."""

    dependencies = [("people", "0010_a_long_list_is_loaded_in_parts")]
    operations = [
        migrations.AddField("kinship", "together_since", models.DateField(null=True)),
        migrations.AddField("kinship", "together_until", models.DateField(null=True)),
    ]
