"""Whether a shield made a record so: lifting it must not open what the agency's own list keeps closed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A column of a table that has its policy."""

    dependencies = [("people", "0004_a_contact_is_judged_like_a_record")]
    operations = [migrations.AddField("recordshield", "made_it_so", models.BooleanField(default=True))]
