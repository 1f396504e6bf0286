"""Row security for this room: each agency sees its own rows."""

from django.db import migrations

POLICIES = """
ALTER TABLE people_listimport ENABLE ROW LEVEL SECURITY;
ALTER TABLE people_listimport FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON people_listimport
    USING (agency_id = (SELECT priv.agency()))
    WITH CHECK (agency_id = (SELECT priv.agency()));
CREATE POLICY for_reviewed_functions ON people_listimport FOR SELECT TO sharewell_owner USING (true);
ALTER TABLE people_refusedrow ENABLE ROW LEVEL SECURITY;
ALTER TABLE people_refusedrow FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON people_refusedrow
    USING (agency_id = (SELECT priv.agency()))
    WITH CHECK (agency_id = (SELECT priv.agency()));
ALTER TABLE people_personrecord ENABLE ROW LEVEL SECURITY;
ALTER TABLE people_personrecord FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON people_personrecord
    USING (agency_id = (SELECT priv.agency()))
    WITH CHECK (agency_id = (SELECT priv.agency()));
CREATE POLICY for_reviewed_functions ON people_personrecord FOR SELECT TO sharewell_owner USING (true);
ALTER TABLE people_person ENABLE ROW LEVEL SECURITY;
ALTER TABLE people_person FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON people_person
    USING (agency_id = (SELECT priv.agency()))
    WITH CHECK (agency_id = (SELECT priv.agency()));
ALTER TABLE people_identityjudgement ENABLE ROW LEVEL SECURITY;
ALTER TABLE people_identityjudgement FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON people_identityjudgement
    USING (agency_id = (SELECT priv.agency()))
    WITH CHECK (agency_id = (SELECT priv.agency()));
ALTER TABLE people_kinship ENABLE ROW LEVEL SECURITY;
ALTER TABLE people_kinship FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON people_kinship
    USING (agency_id = (SELECT priv.agency()))
    WITH CHECK (agency_id = (SELECT priv.agency()));
ALTER TABLE people_neverdisclose ENABLE ROW LEVEL SECURITY;
ALTER TABLE people_neverdisclose FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON people_neverdisclose
    USING (agency_id = (SELECT priv.agency()))
    WITH CHECK (agency_id = (SELECT priv.agency()));
ALTER TABLE people_recordshield ENABLE ROW LEVEL SECURITY;
ALTER TABLE people_recordshield FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON people_recordshield
    USING (agency_id = (SELECT priv.agency()))
    WITH CHECK (agency_id = (SELECT priv.agency()));
CREATE POLICY for_reviewed_functions ON people_recordshield FOR SELECT TO sharewell_owner USING (true);
"""
UNDO = """
ALTER TABLE people_listimport DISABLE ROW LEVEL SECURITY;
ALTER TABLE people_refusedrow DISABLE ROW LEVEL SECURITY;
ALTER TABLE people_personrecord DISABLE ROW LEVEL SECURITY;
ALTER TABLE people_person DISABLE ROW LEVEL SECURITY;
ALTER TABLE people_identityjudgement DISABLE ROW LEVEL SECURITY;
ALTER TABLE people_kinship DISABLE ROW LEVEL SECURITY;
ALTER TABLE people_neverdisclose DISABLE ROW LEVEL SECURITY;
ALTER TABLE people_recordshield DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    """Tables and their policies come in one release; no scope, no rows."""

    dependencies = [("base", "0001_signed_scope"), ("people", "0001_initial")]
    operations = [migrations.RunSQL(POLICIES, reverse_sql=UNDO)]
