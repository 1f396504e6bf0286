import datetime as dt

import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="UrgentNumber",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=12)),
                ("phone", models.CharField(max_length=30)),
                ("option", models.CharField(blank=True, max_length=10)),
                ("hours", models.CharField(max_length=160)),
                ("shown_from", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("last_day", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="arrangement",
            name="arrangement_ends_after_it_starts",
        ),
        migrations.RemoveConstraint(
            model_name="arrangement",
            name="one_arrangement_per_key_and_day",
        ),
        migrations.AddField(
            model_name="arrangement",
            name="checked_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="arrangement",
            name="source",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="contactpoint",
            name="reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="contactpoint",
            name="source",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="retentionperiod",
            name="checked_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="retentionperiod",
            name="reason",
            field=models.TextField(blank=True),
        ),
        migrations.AddConstraint(
            model_name="arrangement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True),
                    (
                        "valid_to__gte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("valid_from"), "-", models.Value(dt.timedelta(days=1))
                        ),
                    ),
                    _connector="OR",
                ),
                name="arrangement_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="arrangement",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("valid_to__isnull", True), ("valid_to__gte", models.F("valid_from")), _connector="OR"
                ),
                fields=("agency", "key", "valid_from"),
                name="one_arrangement_per_key_and_day",
            ),
        ),
    ]
