"""Row security for this room: each agency sees its own rows."""

from django.db import migrations

POLICIES = """
ALTER TABLE notices_notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE notices_notice FORCE ROW LEVEL SECURITY;
CREATE POLICY own_notices ON notices_notice FOR SELECT USING (agency_id = (SELECT priv.agency()));
CREATE POLICY own_notices_change ON notices_notice FOR UPDATE
    USING (agency_id = (SELECT priv.agency()))
    WITH CHECK (agency_id = (SELECT priv.agency()));
CREATE POLICY anyone_signed_in_may_notify ON notices_notice FOR INSERT
    WITH CHECK ((SELECT priv.agency()) IS NOT NULL);
CREATE POLICY mailing ON notices_notice FOR SELECT TO sharewell_worker USING ((SELECT priv.purpose()) = 'mailing');
CREATE POLICY mailing_done ON notices_notice FOR UPDATE TO sharewell_worker
    USING ((SELECT priv.purpose()) = 'mailing')
    WITH CHECK ((SELECT priv.purpose()) = 'mailing');
CREATE POLICY by_reviewed_functions ON notices_notice FOR INSERT TO sharewell_owner WITH CHECK (true);
"""
UNDO = """
ALTER TABLE notices_notice DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    """Tables and their policies come in one release; no scope, no rows."""

    dependencies = [("base", "0001_signed_scope"), ("notices", "0001_initial")]
    operations = [migrations.RunSQL(POLICIES, reverse_sql=UNDO)]
