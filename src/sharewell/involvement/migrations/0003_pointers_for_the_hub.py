"""The one function through which the hub learns which agencies work with somebody: pointers, never content."""

from django.db import migrations

FUNCTION = """
CREATE FUNCTION priv.who_else(records uuid[], why text)
RETURNS TABLE (agency_id uuid, record_id uuid, kind text, team_name text, role text, lead_name text, lead_contact text,
               since_on date, last_seen_on date, ended_on date, as_of date)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE asker uuid := priv.agency();
BEGIN
    IF asker IS NULL OR NOT EXISTS (SELECT 1 FROM public.directory_agency a WHERE a.id = asker AND a.hub_route <> '') THEN
        RAISE insufficient_privilege USING MESSAGE = 'only the hub may ask'; END IF;
    -- A sensitive service is not shown, not even counted; it learns that somebody asks, and decides.
    INSERT INTO public.involvement_brokeredquestion
        (id, agency_id, record_id, asking_agency_id, asking_practitioner_id, reason, asked_at, answer)
        SELECT DISTINCT ON (i.agency_id) gen_random_uuid(), i.agency_id, i.record_id, asker, priv.practitioner(), why, now(), ''
          FROM public.involvement_involvement i
          JOIN public.directory_agency a ON a.id = i.agency_id
         WHERE i.record_id = ANY (records) AND (i.is_sensitive OR a.sensitivity <> 'open');
    INSERT INTO public.notices_notice (id, agency_id, kind, about, made_at)
        SELECT DISTINCT ON (i.agency_id) gen_random_uuid(), i.agency_id, 'service_sought', i.record_id, now()
          FROM public.involvement_involvement i
          JOIN public.directory_agency a ON a.id = i.agency_id
         WHERE i.record_id = ANY (records) AND (i.is_sensitive OR a.sensitivity <> 'open');
    RETURN QUERY
        SELECT i.agency_id, i.record_id, i.kind::text, i.team_name::text, i.role::text, i.lead_name::text,
               i.lead_contact::text, i.since_on, i.last_seen_on, i.ended_on, l.as_of
          FROM public.involvement_involvement i
          JOIN public.directory_agency a ON a.id = i.agency_id
          JOIN public.people_personrecord r ON r.id = i.record_id
          LEFT JOIN public.people_listimport l ON l.id = i.list_import_id
         WHERE i.record_id = ANY (records) AND NOT i.is_sensitive AND a.sensitivity = 'open' AND NOT r.is_locked;
END $$;
REVOKE ALL ON FUNCTION priv.who_else(uuid[], text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION priv.who_else(uuid[], text) TO sharewell_app, sharewell_worker;
"""


class Migration(migrations.Migration):
    """Existence is told here, content never."""

    dependencies = [
        ("involvement", "0002_whose_rows"),
        ("people", "0002_whose_rows"),
        ("notices", "0002_whose_rows"),
    ]
    operations = [migrations.RunSQL(FUNCTION, reverse_sql="DROP FUNCTION priv.who_else(uuid[], text)")]
