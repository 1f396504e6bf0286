"""Row security for this room: only the parties to a request or a disclosure see it."""

from django.db import migrations

POLICIES = """
ALTER TABLE sharing_informationrequest ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_informationrequest FORCE ROW LEVEL SECURITY;
CREATE POLICY parties_read ON sharing_informationrequest FOR SELECT
    USING ((SELECT priv.agency()) IN (asking_agency_id, asked_agency_id));
CREATE POLICY parties_change ON sharing_informationrequest FOR UPDATE
    USING ((SELECT priv.agency()) IN (asking_agency_id, asked_agency_id))
    WITH CHECK ((SELECT priv.agency()) IN (asking_agency_id, asked_agency_id));
CREATE POLICY begun_by ON sharing_informationrequest FOR INSERT
    WITH CHECK (asking_agency_id = (SELECT priv.agency()));
CREATE POLICY chasing ON sharing_informationrequest FOR SELECT TO sharewell_worker
    USING ((SELECT priv.purpose()) = 'chasing');
CREATE POLICY chasing_noted ON sharing_informationrequest FOR UPDATE TO sharewell_worker
    USING ((SELECT priv.purpose()) = 'chasing')
    WITH CHECK ((SELECT priv.purpose()) = 'chasing');
ALTER TABLE sharing_requestquestion ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_requestquestion FORCE ROW LEVEL SECURITY;
CREATE POLICY as_its_parent ON sharing_requestquestion
    USING (EXISTS (SELECT 1 FROM sharing_informationrequest p WHERE p.id = information_request_id))
    WITH CHECK (EXISTS (SELECT 1 FROM sharing_informationrequest p WHERE p.id = information_request_id));
ALTER TABLE sharing_requestsubject ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_requestsubject FORCE ROW LEVEL SECURITY;
CREATE POLICY as_its_parent ON sharing_requestsubject
    USING (EXISTS (SELECT 1 FROM sharing_informationrequest p WHERE p.id = information_request_id))
    WITH CHECK (EXISTS (SELECT 1 FROM sharing_informationrequest p WHERE p.id = information_request_id));
ALTER TABLE sharing_factfinding ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_factfinding FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON sharing_factfinding
    USING (agency_id = (SELECT priv.agency()))
    WITH CHECK (agency_id = (SELECT priv.agency()));
ALTER TABLE sharing_consultation ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_consultation FORCE ROW LEVEL SECURITY;
CREATE POLICY parties_read ON sharing_consultation FOR SELECT
    USING ((SELECT priv.agency()) IN (agency_id, adviser_agency_id));
CREATE POLICY parties_change ON sharing_consultation FOR UPDATE
    USING ((SELECT priv.agency()) IN (agency_id, adviser_agency_id))
    WITH CHECK ((SELECT priv.agency()) IN (agency_id, adviser_agency_id));
CREATE POLICY begun_by ON sharing_consultation FOR INSERT WITH CHECK (agency_id = (SELECT priv.agency()));
ALTER TABLE sharing_decision ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_decision FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON sharing_decision
    USING (agency_id = (SELECT priv.agency()))
    WITH CHECK (agency_id = (SELECT priv.agency()));
ALTER TABLE sharing_disclosure ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_disclosure FORCE ROW LEVEL SECURITY;
CREATE POLICY parties_read ON sharing_disclosure FOR SELECT
    USING ((SELECT priv.agency()) IN (sending_agency_id, receiving_agency_id));
CREATE POLICY parties_change ON sharing_disclosure FOR UPDATE
    USING ((SELECT priv.agency()) IN (sending_agency_id, receiving_agency_id))
    WITH CHECK ((SELECT priv.agency()) IN (sending_agency_id, receiving_agency_id));
CREATE POLICY begun_by ON sharing_disclosure FOR INSERT WITH CHECK (sending_agency_id = (SELECT priv.agency()));
ALTER TABLE sharing_discloseditem ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_discloseditem FORCE ROW LEVEL SECURITY;
CREATE POLICY read_until_recalled ON sharing_discloseditem FOR SELECT
    USING (sending_agency_id = (SELECT priv.agency()) OR (receiving_agency_id = (SELECT priv.agency()) AND EXISTS (SELECT 1 FROM sharing_disclosure d WHERE d.id = disclosure_id AND d.recalled_at IS NULL)));
CREATE POLICY given_by_its_sender ON sharing_discloseditem FOR INSERT
    WITH CHECK (sending_agency_id = (SELECT priv.agency()));
ALTER TABLE sharing_correction ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_correction FORCE ROW LEVEL SECURITY;
CREATE POLICY parties_read ON sharing_correction FOR SELECT
    USING ((SELECT priv.agency()) IN (sending_agency_id, receiving_agency_id));
CREATE POLICY parties_change ON sharing_correction FOR UPDATE
    USING ((SELECT priv.agency()) IN (sending_agency_id, receiving_agency_id))
    WITH CHECK ((SELECT priv.agency()) IN (sending_agency_id, receiving_agency_id));
CREATE POLICY begun_by ON sharing_correction FOR INSERT WITH CHECK (sending_agency_id = (SELECT priv.agency()));
ALTER TABLE sharing_correctionreceipt ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_correctionreceipt FORCE ROW LEVEL SECURITY;
CREATE POLICY parties_read ON sharing_correctionreceipt FOR SELECT
    USING ((SELECT priv.agency()) IN (sending_agency_id, receiving_agency_id));
CREATE POLICY parties_change ON sharing_correctionreceipt FOR UPDATE
    USING ((SELECT priv.agency()) IN (sending_agency_id, receiving_agency_id))
    WITH CHECK ((SELECT priv.agency()) IN (sending_agency_id, receiving_agency_id));
CREATE POLICY begun_by ON sharing_correctionreceipt FOR INSERT
    WITH CHECK (sending_agency_id = (SELECT priv.agency()));
ALTER TABLE sharing_message ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_message FORCE ROW LEVEL SECURITY;
CREATE POLICY parties_only ON sharing_message
    USING ((SELECT priv.agency()) IN (asking_agency_id, asked_agency_id))
    WITH CHECK ((SELECT priv.agency()) IN (asking_agency_id, asked_agency_id));
ALTER TABLE sharing_openness ENABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_openness FORCE ROW LEVEL SECURITY;
CREATE POLICY own_rows ON sharing_openness
    USING (agency_id = (SELECT priv.agency()))
    WITH CHECK (agency_id = (SELECT priv.agency()));
"""
UNDO = """
ALTER TABLE sharing_informationrequest DISABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_requestquestion DISABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_requestsubject DISABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_factfinding DISABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_consultation DISABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_decision DISABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_disclosure DISABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_discloseditem DISABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_correction DISABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_correctionreceipt DISABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_message DISABLE ROW LEVEL SECURITY;
ALTER TABLE sharing_openness DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    """Tables and their policies come in one release; no scope, no rows."""

    dependencies = [("base", "0001_signed_scope"), ("sharing", "0001_initial")]
    operations = [migrations.RunSQL(POLICIES, reverse_sql=UNDO)]
