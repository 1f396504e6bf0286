"""A draft has its retention class and review date from the day it is begun."""

from datetime import date

from django.db import migrations, models

# What was begun before today is looked at within a year; from now on each row is given its day when it is made.
LATER = date(2027, 11, 27)


class Migration(migrations.Migration):
    """Two columns, as every record has them."""

    dependencies = [("cases", "0006_whose_place_is_protected")]
    operations = [
        migrations.AddField(
            model_name="contactdraft",
            name="retention_class",
            field=models.CharField(default="draft", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="contactdraft",
            name="review_on",
            field=models.DateField(default=LATER),
            preserve_default=False,
        ),
    ]
