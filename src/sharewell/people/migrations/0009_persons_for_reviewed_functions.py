"""Whether a person is protected, readable by the owner's reviewed functions: of them no watch tells anything."""

from django.db import migrations

POLICIES = """
CREATE POLICY for_reviewed_functions ON people_person FOR SELECT TO sharewell_owner USING (true);
CREATE POLICY for_reviewed_functions ON people_neverdisclose FOR SELECT TO sharewell_owner USING (true);
"""
UNDO = """
DROP POLICY for_reviewed_functions ON people_person;
DROP POLICY for_reviewed_functions ON people_neverdisclose;
"""


class Migration(migrations.Migration):
    """Only the owner is named: no run-time role sees more than before."""

    dependencies = [("people", "0008_what_followed")]
    operations = [migrations.RunSQL(POLICIES, reverse_sql=UNDO)]
