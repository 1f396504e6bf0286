"""Row security for this room: each agency sees its own rows."""

from django.db import migrations

POLICIES = """
ALTER TABLE intelligence_partnerinformation ENABLE ROW LEVEL SECURITY;
ALTER TABLE intelligence_partnerinformation FORCE ROW LEVEL SECURITY;
CREATE POLICY parties_read ON intelligence_partnerinformation FOR SELECT
    USING ((SELECT priv.agency()) IN (agency_id, police_agency_id));
CREATE POLICY parties_change ON intelligence_partnerinformation FOR UPDATE
    USING ((SELECT priv.agency()) IN (agency_id, police_agency_id))
    WITH CHECK ((SELECT priv.agency()) IN (agency_id, police_agency_id));
CREATE POLICY begun_by ON intelligence_partnerinformation FOR INSERT WITH CHECK (agency_id = (SELECT priv.agency()));
"""
UNDO = """
ALTER TABLE intelligence_partnerinformation DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    """Tables and their policies come in one release; no scope, no rows."""

    dependencies = [("base", "0001_signed_scope"), ("intelligence", "0001_initial")]
    operations = [migrations.RunSQL(POLICIES, reverse_sql=UNDO)]
