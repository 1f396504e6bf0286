"""The worker sees which corrections nobody has read, so that they come back to their sender."""

from django.db import migrations

RULES = """
CREATE POLICY chasing ON sharing_correctionreceipt FOR SELECT TO sharewell_worker
    USING ((SELECT priv.purpose()) = 'chasing');
"""
UNDONE = "DROP POLICY chasing ON sharing_correctionreceipt;"


class Migration(migrations.Migration):
    """One policy more."""

    dependencies = [("sharing", "0004_each_changes_only_its_own_part")]
    operations = [migrations.RunSQL(RULES, reverse_sql=UNDONE)]
