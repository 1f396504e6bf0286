"""The answers given to the guide have their retention class and review date from the day they are made."""

from datetime import date

from django.db import migrations, models

# What was answered before today is looked at within a year; from now on each row is given its day when it is made.
LATER = date(2027, 11, 27)


class Migration(migrations.Migration):
    """Two columns, as every record has them."""

    dependencies = [("sharing", "0005_corrections_are_chased")]
    operations = [
        migrations.AddField(
            model_name="factfinding",
            name="retention_class",
            field=models.CharField(default="decision", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="factfinding",
            name="review_on",
            field=models.DateField(default=LATER),
            preserve_default=False,
        ),
    ]
