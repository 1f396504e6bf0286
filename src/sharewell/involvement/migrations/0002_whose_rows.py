"""Row security for this room: each agency sees its own rows."""

from django.db import migrations

POLICIES = """
ALTER TABLE involvement_involvement ENABLE ROW LEVEL SECURITY;
ALTER TABLE involvement_involvement FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON involvement_involvement
    USING (agency_id = (SELECT priv.agency()))
    WITH CHECK (agency_id = (SELECT priv.agency()));
CREATE POLICY for_reviewed_functions ON involvement_involvement FOR SELECT TO sharewell_owner USING (true);
ALTER TABLE involvement_whoelsequestion ENABLE ROW LEVEL SECURITY;
ALTER TABLE involvement_whoelsequestion FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON involvement_whoelsequestion
    USING (agency_id = (SELECT priv.agency()))
    WITH CHECK (agency_id = (SELECT priv.agency()));
ALTER TABLE involvement_brokeredquestion ENABLE ROW LEVEL SECURITY;
ALTER TABLE involvement_brokeredquestion FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON involvement_brokeredquestion
    USING (agency_id = (SELECT priv.agency()))
    WITH CHECK (agency_id = (SELECT priv.agency()));
CREATE POLICY asked_by_reviewed_function ON involvement_brokeredquestion FOR INSERT TO sharewell_owner
    WITH CHECK (true);
ALTER TABLE involvement_agencyentry ENABLE ROW LEVEL SECURITY;
ALTER TABLE involvement_agencyentry FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON involvement_agencyentry
    USING (agency_id = (SELECT priv.agency()))
    WITH CHECK (agency_id = (SELECT priv.agency()));
"""
UNDO = """
ALTER TABLE involvement_involvement DISABLE ROW LEVEL SECURITY;
ALTER TABLE involvement_whoelsequestion DISABLE ROW LEVEL SECURITY;
ALTER TABLE involvement_brokeredquestion DISABLE ROW LEVEL SECURITY;
ALTER TABLE involvement_agencyentry DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    """Tables and their policies come in one release; no scope, no rows."""

    dependencies = [("base", "0001_signed_scope"), ("involvement", "0001_initial")]
    operations = [migrations.RunSQL(POLICIES, reverse_sql=UNDO)]
