"""Contacts about one family are seen together: people are found by the family name in any letters."""

from django.db import migrations, models
from django.db.models.functions import Upper


class Migration(migrations.Migration):
    """An index only; it holds nothing of its own."""

    dependencies = [("cases", "0002_whose_rows")]
    operations = [
        migrations.AddIndex(
            model_name="contactperson",
            index=models.Index(Upper("family_name"), name="contact_person_family_name"),
        )
    ]
