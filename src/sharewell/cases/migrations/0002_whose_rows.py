"""Row security for this room: each agency sees its own rows."""

from django.db import migrations

POLICIES = """
ALTER TABLE cases_contactdraft ENABLE ROW LEVEL SECURITY;
ALTER TABLE cases_contactdraft FORCE ROW LEVEL SECURITY;
CREATE POLICY own_drafts ON cases_contactdraft
    USING (agency_id = (SELECT priv.agency()) AND practitioner_id = (SELECT priv.practitioner()))
    WITH CHECK (agency_id = (SELECT priv.agency()) AND practitioner_id = (SELECT priv.practitioner()));
ALTER TABLE cases_contact ENABLE ROW LEVEL SECURITY;
ALTER TABLE cases_contact FORCE ROW LEVEL SECURITY;
CREATE POLICY parties_read ON cases_contact FOR SELECT
    USING ((SELECT priv.agency()) IN (agency_id, to_agency_id, first_to_agency_id));
CREATE POLICY parties_change ON cases_contact FOR UPDATE
    USING ((SELECT priv.agency()) IN (to_agency_id, first_to_agency_id))
    WITH CHECK ((SELECT priv.agency()) IN (agency_id, to_agency_id, first_to_agency_id));
CREATE POLICY begun_by ON cases_contact FOR INSERT WITH CHECK (agency_id = (SELECT priv.agency()));
ALTER TABLE cases_contactperson ENABLE ROW LEVEL SECURITY;
ALTER TABLE cases_contactperson FORCE ROW LEVEL SECURITY;
CREATE POLICY as_its_parent ON cases_contactperson
    USING (EXISTS (SELECT 1 FROM cases_contact p WHERE p.id = contact_id))
    WITH CHECK (EXISTS (SELECT 1 FROM cases_contact p WHERE p.id = contact_id));
ALTER TABLE cases_enquiry ENABLE ROW LEVEL SECURITY;
ALTER TABLE cases_enquiry FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON cases_enquiry
    USING (agency_id = (SELECT priv.agency()))
    WITH CHECK (agency_id = (SELECT priv.agency()));
ALTER TABLE cases_enquiryperson ENABLE ROW LEVEL SECURITY;
ALTER TABLE cases_enquiryperson FORCE ROW LEVEL SECURITY;
CREATE POLICY as_its_parent ON cases_enquiryperson
    USING (EXISTS (SELECT 1 FROM cases_enquiry p WHERE p.id = enquiry_id))
    WITH CHECK (EXISTS (SELECT 1 FROM cases_enquiry p WHERE p.id = enquiry_id));
ALTER TABLE cases_rating ENABLE ROW LEVEL SECURITY;
ALTER TABLE cases_rating FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON cases_rating
    USING (agency_id = (SELECT priv.agency()))
    WITH CHECK (agency_id = (SELECT priv.agency()));
ALTER TABLE cases_accountability ENABLE ROW LEVEL SECURITY;
ALTER TABLE cases_accountability FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON cases_accountability
    USING (agency_id = (SELECT priv.agency()))
    WITH CHECK (agency_id = (SELECT priv.agency()));
ALTER TABLE cases_outcome ENABLE ROW LEVEL SECURITY;
ALTER TABLE cases_outcome FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON cases_outcome
    USING (agency_id = (SELECT priv.agency()))
    WITH CHECK (agency_id = (SELECT priv.agency()));
ALTER TABLE cases_outcomeservice ENABLE ROW LEVEL SECURITY;
ALTER TABLE cases_outcomeservice FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON cases_outcomeservice
    USING (agency_id = (SELECT priv.agency()))
    WITH CHECK (agency_id = (SELECT priv.agency()));
ALTER TABLE cases_feedback ENABLE ROW LEVEL SECURITY;
ALTER TABLE cases_feedback FORCE ROW LEVEL SECURITY;
CREATE POLICY parties_read ON cases_feedback FOR SELECT USING ((SELECT priv.agency()) IN (agency_id, to_agency_id));
CREATE POLICY parties_change ON cases_feedback FOR UPDATE
    USING ((SELECT priv.agency()) IN (agency_id, to_agency_id))
    WITH CHECK ((SELECT priv.agency()) IN (agency_id, to_agency_id));
CREATE POLICY begun_by ON cases_feedback FOR INSERT WITH CHECK (agency_id = (SELECT priv.agency()));
"""
UNDO = """
ALTER TABLE cases_contactdraft DISABLE ROW LEVEL SECURITY;
ALTER TABLE cases_contact DISABLE ROW LEVEL SECURITY;
ALTER TABLE cases_contactperson DISABLE ROW LEVEL SECURITY;
ALTER TABLE cases_enquiry DISABLE ROW LEVEL SECURITY;
ALTER TABLE cases_enquiryperson DISABLE ROW LEVEL SECURITY;
ALTER TABLE cases_rating DISABLE ROW LEVEL SECURITY;
ALTER TABLE cases_accountability DISABLE ROW LEVEL SECURITY;
ALTER TABLE cases_outcome DISABLE ROW LEVEL SECURITY;
ALTER TABLE cases_outcomeservice DISABLE ROW LEVEL SECURITY;
ALTER TABLE cases_feedback DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    """Tables and their policies come in one release; no scope, no rows."""

    dependencies = [("base", "0001_signed_scope"), ("cases", "0001_initial")]
    operations = [migrations.RunSQL(POLICIES, reverse_sql=UNDO)]
