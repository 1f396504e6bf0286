"""Each party to a request or a disclosure changes only its own part of it; what was decided or said stays as it was."""

from django.db import migrations

RULES = """
DROP POLICY own_rows ON sharing_decision;
CREATE POLICY own_rows_read ON sharing_decision FOR SELECT USING (agency_id = (SELECT priv.agency()));
CREATE POLICY decided_once ON sharing_decision FOR INSERT WITH CHECK (agency_id = (SELECT priv.agency()));

DROP POLICY own_rows ON sharing_openness;
CREATE POLICY own_rows_read ON sharing_openness FOR SELECT USING (agency_id = (SELECT priv.agency()));
CREATE POLICY recorded_once ON sharing_openness FOR INSERT WITH CHECK (agency_id = (SELECT priv.agency()));
CREATE POLICY chasing ON sharing_openness FOR SELECT TO sharewell_worker USING ((SELECT priv.purpose()) = 'chasing');

DROP POLICY parties_only ON sharing_message;
CREATE POLICY parties_read ON sharing_message FOR SELECT
    USING ((SELECT priv.agency()) IN (asking_agency_id, asked_agency_id));
CREATE POLICY written_by_its_writer ON sharing_message FOR INSERT
    WITH CHECK ((SELECT priv.agency()) IN (asking_agency_id, asked_agency_id)
                AND written_by_id = (SELECT priv.practitioner()));

DROP POLICY parties_change ON sharing_correction;
DROP POLICY parties_change ON sharing_correctionreceipt;
CREATE POLICY seen_by_its_reader ON sharing_correctionreceipt FOR UPDATE
    USING (receiving_agency_id = (SELECT priv.agency()))
    WITH CHECK (receiving_agency_id = (SELECT priv.agency()));

DROP POLICY parties_change ON sharing_consultation;
CREATE POLICY answered_by_its_adviser ON sharing_consultation FOR UPDATE
    USING (adviser_id = (SELECT priv.practitioner()))
    WITH CHECK (adviser_id = (SELECT priv.practitioner()));
CREATE POLICY chasing ON sharing_consultation FOR SELECT TO sharewell_worker
    USING ((SELECT priv.purpose()) = 'chasing');

CREATE POLICY chasing ON sharing_disclosure FOR SELECT TO sharewell_worker
    USING ((SELECT priv.purpose()) = 'chasing');
DROP POLICY chasing_noted ON sharing_informationrequest;

-- What the asked agency may change of a request is how it stands; what was asked is the asker's, and stays as asked.
CREATE FUNCTION public.sharing_a_request_stays_as_asked() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    changing text[] := ARRAY['state', 'version', 'opened_at', 'opened_by_id', 'accountable_id', 'chased_at'];
BEGIN
    IF priv.agency() IS NOT DISTINCT FROM OLD.asking_agency_id THEN
        changing := changing || ARRAY['escalated_at', 'escalated_reason', 'escalated_to_id', 'review_on'];
    END IF;
    IF to_jsonb(NEW) - changing IS DISTINCT FROM to_jsonb(OLD) - changing THEN
        RAISE EXCEPTION 'a request stays as it was asked' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_request_stays_as_asked BEFORE UPDATE ON sharing_informationrequest
    FOR EACH ROW EXECUTE FUNCTION public.sharing_a_request_stays_as_asked();

-- The recipient notes the receipt, the sender recalls; nobody takes a recall back or moves a receipt.
CREATE FUNCTION public.sharing_a_disclosure_stays_as_sent() RETURNS trigger
    LANGUAGE plpgsql SET search_path = pg_catalog AS $$
DECLARE
    changing text[] := ARRAY['state', 'review_on'];
BEGIN
    IF priv.agency() IS NOT DISTINCT FROM OLD.receiving_agency_id AND OLD.received_at IS NULL THEN
        changing := changing || ARRAY['received_at', 'received_by_id'];
    END IF;
    IF priv.agency() IS NOT DISTINCT FROM OLD.sending_agency_id AND OLD.recalled_at IS NULL THEN
        changing := changing || ARRAY['recalled_at', 'recalled_reason'];
    END IF;
    IF to_jsonb(NEW) - changing IS DISTINCT FROM to_jsonb(OLD) - changing
       OR (OLD.state = 'recalled' AND NEW.state <> 'recalled') THEN
        RAISE EXCEPTION 'a disclosure stays as it was sent' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_disclosure_stays_as_sent BEFORE UPDATE ON sharing_disclosure
    FOR EACH ROW EXECUTE FUNCTION public.sharing_a_disclosure_stays_as_sent();
"""


class Migration(migrations.Migration):
    """Kept as a step forward only: the looser policies of before are not worth having back."""

    dependencies = [("sharing", "0003_what_is_being_written")]
    operations = [migrations.RunSQL(RULES, reverse_sql=migrations.RunSQL.noop)]
