"""What a passage was first collected for goes with it; of what went before it is not known."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column more, empty for what is there; the policies of its table hold for it too."""

    dependencies = [("sharing", "0006_answers_are_looked_at_again")]
    operations = [
        migrations.AddField(
            "discloseditem",
            "collected_for",
            models.CharField(blank=True, default="", max_length=24),
            preserve_default=False,
        ),
    ]
