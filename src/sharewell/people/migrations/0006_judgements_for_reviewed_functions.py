"""The hub's judgements, readable by the owner's reviewed functions: pointers are given for confirmed records alone."""

from django.db import migrations

POLICY = """
CREATE POLICY for_reviewed_functions ON people_identityjudgement FOR SELECT TO sharewell_owner USING (true);
"""


class Migration(migrations.Migration):
    """Only the owner is named: no run-time role sees more than before."""

    dependencies = [("people", "0005_what_a_shield_changed")]
    operations = [
        migrations.RunSQL(POLICY, reverse_sql="DROP POLICY for_reviewed_functions ON people_identityjudgement")
    ]
